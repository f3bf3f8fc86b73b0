// Every historical form of a summary value, said in one way. The only place that knows TensorFlow 1 from 2.
//
// Rules: TensorBoard's compatibility layers as oracle/ORACLE.md shows them (data_compat, dataclass_compat):
// - simple_value, image, audio and histo get the metadata of the plugin that took over from them, whatever else they
// say;
// - a data class that is not given follows from the plugin's name, if the tag's first value in its file says so;
// - a value without tag is known by its node's name, if it is a tensor;
// - a value that is not there counts as one for the hparams plugin only.
#pragma once

#include <string_view>

#include "format/event_decode.h"
#include "store/store.h"

namespace db {

inline constexpr std::string_view kRunGraphTag = "__run_graph__";
// TensorBoard has no tag for a MetaGraphDef; we keep it under this one (kind: other, plugin: meta_graph).
inline constexpr std::string_view kMetaGraphTag = "__meta_graph__";
inline constexpr std::string_view kMetaGraphPlugin = "meta_graph";

std::string_view tag_of(const DecodedValue& value);

// Whether the value says what its series is.
bool has_description(const DecodedValue& value);
struct Description {
  Metadata metadata;      // present, in UTF-8
  bool repaired = false;  // some of its text was not UTF-8
};
Description describe(const DecodedValue& value, bool first_of_tag_in_file);
Metadata describe_graph();
Metadata describe_run_metadata();
Metadata describe_meta_graph();

SeriesKind kind_of(const Metadata& metadata);

// TensorFlow's DataType that TensorBoard sees in the value; 64 and above: none that a bit set can hold.
std::uint32_t dtype_of(const DecodedValue& value);
inline std::uint64_t dtype_bit(std::uint32_t dtype) { return dtype < 64 ? std::uint64_t{1} << dtype : 0; }

// Whether the value is a point of a series whose plugin has this name.
bool has_content(const DecodedValue& value, std::string_view plugin);

}  // namespace db
