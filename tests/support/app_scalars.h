// The app with scalars in it and a recorder for its lines.
#pragma once

#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "store/packet.h"
#include "tests/support/app_harness.h"
#include "tests/support/ui_line_recorder.h"

namespace db::test {

struct WithLines {  // outlives the app
  LineRecorder lines;
};

struct ScalarsApp : WithLines, AppHarness {
  explicit ScalarsApp(float width = 1440, float height = 900, float ratio = 1) : AppHarness(width, height, ratio) {
    platform.lines = &lines;
  }

  // Appends rows to a run's tag, as a worker would. Steps first, first + stride, ...; `file` is the run's file.
  void add_rows(const std::string& run, const std::string& tag, const std::vector<double>& values, Step first = 0,
                Step stride = 1, int file = 0) {
    const FileId id = app.add_file(run + "/events.out.tfevents." + std::to_string(file), 100);
    PacketWriter writer;
    SeriesDefinition definition;
    definition.file = id;
    definition.tag = tag;
    definition.kind = SeriesKind::kScalar;
    definition.metadata.present = true;
    definition.metadata.plugin = "scalars";
    definition.metadata.data_class = DataClass::kScalar;
    writer.define_series(series_, definition);
    PendingRows rows;
    rows.type = ValueType::kF64;
    for (std::size_t i = 0; i < values.size(); ++i) {
      rows.steps.push_back(first + static_cast<Step>(i) * stride);
      rows.walls.push_back(1.7e9 + 10 * static_cast<double>(rows.steps.back()));
      rows.bits.push_back(std::bit_cast<std::uint64_t>(values[i]));
    }
    for (std::size_t at = 0; at < values.size(); at += kBlockRows) {
      writer.rows(series_, id, rows, at, std::min<std::size_t>(kBlockRows, values.size() - at));
    }
    ++series_;
    app.packet(1, writer.finish());
  }
  // Names a series of another kind, as a worker would; without rows.
  void add_series(const std::string& run, const std::string& tag, SeriesKind kind, const std::string& plugin) {
    SeriesDefinition definition;
    definition.file = app.add_file(run + "/events.out.tfevents.0", 100);
    definition.tag = tag;
    definition.kind = kind;
    definition.metadata.present = true;
    definition.metadata.plugin = plugin;
    PacketWriter writer;
    writer.define_series(series_++, definition);
    app.packet(1, writer.finish());
  }
  // What a run was started with, as a worker would say it.
  void add_hparams(const std::string& run, const HParamList& hparams, int file = 0) {
    PacketWriter writer;
    writer.hparams(app.add_file(run + "/events.out.tfevents." + std::to_string(file), 100), hparams);
    app.packet(1, writer.finish());
  }
  // A made-up curve of `n` rows.
  static std::vector<double> curve(std::size_t n, double phase = 0) {
    std::vector<double> out(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double x = static_cast<double>(i) / static_cast<double>(n);
      out[i] = 2 * std::exp(-3 * x) + 0.2 * std::sin(90 * x + phase) + 0.3;
    }
    return out;
  }
  void listed() {
    app.set_name("made");
    app.listed();
    app.reading(ReadingState::kDone, 1, 1, 1, 1);
    settle(200);
  }
  const Widget& plot(std::string_view tag) const { return widget(Kind::kPlot, tag); }
  bool state_has(std::string_view text) const { return app.state().find(text) != std::string::npos; }

 private:
  std::uint32_t series_ = 0;
};

}  // namespace db::test
