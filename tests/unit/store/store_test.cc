#include "store/store.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <random>
#include <tuple>

using namespace db;

namespace {

void append_steps(Store& store, SeriesId series, FileId file, std::span<const Step> steps, float value = 0) {
  PendingRows rows;
  for (const Step step : steps) {
    rows.steps.push_back(step);
    rows.walls.push_back(1000.0 + static_cast<double>(rows.rows()));
    rows.f32.push_back(value);
  }
  for (std::size_t first = 0; first < rows.rows(); first += kBlockRows) {
    std::vector<std::byte> bytes;
    pack_block(rows, first, std::min<std::size_t>(kBlockRows, rows.rows() - first), bytes);
    store.append(series, file, BlockView(bytes.data()));
  }
}

SeriesId scalar(Store& store, FileId file, std::string_view tag) {
  SeriesDefinition definition;
  definition.file = file;
  definition.tag = tag;
  definition.kind = SeriesKind::kScalar;
  return store.define_series(definition);
}

std::vector<Step> steps_of(const Series& series, Restarts restarts) {
  std::vector<Step> steps;
  for_each_rows(series, restarts, [&](const Rows& rows) {
    REQUIRE(rows.begin < rows.end);
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) steps.push_back(rows.block.step(row));
  });
  return steps;
}

// The rule as the reference tells it: before a step is stored, all stored steps not below it are removed.
std::vector<Step> preempted(std::span<const Step> steps) {
  std::vector<Step> kept;
  for (const Step step : steps) {
    std::erase_if(kept, [step](Step s) { return s >= step; });
    kept.push_back(step);
  }
  return kept;
}

}  // namespace

TEST_CASE("a restart hides the steps it goes back over, across files") {
  Store store;
  const FileId first = store.add_file("run/events.out.tfevents.1", 10),
               second = store.add_file("run/events.out.tfevents.2", 10);
  const SeriesId loss = scalar(store, first, "loss");
  REQUIRE(scalar(store, second, "loss") == loss);
  append_steps(store, loss, second, std::vector<Step>{2, 3, 4});  // the later file arrives first
  append_steps(store, loss, first, std::vector<Step>{0, 1, 2, 3});
  REQUIRE(steps_of(store.series(loss), Restarts::kKeepAll) == std::vector<Step>{0, 1, 2, 3, 2, 3, 4});
  REQUIRE(steps_of(store.series(loss), Restarts::kDropSuperseded) == std::vector<Step>{0, 1, 2, 3, 4});
  REQUIRE(count_rows(store.series(loss), Restarts::kDropSuperseded) == 5);
}

TEST_CASE("the restart rule agrees with the slow one for any steps in any order of arrival") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    Store store;
    const std::size_t file_count = 1 + random() % 4;
    std::vector<FileId> files;
    std::vector<std::vector<Step>> steps(file_count);
    for (std::size_t f = 0; f < file_count; ++f) {
      files.push_back(store.add_file("r/tfevents." + std::to_string(f), 1));
      const std::size_t n = random() % (round % 10 == 0 ? 2000 : 40);
      const int mode = static_cast<int>(random() % 4);
      Step step = static_cast<Step>(random() % 50);
      for (std::size_t i = 0; i < n; ++i) {
        if (mode == 0) step += 1 + static_cast<Step>(random() % 3);
        if (mode == 1) step = random() % 20 == 0 ? static_cast<Step>(random() % 60) : step + 1;
        if (mode == 2) step = static_cast<Step>(random() % 30) - 10;
        steps[f].push_back(step);
      }
    }
    const SeriesId series = scalar(store, files[0], "t");
    std::vector<std::size_t> sent(file_count);
    std::vector<std::size_t> open(file_count);
    std::iota(open.begin(), open.end(), 0);
    while (!open.empty()) {
      const std::size_t pick = random() % open.size();
      const std::size_t f = open[pick];
      const std::size_t left = steps[f].size() - sent[f];
      const std::size_t n = std::min<std::size_t>(left, 1 + random() % 300);
      append_steps(store, series, files[f], std::span(steps[f]).subspan(sent[f], n));
      sent[f] += n;
      if (sent[f] == steps[f].size()) open.erase(open.begin() + static_cast<std::ptrdiff_t>(pick));
    }
    std::vector<Step> all;
    for (const auto& of_file : steps) all.insert(all.end(), of_file.begin(), of_file.end());
    REQUIRE(steps_of(store.series(series), Restarts::kKeepAll) == all);
    REQUIRE(steps_of(store.series(series), Restarts::kDropSuperseded) == preempted(all));
    REQUIRE(count_rows(store.series(series), Restarts::kDropSuperseded) == preempted(all).size());
  }
}

TEST_CASE("small pieces gather into full blocks") {
  Store store;
  const FileId file = store.add_file("tfevents", 1);
  const SeriesId series = scalar(store, file, "t");
  for (Step step = 0; step < 1000; ++step) append_steps(store, series, file, std::vector<Step>{step});
  REQUIRE(store.series(series).segments.size() == 1);
  REQUIRE(store.series(series).segments[0].blocks.size() == 4);
  REQUIRE(store.points() == 1000);
}

TEST_CASE("metadata of the earliest file wins, whenever it comes") {
  Store store;
  const FileId first = store.add_file("r/tfevents.1", 1), second = store.add_file("r/tfevents.2", 1);
  const auto define = [&](FileId file, bool present, std::string_view plugin, SeriesKind kind) {
    return store.define_series(
        {file, "t", kind, 2, {present, std::string(plugin), "", DataClass::kTensor, false, "", ""}});
  };
  const SeriesId series = define(second, false, "", SeriesKind::kOther);
  REQUIRE(!store.metadata(store.series(series)).present);
  define(second, true, "text", SeriesKind::kTensor);
  REQUIRE(store.metadata(store.series(series)).plugin == "text");
  define(first, true, "histograms", SeriesKind::kHistogram);
  REQUIRE(store.metadata(store.series(series)).plugin == "histograms");
  REQUIRE(store.series(series).kind == SeriesKind::kHistogram);
  define(second, true, "text", SeriesKind::kTensor);
  REQUIRE(store.metadata(store.series(series)).plugin == "histograms");
}

TEST_CASE("runs are the folders of event files, in the order TensorBoard lists them") {
  Store store;
  const FileId late = store.add_file("a/x.tfevents.1", 1), early = store.add_file("b/c/tfevents", 1),
               root = store.add_file("tfevents.z", 1);
  store.add_file("b/notes.txt", 1);
  store.add_file("empty/tfevents.0", 1);
  REQUIRE(store.add_file("b/c/tfevents", 1) == early);
  REQUIRE(store.runs().size() == 4);
  for (const auto& [file, start] : {std::tuple{late, 30.0}, {early, 10.0}, {root, 10.0}}) {
    store.file(file).events = 1;
    store.file(file).start_time = start;
  }
  std::vector<std::string> names;
  for (const RunId id : store.run_order()) names.push_back(store.run(id).name);
  REQUIRE(names == std::vector<std::string>{".", "b/c", "a", "empty"});
}

TEST_CASE("a file that is forgotten can be read anew, and nothing comes twice") {
  Store store;
  const FileId first = store.add_file("r/tfevents.1", 10), second = store.add_file("r/tfevents.2", 10);
  const SeriesId series = scalar(store, first, "t");
  append_steps(store, series, first, std::vector<Step>{0, 1, 2, 3});
  append_steps(store, series, second, std::vector<Step>{2, 3});
  store.file(first).records = 4;
  store.forget_rows(first);
  REQUIRE(steps_of(store.series(series), Restarts::kDropSuperseded) == std::vector<Step>{2, 3});
  REQUIRE(store.points() == 2);
  REQUIRE(store.file(first).records == 0);
  REQUIRE(store.file(first).path == "r/tfevents.1");
  append_steps(store, series, first, std::vector<Step>{0, 1, 2});
  REQUIRE(steps_of(store.series(series), Restarts::kDropSuperseded) == std::vector<Step>{0, 1, 2, 3});
  REQUIRE(store.add_file("r/tfevents.1", 99) == first);
  REQUIRE(store.file(first).bytes == 99);
}
