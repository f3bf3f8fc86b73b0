#include "ingest/normalize.h"

#include "base/utf8.h"
#include "format/tensor_head.h"
#include "proto/summary.pb.h"

namespace db {
namespace {

struct PluginClass {
  std::string_view plugin;
  DataClass data_class;
};
constexpr PluginClass kPluginClasses[] = {
    {"scalars", DataClass::kScalar},
    {"histograms", DataClass::kTensor},
    {"text", DataClass::kTensor},
    {"hparams", DataClass::kTensor},
    {"pr_curves", DataClass::kTensor},
    {"mesh", DataClass::kTensor},
    {"custom_scalars", DataClass::kTensor},
    {"images", DataClass::kBlobSequence},
    {"audio", DataClass::kBlobSequence},
    {"graph_run_metadata", DataClass::kBlobSequence},
    {"graph_run_metadata_graph", DataClass::kBlobSequence},
    {"graph_keras_model", DataClass::kBlobSequence},
};

DataClass class_of_plugin(std::string_view plugin) {
  for (const PluginClass& known : kPluginClasses) {
    if (known.plugin == plugin) return known.data_class;
  }
  return DataClass::kUnknown;
}

Metadata of_plugin(std::string_view plugin, DataClass data_class) {
  Metadata metadata;
  metadata.present = true;
  metadata.plugin = plugin;
  metadata.data_class = data_class;
  return metadata;
}

// What replaces a legacy form: its plugin, and the plugin's data that says "this was converted".
struct Legacy {
  std::string_view plugin;
  std::string_view content;
};

Legacy legacy_of(ValueForm form) {
  using namespace std::string_view_literals;
  switch (form) {
    case ValueForm::kSimple:
      return {"scalars", {}};
    case ValueForm::kHistogram:
      return {"histograms", {}};
    case ValueForm::kImage:
      return {"images", "\x10\x01"sv};  // converted_to_tensor
    case ValueForm::kAudio:
      return {"audio", "\x10\x0b\x18\x01"sv};  // encoding WAV, converted_to_tensor
    case ValueForm::kNone:
    case ValueForm::kOldHistogram:
    case ValueForm::kTensor:
      break;
  }
  return {};
}

}  // namespace

std::string_view tag_of(const DecodedValue& value) {
  return value.tag.empty() && value.form == ValueForm::kTensor ? value.node_name : value.tag;
}

bool has_description(const DecodedValue& value) { return value.has_metadata || !legacy_of(value.form).plugin.empty(); }

Description describe(const DecodedValue& value, bool first_of_tag_in_file) {
  pb::SummaryMetadata given;
  if (value.has_metadata) given.ParseFromArray(value.metadata.data(), static_cast<int>(value.metadata.size()));
  Description description;
  const auto text = [&description](const std::string& bytes) {
    description.repaired |= !is_utf8(bytes);
    return repair_utf8(bytes);
  };
  Metadata& metadata = description.metadata;
  metadata.present = true;
  metadata.display_name = text(given.display_name());
  metadata.description = text(given.summary_description());
  const Legacy legacy = legacy_of(value.form);
  if (!legacy.plugin.empty()) {
    metadata.plugin = legacy.plugin;
    metadata.content = legacy.content;
    metadata.named_by_tag = metadata.display_name.empty();
  } else {
    metadata.plugin = text(given.plugin_data().plugin_name());
    metadata.content = given.plugin_data().content();
    if (given.data_class() > 0 && given.data_class() <= static_cast<int>(DataClass::kBlobSequence)) {
      metadata.data_class = static_cast<DataClass>(given.data_class());
    }
  }
  if (metadata.data_class == DataClass::kUnknown && first_of_tag_in_file) {
    metadata.data_class = class_of_plugin(metadata.plugin);
  }
  return description;
}

Metadata describe_graph() { return of_plugin("graphs", DataClass::kBlobSequence); }
Metadata describe_run_metadata() { return of_plugin("graph_tagged_run_metadata", DataClass::kBlobSequence); }
Metadata describe_meta_graph() { return of_plugin(kMetaGraphPlugin, DataClass::kUnknown); }

SeriesKind kind_of(const Metadata& metadata) {
  if (metadata.data_class == DataClass::kScalar) return SeriesKind::kScalar;
  if (metadata.plugin == "histograms") return SeriesKind::kHistogram;
  if (metadata.data_class == DataClass::kBlobSequence) return SeriesKind::kBlob;
  if (metadata.data_class == DataClass::kTensor) return SeriesKind::kTensor;
  return SeriesKind::kOther;
}

std::uint32_t dtype_of(const DecodedValue& value) {
  switch (value.form) {
    case ValueForm::kImage:
    case ValueForm::kAudio:
      return kDtString;
    case ValueForm::kTensor:
      return value.dtype;
    default:
      return kDtFloat;
  }
}

bool has_content(const DecodedValue& value, std::string_view plugin) {
  if (value.form == ValueForm::kNone) return plugin == "hparams";
  return value.form != ValueForm::kOldHistogram;
}

}  // namespace db
