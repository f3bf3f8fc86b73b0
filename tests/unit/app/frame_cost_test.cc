// What a frame of the shell costs; run by name: unit_app "[cost]".
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cstdio>
#include <string>

#include "tests/support/app_harness.h"

namespace db {
namespace {

void measure(AppHarness& h, const char* name) {
  h.frames(5);
  constexpr int kFrames = 200;
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < kFrames; ++i)
    h.move(static_cast<float>(300 + i * 5 % 900), static_cast<float>(200 + i * 3 % 600));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  std::printf("%-28s %.3f ms a frame, %zu widgets\n", name, took.count() / kFrames / 2, h.app.probe().widgets().size());
}

TEST_CASE("frame cost", "[.][cost]") {
  {
    AppHarness h;
    measure(h, "start page");
  }
  {
    AppHarness h;
    for (int i = 0; i < 2000; ++i) {
      h.add("group" + std::to_string(i % 7) + "/" + std::string(290, static_cast<char>('a' + i % 26)) +
            std::to_string(i) + "/events.out.tfevents.1");
    }
    h.app.run_command("set-dashboard", "inspect");
    measure(h, "2,000 long runs, Inspect");
  }
  {
    AppHarness h;
    for (int i = 0; i < 10000; ++i) h.add("run" + std::to_string(i) + "/events.out.tfevents.1");
    h.app.run_command("set-dashboard", "inspect");
    measure(h, "10,000 files, Inspect");
  }
  AppHarness h;
  if (!h.open(std::string(DROPBOARD_SOURCE_DIR) + "/../shared/made/broken")) SKIP("no ../shared here");
  h.app.run_command("set-dashboard", "inspect");
  measure(h, "broken, Inspect files");
  h.click("Tags 5,010");
  measure(h, "broken, Inspect tags");
}

}  // namespace
}  // namespace db
