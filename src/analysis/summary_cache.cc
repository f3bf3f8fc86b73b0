#include "analysis/summary_cache.h"

#include <bit>

namespace db {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 29);
}

// A piece that has been replaced has another place, length, step, or range of times or values.
std::uint64_t mix(std::uint64_t hash, const Rows& rows) {
  const BlockHeader& header = rows.block.header();
  hash = mix(hash, reinterpret_cast<std::uintptr_t>(&header));
  hash = mix(hash, std::uint64_t{rows.begin} << 32 | rows.end);
  hash = mix(hash, static_cast<std::uint64_t>(header.step_base) ^ static_cast<std::uint64_t>(header.stride) << 40);
  hash = mix(hash, static_cast<std::uint64_t>(header.step_last));
  hash = mix(hash, std::bit_cast<std::uint64_t>(header.wall_base));
  hash = mix(hash, std::bit_cast<std::uint64_t>(header.value_min));
  return mix(hash, std::bit_cast<std::uint64_t>(header.value_max));
}

}  // namespace

bool SummaryCache::fresh(const Store& store, SeriesId id) const {
  return index_of(id) < entries_.size() && entries_[index_of(id)].known &&
         entries_[index_of(id)].generation == store.series(id).generation;
}

const SeriesSummary& SummaryCache::get(const Store& store, SeriesId id) {
  if (entries_.size() <= index_of(id)) entries_.resize(store.series().size());
  Entry& entry = entries_[index_of(id)];
  const Series& series = store.series(id);
  if (entry.known && entry.generation == series.generation) return entry.summary;
  entry.known = true;
  entry.generation = series.generation;

  pieces_.clear();
  for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& rows) { pieces_.push_back(rows); });
  // The last block may be replaced by a longer one.
  std::size_t stable = pieces_.size();
  const auto block_of = [&](std::size_t piece) { return &pieces_[piece].block.header(); };
  while (stable > 0 && block_of(stable - 1) == block_of(pieces_.size() - 1)) --stable;

  std::size_t next = 0;
  std::uint64_t hash = 0;
  entry.summary = {};
  if (entry.prefix && entry.prefix->pieces <= stable) {
    for (; next < entry.prefix->pieces; ++next) hash = mix(hash, pieces_[next]);
    if (hash == entry.prefix->hash) {
      entry.summary = entry.prefix->summary;
    } else {
      next = 0;
      hash = 0;
    }
  }
  for (; next < pieces_.size(); ++next) {
    if (next > 0 && next == stable) {
      if (!entry.prefix) entry.prefix = std::make_unique<Prefix>();
      *entry.prefix = {entry.summary, hash, next};
    }
    entry.summary.add(pieces_[next]);
    hash = mix(hash, pieces_[next]);
    rows_read_ += pieces_[next].end - pieces_[next].begin;
  }
  return entry.summary;
}

std::size_t SummaryCache::bytes() const {
  std::size_t out = entries_.capacity() * sizeof(Entry) + pieces_.capacity() * sizeof(Rows);
  for (const Entry& entry : entries_) out += entry.prefix ? sizeof(Prefix) : 0;
  return out;
}

}  // namespace db
