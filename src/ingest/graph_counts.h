// What inspect says of a graph, counted in the serialized GraphDef without building it.
#pragma once

#include "base/bytes.h"

namespace db {

struct GraphCounts {
  std::uint64_t nodes = 0;
  std::uint64_t functions = 0;  // of its library
  bool sound = true;            // it parses
};
GraphCounts count_graph(Bytes graph);

// The GraphDef within a serialized MetaGraphDef; empty if there is none.
Bytes graph_of_meta_graph(Bytes meta_graph);

}  // namespace db
