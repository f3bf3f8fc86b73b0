#include "analysis/preview_rows.h"

#include <algorithm>
#include <cmath>

namespace db {
namespace {

PreviewRow row_of(const Piece& piece, std::uint32_t index, std::uint64_t before, std::uint32_t rows, double x) {
  const BlockView block = piece.view();
  const bool floats = piece.non_finite == 0 && block.header().value_type == ValueType::kF32;
  return {x, floats ? block.f32() + piece.begin + rows : nullptr, before + rows, index, rows};
}

// Rows of a piece that holds `at` at or between its ends, up to that step.
std::uint32_t rows_up_to(const Piece& piece, Step at) {
  const BlockView block = piece.view();
  if (block.header().increasing) {
    const std::uint32_t row = block.lower_bound(at);
    return row - piece.begin + (row < piece.end && block.step(row) == at ? 1 : 0);
  }
  Step steps[kBlockRows];
  block.steps(piece.begin, piece.end, steps);
  return static_cast<std::uint32_t>(std::upper_bound(steps, steps + piece.rows(), at) - steps);
}

}  // namespace

std::vector<PreviewRow> last_rows(const Curve& curve, const CurveX& x, const LodWindow& drawn, bool coarse) {
  LodWindow window = drawn;
  if (coarse) window.column *= 2, window.columns = (window.columns + 1) / 2;
  const auto pieces = curve.pieces();
  const auto column_of = [&](double at) {
    return std::clamp(std::floor((at - window.begin) / window.column), -1.0, static_cast<double>(window.columns));
  };
  std::vector<PreviewRow> out;
  std::uint64_t position = 0;
  double last_column = -2;
  const auto add = [&](std::uint32_t piece, double at, std::uint32_t rows, double column) {
    if (column != last_column) {
      out.emplace_back();
    } else if (column == window.columns) {
      return;  // the first row beyond the window is enough
    }
    last_column = column;
    out.back() = row_of(pieces[piece], piece, position, rows, at);
  };
  out.reserve(std::min<std::size_t>(curve.rows(), window.columns + 2));
  for (std::uint32_t i = 0; i < pieces.size() && last_column < window.columns; ++i) {
    const std::uint32_t n = pieces[i].rows();
    const Range span = x.span(curve, i);
    if (column_of(span.lo) == column_of(span.hi) && std::isfinite(span.lo)) {
      add(i, span.hi, column_of(span.hi) == window.columns ? 1 : n, column_of(span.hi));
    } else {
      const auto even = x.even_rows(curve, i);
      double xs[kBlockRows];
      if (!even) x.values(curve, i, xs);
      const auto at = [&](std::uint32_t row) { return even ? even->first + row * even->stride : xs[row]; };
      for (std::uint32_t row = 0; row < n;) {
        const double column = column_of(at(row));
        std::uint32_t end = row + 1;
        if (column == column_of(at(n - 1))) {
          if (column < window.columns) end = n;
        } else if (column < window.columns) {
          const double edge = window.begin + (column + 1) * window.column;
          const double guess = even ? (edge - even->first) / even->stride : row + 1;
          end = end_of_alike(row, n, guess, [&](std::uint32_t r) { return column_of(at(r)) == column; });
        }
        if (std::isfinite(at(end - 1))) add(i, at(end - 1), end, column);
        if (column == window.columns) break;
        row = end;
      }
    }
    position += n;
  }
  return out;
}

RowsAtSteps rows_at_steps(const Curve& curve, std::span<const Step> steps) {
  RowsAtSteps out;
  const auto pieces = curve.pieces();
  std::uint64_t position = 0;  // of the first row of piece i
  std::uint32_t i = 0;
  bool all_rows = true;
  const auto add = [&](std::uint32_t piece, std::uint64_t before, std::uint32_t rows) {
    if (out.rows.empty() || out.rows.back().position < before + rows)
      out.rows.push_back(row_of(pieces[piece], piece, before, rows, 0));
  };
  const auto step_of = [&](const PreviewRow& row) {
    const Piece& piece = pieces[row.piece];
    return piece.view().step(piece.begin + row.rows - 1);
  };
  out.rows.reserve(steps.size());
  out.places.reserve(steps.size());
  for (const Step at : steps) {
    while (i + 1 < pieces.size() && pieces[i + 1].first <= at) position += pieces[i++].rows();
    if (pieces.empty() || at < pieces[0].first || at > pieces.back().last) {
      out.places.push_back({RowsAtSteps::kNone, 0});
      all_rows = false;
      continue;
    }
    const std::uint32_t n = pieces[i].rows(), rows = at >= pieces[i].last ? n : rows_up_to(pieces[i], at);
    // The row after the last step's place may be this one or beyond it.
    while (!out.rows.empty() && out.rows.back().position > position + rows) out.rows.pop_back();
    add(i, position, rows);
    const auto row = static_cast<std::uint32_t>(out.rows.size() - 1);
    const Step before = step_of(out.rows[row]);
    if (before == at) {
      out.places.push_back({row, 0});
      continue;
    }
    all_rows = false;
    if (rows < n) {
      add(i, position, rows + 1);
    } else {
      add(i + 1, position + n, 1);
    }
    out.places.push_back({row, step_offset(at, before) / step_offset(step_of(out.rows.back()), before)});
  }
  if (all_rows) out.places.clear();
  return out;
}

}  // namespace db
