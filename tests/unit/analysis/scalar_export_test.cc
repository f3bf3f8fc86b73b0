#include "analysis/scalar_export.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "analysis/csv.h"
#include "analysis/run_filter.h"
#include "base/number_text.h"
#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<SeriesId> all(const Store& store) { return select_scalars(store, select_runs(store, Filter()), Filter()); }

std::string whole(const Store& store, std::vector<SeriesId> series, const ExportOptions& options) {
  ScalarExport file(store, std::move(series), options);
  std::string out, chunk;
  for (;;) {
    const ExportState state = file.next(chunk);
    REQUIRE(state != ExportState::kChanged);
    REQUIRE(chunk.size() <= options.chunk_bytes + 400);
    out += chunk;
    if (state == ExportState::kDone) return out;
  }
}

struct Point {
  Step step;
  double wall, value;
};
std::vector<Point> points(const Series& series, Restarts restarts) {
  std::vector<Point> out;
  for_each_rows(series, restarts, [&](const Rows& r) {
    for (std::uint32_t row = r.begin; row < r.end; ++row) {
      out.push_back({r.block.step(row), r.block.wall(row), r.block.value(row)});
    }
  });
  return out;
}

// The wide table, the obvious way: every point goes into a map from (partition, step, how often before) and column.
std::string slow_wide(const Store& store, const std::vector<SeriesId>& series, Restarts restarts) {
  std::map<std::array<Step, 3>, std::map<std::size_t, double>> rows;
  std::set<TagId> tags;
  for (const SeriesId id : series) tags.insert(store.series(id).tag);
  const bool parts = restarts == Restarts::kKeepAll;
  std::string out = parts ? "partition,step" : "step";
  for (std::size_t i = 0; i < series.size(); ++i) {
    const Series& s = store.series(series[i]);
    out += "," + csv_field(store.run(s.run).name + (tags.size() > 1 ? ":" + store.tag(s.tag) : ""));
    Step partition = 0, before = std::numeric_limits<Step>::min(), times = 0;
    for (const Point& point : points(s, restarts)) {
      if (point.step < before) ++partition;
      times = point.step == before ? times + 1 : 0;
      before = point.step;
      rows[{partition, point.step, times}][i] = point.value;
    }
  }
  out += "\n";
  for (const auto& [place, values] : rows) {
    if (parts) out += number_text(place[0]) + ",";
    out += number_text(place[1]);
    for (std::size_t i = 0; i < series.size(); ++i) {
      const auto found = values.find(i);
      out += "," + (found == values.end() ? "" : number_text(found->second));
    }
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("one series as TensorBoard gives it for download") {
  Store store;
  test::SeriesMaker maker(store);
  const Step steps[] = {0, 7, 20, 21, 22};
  const double values[] = {0.1, 1, kNaN, kInf, -kInf};
  const double walls[] = {1712300000, 1712300000.25, 1712300001.5, 1712300002, 1712300003.125};
  maker.add("run", "loss", steps, values, walls);
  // Python's csv.writer of [(wall_time, step, value)], and json.dumps of it with json_util.Cleanse.
  CHECK(whole(store, all(store), {.layout = ExportLayout::kTensorBoard}) ==
        "Wall time,Step,Value\r\n1712300000.0,0,0.10000000149011612\r\n1712300000.25,7,1.0\r\n1712300001.5,20,nan\r\n"
        "1712300002.0,21,inf\r\n1712300003.125,22,-inf\r\n");
  CHECK(whole(store, all(store), {.format = ExportFormat::kJson, .layout = ExportLayout::kTensorBoard}) ==
        "[[1712300000.0, 0, 0.10000000149011612], [1712300000.25, 7, 1.0], [1712300001.5, 20, \"NaN\"], "
        "[1712300002.0, 21, \"Infinity\"], [1712300003.125, 22, \"-Infinity\"]]");
}

TEST_CASE("long and wide, names with anything in them") {
  Store store;
  test::SeriesMaker maker(store);
  const Step steps[] = {-1, 5};
  const double values[] = {0.5, kNaN};
  const double walls[] = {1, 2.5};
  maker.add("r10", "損失", steps, values, walls);
  maker.add("r2, \"b\"", "損失", std::span(steps).last(1), std::span(values).first(1), std::span(walls).first(1));
  maker.add("r2, \"b\"", "n", std::span(steps).last(1), std::array{3.0}, std::array{kNaN}, ValueType::kI64);
  CHECK(whole(store, all(store), {}) ==
        "run,tag,step,wall_time,value\n"
        "\"r2, \"\"b\"\"\",n,5,nan,3\n"
        "\"r2, \"\"b\"\"\",損失,5,1.0,0.5\n"
        "r10,損失,-1,1.0,0.5\n"
        "r10,損失,5,2.5,nan\n");
  CHECK(whole(store, all(store), {.format = ExportFormat::kJson}) ==
        "[\n"
        "{\"run\":\"r2, \\\"b\\\"\",\"tag\":\"n\",\"step\":5,\"wall_time\":\"NaN\",\"value\":3},\n"
        "{\"run\":\"r2, \\\"b\\\"\",\"tag\":\"損失\",\"step\":5,\"wall_time\":1.0,\"value\":0.5},\n"
        "{\"run\":\"r10\",\"tag\":\"損失\",\"step\":-1,\"wall_time\":1.0,\"value\":0.5},\n"
        "{\"run\":\"r10\",\"tag\":\"損失\",\"step\":5,\"wall_time\":2.5,\"value\":\"NaN\"}\n]\n");
  CHECK(whole(store, all(store), {.layout = ExportLayout::kWide}) ==
        "step,\"r2, \"\"b\"\":n\",\"r2, \"\"b\"\":損失\",r10:損失\n-1,,,0.5\n5,3,0.5,nan\n");
  CHECK(whole(store, all(store), {.layout = ExportLayout::kWide, .wall_times = true}) ==
        "step,\"r2, \"\"b\"\":n\",\"r2, \"\"b\"\":n wall_time\",\"r2, \"\"b\"\":損失\",\"r2, \"\"b\"\":損失 "
        "wall_time\",r10:損失,r10:損失 wall_time\n-1,,,,,0.5,1.0\n5,3,nan,0.5,1.0,nan,2.5\n");
  const auto one_tag = select_scalars(store, select_runs(store, Filter()), *Filter::parse("損失"));
  CHECK(one_tag.size() == 2);
  CHECK(whole(store, one_tag, {.format = ExportFormat::kJson, .layout = ExportLayout::kWide, .wall_times = true}) ==
        "{\"columns\":[\"step\",\"r2, \\\"b\\\"\",\"r2, \\\"b\\\" wall_time\",\"r10\",\"r10 wall_time\"],\"data\":[\n"
        "[-1,null,null,0.5,1.0],\n[5,0.5,1.0,\"NaN\",2.5]\n]}\n");
}

TEST_CASE("nothing to export is a head") {
  const Store store;
  CHECK(whole(store, {}, {}) == kCsvHeader);
  CHECK(whole(store, {}, {.format = ExportFormat::kJson}) == "[]\n");
  CHECK(whole(store, {}, {.layout = ExportLayout::kWide}) == "step\n");
  CHECK(whole(store, {}, {.format = ExportFormat::kJson, .layout = ExportLayout::kWide}) ==
        "{\"columns\":[\"step\"],\"data\":[]}\n");
}

TEST_CASE("every point of any series, in chunks of any size") {
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    Store store;
    test::SeriesMaker maker(store);
    for (int s = 0; s < 6; ++s) {
      std::vector<Step> steps;
      std::vector<double> values;
      Step step = static_cast<Step>(random() % 20);
      for (unsigned i = 0, n = random() % 900; i < n; ++i) {
        steps.push_back(step);
        values.push_back(random() % 50 == 0 ? kNaN : static_cast<double>(random()) / 1e6);
        step += random() % 60 == 0 ? -static_cast<Step>(random() % 100) : static_cast<Step>(random() % 3);
      }
      maker.add("run" + std::to_string(s % 3), s < 3 ? "a" : "b", steps, values, {}, ValueType::kF64,
                static_cast<int>(random() % 2));
    }
    for (const Restarts restarts : {Restarts::kDropSuperseded, Restarts::kKeepAll}) {
      std::string expected(kCsvHeader);
      for (const SeriesId id : all(store)) {
        const Series& s = store.series(id);
        for (const Point& point : points(s, restarts)) {
          expected += store.run(s.run).name + "," + store.tag(s.tag) + "," + number_text(point.step) + "," +
                      number_text(point.wall) + "," + number_text(point.value) + "\n";
        }
      }
      for (const std::size_t bytes : {std::size_t{1}, std::size_t{700}, std::size_t{1} << 20}) {
        CHECK(whole(store, all(store), {.restarts = restarts, .chunk_bytes = bytes}) == expected);
        CHECK(whole(store, all(store), {.layout = ExportLayout::kWide, .restarts = restarts, .chunk_bytes = bytes}) ==
              slow_wide(store, all(store), restarts));
      }
    }
  }
}

TEST_CASE("what a store gets meanwhile is left out; rows taken back void the export") {
  const std::vector<double> values(300, 0.5);
  for (const ExportLayout layout : {ExportLayout::kLong, ExportLayout::kWide, ExportLayout::kTensorBoard}) {
    for (const bool restart : {false, true}) {
      Store store;
      test::SeriesMaker maker(store);
      maker.add_line("run", "a", values);
      const ExportOptions options{.layout = layout, .chunk_bytes = 1000};
      const std::string expected = whole(store, all(store), options);
      ScalarExport file(store, all(store), options);
      std::string out, chunk;
      CHECK(file.next(out) == ExportState::kMore);
      maker.add_line("run", "a", values, restart ? 250 : 300);
      maker.add_line("run", "z", values);
      ExportState state;
      do {
        state = file.next(chunk);
        out += chunk;
      } while (state == ExportState::kMore);
      CHECK(state == (restart ? ExportState::kChanged : ExportState::kDone));
      if (!restart) CHECK(out == expected);
    }
  }
}
