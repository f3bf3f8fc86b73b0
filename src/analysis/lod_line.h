// One line as the GPU gets it: points in a window of the plane, normalised to it, with breaks.
//
//   x = (x - begin) / (window's width)             0 ... 1 over the window
//   y = (t(y) - y_lo) / (y_hi - y_lo)              t is the axis' scale; clamped to +-kFarNormal, which is far off any
//   screen
//
// Points beyond the window's sides are replaced by where the line crosses them (a little outside), so that 32-bit
// floats hold everything to 2^-24 of the window. A point with x = kLineBreak is none: the line is broken there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analysis/axis_scale.h"

namespace db {

struct LodPoint {
  float x, y;
};
inline constexpr float kLineBreak = 1e30f;
inline constexpr double kFarNormal = 1000;

struct LodWindow {
  double begin = 0;   // x of the left edge of column 0
  double column = 1;  // width of a column: one device pixel
  std::uint32_t columns = 0;
  double y_lo = 0, y_hi = 1;  // bottom and top of the view, as t(y)
  AxisScale y_scale;

  double end() const { return begin + column * columns; }
  double normal_x(double x) const { return (x - begin) / (column * columns); }
  double normal_y(double y) const;  // of a finite value; y <= 0 on a log scale is far below
  bool operator==(const LodWindow&) const = default;
};

// Rows [row, n) begin with some that are alike() and end with others: one past the last of the first ones, looked for
// from `guess` on.
template <class Alike>
std::uint32_t end_of_alike(std::uint32_t row, std::uint32_t n, double guess, const Alike& alike) {
  std::uint32_t end = n - 1;
  if (guess < n - 1.0) end = std::max(row + 1, static_cast<std::uint32_t>(std::max(guess, 0.0)));
  while (end > row + 1 && !alike(end - 1)) --end;
  while (alike(end)) ++end;
  return end;
}

class LodLine {
 public:
  explicit LodLine(const LodWindow& window);

  // The window's, with the divisions done.
  double normal_y(double y) const {
    return linear_ ? std::clamp((y - window_.y_lo) * y_scale_, -kFarNormal, kFarNormal) : window_.normal_y(y);
  }

  // x must not go back without a break. `y` is normal already.
  void put(double x, double y);
  void gap();

  std::vector<LodPoint> points;
  // A point with no neighbour, which a line cannot show, came just before the last gap.
  bool lone() const { return run_ == 1; }
  bool started() const { return has_last_; }
  double last_y() const { return last_y_; }

 private:
  void emit(double x, double y);
  double cross(double x, double y, double edge) const;

  LodWindow window_;
  bool linear_;
  double x_scale_, y_scale_;
  double left_, right_;    // a few columns outside
  bool has_last_ = false;  // since the last gap
  double last_x_ = 0, last_y_ = 0;
  std::uint32_t run_ = 0;  // points emitted since the last gap
};

}  // namespace db
