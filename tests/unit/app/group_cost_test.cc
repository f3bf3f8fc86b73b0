// What bands cost, from a change of the state to the picture; run by name: unit_app "[cost]".
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdio>
#include <string>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

TEST_CASE("cost of bands: 100 runs of 100,000 steps in one card", "[.][cost]") {
  for (const bool equal_steps : {true, false}) {
    ScalarsApp app;
    for (int run = 0; run < 100; ++run) {
      const std::string name = "g" + std::to_string(run / 25) + "/s" + std::to_string(run);
      app.add_rows(name, "loss", ScalarsApp::curve(100'000, run), equal_steps ? 0 : run, equal_steps ? 1 : 1 + run % 3);
    }
    app.app.set_state("v=1&scalars.smooth=0&scalars.outliers=0");
    app.listed();
    const auto measure = [&](const char* what, const std::string& state) {
      const auto began = std::chrono::steady_clock::now();
      app.app.set_state("v=1&" + state);
      app.settle(200);
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
      std::printf("%s steps, %-34s %6.1f ms\n", equal_steps ? "equal" : "other", what, took.count());
    };
    const std::string four = "scalars.group=parent&scalars.outliers=0";
    const std::string one = "scalars.group=pattern&scalars.grouppattern=s&scalars.outliers=0";
    measure("4 groups, mean and min-max", four + "&scalars.smooth=0");
    measure("4 groups, median and quartiles", four + "&scalars.smooth=0&scalars.centre=median&scalars.band=quartiles");
    measure("1 group, mean and deviation", one + "&scalars.smooth=0&scalars.band=std");
    measure("1 group, mean and 95 % CI, smoothed", one + "&scalars.smooth=0.6&scalars.band=ci95");
    const auto began = std::chrono::steady_clock::now();
    const Rect plot = app.plot("loss").rect;
    for (int i = 0; i < 100; ++i) app.move(plot.x + static_cast<float>(2 * i), plot.y + 30);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    std::printf("%s steps, the pointer moves %.3f ms a frame\n", equal_steps ? "equal" : "other", took.count() / 100);
  }
}
