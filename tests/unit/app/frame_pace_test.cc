// How often frames are asked for, while files are read and while a pointer moves.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/app_harness.h"

namespace db {
namespace {

void tell(AppHarness& h, ReadingState state) { h.app.reading(state, 1e9, 1e6, 10, 1); }

double wanted_after_packet(AppHarness& h) {
  h.frame();
  h.platform.wanted_secs = 1e9;
  h.app.packet(1, {});
  return h.platform.wanted_secs;
}

TEST_CASE("news of reading ask for frames soon at first, then more rarely; its end at once") {
  AppHarness h;
  h.settle();
  CHECK(wanted_after_packet(h) <= 0);
  tell(h, ReadingState::kReading);
  const double first = wanted_after_packet(h);
  CHECK(first > 0);
  CHECK(first < 0.1);
  h.platform.now_secs += 10;
  const double later = wanted_after_packet(h);
  CHECK(later > 0.2);
  CHECK(later < 0.5);
  h.platform.wanted_secs = 1e9;
  tell(h, ReadingState::kDone);
  CHECK(h.platform.wanted_secs <= 0);
}

TEST_CASE("the dearer a frame, the rarer they are while files are read") {
  AppHarness h;
  h.settle();
  tell(h, ReadingState::kReading);
  h.frame();
  h.platform.wanted_secs = 1e9;
  h.app.frame_times().set_gl(5000);
  h.app.packet(1, {});
  CHECK(h.platform.wanted_secs < 0.1);  // first curves wait for nothing
  h.platform.now_secs += 10;
  h.frame();
  h.platform.wanted_secs = 1e9;
  h.app.frame_times().set_gl(80);
  h.app.packet(1, {});
  CHECK(h.platform.wanted_secs > 0.7);
  h.app.frame_times().set_gl(5000);
  h.platform.wanted_secs = 1e9;
  h.app.packet(1, {});
  CHECK(h.platform.wanted_secs < 1.1);
}

TEST_CASE("when work between frames has made all charts ready, they are shown at once, however dear frames are") {
  AppHarness h;
  REQUIRE(h.open(std::string(DROPBOARD_SOURCE_DIR) + "/web/sample"));
  h.settle();
  h.app.set_state("v=1&scalars.smoothing=0.93");
  h.platform.tick_secs = 0.0003;
  h.app.frame(h.platform.now_secs);
  REQUIRE(h.app.more_to_prepare());
  h.app.frame_times().set_gl(80);
  h.platform.wanted_secs = 1e9;
  while (h.app.more_to_prepare()) h.app.work();
  CHECK(h.platform.wanted_secs <= 0);
}

TEST_CASE("a pointer that moves asks for one frame a move, and for one more when it rests") {
  AppHarness h;
  h.settle();
  const auto move = [&](float x) {
    h.platform.wanted_secs = 1e9;
    h.app.pointer(PointerKind::kMove, x, 300, 0, {}, PointerType::kMouse, 1);
    CHECK(h.platform.wanted_secs <= 0);
    h.platform.wanted_secs = 1e9;
    h.app.frame(h.platform.now_secs);
  };
  for (const float x : {300.f, 310.f, 320.f}) {
    move(x);
    CHECK(h.app.dirty());
    CHECK(h.platform.wanted_secs > 0);
    CHECK(h.platform.wanted_secs < 0.2);
  }
  h.app.frame(h.platform.now_secs);
  CHECK_FALSE(h.app.dirty());
  move(330);
  h.app.pointer(PointerKind::kDown, 330, 300, 0, {}, PointerType::kMouse, 1);
  h.app.frame(h.platform.now_secs);
  CHECK(h.platform.wanted_secs <= 0);
}

}  // namespace
}  // namespace db
