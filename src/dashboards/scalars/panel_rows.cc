#include "dashboards/scalars/panel_rows.h"

#include <algorithm>

namespace db {

PanelRows::PanelRows(Context& c, const Rect& a)
    : context(c),
      area(a),
      control(c.size.small_control),
      y(a.y),
      row_height_(c.phone()             ? 44.0f
                  : c.size.target >= 36 ? 40.0f
                                        : 32.0f) {}

void PanelRows::section(std::string_view title) {
  const Paint paint(context);
  if (y > area.y) {
    y += 8;
    paint.hline(area.x, area.right(), y, context.theme.border);
  }
  paint.text(type::kRowBold, area.x + kPadding, y + 12 + 10, context.theme.text, title);
  y += 36;
}

Rect PanelRows::row(std::string_view label, float width, float height) {
  const Paint paint(context);
  const Rect line{area.x + kPadding, y, area.w - 2 * kPadding, row_height_};
  y += row_height_;
  paint.text(type::kRow, {line.x, line.y, std::max(0.0f, line.w - width - 4), line.h}, context.theme.text2, label);
  return {line.right() - width, line.center_y() - height / 2, width, height};
}

void PanelRows::note(std::string_view text) {
  Rect at{area.x + kPadding, y, area.w - 2 * kPadding, 0};
  at.h = Paint(context).paragraph(type::kSmall, at, context.theme.text3, text, 16);
  context.probe.text(text, at);
  y = at.bottom() + 4;
}

bool PanelRows::toggle(std::string_view label, bool& on) {
  const Rect at = row(label, 28, 16);
  const bool now = db::toggle(context, label, at.min(), on);
  changed = changed || now;
  return now;
}

bool PanelRows::segment_row(std::string_view label, std::span<const std::string_view> options, int& chosen) {
  const Rect at = row(label, segment_width(context, options, control), control);
  const bool now = db::segment(context, label, at.min(), control, options, chosen);
  changed = changed || now;
  return now;
}

bool PanelRows::choice_row(std::string_view label, std::span<const std::string_view> options, int& chosen) {
  const Rect at = row(label, select_width(context, options, control), control);
  const bool now = db::select(context, label, at, options, chosen);
  changed = changed || now;
  return now;
}

bool PanelRows::number(std::string_view label, float width, double& value, const NumberOptions& options) {
  const bool now = number_field(context, label, row(label, width, control), value, options) != Edit::kNone;
  changed = changed || now;
  return now;
}

}  // namespace db
