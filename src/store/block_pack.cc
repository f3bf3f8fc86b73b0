#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "store/block_layout.h"

namespace db {
namespace {

using namespace block_layout;

struct StepPlan {
  StepCode code = StepCode::kAffine;
  Step base = 0;
  std::int64_t stride = 0;
};

// The stride of steps that are evenly spaced; stays within int64 from one to the next, so they neither wrap nor turn.
bool evenly_spaced(const Step* steps, std::size_t n, std::int64_t& stride) {
  stride = 0;
  if (n == 1) return true;
  if (__builtin_sub_overflow(steps[1], steps[0], &stride)) return false;
  std::uint64_t different = 0;
  for (std::size_t i = 1; i < n; ++i)
    different |= static_cast<std::uint64_t>(wrapping_step(steps[i - 1], stride, 1) ^ steps[i]);
  const auto rows = static_cast<std::int64_t>(n - 1);
  std::int64_t span = 0;
  Step last = 0;
  return different == 0 && !__builtin_mul_overflow(stride, rows, &span) &&
         !__builtin_add_overflow(steps[0], span, &last);
}

StepPlan plan_uneven_steps(const Step* steps, std::size_t n) {
  std::int64_t span = 0;
  if (__builtin_sub_overflow(steps[n - 1], steps[0], &span)) return {StepCode::kRaw, 0, 0};
  StepPlan plan{StepCode::kResidual16, steps[0], span / static_cast<std::int64_t>(n - 1)};
  std::int64_t low = 0, high = 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::int64_t residual = 0;
    if (__builtin_sub_overflow(steps[i], wrapping_step(plan.base, plan.stride, i), &residual))
      return {StepCode::kRaw, 0, 0};
    if (residual < low) low = residual;
    if (residual > high) high = residual;
  }
  if (low < -0xFFFF || high > 0xFFFF || high - low > 0xFFFF) return {StepCode::kRaw, 0, 0};
  plan.base = wrapping_step(plan.base, 1, static_cast<std::uint64_t>(low));
  return plan;
}

// Codes the steps, and says what the header says of them.
StepPlan describe_steps(const Step* steps, std::size_t n, BlockHeader& header) {
  StepPlan plan{StepCode::kAffine, steps[0], 0};
  header.step_last = steps[n - 1];
  if (evenly_spaced(steps, n, plan.stride)) {
    header.step_min = std::min(steps[0], steps[n - 1]);
    header.increasing = n == 1 || plan.stride > 0;
    return plan;
  }
  header.step_min = steps[0];
  header.increasing = 1;
  for (std::size_t i = 1; i < n; ++i) {
    header.increasing &= steps[i] > steps[i - 1];
    header.step_min = std::min(header.step_min, steps[i]);
  }
  return plan_uneven_steps(steps, n);
}

// Fills ticks; false if the wall times do not all come back bit by bit from base + ticks.
bool pack_ticks(const WallTime* walls, std::size_t n, double base, std::uint32_t* ticks) {
  constexpr double kWhole = 0x1p52;  // the lowest bits of a double at this height count ones
  std::uint64_t different = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double high = (walls[i] - base) * kTicksPerSec + kWhole;
    const double whole = high - kWhole;
    const auto bits = std::bit_cast<std::uint64_t>(high) - std::bit_cast<std::uint64_t>(kWhole);
    ticks[i] = static_cast<std::uint32_t>(bits);
    different |= bits >> 32;  // below 0 or too large, or NaN
    different |= std::bit_cast<std::uint64_t>(base + whole * kTickSecs) ^ std::bit_cast<std::uint64_t>(walls[i]);
  }
  return different == 0;
}

// The same, from the first wall time or, where an earlier one follows, from the earliest.
bool pack_walls(const WallTime* walls, std::size_t n, double& base, std::uint32_t* ticks) {
  base = walls[0];
  if (pack_ticks(walls, n, base, ticks)) return true;
  for (std::size_t i = 1; i < n; ++i) base = walls[i] < base ? walls[i] : base;
  return base < walls[0] && pack_ticks(walls, n, base, ticks);
}

// Range of finite values, four at once.
class FloatRange {
 public:
  using Floats [[gnu::vector_size(16)]] = float;

  void add(Floats values) {
    const Ints finite = (values <= kLimit) & (values >= -kLimit);
    any_ |= finite;
    low_ = (finite & (values < low_)) ? values : low_;
    high_ = (finite & (values > high_)) ? values : high_;
  }
  bool empty() const { return (any_[0] | any_[1] | any_[2] | any_[3]) == 0; }
  float low() const { return std::min(std::min(low_[0], low_[1]), std::min(low_[2], low_[3])); }
  float high() const { return std::max(std::max(high_[0], high_[1]), std::max(high_[2], high_[3])); }

 private:
  using Ints [[gnu::vector_size(16)]] = std::int32_t;
  static constexpr float kLimit = std::numeric_limits<float>::max();

  Floats low_ = Floats{} + kLimit;
  Floats high_ = Floats{} - kLimit;
  Ints any_{};
};

void range_of(const float* values, std::size_t n, double& low, double& high) {
  FloatRange range;
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    FloatRange::Floats four;
    std::memcpy(&four, values + i, sizeof four);
    range.add(four);
  }
  for (; i < n; ++i) range.add(FloatRange::Floats{} + values[i]);
  if (range.empty()) return;
  low = static_cast<double>(range.low());
  high = static_cast<double>(range.high());
}

void range_of(const double* values, std::size_t n, double& low, double& high) {
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(values[i])) continue;
    low = std::min(low, values[i]);
    high = std::max(high, values[i]);
  }
}

}  // namespace

void pack_block(const PendingRows& rows, std::size_t first, std::size_t count, std::vector<std::byte>& out) {
  const Step* steps = rows.steps.data() + first;
  BlockHeader header{};
  header.rows = static_cast<std::uint32_t>(count);
  header.value_type = rows.type;

  const StepPlan plan = describe_steps(steps, count, header);
  header.step_code = plan.code;
  header.step_base = plan.base;
  header.stride = plan.stride;

  std::uint32_t ticks[kBlockRows];
  const bool packs = pack_walls(rows.walls.data() + first, count, header.wall_base, ticks);
  header.wall_code = packs ? WallCode::kTicks : WallCode::kRaw;
  if (!packs) header.wall_base = 0;

  header.value_min = std::numeric_limits<double>::infinity();
  header.value_max = -std::numeric_limits<double>::infinity();
  const void* values = nullptr;
  switch (rows.type) {
    case ValueType::kF32:
      values = rows.f32.data() + first;
      range_of(rows.f32.data() + first, count, header.value_min, header.value_max);
      break;
    case ValueType::kBlob:
      values = rows.blobs.data() + first;
      break;
    default: {
      values = rows.bits.data() + first;
      double decoded[kBlockRows];
      for (std::size_t i = 0; i < count; ++i) decoded[i] = as_double(rows.type, rows.bits[first + i]);
      range_of(decoded, count, header.value_min, header.value_max);
    }
  }

  const auto append = [&out](const void* bytes, std::size_t size) {
    const auto* const begin = static_cast<const std::byte*>(bytes);
    out.insert(out.end(), begin, begin + size);
    out.resize(padded(out.size()));
  };
  append(&header, sizeof header);
  if (plan.code == StepCode::kRaw) {
    append(steps, 8 * count);
  } else if (plan.code == StepCode::kResidual16) {
    std::uint16_t residuals[kBlockRows];
    for (std::size_t i = 0; i < count; ++i) {
      residuals[i] = static_cast<std::uint16_t>(static_cast<std::uint64_t>(steps[i]) -
                                                static_cast<std::uint64_t>(wrapping_step(plan.base, plan.stride, i)));
    }
    append(residuals, 2 * count);
  }
  if (packs) {
    append(ticks, 4 * count);
  } else {
    append(rows.walls.data() + first, 8 * count);
  }
  append(values, value_bytes(rows.type) * count);
}

}  // namespace db
