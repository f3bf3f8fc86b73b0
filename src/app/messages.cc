// Progress, problems, toasts, the frame while something is dragged over the page, and pages with nothing on them.
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
  const ButtonOptions pause{.icon = paused ? kIconPlay : kIconPause, .style = ButtonStyle::kQuiet, .text = paused ? "Go on" : "Pause"};
  const ButtonOptions stop{.icon = kIconX, .style = ButtonStyle::kQuiet, .text = phone ? "Stop" : "Stop, keep what is here"};
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
    facts.push_back(with_commas(static_cast<std::uint64_t>(r.files_read)) + " of " + counted(r.files_total, "file", "files"));
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
  x = paint_.text(type::kRow, foot.x, foot.center_y(), theme_.text2, count_text(static_cast<double>(app_.store_.points())) + " points") + 16;
  x = paint_.text(type::kRow, x, foot.center_y(), theme_.text2, counted(app_.store_.tags().size(), "tag", "tags")) + 16;
  if (const auto bad = app_.notices_.damaged; bad > 0 && !phone) {
    const std::string text = counted(bad, "file is damaged", "files are damaged") + ", read around it";
    const float w = paint_.width(type::kRow, text);
    paint_.text(type::kRow, foot.right() - w, foot.center_y(), theme_.warn, text);
    paint_.icon(kIconTriangleAlert, foot.right() - w - 11, foot.center_y(), 14, theme_.warn);
  }
}

float Shell::banner_height() const {
  const Notices& n = app_.notices_;
  const bool wanted = n.problems() > state_.hidden_damage && state_.dashboard != "inspect" && !n.list.empty();
  if (!wanted) return 0;
  return context_.phone() ? 12 + 140 : 12 + 104;
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
  context_.probe.text(first.text, text);
  if (context_.phone()) {
    text.y += paint_.paragraph(type::kBodyBold, text, theme_.text, what, 20, Align::kLeft, 2);
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
  if (n.problems() > 1 && !context_.phone()) {
    const std::string more = counted(n.problems(), "file has a problem", "files have problems");
    paint_.text(type::kRow, {card.right() - 12 - 240, y, 240, context_.size.control}, theme_.text3, more, Align::kRight);
  }
}

void Shell::draw_toasts() {
  auto& toasts = state_.toasts;
  std::erase_if(toasts, [this](const Toast& t) { return t.until_secs <= context_.now_secs; });
  if (toasts.empty()) return;
  constexpr float kHeight = 40, kGap = 8;
  const Rect page = context_.page;
  float y = page.bottom() - 16;
  std::size_t closed = toasts.size();
  for (std::size_t i = toasts.size(); i-- > 0;) {
    const Toast& toast = toasts[i];
    if (std::isfinite(toast.until_secs)) context_.platform.request_frame(toast.until_secs - context_.now_secs);
    const float text_w = std::min(text_width(context_.fonts, type::kBody, toast.text), page.w - 32 - 84);
    const Rect box{page.right() - 16 - text_w - 84, y - kHeight, text_w + 84, kHeight};
    y = box.y - kGap;
    char id[24];
    std::snprintf(id, sizeof id, "##toast%zu", i);
    ImGui::SetNextWindowPos(box.min());
    ImGui::SetNextWindowSize({box.w, box.h});
    ImGui::Begin(id, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                  ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    const float shown = fade_in(context_, kFadeSecs);
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, shown);
    const Paint paint(context_);
    ImGui::GetWindowDrawList()->PushClipRectFullScreen();
    paint.popup(box);
    ImGui::GetWindowDrawList()->PopClipRect();
    const char* icon = toast.tone == Tone::kDanger ? kIconCircleX : toast.tone == Tone::kInfo ? kIconInfo : kIconCircleCheck;
    paint.icon(icon, box.x + 12 + 8, box.center_y(), 16, tone_colour(theme_, toast.tone));
    paint.text(type::kBody, {box.x + 36, box.y, text_w, box.h}, theme_.text, toast.text);
    context_.probe.text(toast.text, box);
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
  if (open() && !state_.drag_replaces) what = "Add to " + (state_.name.empty() ? std::string("what is open") : state_.name);
  else if (open()) what = "Open instead";
  else if (state_.drag_folders > 0) what += counted(state_.drag_folders, "folder", "folders");
  else if (state_.drag_files > 0) what += counted(state_.drag_files, "file", "files");
  else what += "what you drop";
  const float w = paint.width(type::kHeading, what) + 48;
  const Rect plate{context_.page.center_x() - w / 2, context_.page.center_y() - 32, w, 64};
  paint.popup(plate, 12);
  paint.text(type::kHeading, plate, theme_.text, what, Align::kCenter);
}

// --- pages with nothing on them

float Shell::draw_empty_head(Rect area, const char* icon, std::string_view title, std::string_view sentence) {
  const float width = std::min(640.0f, area.w - 48);
  Rect column{area.center_x() - width / 2, area.y, width, 0};
  paint_.fill({area.center_x() - 24, column.y, 48, 48}, theme_.sunken, 12);
  paint_.icon(icon, area.center_x(), column.y + 24, 24, theme_.text3);
  column.y += 48 + 16;
  column.y += paint_.paragraph(type::kHeading, column, theme_.text, title, 28, Align::kCenter, 2);
  context_.probe.text(title, {column.x, column.y - 28, column.w, 28});
  column.y += 4;
  column.y += paint_.paragraph(type::kBody, column, theme_.text2, sentence, 20, Align::kCenter, 6);
  context_.probe.text(sentence, {column.x, column.y - 20, column.w, 20});
  return column.y;
}

void Shell::draw_no_event_files(Rect area) {
  if (state_.reading.state == ReadingState::kListing) {
    draw_empty_head({area.x, area.y + area.h * 0.3f, area.w, area.h}, kIconFolderTree, "Looking for event files",
                    counted(app_.store_.files().size(), "file", "files") + " found so far.");
    return;
  }
  const auto files = app_.store_.files();
  std::set<std::string_view> folders;
  for (const FileInfo& file : files) {
    const auto slash = file.path.rfind('/');
    folders.insert(slash == std::string::npos ? std::string_view() : std::string_view(file.path).substr(0, slash));
  }
  const std::string sentence = "Looked at " + counted(files.size(), "file", "files") + " in " +
                               counted(folders.size(), "folder", "folders") + "; names with “tfevents” are read.";
  const float y = draw_empty_head({area.x, area.y + std::max(24.0f, area.h * 0.3f), area.w, area.h}, kIconFolderOpen,
                                  "No event files in this folder", sentence) + 24;
  const ButtonOptions again{.icon = kIconFolderOpen}, inspect{.style = ButtonStyle::kQuiet};
  const float a = button_width(context_, "Open another folder", again), b = button_width(context_, "See the files", inspect);
  const float x = std::floor(area.center_x() - (a + 8 + b) / 2);
  if (button(context_, "Open another folder", {x, y}, again)) context_.commands.run("open-folder");
  if (button(context_, "See the files", {x + a + 8, y}, inspect)) context_.commands.run("set-dashboard", "inspect");
}

void Shell::draw_empty_dashboard(Rect area, Dashboard& dashboard) {
  std::string title(dashboard.empty_title());
  if (title.empty()) title = "Nothing here for " + std::string(dashboard.title());
  std::string sentence;
  if (state_.reading.busy()) {
    sentence = "Still reading: what comes is shown at once.";
  } else {
    std::size_t event_files = 0;
    for (const FileInfo& file : app_.store_.files()) event_files += file.status != FileStatus::kAsset;
    std::set<std::string_view> plugins;
    for (const Series& series : app_.store_.series()) {
      const std::string& plugin = app_.store_.metadata(series).plugin;
      plugins.insert(plugin.empty() ? kind_name(series.kind) : std::string_view(plugin));
    }
    sentence = event_files == 1 ? "The file was read. " : "All " + counted(event_files, "file", "files") + " were read. ";
    if (plugins.empty()) {
      sentence += event_files == 1 ? "It holds no summaries." : "They hold no summaries.";
    } else {
      sentence += event_files == 1 ? "It holds " : "They hold ";
      std::size_t i = 0;
      for (const auto plugin : plugins) {
        if (i > 0) sentence += i + 1 == plugins.size() ? " and " : ", ";
        sentence += plugin;
        ++i;
      }
      sentence += ".";
    }
  }
  const auto how = dashboard.how_to_log();
  const float content = 130 + (how.empty() ? 0 : 24 + 32 + 40 * static_cast<float>(how.size())) + 44;
  float y = draw_empty_head({area.x, area.y + std::max(16.0f, (area.h - content) / 2 - 12), area.w, area.h}, dashboard.icon(), title, sentence);
  if (!how.empty()) {
    y += 24;
    const float width = std::min(640.0f, area.w - 24);
    const Rect card{std::floor(area.center_x() - width / 2), y, width, 32 + 40 * static_cast<float>(how.size())};
    paint_.card(card);
    paint_.text(type::kBodyBold, {card.x + 12, card.y, card.w, 32}, theme_.text, "To log some");
    float row_y = card.y + 32;
    for (const HowToLog& h : how) {
      const Rect row{card.x, row_y, card.w, 40};
      paint_.hline(row.x, row.right(), row.y, theme_.border);
      paint_.text(type::kRow, {row.x + 12, row.y, 80, row.h}, theme_.text2, h.library);
      paint_.text(type::kMono, {row.x + 104, row.y, row.w - 104 - 44, row.h}, theme_.text, h.code);
      ImGui::PushID(h.library.data(), h.library.data() + h.library.size());
      if (icon_button(context_, "Copy", kIconCopy, {row.right() - 8 - 24, row.center_y() - 12, 24, 24}, {.icon_px = 14})) {
        context_.commands.run("copy", h.code);
        context_.commands.toast("Copied");
      }
      ImGui::PopID();
      row_y += 40;
    }
    y = card.bottom();
  }
  y += 16;
  const ButtonOptions add{.icon = kIconFolderOpen}, go{.style = ButtonStyle::kQuiet};
  const float a = button_width(context_, "Add another folder", add), b = button_width(context_, "See what is there", go);
  const float x = std::floor(area.center_x() - (a + 8 + b) / 2);
  if (button(context_, "Add another folder", {x, y}, add)) context_.commands.run("open-folder");
  if (button(context_, "See what is there", {x + a + 8, y}, go)) context_.commands.run("set-dashboard", "inspect");
}

void Shell::draw_unknown_dashboard(Rect area) {
  const std::string title = "No dashboard “" + state_.dashboard + "” here";
  const float y = draw_empty_head({area.x, area.y + std::max(24.0f, area.h * 0.3f), area.w, area.h}, kIconUnlink, title,
                                  "The link asks for one that this dropboard does not have.") + 24;
  for (const auto& dashboard : app_.dashboards_) {
    if (!dashboard->is_tab() && app_.dashboards_.size() > 1) continue;
    const std::string label = "Go to " + std::string(dashboard->title());
    const float w = button_width(context_, label);
    if (button(context_, label, {std::floor(area.center_x() - w / 2), y})) context_.commands.run("set-dashboard", dashboard->id());
    break;
  }
}

}  // namespace db
