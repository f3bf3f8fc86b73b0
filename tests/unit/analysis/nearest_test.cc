#include "analysis/nearest.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <utility>

#include "analysis/csv.h"
#include "analysis/tag_group.h"
#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Made {
  Store store;
  Curve curve;
  CurveX x;
  SmoothCurve smooth;
  void use(SeriesId id, XAxis axis, double weight = 0) {
    curve.update(store.series(id));
    x.update(curve, axis, {});
    smooth.update(curve, weight);
    while (!smooth.advance(curve, 1000)) {
    }
  }
};

}  // namespace

TEST_CASE("the closest step") {
  Made m;
  const std::array<Step, 3> steps = {0, 10, 20};
  m.use(test::SeriesMaker(m.store).add("r", "t", steps, std::array{1.0, 0.5, 0.0}), XAxis::kStep, 0.6);
  CHECK(nearest_point(m.curve, m.x, m.smooth, 11)->step == 10);
  CHECK(nearest_point(m.curve, m.x, m.smooth, 5)->step == 0);  // the earlier of two
  CHECK(nearest_point(m.curve, m.x, m.smooth, -1e300)->step == 0);
  CHECK(nearest_point(m.curve, m.x, m.smooth, 1e9)->step == 20);
  CHECK(nearest_point(m.curve, m.x, m.smooth, 12)->value == 0.5);
  CHECK(std::fabs(nearest_point(m.curve, m.x, m.smooth, 12)->smoothed - 0.6875) < 1e-15);
  CHECK(next_x(m.curve, m.x, 10, true) == 20);
  CHECK(next_x(m.curve, m.x, 10, false) == 0);
  CHECK(!next_x(m.curve, m.x, 20, true));
  CHECK(!next_x(m.curve, m.x, 0, false));
  CHECK(few_rows(m.curve, m.x, {0, 20}, 3));
  CHECK(!few_rows(m.curve, m.x, {0, 20}, 2));
  CHECK(few_rows(m.curve, m.x, {1, 19}, 1));
  CHECK(!nearest_point(Curve(), CurveX(), SmoothCurve(), 0));
}

TEST_CASE("nearest on a log axis is by place") {
  Made m;
  const std::array<Step, 4> steps = {0, 1, 10, 100};
  m.use(test::SeriesMaker(m.store).add("r", "t", steps, std::array{1.0, 2.0, 3.0, 4.0}), XAxis::kStep);
  m.x.update(m.curve, XAxis::kStep, {}, {ScaleKind::kLog});
  CHECK(m.x.ordered());
  CHECK(nearest_point(m.curve, m.x, m.smooth, 1.4)->step == 10);   // 25: as steps, too
  CHECK(nearest_point(m.curve, m.x, m.smooth, 1.6)->step == 100);  // 40 would be nearer to 10 as a step
  CHECK(nearest_point(m.curve, m.x, m.smooth, -5)->step == 1);
  CHECK(next_x(m.curve, m.x, 1, false) == 0);
  CHECK(!next_x(m.curve, m.x, 0, false));  // step 0 has no place
  CHECK(few_rows(m.curve, m.x, {-1, 5}, 3));
  CHECK(!few_rows(m.curve, m.x, {-1, 5}, 2));
}

TEST_CASE("the nearest row as by looking at all of them") {
  std::mt19937 random(9);
  for (const XAxis axis : {XAxis::kStep, XAxis::kWall, XAxis::kRelative}) {
    for (const auto [even, jumps] : {std::pair(false, false), std::pair(true, false), std::pair(false, true)}) {
      std::vector<Step> steps;
      std::vector<double> walls, values;
      for (int i = 0; i < 2000; ++i) {
        const Step gap = even ? 1 + i / 300 * 5 : 1 + static_cast<Step>(random() % 9);
        steps.push_back((steps.empty() ? 0 : steps.back()) + gap);
        walls.push_back(1000 + i * 3 + (jumps ? static_cast<double>(random() % 100) : 0));
        values.push_back(static_cast<double>(random() % 1000));
        if (jumps && i % 97 == 3) walls.back() = kNaN;
        if (i % 10 == 0) values.back() = kNaN;
      }
      Made m;
      m.use(test::SeriesMaker(m.store).add("r", "t", steps, values, walls, ValueType::kF64), axis);
      for (int round = 0; round < 300; ++round) {
        const double at =
            m.x.range().lo - 20 + static_cast<double>(random() % 10000) / 10000 * (m.x.range().size() + 40);
        double best = std::numeric_limits<double>::infinity();
        int found = -1;
        for (int i = 0; i < 2000; ++i) {
          const auto row = static_cast<std::size_t>(i);
          const double x = axis == XAxis::kStep ? static_cast<double>(steps[row])
                                                : walls[row] - (axis == XAxis::kRelative ? walls[0] : 0);
          if (std::fabs(x - at) < best) best = std::fabs(x - at), found = i;
        }
        CHECK(nearest_point(m.curve, m.x, m.smooth, at)->step == steps[static_cast<std::size_t>(found)]);
      }
    }
  }
}

TEST_CASE("CSV is exact") {
  Made m;
  const std::array<Step, 5> steps = {-5, 0, 1, 2, (Step{1} << 53) + 1};
  const std::array<double, 5> walls = {1.5, 1700000000.123456, 3, 4, 5};
  const auto text = [&](ValueType type, const std::array<double, 5>& values) {
    Store store;
    Curve curve;
    curve.update(store.series(test::SeriesMaker(store).add("r", "t", steps, values, walls, type)));
    std::string out(kCsvHeader);
    for (const Piece& piece : curve.pieces())
      append_csv_rows(out, csv_field("a,\"b\"") + "," + csv_field("loss") + ",", piece.view(), piece.begin, piece.end);
    return out;
  };
  CHECK(text(ValueType::kF32, {0.1, kNaN, 1, std::numeric_limits<double>::infinity(), -2.5}) ==
        "run,tag,step,wall_time,value\n"
        "\"a,\"\"b\"\"\",loss,-5,1.5,0.10000000149011612\n"
        "\"a,\"\"b\"\"\",loss,0,1700000000.123456,nan\n"
        "\"a,\"\"b\"\"\",loss,1,3.0,1.0\n"
        "\"a,\"\"b\"\"\",loss,2,4.0,inf\n"
        "\"a,\"\"b\"\"\",loss,9007199254740993,5.0,-2.5\n");
  CHECK(text(ValueType::kF64, {0.1, 1, 2, 3, 1e-300}).find(",0.1\n") != std::string::npos);
  CHECK(text(ValueType::kI64, {-7, 1, 2, 3, 4}).find(",-7\n") != std::string::npos);
}

TEST_CASE("groups of tags") {
  CHECK(tag_group("loss/train/x") == "loss");
  CHECK(tag_group("loss") == "loss");
  CHECK(tag_group("/") == "");
  CHECK(tag_group("/a/") == "");
  CHECK(tag_group("") == "");
}
