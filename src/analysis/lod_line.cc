#include "analysis/lod_line.h"

#include <algorithm>
#include <cmath>

namespace db {
namespace {

constexpr double kMarginColumns = 8;  // wider than half of any line

}  // namespace

double LodWindow::normal_y(double y) const {
  return std::clamp((y_scale.forward(y) - y_lo) / (y_hi - y_lo), -kFarNormal, kFarNormal);
}

LodLine::LodLine(const LodWindow& window)
    : window_(window),
      linear_(window.y_scale.kind == ScaleKind::kLinear),
      x_scale_(1 / (window.column * window.columns)),
      y_scale_(1 / (window.y_hi - window.y_lo)),
      left_(window.begin - kMarginColumns * window.column),
      right_(window.end() + kMarginColumns * window.column) {}

double LodLine::cross(double x, double y, double edge) const {
  return last_y_ + (y - last_y_) * ((edge - last_x_) / (x - last_x_));
}

void LodLine::emit(double x, double y) {
  points.push_back({static_cast<float>((x - window_.begin) * x_scale_), static_cast<float>(y)});
  ++run_;
}

void LodLine::put(double x, double y) {
  if (has_last_ && last_x_ < left_ && x >= left_) emit(left_, cross(x, y, left_));
  if (has_last_ && last_x_ <= right_ && x > right_) emit(right_, cross(x, y, right_));
  if (x >= left_ && x <= right_) emit(x, y);
  has_last_ = true;
  last_x_ = x;
  last_y_ = y;
}

void LodLine::gap() {
  if (run_ > 0) points.push_back({kLineBreak, 0});
  has_last_ = false;
  run_ = 0;
}

}  // namespace db
