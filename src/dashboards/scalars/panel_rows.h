// The settings panel's rows: sections, and a label left with its control right. A row says where its control goes and
// moves on; what draws a control by itself sets `changed` when it has changed something.
#pragma once

#include <span>
#include <string_view>

#include "ui/context.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace db {

class PanelRows {
 public:
  PanelRows(Context& context, const Rect& area);

  void section(std::string_view title);
  // The next row; the place of a control `width` wide at its right end.
  Rect row(std::string_view label, float width, float height);
  // A row that is all control.
  Rect wide_row(float height) { return row({}, area.w - 2 * kPadding, height); }
  // Lines of text in text3, broken at spaces; its height depends on it.
  void note(std::string_view text);
  // Rows with a control; true: it has changed.
  bool toggle(std::string_view label, bool& on);
  template <class E>
  bool segment(std::string_view label, std::span<const std::string_view> options, E& value) {
    int chosen = static_cast<int>(value);
    if (!segment_row(label, options, chosen)) return false;
    value = static_cast<E>(chosen);
    return true;
  }
  template <class E>
  bool choice(std::string_view label, std::span<const std::string_view> options, E& value) {
    int chosen = static_cast<int>(value);
    if (!choice_row(label, options, chosen)) return false;
    value = static_cast<E>(chosen);
    return true;
  }
  bool number(std::string_view label, float width, double& value, const NumberOptions& options);

  static constexpr float kPadding = 16;
  Context& context;
  const Rect area;
  const float control;   // height of a control
  float y;               // of the next row
  bool changed = false;  // any of them, in this frame

 private:
  bool segment_row(std::string_view label, std::span<const std::string_view> options, int& chosen);
  bool choice_row(std::string_view label, std::span<const std::string_view> options, int& chosen);

  float row_height_;
};

}  // namespace db
