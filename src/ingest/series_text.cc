#include "ingest/series_text.h"

#include <algorithm>

#include "base/json_writer.h"

namespace db {
namespace {

std::size_t count_numbers(std::string_view value) {
  if (value[0] != '[') return 1;
  return value == "[]" ? 0 : static_cast<std::size_t>(std::ranges::count(value, ',')) + 1;
}

template <class Points>
std::string list(const Points& points) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const std::string& point : points) json.raw(point);
  json.end_array();
  return out;
}

}  // namespace

void SeriesText::add(std::string point, std::string_view value) {
  constexpr std::size_t kMaxPoints = 2000, kMaxNumbers = 40'000;
  hash_.update(as_bytes(point));
  hash_.update(as_bytes("\n"));
  ++points_;
  numbers_ += count_numbers(value);
  long_ |= points_ > kMaxPoints || numbers_ >= kMaxNumbers;
  if (head_.size() < (long_ ? kEdge : kMaxPoints)) head_.push_back(point);
  tail_.push_back(std::move(point));
  if (tail_.size() > kEdge) tail_.pop_front();
}

std::string SeriesText::json() {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (long_) {
    head_.resize(std::min(head_.size(), kEdge));
    json.key("first")
        .raw(list(head_))
        .key("last")
        .raw(list(tail_))
        .key("n")
        .number(points_)
        .key("sha256")
        .text(hash_.hex());
  } else {
    json.key("n").number(points_).key("points").raw(list(head_));
  }
  json.end_object();
  return out;
}

}  // namespace db
