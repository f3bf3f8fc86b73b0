#include "ingest/inspect.h"

#include <catch2/catch_test_macros.hpp>

#include "format/gzip.h"
#include "tests/support/event_writer.h"

using namespace db;
using namespace db::test;

namespace {

// A logdir in memory.
class MadeLogdir final : public Logdir {
 public:
  void add(std::string path, std::string_view contents) {
    const Bytes raw = as_bytes(contents);
    entries_.push_back({std::move(path), raw.size(), {}});
    contents_.emplace_back(raw.begin(), raw.end());
  }
  std::string name() const override { return "made"; }
  const std::vector<LogdirEntry>& entries() const override { return entries_; }
  Result<std::unique_ptr<ByteSource>> open(const LogdirEntry& entry) const override {
    const auto at = static_cast<std::size_t>(&entry - entries_.data());
    if (contents_[at].empty()) return fail("refused");
    return std::make_unique<MemorySource>(contents_[at]);
  }

 private:
  std::vector<LogdirEntry> entries_;
  std::vector<std::vector<std::byte>> contents_;
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("what is printed of a small logdir") {
  MadeLogdir logdir;
  logdir.add("notes.txt", "hi");
  logdir.add("run/tfevents.1", record(version_event(10)) + record(scalar_event(11, 1, "loss", 0.1f)) +
                                   record(scalar_event(12, 1, "loss", 2)));
  REQUIRE(inspect_json(logdir) ==
          "{\"logdir\":\"made\",\"other_files\":[[\"notes.txt\",2]],\"run_order\":[\"run\"],\"runs\":{\"run\":{"
          "\"file_versions\":[\"brain.Event:2\"],\"files\":[{\"bytes\":124,\"path\":\"run/"
          "tfevents.1\",\"records\":3,\"status\":\"ok\"}],"
          "\"session_log\":[],\"source_writer\":null,\"start_time\":\"10.0\",\"tags\":{\"loss\":{\"content\":\"\","
          "\"data_class\":\"SCALAR\","
          "\"description\":\"\",\"display_name\":\"loss\",\"dtypes\":[\"DT_FLOAT\"],\"kind\":\"scalar\",\"plugin\":"
          "\"scalars\","
          "\"preempted\":{\"n\":1,\"points\":[[1,\"12.0\",\"2.0\"]]},"
          "\"raw\":{\"n\":2,\"points\":[[1,\"11.0\",\"0.10000000149011612\"],[1,\"12.0\",\"2.0\"]]}}}}},\"schema\":"
          "\"dropboard-inspect/1\"}\n");
}

TEST_CASE("unreadable files, long series, values that lie about themselves") {
  MadeLogdir logdir;
  logdir.add("a/tfevents", "");
  std::string many;
  for (int i = 0; i < 2001; ++i) many += record(scalar_event(i, i, "long", 1));
  logdir.add("b/tfevents", many);
  const std::string lie =
      tensor_value("lie", varint_field(1, 1) + shape({1 << 30, 1 << 30}) + float_field(5, 1), metadata("histograms"));
  logdir.add("c/tfevents", record(summary_event(1, 1, lie)));
  const std::string json = inspect_json(logdir);
  REQUIRE(has(json, "\"status\":\"unreadable\""));
  REQUIRE(has(json, "\"last\":[[1996,"));
  REQUIRE(has(json, "\"n\":2001,\"sha256\":\""));
  REQUIRE(has(json, "{\"dtype\":\"DT_FLOAT\",\"error\":\"more elements than can be held\""));
}
