// Pages with nothing on them: what is there instead, how to log some, one way out.
#include <algorithm>
#include <cmath>
#include <set>

#include "app/shell.h"
#include "icons.h"
#include "ui/number_text.h"

namespace db {

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
                                  "No event files in this folder", sentence) +
                  24;
  const ButtonOptions again{.icon = kIconFolderOpen}, inspect{.style = ButtonStyle::kQuiet};
  const float a = button_width(context_, "Open another folder", again),
              b = button_width(context_, "See the files", inspect);
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
    std::set<std::string> kinds;
    for (const Series& series : app_.store_.series())
      kinds.insert(kind_words(series.kind, app_.store_.metadata(series).plugin));
    sentence =
        event_files == 1 ? "The file was read. " : "All " + counted(event_files, "file", "files") + " were read. ";
    if (kinds.empty()) {
      sentence += event_files == 1 ? "It holds no summaries." : "They hold no summaries.";
    } else {
      sentence += event_files == 1 ? "It holds " : "They hold ";
      sentence += listed_words({kinds.begin(), kinds.end()}) + ".";
    }
    if (std::vector<std::string> words; !app_.not_shown_.empty()) {
      for (const NotShown& kind : app_.not_shown_) words.push_back(kind.kind);
      sentence += " No dashboard draws " + listed_words(words) + " yet; Inspect lists every tag.";
    }
  }
  const auto how = dashboard.how_to_log();
  const float content = 130 + (how.empty() ? 0 : 24 + 32 + 40 * static_cast<float>(how.size())) + 44;
  float y = draw_empty_head({area.x, area.y + std::max(16.0f, (area.h - content) / 2 - 12), area.w, area.h},
                            dashboard.icon(), title, sentence);
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
      if (icon_button(context_, "Copy", kIconCopy, {row.right() - 8 - 24, row.center_y() - 12, 24, 24},
                      {.icon_px = 14})) {
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
  const float a = button_width(context_, "Add another folder", add),
              b = button_width(context_, "See what is there", go);
  const float x = std::floor(area.center_x() - (a + 8 + b) / 2);
  if (button(context_, "Add another folder", {x, y}, add)) context_.commands.run("open-folder");
  if (button(context_, "See what is there", {x + a + 8, y}, go)) context_.commands.run("show-tags");
}

void Shell::draw_unknown_dashboard(Rect area) {
  const std::string title = "No dashboard “" + state_.dashboard + "” here";
  std::string sentence = "The link asks for one that this dropboard does not have.";
  const auto kind = std::ranges::find(app_.not_shown_, state_.dashboard, &NotShown::kind);
  const bool held = kind != app_.not_shown_.end();
  if (held) {
    sentence = "This dropboard does not draw " + kind->kind + " yet. The " + counted(kind->tags, "tag", "tags") +
               " of " + kind->kind + " in these files are listed in Inspect.";
  }
  const float y =
      draw_empty_head({area.x, area.y + std::max(24.0f, area.h * 0.3f), area.w, area.h}, kIconUnlink, title, sentence) +
      24;
  for (const auto& dashboard : app_.dashboards_) {
    if (!dashboard->is_tab() && app_.dashboards_.size() > 1) continue;
    const std::string label = "Go to " + std::string(dashboard->title());
    const ButtonOptions tags{.style = ButtonStyle::kQuiet};
    const float w = button_width(context_, label), w_tags = held ? 8 + button_width(context_, "See the tags", tags) : 0;
    const float x = std::floor(area.center_x() - (w + w_tags) / 2);
    if (button(context_, label, {x, y})) context_.commands.run("set-dashboard", dashboard->id());
    if (held && button(context_, "See the tags", {x + w + 8, y}, tags)) context_.commands.run("show-tags");
    break;
  }
}

}  // namespace db
