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

std::string_view ending_of(ExportFormat format) { return format == ExportFormat::kCsv ? ".csv" : ".json"; }

std::string file_name(std::string_view wanted, std::string_view ending) { return FileNames().add(wanted, ending); }

// Whose runs go by another name here.
std::map<RunId, std::string> given_names(const Context& context, std::span<const ExportJob::File> files) {
  std::map<RunId, std::string> out;
  for (const ExportJob::File& file : files) {
    for (const SeriesId id : file.series) {
      const RunId run = context.store.series(id).run;
      const std::string_view name = context.runs.marks().name(context.store.run(run).name);
      if (!name.empty()) out.emplace(run, name);
    }
  }
  return out;
}

}  // namespace

std::vector<CardId> Scalars::listed_cards() const {
  std::vector<CardId> out;
  for (const CardGroup& group : list_.groups())
    if (!group.pinned) out.insert(out.end(), group.cards.begin(), group.cards.end());
  return out;
}

// Of the runs that are shown, by name.
std::vector<SeriesId> Scalars::shown_series(const Context& context, TagId tag) const {
  const Store& store = context.store;
  std::vector<SeriesId> out;
  for (const SeriesId id : index_.series(tag))
    if (context.runs.shown(store.series(id).run)) out.push_back(id);
  std::ranges::sort(out, {}, [&](SeriesId s) -> const std::string& { return store.run(store.series(s).run).name; });
  return out;
}

void Scalars::start_export(Context& context, std::vector<ExportJob::File> files, ExportFormat format,
                           std::string archive) {
  std::erase_if(files, [](const ExportJob::File& file) { return file.series.empty(); });
  if (files.empty()) return;
  ExportOptions options;
  options.format = format;
  options.layout = settings_.wide_export ? ExportLayout::kWide : ExportLayout::kLong;
  options.restarts = settings_.superseded ? Restarts::kKeepAll : Restarts::kDropSuperseded;
  options.names = given_names(context, files);
  export_.start(context.store, std::move(files), options, std::move(archive));
  context.animate();
}

void Scalars::save_scalars(Context& context, CardId card, ExportFormat format) {
  ExportJob::File file{file_name(cards_.title(context.store, card), ending_of(format)), {}};
  for (const TagId tag : cards_.tags(card)) file.series.append_range(shown_series(context, tag));
  start_export(context, {std::move(file)}, format, {});
}

// One tag may be in several cards: a file of all has it once.
void Scalars::save_all_scalars(Context& context, ExportFormat format) {
  const std::string_view ending = ending_of(format);
  std::vector<ExportJob::File> files;
  FileNames names;
  std::unordered_set<TagId> taken;
  if (!settings_.file_each) files.push_back({file_name("all_scalars", ending), {}});
  for (const CardId card : listed_cards()) {
    if (settings_.file_each) files.push_back({names.add(cards_.title(context.store, card), ending), {}});
    for (const TagId tag : cards_.tags(card)) {
      if (settings_.file_each || taken.insert(tag).second) files.back().series.append_range(shown_series(context, tag));
    }
  }
  start_export(context, std::move(files), format, settings_.file_each ? "scalars.zip" : "");
}

void Scalars::save_groups(const Chart& chart) { group_csv_.start(chart, file_name(chart.name() + " groups", ".csv")); }

std::string Scalars::picture(Context& context, Chart& chart) {
  return svg_text(chart_svg(context, chart, cards_.title(context.store, chart.card()),
                            {.width_px = static_cast<double>(settings_.picture_width),
                             .height_px = static_cast<double>(settings_.picture_height),
                             .dark = settings_.picture_dark,
                             .dots = settings_.dots}));
}

void Scalars::save_picture(Context& context, Chart& chart, bool png) {
  const std::string svg = picture(context, chart);
  const std::string name = file_name(cards_.title(context.store, chart.card()), png ? ".png" : ".svg");
  if (png) {
    context.platform.download_png(name, svg, settings_.picture_scale);
    return;
  }
  context.platform.download_part(std::as_bytes(std::span(svg)));
  context.platform.download(name, "image/svg+xml");
  context.commands.toast("Saved " + name);
}

void Scalars::copy_picture(Context& context, Chart& chart) {
  context.platform.copy_png(picture(context, chart), settings_.picture_scale);
}

void Scalars::save_all_pictures(Context& context, bool png) {
  pictures_ = {.cards = listed_cards(), .next = 0, .png = png, .names = {}};
  context.animate();
}

bool Scalars::save_all(Context& context, std::string_view form) {
  if (saving() || list_.groups().empty()) return false;
  if (form == "csv" || form == "json") {
    save_all_scalars(context, form == "csv" ? ExportFormat::kCsv : ExportFormat::kJson);
  } else {
    save_all_pictures(context, form == "png");
  }
  return true;
}

void Scalars::stop_pictures(Context& context) {
  pictures_.stop();
  context.platform.drop_pack();
}

// True: more is left.
bool Scalars::advance_pictures(Context& context, double until_secs) {
  Platform& platform = context.platform;
  while (pictures_.running() && platform.clock_secs() < until_secs) {
    const CardId card = pictures_.cards[pictures_.next];
    Chart& c = chart(context.store, card);
    c.used_frame = frame_;
    const ChartInputs wanted = inputs(c.name());
    c.set_lines(context.store, context.runs, index_, grouping_, cards_, wanted);
    if (c.find_extent(context, wanted, until_secs)) return true;
    apply_zoom(c);
    if (c.has_data()) {
      const std::string svg = picture(context, c);
      const std::string name = pictures_.names.add(cards_.title(context.store, card), pictures_.png ? ".png" : ".svg");
      if (pictures_.png) {
        platform.pack_png(name, svg, settings_.picture_scale);
      } else {
        platform.download_part(std::as_bytes(std::span(svg)));
        platform.pack(name, "image/svg+xml");
      }
    }
    if (++pictures_.next < pictures_.cards.size()) continue;
    platform.download_pack("charts.zip");
    pictures_.stop();
    context.animate();
  }
  return pictures_.running();
}

}  // namespace db
