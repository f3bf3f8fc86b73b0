#include "format/hparams.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "proto/hparams.pb.h"

namespace db {
namespace {

// UTF-8 of at most so many bytes.
std::string text_of(std::string_view bytes, std::size_t most) {
  std::string out = repair_utf8(bytes.substr(0, most));
  std::size_t end = std::min(out.size(), most);
  while (end < out.size() && end > 0 && (out[end] & 0xC0) == 0x80) --end;
  out.resize(end);
  return out;
}

std::optional<HParamValue> value_of(const pb::SessionStartInfo::Value& value) {
  using Value = pb::SessionStartInfo::Value;
  switch (value.kind_case()) {
    case Value::kNumberValue:
      if (!std::isfinite(value.number_value())) return std::nullopt;
      return value.number_value();
    case Value::kStringValue:
      return text_of(value.string_value(), kLongestHParamText);
    case Value::kBoolValue:
      return value.bool_value();
    case Value::KIND_NOT_SET:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<HParamList> decode_hparams(std::string_view content) {
  constexpr std::size_t kLongestContent = 64 << 20;
  if (content.size() > kLongestContent) return std::nullopt;
  pb::HParamsPluginData data;
  if (!data.ParseFromArray(content.data(), static_cast<int>(content.size()))) return std::nullopt;
  if (data.version() != 0 || !data.has_session_start_info()) return std::nullopt;
  std::map<std::string, std::optional<HParamValue>> known;
  for (const auto& entry : data.session_start_info().hparams()) {
    std::string name = text_of(entry.key(), kLongestHParamName);
    if (name.empty() || (known.size() == kMostHParams && !known.contains(name))) continue;
    known[std::move(name)] = value_of(entry.value());
  }
  HParamList out;
  for (auto& [name, value] : known) {
    if (value) out.push_back({name, *std::move(value)});
  }
  return out;
}

}  // namespace db
