// Progress, problems, toasts, the frame while something is dragged over the page.
#include <algorithm>
#include <cmath>

#include "app/shell.h"
#include "icons.h"
#include "imgui_internal.h"
#include "ui/motion.h"
#include "ui/number_text.h"

namespace db {
namespace {

constexpr double kProgressAfterSecs = 0.4;  // what is faster shows none
constexpr float kFadeSecs = 0.08f;

}  // namespace

bool Shell::progress_wanted() const {
  const Reading& r = state_.reading;
  if (!r.busy()) return false;
  const double age = context_.now_secs - r.since_secs;
  if (age < kProgressAfterSecs) context_.platform.request_frame(kProgressAfterSecs - age);
  return age >= kProgressAfterSecs || r.state == ReadingState::kPaused;
}

void Shell::draw_progress(Rect area) {
  const Reading& r = state_.reading;
  const bool phone = context_.phone();
  paint_.fill(area, theme_.surface);
  paint_.hline(area.x, area.right(), area.bottom() - paint_.hairline(), theme_.border);
  context_.probe.add(Kind::kRegion, "Progress", area);
  area = area.inset(16, 12);
  Rect line = area.take_top(context_.size.control);

  const bool paused = r.state == ReadingState::kPaused;
  const ButtonOptions pause{
      .icon = paused ? kIconPlay : kIconPause, .style = ButtonStyle::kQuiet, .text = paused ? "Go on" : "Pause"};
  const ButtonOptions stop{
      .icon = kIconX, .style = ButtonStyle::kQuiet, .text = phone ? "Stop" : "Stop, keep what is here"};
  float right = line.right() + 10;
  const float by = line.center_y() - context_.size.control / 2;
  right -= button_width(context_, "Stop", stop);
  if (button(context_, "Stop", {right, by}, stop)) context_.commands.run("stop");
  right -= button_width(context_, "Pause", pause) + 4;
  if (button(context_, "Pause", {right, by}, pause)) context_.commands.run(paused ? "resume" : "pause");
  right -= 12;

  std::vector<std::string> facts;
  if (r.state == ReadingState::kListing) {
    facts.push_back(counted(app_.store_.files().size(), "file", "files") + " found");
  } else {
    facts.push_back(byte_text(r.bytes_read) + " of " + byte_text(r.bytes_total));
    facts.push_back(with_commas(static_cast<std::uint64_t>(r.files_read)) + " of " +
                    counted(r.files_total, "file", "files"));
    if (r.rate > 0 && !paused) {
      facts.push_back(byte_text(r.rate) + "/s");
      const double left = std::max(1.0, std::ceil((r.bytes_total - r.bytes_read) / r.rate));
      facts.push_back("about " + (left < 60 ? fixed(left, 0) + " s" : duration_text(left)) + " left");
    }
  }
  std::string head = r.state == ReadingState::kListing ? "Listing" : paused ? "Paused" : "Reading";
  if (!state_.name.empty() && !phone) head += " " + state_.name;
  const float head_w = std::min(paint_.width(type::kBodyBold, head), (right - line.x) * 0.5f);
  paint_.text(type::kBodyBold, {line.x, line.y, head_w, line.h}, theme_.text, head, Align::kLeft, Elide::kMiddle);
  float x = line.x + head_w + 12;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const float w = paint_.width(type::kBody, facts[i]);
    if (x + w > right) break;
    if (i > 0) {
      paint_.text(type::kBody, x, line.center_y(), theme_.text3, "·");
      x += 3 + 12;
      if (x + w > right) break;
    }
    x = paint_.text(type::kBody, x, line.center_y(), theme_.text2, facts[i]) + 12;
    context_.probe.text(facts[i], line);
  }
  area.take_top(8);
  progress_bar(paint_, area.take_top(4), r.fraction());
  area.take_top(8);
  Rect foot = area.take_top(16);
  x = paint_.text(type::kRow, foot.x, foot.center_y(), theme_.text2,
                  count_text(static_cast<double>(app_.store_.points())) + " points") +
      16;
  x = paint_.text(type::kRow, x, foot.center_y(), theme_.text2, counted(app_.store_.tags().size(), "tag", "tags")) + 16;
  if (const auto bad = app_.notices_.damaged; bad > 0 && !phone) {
    const std::string text = counted(bad, "file is damaged", "files are damaged") + ", read around it";
    const float w = paint_.width(type::kRow, text);
    paint_.text(type::kRow, foot.right() - w, foot.center_y(), theme_.warn, text);
    paint_.icon(kIconTriangleAlert, foot.right() - w - 11, foot.center_y(), 14, theme_.warn);
  }
}

// On a phone, of the sentence that says what.
int Shell::banner_lines() const {
  const std::string& text = app_.notices_.list.front().text;
  const float width = context_.page.w - 24 - 44 - 52;
  return paint_.lines(type::kBodyBold, std::string_view(text).substr(0, text.find(". ")), width, 4);
}

float Shell::banner_height() const {
  const Notices& n = app_.notices_;
  const bool wanted = n.problems() > state_.hidden_damage && state_.dashboard != "inspect" && !n.list.empty();
  if (!wanted) return 0;
  return context_.phone() ? 12 + 100 + 20 * static_cast<float>(banner_lines()) : 12 + 104;
}

void Shell::draw_banner(Rect area) {
  const Notices& n = app_.notices_;
  const Notice& first = n.list.front();
  const Rect card{area.x + 12, area.y + 12, area.w - 24, area.h - 12};
  paint_.fill(card, theme_.surface, 8);
  paint_.edge(card, theme_.danger, 8);
  paint_.icon(kIconCircleX, card.x + 16 + 8, card.y + 22, 16, theme_.danger);
  const Rect close{card.right() - 12 - 28, card.y + 8, 28, 28};
  if (icon_button(context_, "Hide the problem", kIconX, close)) state_.hidden_damage = n.problems();
  Rect text{card.x + 44, card.y + 12, card.w - 44 - 52, 20};
  // The first sentence says what; the rest is quieter.
  const auto end = first.text.find(". ");
  const std::string what = first.text.substr(0, end == std::string::npos ? first.text.size() : end + 1);
  const std::string rest = end == std::string::npos ? std::string() : first.text.substr(end + 2);
  context_.probe.status(first.text, text);
  if (context_.phone()) {
    text.y += paint_.paragraph(type::kBodyBold, text, theme_.text, what, 20, Align::kLeft, banner_lines());
  } else {
    const float x = text.x + paint_.text(type::kBodyBold, text, theme_.text, what) + 8;
    paint_.text(type::kBody, {x, text.y, text.right() - x, 20}, theme_.text2, rest);
    text.y += 20;
  }
  text.y += 4;
  paint_.text(type::kMonoSmall, text, theme_.text2, first.file, Align::kLeft, Elide::kMiddle);
  const float y = card.bottom() - 12 - context_.size.control;
  float x = text.x;
  const ButtonOptions look{.icon = kIconActivity}, copy{.icon = kIconCopy};
  if (button(context_, "See all files", {x, y}, look)) context_.commands.run("set-dashboard", "inspect");
  x += button_width(context_, "See all files", look) + 8;
  if (button(context_, "Copy details", {x, y}, copy)) {
    std::string details;
    for (const Notice& notice : n.list)
      if (notice.severity == Severity::kProblem) details += notice.text + "\n" + notice.file + "\n";
    context_.commands.run("copy", details);
    context_.commands.toast("Details copied");
  }
  if (n.problems() > first.count && !context_.phone()) {
    const std::string more = counted(n.problems(), "file has a problem", "files have problems");
    const Rect place{card.right() - 12 - 240, y, 240, context_.size.control};
    paint_.text(type::kRow, place, theme_.text3, more, Align::kRight);
    context_.probe.text(more, place);
  }
}

void Shell::draw_toasts() {
  auto& toasts = state_.toasts;
  std::erase_if(toasts, [this](const Toast& t) { return t.until_secs <= context_.now_secs; });
  if (toasts.empty()) return;
  constexpr float kHeight = 40, kGap = 8, kLine = 20;
  constexpr int kMostLines = 3;  // where the page is narrow
  const Rect page = context_.page;
  float y = page.bottom() - 16;
  std::size_t closed = toasts.size();
  for (std::size_t i = toasts.size(); i-- > 0;) {
    const Toast& toast = toasts[i];
    if (std::isfinite(toast.until_secs)) context_.platform.request_frame(toast.until_secs - context_.now_secs);
    const ButtonOptions quiet{.style = ButtonStyle::kQuiet};
    const bool undo = toast.button == Toast::Button::kUndo;
    const std::string_view label = undo ? "Undo" : "See which";
    const float button_w = toast.button != Toast::Button::kNone ? button_width(context_, label, quiet) : 0;
    const float around = 84 + button_w;
    const float text_w = std::min(text_width(context_.fonts, type::kBody, toast.text), page.w - 32 - around);
    const int lines = paint_.lines(type::kBody, toast.text, text_w, kMostLines);
    const float height = kHeight + kLine * static_cast<float>(lines - 1);
    const Rect box{page.right() - 16 - text_w - around, y - height, text_w + around, height};
    y = box.y - kGap;
    char id[24];
    std::snprintf(id, sizeof id, "##toast%zu", i);
    ImGui::SetNextWindowPos(box.min());
    ImGui::SetNextWindowSize({box.w, box.h});
    ImGui::Begin(id, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    const float shown = fade_in(context_, kFadeSecs);
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, shown);
    const Paint paint(context_);
    ImGui::GetWindowDrawList()->PushClipRectFullScreen();
    paint.popup(box);
    ImGui::GetWindowDrawList()->PopClipRect();
    const char* icon = toast.tone == Tone::kDanger ? kIconCircleX
                       : toast.tone == Tone::kInfo ? kIconInfo
                                                   : kIconCircleCheck;
    paint.icon(icon, box.x + 12 + 8, box.center_y(), 16, tone_colour(theme_, toast.tone));
    const Rect text{box.x + 36, box.y + (kHeight - kLine) / 2, text_w, kLine};
    paint.paragraph(type::kBody, text, theme_.text, toast.text, kLine, Align::kLeft, kMostLines);
    context_.probe.text(toast.text, box);
    if (button_w > 0 &&
        button(context_, label, {box.right() - 36 - button_w, box.center_y() - context_.size.control / 2}, quiet)) {
      undo ? context_.commands.run("dashboard-key", "Undo") : context_.commands.run("see-left-out");
      closed = i;
    }
    if (icon_button(context_, "Close message", kIconX, {box.right() - 4 - 28, box.center_y() - 14, 28, 28},
                    {.icon_px = 14, .tooltip = false})) {
      closed = i;
    }
    ImGui::PopStyleVar();
    ImGui::End();
  }
  if (closed < toasts.size()) toasts.erase(toasts.begin() + static_cast<std::ptrdiff_t>(closed));
}

void Shell::draw_drop_frame() {
  if (state_.drag == Drag::kNone) return;
  const Paint paint(context_, ImGui::GetForegroundDrawList());
  const Rect frame = context_.page.inset(8, 8);
  paint.fill(context_.page, with_alpha(theme_.bg, 0.6f));
  paint.edge(frame, theme_.accent, 12, 2);
  std::string what = "Open ";
  if (open() && !state_.drag_replaces)
    what = "Add to " + (state_.name.empty() ? std::string("what is open") : state_.name);
  else if (open())
    what = "Open instead";
  else if (state_.drag_folders > 0)
    what += counted(state_.drag_folders, "folder", "folders");
  else if (state_.drag_files > 0)
    what += counted(state_.drag_files, "file", "files");
  else
    what += "what you drop";
  const std::string_view hint = !open() ? "" : state_.drag_replaces ? "Without Shift: add" : "With Shift: open instead";
  const float most = context_.page.w - 48;
  const float w = std::min(most, std::max(paint.width(type::kHeading, what), paint.width(type::kRow, hint)) + 48);
  const float h = hint.empty() ? 64 : 84;
  const Rect plate{context_.page.center_x() - w / 2, context_.page.center_y() - 32, w, h};
  paint.popup(plate, 12);
  Rect lines = plate.inset(24, 16);
  paint.text(type::kHeading, lines.take_top(32), theme_.text, what, Align::kCenter, Elide::kMiddle);
  paint.text(type::kRow, lines, theme_.text3, hint, Align::kCenter);
}

}  // namespace db
