#include "ingest/session.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

#include "tests/support/event_writer.h"
#include "tests/support/ingest_loading.h"

using namespace db;
using namespace db::test;

namespace {

std::vector<Point> line(Step first, int rows) {
  std::vector<Point> points;
  for (Step step = first; step < first + rows; ++step)
    points.push_back({step, 1.7e9 + static_cast<double>(step), static_cast<double>(step) / 4});
  return points;
}

}  // namespace

TEST_CASE("a file of scalars, in any pieces") {
  const std::string file = scalar_file("loss", 0, 1000);
  for (const std::size_t piece : {1, 17, 500, 1 << 20}) {
    Loading loading;
    const FileId id = loading.add("train/events.out.tfevents.1", file);
    loading.finish(id, piece);
    REQUIRE(loading.points("train", "loss") == line(0, 1000));
    const FileInfo& info = loading.store().file(id);
    REQUIRE(info.status == FileStatus::kOk);
    REQUIRE(info.records == 1001);
    REQUIRE(info.events == 1001);
    REQUIRE(info.points == 1000);
    REQUIRE(info.bytes_read == file.size());
    REQUIRE(info.start_time == 1.7e9);
    REQUIRE(info.file_versions == std::vector<std::string>{"brain.Event:2"});
    REQUIRE(loading.find("train", "loss")->kind == SeriesKind::kScalar);
  }
}

TEST_CASE("files of a run in any arrival give the same curve as in order") {
  // The second file restarts at 60, the third at 100.
  const std::string files[] = {scalar_file("loss", 0, 80), scalar_file("loss", 60, 60), scalar_file("loss", 100, 50)};
  const auto load = [&](std::vector<int> order, unsigned seed) {
    Loading loading;
    std::vector<FileId> ids;
    for (const int i : order) ids.push_back(loading.add("r/tfevents." + std::to_string(i), files[i]));
    std::mt19937 random(seed);
    for (int i = 0; i < 200; ++i) {
      if (!loading.step(ids[random() % ids.size()], 1 + random() % 300)) continue;
      if (random() % 5 == 0) loading.deliver(true);
    }
    loading.finish_all();
    return loading.points("r", "loss");
  };
  std::vector<Point> expected = line(0, 150);
  for (unsigned seed = 0; seed < 20; ++seed) {
    REQUIRE(load({0, 1, 2}, seed) == expected);
    REQUIRE(load({2, 1, 0}, seed) == expected);
    REQUIRE(load({1, 0, 2}, seed) == expected);
  }
}

TEST_CASE("growing, looked at at any sizes, gives what a reload gives") {
  const std::string file =
      scalar_file("loss", 0, 60) + record(scalar_event(1.7e9, 10, "other", 1)) + scalar_file("loss", 40, 40);
  Loading whole;
  whole.finish(whole.add("r/tfevents", file));
  std::mt19937 random(2);
  for (int round = 0; round < 50; ++round) {
    Loading live;
    std::size_t size = random() % 200;
    const FileId id = live.add("r/tfevents", file, size);
    for (;;) {
      live.finish(id, 1 + random() % 500);
      if (size == file.size()) break;
      const FileStatus status = live.store().file(id).status;
      REQUIRE((status == FileStatus::kOk || status == FileStatus::kTruncated));
      size = std::min(file.size(), size + random() % 400);
      live.grow(id, size);
    }
    REQUIRE(live.points("r", "loss") == whole.points("r", "loss"));
    REQUIRE(live.points("r", "loss", Restarts::kKeepAll) == whole.points("r", "loss", Restarts::kKeepAll));
    REQUIRE(live.points("r", "other") == whole.points("r", "other"));
    REQUIRE(live.store().file(id).status == FileStatus::kOk);
    REQUIRE(live.store().file(id).damage_count == 0);
    REQUIRE(live.store().file(id).records == whole.store().file(id).records);
  }
}

TEST_CASE("damage is told with its place, and what follows is read") {
  std::string file = scalar_file("loss", 0, 20);
  file[300] = static_cast<char>(file[300] ^ 1);
  Loading loading;
  const FileId id = loading.add("tfevents", file);
  loading.finish(id, 50);
  const FileInfo& info = loading.store().file(id);
  REQUIRE(info.status == FileStatus::kDamaged);
  REQUIRE(info.damage.size() == 1);
  REQUIRE(info.damage[0].offset + info.damage[0].bytes > 300);
  REQUIRE(info.damage[0].offset <= 300);
  REQUIRE(loading.points(".", "loss").size() == 19);
}

TEST_CASE("a file that grows out of its damage") {
  const std::string good = scalar_file("loss", 0, 5);
  const std::string file = good + std::string(100, 'x') + scalar_file("loss", 5, 5);
  Loading loading;
  const FileId id = loading.add("tfevents", file, good.size() + 60);
  loading.finish(id);
  REQUIRE(loading.store().file(id).status == FileStatus::kDamaged);
  REQUIRE(loading.store().file(id).damage[0].bytes == 60);
  loading.grow(id, file.size());
  loading.finish(id);
  REQUIRE(loading.points(".", "loss") == line(0, 10));
  REQUIRE(loading.store().file(id).damage.size() == 1);
  REQUIRE(loading.store().file(id).damage[0].bytes == 100);
  REQUIRE(loading.store().file(id).damage_count == 1);
}

TEST_CASE("every historical form of a scalar") {
  const auto number = [](std::uint32_t dtype, std::string_view rest) {
    return varint_field(1, dtype) + shape({1}) + std::string(rest);
  };
  const std::string scalars = metadata("scalars");
  std::string values = simple_value("simple", 0.1f);
  values += tensor_value("float", float_tensor(0.1f), scalars);
  values += tensor_value("double", double_tensor(0.1), scalars);
  values += tensor_value("int64", number(9, varint_field(10, 9007199254740993)), scalars);
  values += tensor_value("uint64", number(23, varint_field(17, ~std::uint64_t{0})), scalars);
  values += tensor_value("bool", number(10, varint_field(11, 1)), scalars);
  values += tensor_value("half", number(19, varint_field(13, 0x3800)), scalars);
  values += tensor_value("class", float_tensor(3), metadata("mine", {}, 1));  // says "scalar" itself
  values += tensor_value("text", string_tensor("x"), metadata("text"));
  values +=
      tensor_value("", float_tensor(1)) + bytes_field(1, bytes_field(8, float_tensor(4)) + bytes_field(7, "node"));
  Loading loading;
  loading.finish(loading.add("tfevents", record(version_event(1)) + record(summary_event(5, 2, values))));
  const auto is = [&](const char* tag, double value, ValueType type) {
    const Series* series = loading.find(".", tag);
    REQUIRE(series != nullptr);
    REQUIRE(series->kind == SeriesKind::kScalar);
    REQUIRE(series->segments[0].blocks[0].view().header().value_type == type);
    REQUIRE(loading.points(".", tag) == std::vector<Point>{{2, 5, value}});
  };
  is("simple", static_cast<double>(0.1f), ValueType::kF32);
  is("float", static_cast<double>(0.1f), ValueType::kF32);
  is("double", 0.1, ValueType::kF64);
  is("int64", 9007199254740992.0, ValueType::kI64);  // exact in its column; rounded by value()
  is("uint64", 18446744073709551616.0, ValueType::kU64);
  is("bool", 1, ValueType::kI64);
  is("half", 0.5, ValueType::kF32);
  is("class", 3, ValueType::kF32);
  REQUIRE(loading.find(".", "text")->kind == SeriesKind::kTensor);
  REQUIRE(std::isnan(loading.points(".", "text")[0].value));
  REQUIRE(loading.find(".", "node")->kind == SeriesKind::kOther);
  REQUIRE(loading.points(".", "node")[0].value == 4);
  REQUIRE(loading.store().metadata(*loading.find(".", "simple")).named_by_tag);
  REQUIRE(!loading.store().metadata(*loading.find(".", "float")).named_by_tag);
}

TEST_CASE("metadata that comes late makes a scalar series without losing points, in whatever order the files come") {
  const std::string described = record(summary_event(1, 1, tensor_value("t", float_tensor(1), metadata("scalars"))));
  const std::string bare = record(summary_event(2, 2, tensor_value("t", float_tensor(2))));
  for (const bool first_first : {true, false}) {
    Loading loading;
    const FileId a = loading.add("tfevents.a", described), b = loading.add("tfevents.b", bare);
    loading.finish(first_first ? a : b);
    loading.finish(first_first ? b : a);
    REQUIRE(loading.find(".", "t")->kind == SeriesKind::kScalar);
    REQUIRE(loading.points(".", "t") == std::vector<Point>{{1, 1, 1}, {2, 2, 2}});
  }
}

TEST_CASE("a value that is no number in a scalar series keeps its place") {
  const std::string file =
      record(scalar_event(1, 1, "t", 1)) + record(summary_event(2, 2, tensor_value("t", string_tensor("?")))) +
      record(summary_event(3, 3, tensor_value("t", double_tensor(0.1)))) + record(scalar_event(4, 4, "t", 4));
  Loading loading;
  loading.finish(loading.add("tfevents", file));
  const auto points = loading.points(".", "t");
  REQUIRE(points.size() == 4);
  REQUIRE(std::isnan(points[1].value));
  REQUIRE(points[2].value == 0.1);
  REQUIRE(points[3].value == 4);
}

TEST_CASE("graphs and run metadata have tags of their own; a blob row says where it lies") {
  const std::string graph = "a graph", statistics = "statistics";
  const std::string file = record(event(1, 0, bytes_field(4, graph))) +
                           record(event(2, 5, bytes_field(8, bytes_field(1, "step5") + bytes_field(2, statistics)))) +
                           record(event(3, 0, bytes_field(9, "meta")));
  Loading loading;
  loading.finish(loading.add("tfevents", file), 7);
  const auto bytes_of = [&](const char* tag) {
    const BlobRow& row = loading.find(".", tag)->segments[0].blocks[0].view().blob(0);
    return file.substr(static_cast<std::size_t>(row.offset), row.length);
  };
  REQUIRE(bytes_of("__run_graph__") == graph);
  REQUIRE(bytes_of("step5") == statistics);
  REQUIRE(bytes_of("__meta_graph__") == "meta");
  REQUIRE(loading.find(".", "step5")->kind == SeriesKind::kBlob);
}

TEST_CASE("a large image is indexed and not read where skipping pays") {
  const std::string image = bytes_field(
      1, bytes_field(1, "img") + bytes_field(4, varint_field(1, 2) + bytes_field(4, std::string(6 << 20, 'P'))) +
             bytes_field(9, metadata("images")));
  const std::string file =
      record(version_event(1)) + record(summary_event(2, 1, image)) + record(scalar_event(3, 1, "loss", 1));
  for (const bool skip : {false, true}) {
    LoadOptions options;
    if (skip) options.min_skip_bytes = 1 << 20;
    Loading loading(options);
    const FileId id = loading.add("tfevents", file);
    int pushes = 0;
    while (loading.step(id, 1 << 18)) ++pushes;
    loading.finish(id);
    REQUIRE((skip ? pushes <= 4 : pushes >= 24));
    REQUIRE(loading.points(".", "loss").size() == 1);
    const std::uint64_t unchecked = loading.store().file(id).bytes_unchecked;
    REQUIRE((skip ? unchecked > 6 << 20 : unchecked == 0));
    const BlobRow& row = loading.find(".", "img")->segments[0].blocks[0].view().blob(0);
    REQUIRE(row.length > 6u << 20);
    REQUIRE(file.substr(static_cast<std::size_t>(row.offset), 5) == bytes_field(1, "img"));
  }
}

TEST_CASE("a large payload at the very end is skipped, too") {
  const std::string file =
      record(scalar_event(3, 1, "loss", 1)) + record(event(4, 0, bytes_field(4, std::string(3 << 20, 'G'))));
  LoadOptions options;
  options.min_skip_bytes = 1 << 20;
  Loading loading(options);
  const FileId id = loading.add("tfevents", file);
  loading.step(id, 1 << 16);
  loading.finish(id);
  REQUIRE(loading.store().file(id).status == FileStatus::kOk);
  REQUIRE(loading.store().file(id).records == 2);
  REQUIRE(loading.store().file(id).bytes_unchecked > 3 << 20);
  REQUIRE(loading.points(".", "__run_graph__").size() == 1);
}

TEST_CASE("tags that are not UTF-8 become one with their repaired likeness") {
  const std::string file = record(scalar_event(1, 1, "bad\xff", 1)) + record(scalar_event(2, 2, "bad\xfe", 2)) +
                           record(scalar_event(3, 3, "bad\uFFFD", 3));
  Loading loading;
  const FileId id = loading.add("tfevents", file);
  loading.finish(id);
  REQUIRE(loading.points(".", "bad\uFFFD") == std::vector<Point>{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}});
  REQUIRE(loading.store().file(id).status == FileStatus::kOk);
  REQUIRE(loading.store().file(id).damage.size() == 2);
}

TEST_CASE("NaN, infinities and odd wall times are kept") {
  const double nan = std::nan(""), inf = INFINITY;
  std::string file;
  for (int i = 0; i < 600; ++i)
    file += record(scalar_event(i % 7 == 3   ? nan
                                : i % 7 == 4 ? inf
                                             : i,
                                i, "t",
                                i % 5 == 2   ? NAN
                                : i % 5 == 3 ? -INFINITY
                                             : 1));
  Loading loading;
  loading.finish(loading.add("tfevents", file));
  const auto points = loading.points(".", "t");
  REQUIRE(points.size() == 600);
  REQUIRE(std::isnan(points[3].wall));
  REQUIRE(points[4].wall == inf);
  REQUIRE(std::isnan(points[2].value));
  REQUIRE(points[503].value == -inf);
}

TEST_CASE("packets: something early, full ones later, all in the end") {
  Loading loading;
  const FileId id = loading.add("tfevents", scalar_file("loss", 0, 300'000));
  std::size_t first_points = 0;
  loading.step(id, 16 << 10);
  loading.deliver(true);
  first_points = loading.store().points();
  REQUIRE(first_points > 300);
  while (loading.step(id, 1 << 18)) {
  }
  loading.finish(id);
  REQUIRE(loading.store().points() == 300'000);
  REQUIRE(loading.packets() < 16);
}

TEST_CASE("a file that fails keeps what it gave and says why; a known id is read anew") {
  const std::string file = scalar_file("loss", 0, 100);
  Loading loading;
  const FileId id = loading.add("tfevents", file);
  loading.step(id, 2000);
  loading.session().fail(id, "it vanished");
  loading.deliver(true);
  REQUIRE(loading.store().file(id).status == FileStatus::kUnreadable);
  REQUIRE(loading.store().file(id).problem == "it vanished");
  REQUIRE(loading.points(".", "loss").size() > 20);
  REQUIRE(!loading.step(id, 1));
  loading.store().forget_rows(id);
  loading.add("tfevents", file);
  loading.finish(id);
  REQUIRE(loading.points(".", "loss") == line(0, 100));
  REQUIRE(loading.store().file(id).status == FileStatus::kOk);
}

TEST_CASE("the profiler's markers are runs and are not read") {
  Loading loading;
  const FileId id = loading.add("r/events.out.tfevents.1.profile-empty", record(version_event(1)));
  REQUIRE(!loading.step(id, 10));
  loading.finish(id);
  REQUIRE(loading.store().file(id).status == FileStatus::kOk);
  REQUIRE(loading.store().file(id).records == 0);
  REQUIRE(loading.store().find_run("r") != nullptr);
}

TEST_CASE("predicted records and plainly decoded ones give the same rows") {
  std::mt19937 random(9);
  std::string file;
  std::vector<std::string> records;
  for (int i = 0; i < 3000; ++i) {
    std::string values;
    const int tags = 1 + static_cast<int>(random() % 3);
    for (int t = 0; t < tags; ++t) {
      const auto bits = static_cast<std::uint32_t>(random());
      const std::string tag = "tag" + std::to_string(random() % 4);
      values += random() % 4 ? simple_value(tag, std::bit_cast<float>(bits))
                             : tensor_value(tag, double_tensor(bits), metadata("scalars"));
    }
    records.push_back(record(summary_event(1.7e9 + i / 8.0, i / 2, values)));
    file += records.back();
  }
  Loading fast, plain;
  fast.finish(fast.add("tfevents", file));
  // One push a record: prediction never has a whole record at hand when it is asked, as the first byte is withheld.
  const FileId id = plain.add("tfevents", file);
  while (plain.step(id, 1)) {
  }
  plain.finish(id);
  REQUIRE(fast.store().points() == plain.store().points());
  for (const char* tag : {"tag0", "tag1", "tag2", "tag3"}) {
    REQUIRE(fast.points(".", tag, Restarts::kKeepAll) == plain.points(".", tag, Restarts::kKeepAll));
  }
}

TEST_CASE("hyperparameters of the session that a run began with reach the store") {
  const auto hparam = [](std::string_view name, std::string_view value) {
    return bytes_field(1, bytes_field(1, name) + bytes_field(2, value));
  };
  const auto start = [&](std::string_view hparams) {
    const std::string about = metadata("hparams", bytes_field(3, hparams));
    return record(summary_event(1, 0, value("_hparams_/session_start_info", bytes_field(9, about))));
  };
  const std::string file = record(version_event(1)) +
                           start(hparam("opt", bytes_field(3, "adam")) + hparam("lr", double_field(2, 0.1))) +
                           start(hparam("lr", double_field(2, 0.5)));
  for (const std::size_t piece : {1, 1 << 16}) {
    Loading loading;
    loading.finish(loading.add("trial/events.out.tfevents.1", file), piece);
    loading.deliver(true);
    REQUIRE(loading.store().runs()[0].hparams == HParamList{{"lr", 0.1}, {"opt", "adam"}});
    REQUIRE(loading.store().files()[0].more_sessions == 1);
  }
}

TEST_CASE("the first session of a run counts, by file and place in it; the others are counted") {
  const auto start = [&](double lr) {
    const std::string hparam = bytes_field(1, bytes_field(1, "lr") + bytes_field(2, double_field(2, lr)));
    const std::string about = metadata("hparams", bytes_field(3, hparam));
    return record(summary_event(1, 0, value("_hparams_/session_start_info", bytes_field(9, about))));
  };
  Loading loading;
  const auto later = loading.add("run/events.out.tfevents.2", record(version_event(1)) + start(0.2) + start(0.2));
  const auto first = loading.add("run/events.out.tfevents.1",
                                 record(version_event(1)) + start(0.1) + start(0.3) + start(0.1) + start(0.4));
  loading.finish(later, 1 << 16);
  loading.deliver(true);
  REQUIRE(loading.store().runs()[0].hparams == HParamList{{"lr", 0.2}});
  loading.finish(first, 1 << 16);
  loading.deliver(true);
  REQUIRE(loading.store().runs()[0].hparams == HParamList{{"lr", 0.1}});
  const Store& store = loading.store();
  const FileInfo& one = store.file(*store.find_file("run/events.out.tfevents.1"));
  const FileInfo& two = store.file(*store.find_file("run/events.out.tfevents.2"));
  REQUIRE(one.more_sessions == 2);
  REQUIRE_FALSE(one.other_session);
  REQUIRE(two.more_sessions == 0);
  REQUIRE(two.other_session);
}
