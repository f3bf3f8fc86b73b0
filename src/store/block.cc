#include "store/block.h"

#include <cstring>
#include <limits>

#include "store/block_layout.h"

namespace db {
namespace {

using namespace block_layout;

template <class T>
T load(const void* array, std::size_t index) {
  T value;
  std::memcpy(&value, static_cast<const std::byte*>(array) + index * sizeof(T), sizeof(T));
  return value;
}

// Floats as doubles, two at once; clang does not find that by itself for wasm.
void widen(const float* from, std::size_t n, double* out) {
  using Floats [[gnu::vector_size(8)]] = float;
  using Doubles [[gnu::vector_size(16)]] = double;
  std::size_t i = 0;
  for (; i + 2 <= n; i += 2) {
    Floats narrow;
    std::memcpy(&narrow, from + i, sizeof narrow);
    const Doubles wide = __builtin_convertvector(narrow, Doubles);
    std::memcpy(out + i, &wide, sizeof wide);
  }
  if (i < n) out[i] = static_cast<double>(from[i]);
}

}  // namespace

void PendingRows::clear() {
  steps.clear();
  walls.clear();
  f32.clear();
  bits.clear();
  blobs.clear();
}

std::size_t validate_block(std::span<const std::byte> bytes) {
  BlockHeader header;
  if (bytes.size() < sizeof header) return 0;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.rows == 0 || header.rows > kBlockRows) return 0;
  if (header.value_type > ValueType::kBlob || header.step_code > StepCode::kRaw || header.wall_code > WallCode::kRaw)
    return 0;
  if (header.increasing > 1) return 0;
  const std::size_t size = sizeof header + step_array_bytes(header.step_code, header.rows) +
                           wall_array_bytes(header.wall_code, header.rows) +
                           padded(value_bytes(header.value_type) * header.rows);
  return size <= bytes.size() ? size : 0;
}

BlockView::BlockView(const std::byte* bytes) : header_(reinterpret_cast<const BlockHeader*>(bytes)) {
  const std::byte* at = bytes + sizeof(BlockHeader);
  steps_ = at;
  at += step_array_bytes(header_->step_code, header_->rows);
  walls_ = at;
  at += wall_array_bytes(header_->wall_code, header_->rows);
  values_ = at;
}

std::size_t BlockView::bytes() const {
  return static_cast<std::size_t>(static_cast<const std::byte*>(values_) -
                                  reinterpret_cast<const std::byte*>(header_)) +
         padded(value_bytes(header_->value_type) * header_->rows);
}

Step BlockView::step(std::uint32_t row) const {
  switch (header_->step_code) {
    case StepCode::kAffine:
      return wrapping_step(header_->step_base, header_->stride, row);
    case StepCode::kResidual16:
      return wrapping_step(header_->step_base, header_->stride, row, load<std::uint16_t>(steps_, row));
    case StepCode::kRaw:
      break;
  }
  return load<Step>(steps_, row);
}

WallTime BlockView::wall(std::uint32_t row) const {
  if (header_->wall_code == WallCode::kRaw) return load<double>(walls_, row);
  return header_->wall_base + load<std::uint32_t>(walls_, row) * kTickSecs;
}

double BlockView::value(std::uint32_t row) const {
  if (header_->value_type == ValueType::kF32) return static_cast<double>(f32()[row]);
  if (header_->value_type == ValueType::kBlob) return std::numeric_limits<double>::quiet_NaN();
  return as_double(header_->value_type, bits()[row]);
}

const BlobRow& BlockView::blob(std::uint32_t row) const { return static_cast<const BlobRow*>(values_)[row]; }

void BlockView::steps(std::uint32_t begin, std::uint32_t end, Step* out) const {
  if (header_->step_code == StepCode::kAffine) {
    const Step first = step(begin);
    const std::int64_t stride = header_->stride;
    for (std::uint32_t i = 0; i < end - begin; ++i) out[i] = wrapping_step(first, stride, i);
    return;
  }
  for (std::uint32_t row = begin; row < end; ++row) *out++ = step(row);
}

void BlockView::steps(std::uint32_t begin, std::uint32_t end, double* out) const {
  for (std::uint32_t row = begin; row < end; ++row) *out++ = static_cast<double>(step(row));
}

void BlockView::walls(std::uint32_t begin, std::uint32_t end, double* out) const {
  if (header_->wall_code == WallCode::kRaw) {
    std::memcpy(out, static_cast<const double*>(walls_) + begin, sizeof(double) * (end - begin));
    return;
  }
  const auto* ticks = static_cast<const std::uint32_t*>(walls_);
  for (std::uint32_t row = begin; row < end; ++row) *out++ = header_->wall_base + ticks[row] * kTickSecs;
}

void BlockView::values(std::uint32_t begin, std::uint32_t end, double* out) const {
  if (header_->value_type == ValueType::kF32) {
    widen(f32() + begin, end - begin, out);
  } else if (header_->value_type == ValueType::kF64) {
    std::memcpy(out, bits() + begin, sizeof(double) * (end - begin));
  } else {
    for (std::uint32_t row = begin; row < end; ++row) *out++ = value(row);
  }
}

std::uint32_t BlockView::lower_bound(Step s) const {
  std::uint32_t low = 0, high = header_->rows;
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if (step(middle) < s) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

void BlockView::unpack(PendingRows& out) const {
  const std::size_t at = out.rows();
  const std::size_t n = header_->rows;
  out.steps.resize(at + n);
  out.walls.resize(at + n);
  steps(0, header_->rows, out.steps.data() + at);
  walls(0, header_->rows, out.walls.data() + at);
  switch (header_->value_type) {
    case ValueType::kF32:
      out.f32.insert(out.f32.end(), f32(), f32() + n);
      break;
    case ValueType::kBlob:
      out.blobs.insert(out.blobs.end(), &blob(0), &blob(0) + n);
      break;
    default:
      out.bits.insert(out.bits.end(), bits(), bits() + n);
  }
}

}  // namespace db
