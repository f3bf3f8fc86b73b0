// The page without a browser, with scalars made in memory: what a benchmark of its frames needs.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "app/app.h"
#include "cpu_clock.h"
#include "silent_platform.h"
#include "store/packet.h"

namespace db {

class MadePage {
 public:
  // As many runs have every tag; at rest in this state. Exits if that is never reached.
  MadePage(float width, float height, int runs, int tags, std::size_t steps, std::string_view state) {
    app_.resize(width, height, 1);
    app_.set_reduced_motion(true);  // the clock stands still
    std::mt19937 random(1);
    std::uint32_t series = 0;
    PendingRows rows;
    for (int run = 0; run < runs; ++run) {
      const FileId file = app_.add_file("run" + std::to_string(run) + "/events.out.tfevents.1", 1);
      for (int tag = 0; tag < tags; ++tag) {
        PacketWriter writer;
        SeriesDefinition definition;
        definition.file = file;
        const std::string name = "tag" + std::to_string(tag);
        definition.tag = name;
        definition.kind = SeriesKind::kScalar;
        writer.define_series(series, definition);
        rows.clear();
        for (std::size_t i = 0; i < steps; ++i) {
          rows.steps.push_back(static_cast<Step>(i));
          rows.walls.push_back(1.7e9 + static_cast<double>(i));
          rows.f32.push_back(static_cast<float>(random() % 1000) / 1000 + 100 / static_cast<float>(i + 1));
        }
        for (std::size_t at = 0; at < steps; at += kBlockRows) {
          writer.rows(series, file, rows, at, std::min<std::size_t>(kBlockRows, steps - at));
        }
        ++series;
        app_.packet(1, writer.finish());
      }
    }
    app_.set_name("made");
    app_.listed();
    app_.reading(ReadingState::kDone, 1, 1, runs, runs);
    app_.set_state(state);
    settle();
  }

  void frame() {
    platform_.wanted_secs = 1e9;
    app_.frame(platform_.now_secs);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      if (texture->Status == ImTextureStatus_Destroyed || texture->Status == ImTextureStatus_OK) continue;
      const bool destroy = texture->Status == ImTextureStatus_WantDestroy;
      texture->SetTexID(destroy ? ImTextureID_Invalid : 1);
      texture->SetStatus(destroy ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
  }
  void settle() {
    int frames = 0;
    do {
      frame();
      if (++frames > 500) {
        std::fprintf(stderr, "frames without end: %g %d\n", platform_.wanted_secs, app_.more_to_prepare());
        std::exit(2);
      }
    } while (busy());
  }
  bool busy() const { return platform_.wanted_secs <= 0 || app_.dirty() || app_.more_to_prepare(); }
  void pass(double secs) { platform_.now_secs += secs; }
  void pointer(PointerKind kind, float x, float y, Modifiers modifiers = {}) {
    app_.pointer(kind, x, y, 0, modifiers, PointerType::kMouse, 1);
  }
  void key(std::string_view key) {
    app_.key(true, key, {});
    app_.key(false, key, {});
  }
  std::string state() const { return app_.state(); }
  // The first one; null: there is none.
  const Widget* find(Kind kind) const {
    const auto& widgets = app_.probe().widgets();
    const auto found = std::ranges::find(widgets, kind, &Widget::kind);
    return found == widgets.end() ? nullptr : &*found;
  }
  const Widget* find(Kind kind, std::string_view label) const { return app_.probe().find(kind, label); }
  std::size_t uploaded() const { return platform_.lines.points_; }
  std::size_t plots() const {
    return static_cast<std::size_t>(
        std::ranges::count(app_.probe().widgets(), Kind::kPlot, [](const Widget& widget) { return widget.kind; }));
  }

 private:
  SilentPlatform platform_;
  App app_{platform_};
};

}  // namespace db
