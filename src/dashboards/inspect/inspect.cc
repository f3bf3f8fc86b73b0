#include "dashboards/inspect/inspect.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "dashboards/inspect/model.h"
#include "dashboards/inspect/views.h"
#include "icons.h"
#include "ui/number_text.h"
#include "ui/run_selection.h"
#include "ui/text_fields.h"
#include "ui/view_state.h"
#include "ui/widgets.h"

namespace db {
namespace inspect {
namespace {

constexpr std::string_view kViewNames[] = {"files", "runs", "tags", "notices"};

class Inspect final : public Dashboard {
 public:
  std::string_view id() const override { return "inspect"; }
  std::string_view title() const override { return "Inspect"; }
  const char* icon() const override { return kIconActivity; }
  bool is_tab() const override { return false; }
  bool wants(SeriesKind, std::string_view) const override { return false; }
  std::size_t count(const Context& context) override { return context.store.files().size(); }

  bool prepare(Context& context) override {
    const bool changed = state_.model.refresh(context);
    if (changed || stale_) {
      stale_ = false;
      state_.model.sort(context.store, state_.view, state_.sort, filter_);
    }
    return false;
  }

  void draw_toolbar(Context& context, Rect area) override;
  void draw(Context& context, Rect area) override;
  float draw_settings(Context&, Rect) override { return 0; }

  void save(StateWriter& state) const override {
    if (state_.view != View::kFiles) state.set("view", kViewNames[static_cast<int>(state_.view)]);
    if (!filter_text_.empty()) state.set("filter", filter_text_);
  }
  void load(const StateReader& state) override {
    state_.view = View::kFiles;
    const std::string view = state.text("view", "");
    const auto known = std::ranges::find(kViewNames, view);
    if (known != std::end(kViewNames)) {
      state_.view = static_cast<View>(known - std::begin(kViewNames));
    } else {
      state.refuse("view");  // if it is there
    }
    set_filter(state.text("filter", ""));
    state_.sort = {};
    stale_ = true;
  }

 private:
  void set_filter(std::string_view text) {
    filter_text_ = text;
    auto parsed = Filter::parse(text);
    problem_ = parsed ? std::string() : parsed.error().message;
    if (parsed) filter_ = *std::move(parsed);
    stale_ = true;
  }
  void draw_figures(Context& context, Rect area);

  State state_;
  Filter filter_;
  std::string filter_text_, problem_;
  bool stale_ = true;
};

void Inspect::draw_toolbar(Context& context, Rect area) {
  const Model& model = state_.model;
  const auto label = [&](std::string_view name, std::size_t n) {
    return context.phone() ? std::string(name) : std::string(name) + " " + with_commas(static_cast<std::uint64_t>(n));
  };
  const std::string texts[] = {label("Files", context.store.files().size()), label("Runs", context.runs.order().size()),
                               label("Tags", context.store.tags().size()), label("Notices", model.notices.list.size())};
  const std::string_view options[] = {texts[0], texts[1], texts[2], texts[3]};
  const float height = context.size.control, y = area.center_y() - height / 2;
  int chosen = static_cast<int>(state_.view);
  if (segment(context, "View", {area.x, y}, height, options, chosen)) {
    state_.view = static_cast<View>(chosen);
    state_.sort = {};
    state_.chosen.reset();
    stale_ = true;
    context.commands.state_changed(true);
    context.animate();
  }
  area.take_left(segment_width(context, options, height) + 8);
  const ButtonOptions copy{.icon = kIconCopy};
  const float copy_w = button_width(context, "Copy as text", copy);
  if (area.w > copy_w + 8 + 120) {
    const Rect box = area.take_right(copy_w);
    if (button(context, "Copy as text", {box.x, y}, copy)) {
      context.commands.run("copy", as_text(context, state_));
      context.commands.toast("Copied");
    }
    area.take_right(8);
  }
  if (area.w < 100 || state_.view == View::kNotices) return;
  std::string text = filter_text_;
  const std::string placeholder = "Filter " + std::string(kViewNames[static_cast<int>(state_.view)]);
  const FieldResult typed =
      text_field(context, placeholder, {area.x, y, std::min(240.0f, area.w), height}, text,
                 {.id = "filter-inspect", .placeholder = placeholder, .icon = kIconSearch, .problem = problem_});
  if (typed.changed) {
    set_filter(text);
    context.commands.state_changed();
    context.animate();
  }
}

void Inspect::draw(Context& context, Rect area) {
  area = area.inset(context.size.gutter, context.size.gutter);
  const bool phone = context.phone();
  draw_figures(context, area.take_top(phone ? 2 * 84 + 8 : 84));
  area.take_top(8);
  const bool detail = state_.view == View::kFiles && state_.chosen;
  const bool room = area.h > 480 && !phone;
  if (state_.view == View::kFiles && (room || detail)) {
    Rect bottom = area.take_bottom(detail ? std::min(240.0f, area.h * 0.5f) : 152);
    area.take_bottom(8);
    if (detail) {
      draw_file_detail(context, state_, bottom);
    } else {
      const Rect memory = bottom.take_right(std::floor((bottom.w - 8) / 2.25f));
      bottom.take_right(8);
      draw_notices(context, state_, bottom);
      draw_memory(context, state_, memory);
    }
  }
  switch (state_.view) {
    case View::kFiles:
      stale_ |= draw_files(context, state_, area);
      break;
    case View::kRuns:
      stale_ |= draw_runs(context, state_, area);
      break;
    case View::kTags:
      stale_ |= draw_tags(context, state_, area);
      break;
    case View::kNotices:
      draw_notices(context, state_, area);
      break;
  }
  if (stale_) context.animate();
}

void Inspect::draw_figures(Context& context, Rect area) {
  const Theme& t = context.theme;
  const Model& model = state_.model;
  const Totals& totals = model.totals;
  const MemoryUse memory = context.platform.memory();
  struct Figure {
    std::string_view name;
    std::string value, note;
    ImU32 colour;
  };
  const bool all = totals.bytes_read >= totals.bytes;
  const auto problems = model.notices.problems();
  const Figure figures[] = {
      {"Read",
       all ? byte_text(totals.bytes)
           : byte_text(totals.bytes_read) + (context.phone() ? "" : " of " + byte_text(totals.bytes)),
       (context.phone() && !all ? "of " + byte_text(totals.bytes) + ", " : "") +
           counted(totals.event_files, "event file", "event files") +
           (totals.files > totals.event_files ? ", " + counted(totals.files - totals.event_files, "other", "others")
                                              : ""),
       t.text},
      {"Kept", count_text(static_cast<double>(totals.points)) + (totals.points == 1 ? " point" : " points"),
       context.phone() ? "nothing sampled" : "every step, nothing sampled", t.text},
      {"Memory", byte_text(memory.viewer_bytes + memory.parser_bytes),
       memory.limit_bytes > 0 ? "of " + byte_text(memory.limit_bytes) + (context.phone() ? "" : " this page can have")
                              : "of this page",
       t.text},
      {"Notices", with_commas(static_cast<std::uint64_t>(model.notices.list.size())),
       problems > 0 ? counted(problems, "file needs a look", "files need a look") : "nothing needs a look",
       problems > 0 ? t.danger : t.text},
  };
  const int columns = context.phone() ? 2 : 4;
  const float width = (area.w - 8 * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const Paint paint(context);
  for (int i = 0; i < 4; ++i) {
    const int line = i / columns;
    const Rect card{area.x + static_cast<float>(i % columns) * (width + 8), area.y + static_cast<float>(line) * 92,
                    width, 84};
    paint.card(card);
    const Rect inside = card.inset(16, 12);
    paint.text(type::kRow, {inside.x, inside.y, inside.w, 16}, t.text3, figures[i].name);
    paint.text(type::kHeading, {inside.x, inside.y + 16, inside.w, 28}, figures[i].colour, figures[i].value);
    paint.text(type::kRow, {inside.x, inside.y + 44, inside.w, 16}, t.text2, figures[i].note);
    context.probe.add(Kind::kText, figures[i].name, card, 0, true, Checked::kNone, figures[i].value);
  }
}

}  // namespace
}  // namespace inspect

std::unique_ptr<Dashboard> make_inspect() { return std::make_unique<inspect::Inspect>(); }

}  // namespace db
