#include "analysis/ticks.h"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

#include "analysis/time_ticks.h"

using namespace db;

namespace {

std::string said(const Ticks& ticks) {
  std::string out = ticks.base.empty() ? "" : "[" + ticks.base + "] ";
  for (const Tick& tick : ticks.ticks) out += (out.empty() || out.ends_with("] ") ? "" : " | ") + tick.label;
  return out;
}

TEST_CASE("labels without room leave even distances; the last one goes alone") {
  const auto shown = [](double first, double step, std::vector<Range> spans) {
    Ticks ticks;
    std::string out;
    for (std::size_t i = 0; i < spans.size(); ++i) ticks.ticks.push_back({first + static_cast<double>(i) * step, ""});
    const LabelsWithRoom room = labels_with_room(ticks, spans, 8);
    for (std::size_t i = 0; i < spans.size(); ++i) out += room.has(i) ? '#' : '.';
    return out;
  };
  CHECK(shown(0, 50, {}).empty());
  CHECK(shown(0, 50, {{0, 20}}) == "#");
  CHECK(shown(50, 50, {{0, 20}, {28, 50}, {58, 80}}) == "###");
  // 50k 100k 150k 200k: those stay that a larger step would have
  CHECK(shown(50, 50, {{20, 40}, {49, 75}, {82, 108}, {115, 141}}) == ".#.#");
  CHECK(shown(0, 50, {{0, 6}, {20, 40}, {47, 75}, {82, 108}, {115, 141}}) == "#.#.#");
  CHECK(shown(-100, 50, {{0, 30}, {35, 60}, {65, 75}, {80, 98}, {100, 120}}) == "#.#.#");
  CHECK(shown(0, 25, {{0, 6}, {20, 32}, {47, 60}, {63, 80}}) == "###.");  // it is moved in from the edge
  CHECK(shown(1, 1, {{0, 100}, {50, 150}, {100, 200}, {150, 250}}) == ".#..");
}

}  // namespace

TEST_CASE("value ticks are round and of one form") {
  CHECK(said(value_ticks({0, 1}, 6, 5)) == "0 | 0.2 | 0.4 | 0.6 | 0.8 | 1");
  CHECK(said(value_ticks({-0.1, 1.1}, 5, 5)) == "0 | 0.25 | 0.5 | 0.75 | 1");
  CHECK(said(value_ticks({0, 1e-3}, 6, 5)) == "0 | 2e−4 | 4e−4 | 6e−4 | 8e−4 | 1e−3");
  CHECK(said(value_ticks({-0.5, 0.5}, 5, 5)) == "−0.4 | −0.2 | 0 | 0.2 | 0.4");
  CHECK(said(value_ticks({2200, 3200}, 3, 5)) == "2.5k | 3k");
  CHECK(said(value_ticks({0, 45000}, 5, 6)) == "0 | 10k | 20k | 30k | 40k");
  CHECK(said(value_ticks({0, 3e6}, 4, 5)) == "0 | 1M | 2M | 3M");
  CHECK(said(value_ticks({0, 4e15}, 5, 5)) == "0 | 1e15 | 2e15 | 3e15 | 4e15");
  CHECK(said(value_ticks({60, 102}, 6, 5)) == "60 | 70 | 80 | 90 | 100");
  CHECK(said(value_ticks({1234.5671, 1234.5679}, 4, 5)) == "[1,234.56…] …72 | …74 | …76 | …78");
  CHECK(value_ticks({1, 1}, 4, 5).ticks.empty());
  CHECK(value_ticks({}, 4, 5).ticks.empty());
}

TEST_CASE("log ticks") {
  CHECK(said(log_ticks({0, 3}, 6, 5)) == "1 | 10 | 100 | 1k");
  CHECK(said(log_ticks({-4, 0}, 6, 5)) == "1e−4 | 1e−3 | 1e−2 | 1e−1 | 1e0");
  CHECK(said(log_ticks({-10, 10}, 4, 5)) == "1e−6 | 1e0 | 1e6");
  CHECK(said(log_ticks({0.1, 1.1}, 6, 5)) == "2 | 5 | 10");
  CHECK(said(log_ticks({1.01, 1.05}, 4, 5)) == "10.5 | 11");
}

TEST_CASE("steps stay exact") {
  CHECK(said(step_ticks({0, 45000}, 0, 5, 9)) == "0 | 10k | 20k | 30k | 40k");
  CHECK(said(step_ticks({0, 3}, 0, 8, 9)) == "0 | 1 | 2 | 3");
  CHECK(said(step_ticks({0, 7}, 21600, 4, 9)) == "21,600 | 21,602 | 21,604 | 21,606");
  CHECK(said(step_ticks({0, 3}, (Step{1} << 53) + 1, 4, 9)) == "[9,007,199,254,740,9…] …93 | …94 | …95 | …96");
  CHECK(said(step_ticks({-1e30, 1e30}, 0, 4, 9)).empty());
  CHECK(step_ticks({0.2, 0.8}, 0, 4, 9).ticks.empty());
  CHECK(said(step_ticks({-10, 10}, 0, 5, 9)) == "−10 | −5 | 0 | 5 | 10");
}

TEST_CASE("times") {
  CHECK(said(duration_ticks({0, 3600}, 5)) == "0 | 15 min | 30 min | 45 min | 60 min");
  CHECK(said(duration_ticks({0, 2}, 4)) == "0 | 0.5 s | 1.0 s | 1.5 s | 2.0 s");
  CHECK(said(duration_ticks({0, 86400 * 40}, 5)) == "0 | 10 d | 20 d | 30 d | 40 d");
  CHECK(said(duration_ticks({-1, 4}, {ScaleKind::kLog}, 8)) == "0.1 s | 1 s | 10 s | 1 min | 10 min | 1 h");
  CHECK(said(duration_ticks({1.5, 2.5}, {ScaleKind::kLog}, 5)) == "1 min | 2 min | 5 min");
  CHECK(said(duration_ticks({0, 4}, {ScaleKind::kSymlog, 1}, 6)) == "0 | 1 s | 10 s | 1 min | 10 min | 1 h");
  CHECK(said(duration_ticks({2, 2.01}, {ScaleKind::kLog}, 4)) == "100 s | 101 s | 102 s");
  const UtcOffset utc = [](double) { return 0; };
  const UtcOffset east = [](double) { return 3600; };
  const double noon = 1767614400;  // Jan 5, 2026, 12:00 UTC
  CHECK(said(wall_ticks({0, 7200}, noon, utc, 4)) == "[Jan 5, 2026] 12:00 | 12:30 | 13:00 | 13:30 | 14:00");
  CHECK(said(wall_ticks({0, 7200}, noon, east, 4)) == "[Jan 5, 2026] 13:00 | 13:30 | 14:00 | 14:30 | 15:00");
  CHECK(said(wall_ticks({0, 86400}, noon, utc, 4)) == "12:00 | 18:00 | Jan 6 | 06:00 | 12:00");
  CHECK(said(wall_ticks({0, 86400.0 * 365}, noon, utc, 4)) == "Apr | Jul | Oct | 2027");
  CHECK(said(wall_ticks({0, 86400.0 * 365 * 30}, noon, utc, 4)) == "2030 | 2040 | 2050");
  CHECK(said(wall_ticks({0, 3}, noon, utc, 4)) == "[Jan 5, 2026] 12:00:00 | 12:00:01 | 12:00:02 | 12:00:03");
  CHECK(wall_text(noon + 33, utc, Date::kNone) == "12:00:33");
  CHECK(wall_text(noon + 33, utc, Date::kDay) == "Jan 5, 12:00:33");
  CHECK(wall_text(noon + 33, east, Date::kFull) == "Jan 5, 2026, 13:00:33");
  CHECK(wall_text(std::nan(""), utc, Date::kFull) == "NaN");
  CHECK(wall_text(1e300, utc, Date::kFull).starts_with("1.0000e"));
  CHECK(days_differ(noon, noon + 43200, utc));
  CHECK(!days_differ(noon, noon + 43199, utc));
}

TEST_CASE("any view has few ticks, inside and in order") {
  std::mt19937_64 random(11);
  const UtcOffset utc = [](double) { return -5 * 3600; };
  for (int i = 0; i < 30000; ++i) {
    double a = std::bit_cast<double>(random());
    double b =
        i % 2 == 0 ? std::bit_cast<double>(random()) : a * (1 + std::pow(10, -static_cast<double>(random() % 17)));
    if (std::isnan(a) || std::isnan(b)) continue;
    const Range view{std::min(a, b), std::max(a, b)};
    for (const Ticks& ticks : {value_ticks(view, 6, 5), log_ticks(view, 6, 5), step_ticks(view, 7, 8, 9),
                               duration_ticks(view, 8), wall_ticks(view, 1.7e9, utc, 8)}) {
      CHECK(ticks.ticks.size() <= 14);
      for (std::size_t k = 1; k < ticks.ticks.size(); ++k) CHECK(ticks.ticks[k - 1].at <= ticks.ticks[k].at);
    }
  }
}
