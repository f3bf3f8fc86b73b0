// A group's line and band for a slider that moves: at the last step of each pixel column that the band has, and nothing
// of what lies between; the exact band (band_line.h) follows. Runs are smoothed at these steps and taken together as in
// BandWork, or the three lines of the band are smoothed, as smooth_preview.h says and no less exactly than that:
// without smoothing line and band are those of the exact one there.
//
// Cost: of each run and column, or of three lines, that of smooth_preview.h; then as band_columns.h. 40 bytes a run and
// column, 56 where its steps are not those of others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "analysis/band_line.h"
#include "analysis/chart_line.h"
#include "analysis/lod_line.h"
#include "analysis/preview_rows.h"
#include "analysis/smooth_preview.h"

namespace db {

class BandPreview {
 public:
  // The group's band must have been made, with any smoothing, and its lines stay the same as long as this is used. Of
  // `all` as BandLine. With `coarse` two columns are taken for one.
  BandPreview(const BandLine& group, const LodWindow& window, bool coarse);

  // Goes on for about `rows` rows of the lines with what is begun; with another smoothing it begins anew. True: it is
  // made. Needs inputs that differ from those of the band in smoothing only.
  bool advance(std::span<const ChartLine> all, const BandInputs& inputs, PreviewWeights& weights, std::size_t rows);

  // Points of all three at the same x.
  const LodLine& centre() const { return lines_[0]; }
  const LodLine& low() const { return lines_[1]; }
  const LodLine& high() const { return lines_[2]; }
  // Of the n-th run, where the runs are smoothed first.
  LodLine run_line(std::size_t n) const;

 private:
  struct Run {
    SmoothPreview preview;
    std::vector<RowsAtSteps::Place> places;
  };
  void start(const Smoothing& smoothing);
  void add_run(const Curve& curve, PreviewWeights& weights);
  void take_together(BandRule rule);
  void smooth_lines(PreviewWeights& weights);
  void put(std::size_t column, double centre, double low, double high);

  LodWindow window_;
  std::vector<std::uint32_t> of_;  // the group's lines
  std::shared_ptr<const Band> band_;
  std::vector<PreviewRow> columns_;  // of the band's lines
  std::vector<Step> steps_;          // of columns_
  std::vector<Run> runs_;            // those met so far
  std::vector<SmoothPreview> smooth_lines_;
  std::vector<double> values_;  // [runs, columns]; NaN: it does not count
  std::vector<double> at_rows_;
  std::vector<std::uint8_t> whole_;  // by run: none is NaN
  std::size_t next_ = 0;             // run
  bool begun_ = false, done_ = false;
  Smoothing smoothing_;
  LodLine lines_[3];
};

}  // namespace db
