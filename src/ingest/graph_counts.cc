#include "ingest/graph_counts.h"

#include "format/wire.h"

namespace db {
namespace {

void count_functions(Bytes library, GraphCounts& counts) {
  WireCursor in(library);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key == wire_key(1, WireType::kBytes)) ++counts.functions;
    if (in.ok()) in.skip(key);
  }
  counts.sound &= in.ok();
}

}  // namespace

GraphCounts count_graph(Bytes graph) {
  GraphCounts counts;
  WireCursor in(graph);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key == wire_key(2, WireType::kBytes)) {
      count_functions(in.bytes(), counts);
      continue;
    }
    if (key == wire_key(1, WireType::kBytes)) ++counts.nodes;
    if (in.ok()) in.skip(key);
  }
  counts.sound &= in.ok();
  return counts;
}

Bytes graph_of_meta_graph(Bytes meta_graph) {
  Bytes graph;
  WireCursor in(meta_graph);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key == wire_key(2, WireType::kBytes)) {
      graph = in.bytes();
    } else if (in.ok()) {
      in.skip(key);
    }
  }
  return graph;
}

}  // namespace db
