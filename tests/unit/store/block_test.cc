#include "store/block.h"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

using namespace db;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

PendingRows rows_of(ValueType type, std::size_t n, const std::function<Step(std::size_t)>& step,
                    const std::function<double(std::size_t)>& wall) {
  PendingRows rows;
  rows.type = type;
  for (std::size_t i = 0; i < n; ++i) {
    rows.steps.push_back(step(i));
    rows.walls.push_back(wall(i));
    switch (type) {
      case ValueType::kF32:
        rows.f32.push_back(static_cast<float>(i) * 0.1f);
        break;
      case ValueType::kBlob:
        rows.blobs.push_back({i * 1000, 7, BlobForm::kSummaryValue});
        break;
      case ValueType::kF64:
        rows.bits.push_back(std::bit_cast<std::uint64_t>(static_cast<double>(i) * 0.1));
        break;
      default:
        rows.bits.push_back(~std::uint64_t{0} - i);
    }
  }
  return rows;
}

std::vector<std::byte> pack(const PendingRows& rows) {
  std::vector<std::byte> bytes;
  pack_block(rows, 0, rows.rows(), bytes);
  return bytes;
}

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

void check_round_trip(const PendingRows& rows) {
  const auto bytes = pack(rows);
  REQUIRE(validate_block(bytes) == bytes.size());
  const BlockView block(bytes.data());
  REQUIRE(block.bytes() == bytes.size());
  PendingRows back;
  back.type = rows.type;
  block.unpack(back);
  REQUIRE(back.steps == rows.steps);
  REQUIRE(back.bits == rows.bits);
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    const auto row = static_cast<std::uint32_t>(i);
    REQUIRE(same_bits(back.walls[i], rows.walls[i]));
    REQUIRE(same_bits(block.wall(row), rows.walls[i]));
    REQUIRE(block.step(row) == rows.steps[i]);
    if (rows.type == ValueType::kF32)
      REQUIRE(std::bit_cast<std::uint32_t>(back.f32[i]) == std::bit_cast<std::uint32_t>(rows.f32[i]));
    if (rows.type == ValueType::kBlob) REQUIRE(back.blobs[i].offset == rows.blobs[i].offset);
  }
}

double training_wall(std::size_t i) {
  return 1712300000.25 + std::floor(static_cast<double>(i) * 0.37 * 0x1p22) / 0x1p22;
}

}  // namespace

TEST_CASE("a block gives back every step, wall time and value") {
  const auto type = GENERATE(ValueType::kF32, ValueType::kF64, ValueType::kI64, ValueType::kU64, ValueType::kBlob);
  const auto n = GENERATE(std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{255}, std::size_t{256});
  constexpr Step kMax = std::numeric_limits<Step>::max(), kMin = std::numeric_limits<Step>::min();
  std::mt19937_64 random(n);
  const std::function<Step(std::size_t)> steps[] = {
      [](std::size_t i) { return static_cast<Step>(i * 10); },
      [](std::size_t) { return Step{0}; },
      [](std::size_t i) { return -static_cast<Step>(i) * 3; },
      [&](std::size_t i) { return static_cast<Step>(i * 200 + random() % 150); },
      [&](std::size_t) { return static_cast<Step>(random()); },
      [](std::size_t i) { return i % 2 ? kMax : kMin; },
      [](std::size_t i) { return kMax - static_cast<Step>(i * i); },
      [](std::size_t i) { return i + 1 == 200 ? Step{5} : static_cast<Step>(i * 1000); },
  };
  const std::function<double(std::size_t)> walls[] = {
      training_wall,
      [](std::size_t i) { return static_cast<double>(i) * 1000.1; },
      [](std::size_t i) { return i == 1 ? kNan : training_wall(i); },
      [](std::size_t i) { return i == 1 ? -kInf : 0.0; },
      [](std::size_t i) { return i % 2 ? -0.0 : 0.0; },
      [](std::size_t) { return 1e300; },
      [](std::size_t i) { return training_wall(300 - i); },
  };
  for (const auto& step : steps) {
    for (const auto& wall : walls) check_round_trip(rows_of(type, n, step, wall));
  }
}

TEST_CASE("an ordinary block of float scalars costs about 8 bytes a row") {
  const auto rows =
      rows_of(ValueType::kF32, kBlockRows, [](std::size_t i) { return static_cast<Step>(i * 100); }, training_wall);
  REQUIRE(pack(rows).size() <= kBlockRows * 9);
  const auto uneven = rows_of(
      ValueType::kF32, kBlockRows, [](std::size_t i) { return static_cast<Step>(i * 100 + i * i % 77); },
      training_wall);
  REQUIRE(pack(uneven).size() <= kBlockRows * 11);
}

TEST_CASE("a block's range covers its finite values alone") {
  auto rows = rows_of(ValueType::kF32, 4, [](std::size_t i) { return static_cast<Step>(i); }, training_wall);
  rows.f32 = {NAN, 3.5f, INFINITY, -2.0f};
  auto bytes = pack(rows);
  REQUIRE(BlockView(bytes.data()).header().value_min == -2.0);
  REQUIRE(BlockView(bytes.data()).header().value_max == 3.5);
  rows.f32 = {NAN, NAN, INFINITY, -INFINITY};
  bytes = pack(rows);
  REQUIRE(BlockView(bytes.data()).header().value_min > BlockView(bytes.data()).header().value_max);
}

TEST_CASE("lower_bound finds the first step that is not below") {
  const auto rows =
      rows_of(ValueType::kF32, 100, [](std::size_t i) { return static_cast<Step>(i * 10); }, training_wall);
  const auto bytes = pack(rows);
  const BlockView block(bytes.data());
  REQUIRE(block.header().increasing == 1);
  REQUIRE(block.lower_bound(-5) == 0);
  REQUIRE(block.lower_bound(0) == 0);
  REQUIRE(block.lower_bound(1) == 1);
  REQUIRE(block.lower_bound(990) == 99);
  REQUIRE(block.lower_bound(991) == 100);
}

TEST_CASE("bytes that are no block are refused, whatever they are") {
  const auto rows = rows_of(ValueType::kF64, 77, [](std::size_t i) { return static_cast<Step>(i * i); }, training_wall);
  const auto bytes = pack(rows);
  for (std::size_t n = 0; n < bytes.size(); ++n) REQUIRE(validate_block(std::span(bytes).first(n)) == 0);
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    auto broken = bytes;
    for (int k = 0; k < 3; ++k) broken[random() % sizeof(BlockHeader)] = static_cast<std::byte>(random());
    const std::size_t size = validate_block(broken);
    if (size == 0) continue;
    REQUIRE(size <= broken.size());
    PendingRows back;
    const BlockView block(broken.data());
    back.type = block.header().value_type;
    block.unpack(back);  // reads every row: the sanitizer watches
    REQUIRE(back.rows() == block.rows());
  }
}
