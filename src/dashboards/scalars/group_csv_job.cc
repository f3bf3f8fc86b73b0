#include "dashboards/scalars/group_csv_job.h"

#include <span>

#include "analysis/csv.h"
#include "base/number_text.h"
#include "dashboards/scalars/chart.h"

namespace db {

void GroupCsvJob::start(const Chart& chart, std::string file_name) {
  groups_.clear();
  for (const ChartGroup& group : chart.groups()) {
    if (!group.ready()) continue;
    groups_.push_back({csv_field(group.look.name) + "," + csv_field(chart.tags().name(group.tag)) + ",",
                       group.shared_band(),
                       {group.smooth_centre(), group.smooth_low(), group.smooth_high()}});
  }
  if (groups_.empty()) return;
  at_ = piece_ = 0;
  text_ = chart.inputs().band.centre == BandCentre::kMean ? "group,tag,step,mean,low,high,n\n"
                                                          : "group,tag,step,median,low,high,n\n";
  file_name_ = std::move(file_name);
}

bool GroupCsvJob::advance(Context& context, double until_secs) {
  constexpr std::size_t kChunkBytes = 1 << 17;
  for (; at_ < groups_.size(); ++at_, piece_ = 0) {
    const Group& group = groups_[at_];
    for (; piece_ < group.band->centre().pieces().size(); ++piece_) {
      if (context.platform.clock_secs() > until_secs) return true;
      append_piece(group, piece_);
      if (text_.size() < kChunkBytes) continue;
      context.platform.download_part(std::as_bytes(std::span(text_)));
      text_.clear();
    }
  }
  context.platform.download_part(std::as_bytes(std::span(text_)));
  context.platform.download(file_name_, "text/csv");
  context.commands.toast("Saved " + file_name_);
  file_name_.clear();
  groups_.clear();
  text_ = {};
  return false;
}

void GroupCsvJob::append_piece(const Group& group, std::size_t piece) {
  const Band& band = *group.band;
  double values[3][kBlockRows];
  const Curve* const curves[] = {&band.centre(), &band.low(), &band.high()};
  for (int i = 0; i < 3; ++i) group.smooth[i].piece_values(*curves[i], piece, values[i]);
  const Piece& rows = band.centre().pieces()[piece];
  for (std::uint32_t row = 0; row < rows.rows(); ++row) {
    const Step step = rows.view().step(rows.begin + row);
    text_ += group.prefix;
    append_number(text_, step);
    for (const auto& line : values) append_number(text_ += ',', line[row]);
    append_number(text_ += ',', std::uint64_t{band.nearest(step)->n});
    text_ += '\n';
  }
}

}  // namespace db
