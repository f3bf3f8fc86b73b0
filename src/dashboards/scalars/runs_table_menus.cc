// The menus of the runs table: its columns, and what is copied of it.
#include <algorithm>
#include <span>

#include "dashboards/scalars/runs_table.h"
#include "icons.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/run_selection.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr int kMostOffered = 14;  // columns of the menu that are not chosen
constexpr std::size_t kMostHParamsOffered = 8;
using Of = RunColumn::Kind;

// Every word of `search` is in the text, whatever the case.
bool found_by(std::string_view text, std::string_view search) {
  for (std::size_t at = 0; at < search.size();) {
    const auto end = std::min(search.find(' ', at), search.size());
    const std::string_view word = search.substr(at, end - at);
    const auto same = [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? a + 32 : a) == (b >= 'A' && b <= 'Z' ? b + 32 : b);
    };
    if (std::ranges::search(text, word, same).empty() && !word.empty()) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

// What is chosen, what there is of runs, hyperparameters and tags; only what has all words of the search.
void RunsTable::draw_columns_menu(Context& context, const Rect& anchor, const TagIndex& index) {
  Menu menu(context, "table-columns", anchor, 280);
  if (!menu.open()) return;
  const Rect field = menu.block(context.size.control + 8, 280).inset(8, 4);
  text_field(context, "Find a column", field, search_,
             {.id = "column-search", .placeholder = "Find: tag, last, best, curve…", .icon = kIconSearch});
  std::optional<RunColumn> toggled;
  const auto offer = [&](const RunColumn& column, bool on) {
    const bool hparam = column.kind == Of::kHParam;
    const std::string label = column.of_tag() ? column.tag + ": " + column.title() : column.title();
    if (!found_by(hparam ? column.full_title() : label, search_)) return false;
    const MenuItemOptions options{
        .note = hparam && on ? "hyperparameter" : "", .checked = on ? Checked::kOn : Checked::kOff, .stays = true};
    if (menu.item(label, options)) toggled = column;
    return true;
  };
  bool more = false;
  int offered = 0;
  const auto offer_new = [&](const RunColumn& column) {
    if (more || chosen(column)) return;
    if (offered >= kMostOffered) {
      more = true;
      return;
    }
    offered += offer(column, false) ? 1 : 0;
  };
  for (const RunColumn& column : columns_) offer(column, true);
  for (const Of kind : {Of::kStart, Of::kDuration, Of::kPoints}) offer_new({.kind = kind, .tag = {}});
  const auto hparams = hparams_found(context);
  if (!hparams.empty()) menu.heading("Hyperparameters");
  if (hparams.size() > 1 && search_.empty()) {
    const MenuItemOptions all{.note = "that differ", .checked = Checked::kOff, .stays = true};
    if (menu.item("All hyperparameters", all)) add_hparams(context);
  }
  for (const std::string& name : std::span(hparams).first(std::min(hparams.size(), kMostHParamsOffered)))
    offer({.kind = Of::kHParam, .tag = name}, false);
  if (hparams.size() > kMostHParamsOffered) more = true;
  if (!hparams.empty()) menu.heading("Tags");
  for (const TagId tag : index.tags()) {
    if (offered >= kMostOffered) {
      more = true;
      break;
    }
    for (const RunColumn& column : columns_of_tag(context.store.tag(tag))) offer_new(column);
  }
  if (more) menu.heading("There are more: find them by name");
  menu.line();
  if (menu.item("The usual columns", {.icon = kIconRotateCcw, .enabled = chosen_columns_})) {
    chosen_columns_ = false;
    usual_of_ = kNoUsual;
    context.commands.state_changed(true);
  }
  if (toggled) toggle_column(context, *toggled);
}

// That are not chosen and have all words of the search; those that differ first.
std::vector<std::string> RunsTable::hparams_found(const Context& context) const {
  std::vector<std::string> out;
  for (const HParamTable::Name& name : context.runs.hparams().names()) {
    const RunColumn column{.kind = Of::kHParam, .tag = name.name};
    if (!chosen(column) && found_by(column.full_title(), search_)) out.push_back(name.name);
  }
  return out;
}

// Those that differ, behind the ones that are there already; where none differs, all.
void RunsTable::add_hparams(Context& context) {
  std::vector<RunColumn> next = columns_;
  const auto names = context.runs.hparams().names();
  const bool any = std::ranges::any_of(names, &HParamTable::Name::differs);
  for (const HParamTable::Name& name : names) {
    const RunColumn column{.kind = Of::kHParam, .tag = name.name};
    if ((name.differs || !any) && !chosen(column)) insert_column(next, column);
  }
  choose_columns(context, std::move(next));
}

// Beside the others of its tag, or the other hyperparameters.
void RunsTable::insert_column(std::vector<RunColumn>& columns, const RunColumn& column) {
  const bool hparam = column.kind == Of::kHParam;
  const auto like = [&](const RunColumn& other) {
    return hparam ? other.kind == Of::kHParam : other.of_tag() && other.tag == column.tag;
  };
  const auto last = std::ranges::find_if(columns.rbegin(), columns.rend(), like).base();
  const bool alone = last == columns.begin();
  columns.insert(alone && column.of_tag() ? columns.end() : last, column);
}

void RunsTable::toggle_column(Context& context, const RunColumn& column) {
  std::vector<RunColumn> next = columns_;
  if (const auto found = std::ranges::find(next, column); found != next.end()) {
    next.erase(found);
    if (sort_.on && !sort_.by_name && sort_.column == column) sort_ = {};
  } else {
    insert_column(next, column);
  }
  choose_columns(context, std::move(next));
}

// The rows that are chosen, else those that match the filter and are switched on.
std::vector<RunId> RunsTable::told_rows(const Context& context) const {
  std::vector<RunId> out;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool told = chosen_.empty() ? i < matching_ && context.runs.on(rows_[i]) : chosen_.contains(rows_[i]);
    if (told) out.push_back(rows_[i]);
  }
  return out;
}

TextTable RunsTable::text_table(Context& context) const {
  TextTable out;
  out.columns.push_back({"Run"});
  std::vector<const RunColumn*> told;
  for (const RunColumn& column : columns_) {
    if (column.kind == Of::kLine) continue;
    told.push_back(&column);
    out.columns.push_back(
        {column.of_tag() ? column.tag + " " + column.title() : column.title(), !is_left(context, column)});
  }
  for (const RunId run : told_rows(context)) {
    auto& row = out.rows.emplace_back();
    row.push_back({context.store.run(run).name, {}});
    for (const RunColumn* column : told) row.push_back(cell(context, run, *column));
  }
  return out;
}

void RunsTable::draw_copy_menu(Context& context, const Rect& anchor) {
  Menu menu(context, "table-copy", anchor, 200);
  if (!menu.open()) return;
  const std::size_t count = told_rows(context).size();
  menu.heading(counted(count, "run", "runs"));
  const auto copy = [&](std::string_view label, std::string (*text)(const TextTable&)) {
    if (!menu.item(label, {.icon = kIconCopy, .enabled = count > 0})) return;
    context.platform.set_clipboard(text(text_table(context)));
    context.commands.toast("Copied " + counted(count, "run", "runs"));
  };
  copy("Copy as Markdown", markdown_text);
  copy("Copy as TSV", tsv_text);
  copy("Copy as LaTeX", latex_text);
  menu.line();
  if (menu.item("Save as CSV", {.icon = kIconDownload, .enabled = count > 0})) {
    const std::string text = table_csv_text(text_table(context));
    context.platform.download_part(std::as_bytes(std::span(text)));
    context.platform.download("runs.csv", "text/csv");
    context.commands.toast("Saved runs.csv");
  }
}

}  // namespace db
