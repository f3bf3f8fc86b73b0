// Where an axis has its ticks and what they say (reference look.md sections 4 and 7): round places, at most three
// digits, one form for the whole axis (0.25, 20k, 4e−4). Where that cannot tell the ticks apart, as from 1234.5671 to
// 1234.5679, labels keep their last digits (…71) and `base` says what all of them begin with (1,234.56…).
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/axis_scale.h"
#include "analysis/range.h"
#include "base/ids.h"

namespace db {

struct Tick {
  double at;  // in the axis' coordinate
  std::string label;
};

struct Ticks {
  std::vector<Tick> ticks;  // ascending; none for an empty or infinite view
  std::string base;
};

// Labels that have room beside each other: all, or every n-th of them, so that their distances stay even; the last one
// alone may be left out. `spans`: where each would lie, from left to right.
struct LabelsWithRoom {
  std::size_t first = 0, every = 1, end = 0;
  bool has(std::size_t i) const { return i < end && i % every == first; }
};
LabelsWithRoom labels_with_room(const Ticks& ticks, std::span<const Range> spans, double gap);

// At most `most` ticks (at least 2 where that is possible), labels of about `chars` characters at most.
Ticks value_ticks(Range view, int most, int chars);
// `view` is in decades: the axis' coordinate is log10 of the value.
Ticks log_ticks(Range view, int most, int chars);
// `view` is in places of a symlog axis: 0 and decades on both sides of it, as many decades apart as leave room; round
// values where fewer than two decades are in view.
Ticks symlog_ticks(Range view, double threshold, int most, int chars);
Ticks scale_ticks(Range view, const AxisScale& scale, int most, int chars);  // of any kind
// Places of ticks without labels, those with labels among them: 1 to 9 times each decade; 1, 2, 5 times or decades
// alone where these would be more than `most`; none where even that is too many, in the straight part of a symlog axis,
// and on a linear axis.
std::vector<double> minor_ticks(Range view, const AxisScale& scale, int most);
// The coordinate is step - origin. Ticks lie on whole steps.
Ticks step_ticks(Range view, Step origin, int most, int chars);

}  // namespace db
