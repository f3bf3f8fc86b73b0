#include "analysis/notices.h"

#include <catch2/catch_test_macros.hpp>

namespace db {
namespace {

TEST_CASE("notices: nothing to say about good files") {
  Store store;
  store.file(store.add_file("a/events.out.tfevents.1", 100)).status = FileStatus::kOk;
  const Notices notices = find_notices(store);
  REQUIRE(notices.list.empty());
  REQUIRE(notices.problems() == 0);
}

TEST_CASE("notices: damage, tails, what could not be read, in order of gravity") {
  Store store;
  const FileId ids[] = {store.add_file("b/events.out.tfevents.1", 2000), store.add_file("c/events.out.tfevents.1", 100),
                        store.add_file("d/events.out.tfevents.1", 100), store.add_file("d/notes.txt", 5)};
  FileInfo& bad = store.file(ids[0]);
  bad.status = FileStatus::kDamaged;
  bad.damage = {{1234, 50, DamageReason::kPayloadChecksum}, {1900, 100, DamageReason::kTruncated}};
  bad.damage_count = 2;
  FileInfo& tail = store.file(ids[1]);
  tail.status = FileStatus::kTruncated;
  tail.damage = {{90, 10, DamageReason::kTruncated}};
  tail.damage_count = 1;
  FileInfo& gone = store.file(ids[2]);
  gone.status = FileStatus::kUnreadable;
  gone.problem = "The file is not there any more.";

  const Notices notices = find_notices(store);
  REQUIRE(notices.damaged == 1);
  REQUIRE(notices.truncated == 1);
  REQUIRE(notices.unreadable == 1);
  REQUIRE(notices.problems() == 2);
  REQUIRE(notices.list.size() == 4);
  REQUIRE(notices.list[0].text ==
          "One file is damaged at byte 1,234: the check of a record does not hold. What is good before and after it is "
          "shown.");
  REQUIRE(notices.list[0].file == "b/events.out.tfevents.1");
  REQUIRE(notices.list[1].text == gone.problem);
  REQUIRE(notices.list[2].severity == Severity::kWarning);
  REQUIRE(notices.list[2].text == "The last record is not complete yet. Its 10 bytes are read when the file grows.");
  REQUIRE(notices.list[3].severity == Severity::kInfo);
  REQUIRE(file_state_text(bad) == "corrupt at 1,234 +1");
  REQUIRE(file_state_text(tail) == "ends mid-record");
}

TEST_CASE("notices: sessions of hyperparameters that a run has beside its first") {
  Store store;
  const FileId one = store.add_file("a/events.out.tfevents.1", 100), two = store.add_file("a/events.out.tfevents.2", 9);
  store.set_hparams(two, {{"lr", 0.2}});
  store.set_hparams(one, {{"lr", 0.1}});
  REQUIRE(store.runs()[0].hparams == HParamList{{"lr", 0.1}});
  store.file(one).more_sessions = 2;
  const Notices notices = find_notices(store);
  REQUIRE(notices.list.size() == 1);
  REQUIRE(notices.list[0].severity == Severity::kInfo);
  REQUIRE(notices.list[0].count == 2);
  REQUIRE(notices.list[0].file == "a/events.out.tfevents.1");
  REQUIRE(notices.list[0].text ==
          "3 more sessions with other hyperparameters in runs that have a session already; the first of each run is "
          "shown, as in TensorBoard.");
}

}  // namespace
}  // namespace db
