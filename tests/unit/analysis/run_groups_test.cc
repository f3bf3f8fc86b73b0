#include "analysis/run_groups.h"

#include <catch2/catch_test_macros.hpp>

namespace db {
namespace {

// "name: run run | name: run"; "-" for the group without a key.
std::string groups(const GroupRule& rule, std::initializer_list<const char*> names) {
  Store store;
  std::vector<RunId> runs;
  for (const char* name : names)
    runs.push_back(store.file(store.add_file(std::string(name) + "/events.out.tfevents.1", 1)).run);
  const auto key = run_key(rule, store);
  if (!key) return key.error().message;
  std::string out;
  for (const RunGroup& group : group_runs(runs, *key)) {
    out += (out.empty() ? "" : " | ") + (group.keyless ? "-" : group.name) + ":";
    for (const RunId run : group.runs) out += " " + store.run(run).name;
  }
  return out;
}

using By = GroupRule::By;

TEST_CASE("run groups: by folders") {
  CHECK(groups({.by = By::kFolder}, {"a/x", "b", "a/y/z", "c/x"}) == "a: a/x a/y/z | c: c/x | -: b");
  CHECK(groups({.by = By::kFolder, .depth = 2}, {"a/x", "a/y/z", "a/y/w/v"}) == "a/y: a/y/z a/y/w/v | -: a/x");
  CHECK(groups({.by = By::kParent}, {"e/lr1/s1", "e/lr2/s1", "e/lr1/s2", "."}) ==
        "e/lr1: e/lr1/s1 e/lr1/s2 | e/lr2: e/lr2/s1 | -: .");
  CHECK(groups({.by = By::kFolder}, {}).empty());
}

TEST_CASE("run groups: by captures, TensorBoard's vectors") {
  const auto by = [](const char* pattern) {
    return groups({.by = By::kCaptures, .pattern = pattern}, {"foo1bar1", "foo1bar2", "foo2bar1", "gamma"});
  };
  CHECK(by("foo\\d+bar") == "foo\\d+bar: foo1bar1 foo1bar2 foo2bar1 | -: gamma");
  CHECK(by("foo(\\d+)bar.*") == "1: foo1bar1 foo1bar2 | 2: foo2bar1 | -: gamma");
  CHECK(by("foo(\\d+)bar(\\d+)") == "1, 1: foo1bar1 | 1, 2: foo1bar2 | 2, 1: foo2bar1 | -: gamma");
  CHECK(by("(foo)|gamma") == "foo: foo1bar1 foo1bar2 foo2bar1 | : gamma");
  CHECK(by("FOO(1)") == "-: foo1bar1 foo1bar2 foo2bar1 gamma");
  CHECK(by("") == "there is no pattern to group by");
  CHECK(by("foo(") == "a “(” is not closed");
}

TEST_CASE("run groups: captures that only look alike when joined are apart") {
  CHECK(groups({.by = By::kCaptures, .pattern = "^([a-z, ]+)/([a-z, ]+)$"}, {"a, b/c", "a/b, c"}) ==
        "a, b, c: a, b/c | a, b, c: a/b, c");
}

TEST_CASE("run groups: a key of somebody else's") {
  Store store;
  std::vector<RunId> runs;
  for (const char* name : {"a", "bb", "cc"})
    runs.push_back(store.file(store.add_file(std::string(name) + "/tfevents", 1)).run);
  const auto made = group_runs(runs, [&](RunId run) -> std::optional<std::string> {
    if (run == runs[2]) return std::nullopt;
    return "lr " + std::to_string(index_of(run) + 1);
  });
  REQUIRE(made.size() == 3);
  CHECK(made[0].name == "lr 1");
  CHECK(made[1].runs.size() == 1);
  CHECK(made[2].keyless);
}

TEST_CASE("groups: those with a key, by name, numbers by their value") {
  const std::vector<RunId> runs{RunId(0), RunId(1), RunId(2), RunId(3)};
  const std::vector<RunGroup> made = keyed_groups(runs, [](RunId run) -> std::optional<std::string> {
    static constexpr const char* kKeys[] = {"lr10", "lr9", nullptr, "lr10"};
    const char* key = kKeys[index_of(run)];
    return key ? std::optional<std::string>(key) : std::nullopt;
  });
  REQUIRE(made.size() == 2);
  CHECK(made[0].name == "lr9");
  CHECK(made[1].runs == std::vector<RunId>{RunId(0), RunId(3)});
}

}  // namespace
}  // namespace db
