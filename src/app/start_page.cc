// What is there when nothing is open.
#include <algorithm>
#include <cmath>

#include "app/shell.h"
#include "icons.h"
#include "ui/scroll_area.h"

namespace db {
namespace {

// A picture of what is to come: five falling curves, the same every time.
void draw_curves(const Paint& paint, const Rect& zone) {
  const Theme& t = paint.theme();
  constexpr int kPoints = 221;
  const int slots[] = {0, 1, 2, 3, 5};
  for (int j = 0; j < 5; ++j) {
    std::uint32_t seed = 12345u + 7919u * static_cast<std::uint32_t>(slots[j]);
    const auto random = [&seed] {
      seed = seed * 1664525u + 1013904223u;
      return static_cast<float>(seed >> 8) / static_cast<float>(1 << 24);
    };
    ImVec2 points[kPoints];
    for (int i = 0; i < kPoints; ++i) {
      const float p = static_cast<float>(i) / (kPoints - 1), k = static_cast<float>(j);
      const float y =
          284 - (44 + k * 11) * std::exp(-p * (2.2f + k * 1.1f)) - 6 - k * 5 - (random() - 0.5f) * 7 * (1 - p * 0.6f);
      points[i] = {zone.x + 2 + p * (zone.w - 4), zone.bottom() - 296 + y};
    }
    paint.polyline(points, with_alpha(t.run[static_cast<std::size_t>(slots[j])], t.dark ? 0.55f : 0.5f), 1.5f);
  }
}

}  // namespace

void Shell::draw_start_page(Rect area) {
  const bool phone = context_.phone();
  const float width = std::min(880.0f, area.w - (phone ? 32.0f : 64.0f));
  const float top = phone ? 24 : std::clamp((area.h - 700) * 0.4f, 16.0f, 56.0f);
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID height_id = ImGui::GetID("start-height");
  const float foot = phone ? 0 : 52;
  const Rect keys = area.take_bottom(foot);
  if (!phone) draw_key_hints(keys);
  ScrollArea scroll(context_, "start", area, storage->GetFloat(height_id, 0));
  Rect column{std::floor(area.center_x() - width / 2), scroll.y() + top, width, 0};
  const Paint paint(context_);

  const std::string_view title = "See a training run";
  paint.text(type::kTitle, {column.x, column.y, column.w, 36}, theme_.text, title, Align::kCenter);
  context_.probe.text(title, {column.x, column.y, column.w, 36});
  column.y += 36 + 8;
  const float used =
      paint.paragraph(type::kLarge, {column.x, column.y, column.w, 24}, theme_.text2,
                      "Every curve of every run, straight from a TensorBoard log folder.", 24, Align::kCenter, 3);
  column.y += used + (phone ? 24 : 32);
  column.y += draw_drop_zone({column.x, column.y, column.w, 0});

  const std::string_view promise =
      "Your files stay on this machine. The page reads them in the browser and uploads nothing.";
  column.y += 16;
  const float promise_w = paint.width(type::kBody, promise);
  if (promise_w + 24 <= column.w) {
    const float x = column.center_x() - (promise_w + 24) / 2;
    paint.icon(kIconShieldCheck, x + 8, column.y + 10, 16, theme_.ok);
    paint.text(type::kBody, x + 24, column.y + 10, theme_.text2, promise);
    column.y += 20;
  } else {
    paint.icon(kIconShieldCheck, column.x + 8, column.y + 10, 16, theme_.ok);
    column.y += paint.paragraph(type::kBody, {column.x + 24, column.y, column.w - 24, 20}, theme_.text2, promise, 20);
  }
  column.y += phone ? 24 : 40;
  draw_nothing_at_hand({column.x, column.y, column.w, 0});
  column.y += 32 + 2 * 44 + 24;
  const float height = column.y - scroll.y();
  if (height != storage->GetFloat(height_id, 0)) {
    storage->SetFloat(height_id, height);
    context_.animate();
  }
}

void Shell::draw_key_hints(Rect keys) {
  const struct {
    std::string_view key, what;
  } hints[] = {{"O", "open folder"}, {"T", "light, dark"}, {"?", "keys"}};
  float w = -16;
  for (const auto& h : hints) w += key_width(context_, h.key) + 4 + paint_.width(type::kRow, h.what) + 16;
  float x = std::floor(keys.center_x() - w / 2);
  for (const auto& h : hints) {
    draw_key_cap(paint_, {x, keys.y + 14}, h.key);
    x += key_width(context_, h.key) + 4;
    x = paint_.text(type::kRow, x, keys.y + 23, theme_.text3, h.what) + 16;
  }
}

float Shell::draw_drop_zone(Rect area) {
  const bool phone = context_.phone();
  const float height = phone ? 320 : 296;
  Rect zone{area.x, area.y, area.w, height};
  const Paint paint(context_);
  paint.fill(zone, theme_.surface, 12);
  ImGui::PushClipRect(zone.min(), zone.max(), true);
  draw_curves(paint, zone);
  ImGui::PopClipRect();
  paint.dashes(zone, theme_.control, 12, 1.5f, 6, 5);
  context_.probe.add(Kind::kRegion, "Drop a log folder here", zone);

  const float x = zone.center_x();
  float y = zone.y + 36;
  paint.fill({x - 24, y, 48, 48}, theme_.accent_bg, 12);
  paint.icon(kIconFolderTree, x, y + 24, 24, theme_.accent_text);
  y += 48 + 16;
  paint.text(type::kHeading, {zone.x, y, zone.w, 28}, theme_.text,
             phone ? "Open a log folder" : "Drop a log folder here", Align::kCenter);
  y += 28 + 4;
  paint.text(type::kBody, {zone.x, y, zone.w, 20}, theme_.text2, "or event files, plain or gzipped", Align::kCenter);
  y += 20 + 24;

  const ButtonOptions folder{.icon = kIconFolderOpen, .style = ButtonStyle::kPrimary, .large = true};
  const ButtonOptions files{.icon = kIconFile, .large = true};
  const float a = button_width(context_, "Open folder", folder), b = button_width(context_, "Open files", files);
  float left = std::floor(x - (a + 8 + b) / 2);
  if (button(context_, "Open folder", {left, y}, folder)) context_.commands.run("open-folder");
  if (button(context_, "Open files", {left + a + 8, y}, files)) context_.commands.run("open-files");
  return height;
}

void Shell::draw_nothing_at_hand(Rect area) {
  const Paint paint(context_);
  paint.text(type::kBodyBold, {area.x, area.y, area.w, 32}, theme_.text, "Nothing at hand?");
  const Rect card{area.x, area.y + 32, area.w, 88};
  paint.card(card);
  const struct {
    const char* icon;
    std::string_view label, note, command;
  } rows[] = {{kIconSparkles, "Sample logdir", "a real training", "open-sample"},
              {kIconBookOpen, "What can be opened", "file kinds, damage, sizes", "show-formats"}};
  float y = card.y;
  for (const auto& row : rows) {
    const Rect rect{card.x, y, card.w, 44};
    const Interaction act = interact(context_, Kind::kButton, row.label, rect, {.cursor = Cursor::kHand, .ring = 8});
    if (act.hovered) paint.fill(rect.inset(1, 1), theme_.hover, 7);
    paint.icon(row.icon, rect.x + 12 + 8, rect.center_y(), 16, theme_.text3);
    const float end = paint.text(type::kBody, rect.x + 40, rect.center_y(), theme_.text, row.label);
    paint.icon(kIconChevronRight, rect.right() - 12 - 7, rect.center_y(), 14, theme_.text3);
    const Rect note{end + 12, rect.y, rect.right() - 38 - end - 12, rect.h};
    if (paint.width(type::kRow, row.note) <= note.w)
      paint.text(type::kRow, note, theme_.text3, row.note, Align::kRight);
    if (act.clicked) context_.commands.run(row.command);
    y += 44;
  }
  paint.hline(card.x, card.right(), card.y + 44, theme_.border);
}

}  // namespace db
