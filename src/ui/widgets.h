// The page's widgets, drawn by us on ImDrawList; ImGui decides what is hovered, held and clicked. A widget's label is
// its name: for assistive technology, for tests and as its id, so it is unique in its window or under ImGui::PushID. A
// widget on top of another comes first: ImGui gives the pointer to whoever asked first.
//
// All of them register with Context::probe, take the keyboard focus, and follow reference/look.md sections 5 to 7.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ui/context.h"
#include "ui/fonts.h"
#include "ui/paint.h"
#include "ui/probe.h"

namespace db {

struct Interaction {
  ImGuiID id = 0;
  bool hovered = false;
  bool held = false;
  bool clicked = false;  // also by keyboard
  bool double_clicked = false;
  bool right_clicked = false;
  bool focused = false;  // has the keyboard focus and shows it
};

struct InteractOptions {
  bool enabled = true;
  Checked checked = Checked::kNone;
  std::string_view value;
  float fraction = -1;  // of a slider
  Cursor cursor = Cursor::kArrow;
  bool drags = false;       // a finger's movement on it is its own, not a scroll
  bool grow_target = true;  // a small one can be hit within Metrics::target around its centre
  float ring = 4;           // corner radius of the widget, for the focus ring
};

// What all others are made of: id, hit test, focus, probe. Draws the focus ring, nothing else.
Interaction interact(Context& context, Kind kind, std::string_view label, const Rect& rect,
                     const InteractOptions& options = {});

enum class ButtonStyle : std::uint8_t { kNormal, kPrimary, kQuiet };

struct ButtonOptions {
  const char* icon = nullptr;
  const char* icon_after = nullptr;  // a chevron
  ButtonStyle style = ButtonStyle::kNormal;
  bool large = false;  // 36 high
  bool enabled = true;
  std::string_view text;  // instead of the label
  std::string_view tooltip;
  Checked checked = Checked::kNone;  // kClosed, kOpen: it has a menu
};
float button_width(const Context& context, std::string_view label, const ButtonOptions& options = {});
// `at` is its left top; it is button_width wide and 28 (36) high.
bool button(Context& context, std::string_view label, ImVec2 at, const ButtonOptions& options = {});

struct IconButtonOptions {
  bool on = false;     // pressed: on `sel`
  bool opens = false;  // a menu, which is open while it is on
  bool enabled = true;
  float icon_px = 16;
  ImU32 colour = 0;      // 0: text2
  std::string_view key;  // shown in the tooltip
  bool tooltip = true;   // the label
};
bool icon_button(Context& context, std::string_view label, const char* icon, const Rect& rect,
                 const IconButtonOptions& options = {});

// One of several, side by side. True: `chosen` has changed. Each option is in the probe by its own text.
float segment_width(const Context& context, std::span<const std::string_view> options, float height);
bool segment(Context& context, std::string_view label, ImVec2 at, float height,
             std::span<const std::string_view> options, int& chosen);

bool toggle(Context& context, std::string_view label, ImVec2 at, bool& on);  // a switch, 28×16

enum class BoxShape : std::uint8_t { kSquare, kCircle, kTriangle, kDiamond };
// 14×14 around `center`. Returns true when it was pressed; the caller changes the state.
bool checkbox(Context& context, std::string_view label, ImVec2 center, Checked state, ImU32 colour,
              BoxShape shape = BoxShape::kSquare);
void draw_checkbox(const Paint& paint, ImVec2 center, Checked state, ImU32 colour, BoxShape shape, ImU32 back);

enum class Edit : std::uint8_t {
  kNone,
  kChanging,  // the value has changed and the pointer is still down
  kDone,      // the value has changed for good (typed, released, a key)
};

struct SliderOptions {
  double min = 0, max = 1, step = 0.01;
  std::span<const double> ticks;  // marks where there is data
  std::string_view spoken;        // instead of the number
};
Edit slider(Context& context, std::string_view label, const Rect& rect, double& value,
            const SliderOptions& options = {});

// TextFields::focus() knows it by its label.
struct NumberOptions {
  double min = -1e308, max = 1e308, step = 1;  // a pixel of drag is one step
  int decimals = 0;
  bool commas = false;    // 21,600
  bool optional = false;  // NaN is "auto", empty sets it
  std::string_view placeholder = "auto";
};
Edit number_field(Context& context, std::string_view label, const Rect& rect, double& value,
                  const NumberOptions& options = {});

struct FieldOptions {
  std::string_view id;  // stable, for the platform: "filter-runs"
  std::string_view placeholder;
  const char* icon = nullptr;
  std::string_view key;      // the key that focuses it
  std::string_view problem;  // why the text is not in force: danger edge, reason inside
  bool mono = false;
  bool multiline = false;  // Enter breaks the line, with Ctrl it is entered
  bool bare = false;       // no frame, larger: the field is the heading of what it is in
};
struct FieldResult {
  bool changed = false;
  bool entered = false;  // Enter
  bool escaped = false;
};
FieldResult text_field(Context& context, std::string_view label, const Rect& rect, std::string& text,
                       const FieldOptions& options);

// A field that opens a menu of choices.
float select_width(const Context& context, std::span<const std::string_view> options, float height);
bool select(Context& context, std::string_view label, const Rect& rect, std::span<const std::string_view> options,
            int& chosen);
// The field alone. True: pressed; what it opens is the caller's.
float select_box_width(const Context& context, std::string_view text, float height);
bool select_box(Context& context, std::string_view label, const Rect& rect, std::string_view value, bool open);

enum class Tone : std::uint8_t { kPlain, kAccent, kOk, kWarn, kDanger, kInfo };
float chip_width(const Context& context, std::string_view text, const char* icon = nullptr);
float chip(Context& context, ImVec2 at, std::string_view text, Tone tone = Tone::kPlain, const char* icon = nullptr);
ImU32 tone_colour(const Theme& theme, Tone tone);
ImU32 tone_back(const Theme& theme, Tone tone);

float key_width(const Context& context, std::string_view key);
void draw_key_cap(const Paint& paint, ImVec2 at, std::string_view key);  // 18 high, key_width wide

void progress_bar(const Paint& paint, const Rect& rect, double fraction);  // < 0: length unknown, no movement here

}  // namespace db
