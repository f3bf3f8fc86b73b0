// Cards as files: their points as CSV or JSON, their pictures as SVG or PNG.
#include <algorithm>
#include <cstddef>
#include <span>
#include <unordered_set>

#include "dashboards/scalars/chart_svg.h"
#include "dashboards/scalars/scalars.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr std::size_t kMostNameBytes = 100;

// A name that any system takes for a file.
std::string file_name(std::string_view tag, std::string_view ending) {
  std::string out;
  for (const char c : tag) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                       c == '-' || (c & 0x80);
    out += plain ? c : '_';
  }
  std::size_t end = std::min(out.size(), kMostNameBytes);
  while (end < out.size() && end > 0 && (out[end] & 0xC0) == 0x80) --end;
  out.resize(end);
  return (out.empty() || out[0] == '.' ? "scalars" : out) + std::string(ending);
}

}  // namespace

// Of the runs that are shown, by name.
void Scalars::save_scalars(Context& context, std::optional<CardId> card, ExportFormat format) {
  const Store& store = context.store;
  std::vector<TagId> tags;
  if (card) {
    tags.assign_range(cards_.tags(*card));
  } else {
    std::unordered_set<TagId> taken;  // one tag may be in several cards
    for (const CardGroup& group : list_.groups()) {
      for (std::size_t i = 0; !group.pinned && i < group.cards.size(); ++i) {
        for (const TagId tag : cards_.tags(group.cards[i]))
          if (taken.insert(tag).second) tags.push_back(tag);
      }
    }
  }
  std::vector<SeriesId> series;
  for (const TagId id : tags) {
    const auto first = static_cast<std::ptrdiff_t>(series.size());
    for (const SeriesId of_tag : index_.series(id))
      if (context.runs.shown(store.series(of_tag).run)) series.push_back(of_tag);
    std::ranges::sort(series.begin() + first, series.end(), {},
                      [&](SeriesId s) -> const std::string& { return store.run(store.series(s).run).name; });
  }
  if (series.empty()) return;
  ExportOptions options;
  options.format = format;
  options.layout = settings_.wide_export ? ExportLayout::kWide : ExportLayout::kLong;
  options.restarts = settings_.superseded ? Restarts::kKeepAll : Restarts::kDropSuperseded;
  const std::string name = card ? cards_.title(store, *card) : "all scalars";
  export_.start(store, std::move(series), options, file_name(name, format == ExportFormat::kCsv ? ".csv" : ".json"));
  context.animate();
}

void Scalars::save_groups(const Chart& chart) { group_csv_.start(chart, file_name(chart.name() + " groups", ".csv")); }

void Scalars::save_picture(Context& context, Chart& chart, bool png) {
  const std::string svg = svg_text(chart_svg(context, chart, cards_.title(context.store, chart.card()),
                                             {.width_px = static_cast<double>(settings_.picture_width),
                                              .height_px = static_cast<double>(settings_.picture_height),
                                              .dots = settings_.dots}));
  const std::string name = file_name(cards_.title(context.store, chart.card()), png ? ".png" : ".svg");
  if (png) {
    context.platform.download_png(name, svg, settings_.picture_scale);
  } else {
    context.platform.download_part(std::as_bytes(std::span(svg)));
    context.platform.download(name, "image/svg+xml");
  }
  context.commands.toast("Saved " + name);
}

}  // namespace db
