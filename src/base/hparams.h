// Hyperparameters: what a run was started with, as its session_start_info says (TensorBoard's HParams, 2.7).
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace db {

using HParamValue = std::variant<double, bool, std::string>;  // numbers are finite

struct HParam {
  std::string name;  // UTF-8, not empty
  HParamValue value;
  bool operator==(const HParam&) const = default;
};

// Of a run: by name, each name once. What is beyond these limits is left out (texts are cut).
using HParamList = std::vector<HParam>;
inline constexpr std::size_t kMostHParams = 1'000;
inline constexpr std::size_t kLongestHParamName = 1'024;   // bytes
inline constexpr std::size_t kLongestHParamText = 16'384;  // bytes

// In order, and within the limits.
bool is_sound(const HParamList& hparams);

// "0.001", "true", "adam"
std::string hparam_text(const HParamValue& value);

}  // namespace db
