#include "ingest/inspect_value.h"

#include "base/json_writer.h"
#include "base/number_text.h"
#include "base/sha256.h"
#include "format/tensor.h"
#include "format/tensor_head.h"
#include "proto/summary.pb.h"

namespace db {
namespace {

std::string error_json(const std::string& error, std::uint32_t dtype, const std::vector<std::int64_t>& shape) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("dtype").text(dtype_name(dtype)).key("error").text(error).key("shape").begin_array();
  for (const std::int64_t size : shape) json.number(size);
  json.end_array().end_object();
  return out;
}

std::string strings_json(const Array& array) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("dtype").text(dtype_name(kDtString)).key("len").begin_array();
  for (const std::string& text : array.strings) json.number(std::uint64_t{text.size()});
  json.end_array().key("sha256").begin_array();
  for (const std::string& text : array.strings) json.text(sha256_hex(as_bytes(text)));
  json.end_array().key("shape").begin_array();
  for (const std::int64_t size : array.shape) json.number(size);
  json.end_array().end_object();
  return out;
}

std::string bytes_json(const Array& array) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("dtype").text(dtype_name(array.dtype)).key("len").number(std::uint64_t{array.data.size()});
  json.key("sha256").text(sha256_hex(array.data)).key("shape").begin_array();
  for (const std::int64_t size : array.shape) json.number(size);
  json.end_array().end_object();
  return out;
}

std::string histogram_json(const Array& array) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (std::size_t i = 0; i < array.elements(); ++i) json.number_as_text(element(array, i));
  json.end_array();
  return out;
}

// The only element of an array of numbers, as text; empty: it has another number of elements, or they are no numbers.
std::string scalar_text(const Array& array) {
  if (array.elements() != 1) return {};
  const std::byte* at = array.data.data();
  switch (array.dtype) {
    case kDtBool:
      return load<std::uint8_t>(at) != 0 ? "1" : "0";
    case kDtInt64:
      return number_text(load<std::int64_t>(at));
    case kDtUint64:
      return number_text(load<std::uint64_t>(at));
    case kDtInt8:
    case kDtInt16:
    case kDtInt32:
    case kDtUint8:
    case kDtUint16:
    case kDtUint32:
      return number_text(static_cast<std::int64_t>(element(array, 0)));
    default:
      return is_real(array.dtype) ? number_text(element(array, 0)) : std::string();
  }
}

std::string array_json(SeriesKind kind, const Array& array) {
  const bool strings = array.dtype == kDtString;
  if (kind == SeriesKind::kScalar && !strings) {
    if (const std::string text = scalar_text(array); !text.empty()) return '"' + text + '"';
    if (is_real(array.dtype) || array.elements() != 1) return error_json("not one number", array.dtype, array.shape);
  }
  const bool triples = array.shape.size() == 2 && array.shape[1] == 3 && is_real(array.dtype);
  if (kind == SeriesKind::kHistogram && triples) return histogram_json(array);
  return strings ? strings_json(array) : bytes_json(array);
}

Array strings(std::vector<std::string> texts) {
  Array array;
  array.dtype = kDtString;
  array.shape = {static_cast<std::int64_t>(texts.size())};
  array.strings = std::move(texts);
  return array;
}

template <class T>
Array numbers(std::uint32_t dtype, std::vector<std::int64_t> shape, const std::vector<T>& values) {
  Array array;
  array.dtype = dtype;
  array.shape = std::move(shape);
  array.data.resize(values.size() * sizeof(T));
  if (!values.empty()) std::memcpy(array.data.data(), values.data(), array.data.size());
  return array;
}

// As RustBoard converts it: all bins kept, the outer edges are the least and greatest value.
Result<Array> legacy_histogram(const pb::HistogramProto& histogram) {
  const int bins = histogram.bucket_size();
  if (histogram.bucket_limit_size() != bins) return fail("edges and counts do not match");
  std::vector<double> rows;
  for (int i = 0; i < bins; ++i) {
    rows.push_back(i == 0 ? histogram.min() : histogram.bucket_limit(i - 1));
    rows.push_back(i == bins - 1 ? histogram.max() : histogram.bucket_limit(i));
    rows.push_back(histogram.bucket(i));
  }
  return numbers(kDtDouble, {bins, 3}, rows);
}

// The audio dashboard's clips without their labels: the first of every row.
void drop_labels(Array& array) {
  std::size_t stride = 1;
  while (array.shape.size() > 1) {
    stride *= static_cast<std::size_t>(array.shape.back());
    array.shape.pop_back();
  }
  if (stride <= 1) return;
  std::vector<std::string> clips;
  for (std::size_t i = 0; i < array.strings.size(); i += stride) clips.push_back(std::move(array.strings[i]));
  array.strings = std::move(clips);
}

Result<Array> array_of(const pb::Summary::Value& value, const Metadata& metadata) {
  switch (value.value_case()) {
    case pb::Summary::Value::kSimpleValue:
      return numbers<float>(kDtFloat, {}, {value.simple_value()});
    case pb::Summary::Value::kImage:
      return strings({number_text(std::int64_t{value.image().width()}),
                      number_text(std::int64_t{value.image().height()}), value.image().encoded_image_string()});
    case pb::Summary::Value::kAudio:
      return strings({value.audio().encoded_audio_string()});
    case pb::Summary::Value::kHisto:
      return legacy_histogram(value.histo());
    case pb::Summary::Value::kTensor: {
      auto array = unpack_tensor(value.tensor());
      if (array && metadata.plugin == "audio" && array->dtype == kDtString) drop_labels(*array);
      if (array && metadata.plugin.starts_with("graph_") && array->shape.empty()) array->shape = {1};
      return array;
    }
    default:
      return numbers<float>(kDtFloat, {0}, {});  // hparams: it is all in the metadata
  }
}

}  // namespace

std::string value_json(SeriesKind kind, const Metadata& metadata, BlobForm form, Bytes bytes) {
  if (form != BlobForm::kSummaryValue) return strings_json(strings({std::string(as_text(bytes))}));
  pb::Summary::Value value;
  if (!value.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return error_json("does not parse", 0, {});
  const auto array = array_of(value, metadata);
  if (array) return array_json(kind, *array);
  std::vector<std::int64_t> shape;
  for (const auto& dim : value.tensor().tensor_shape().dim()) shape.push_back(dim.size());
  return error_json(array.error().message, static_cast<std::uint32_t>(value.tensor().dtype()), shape);
}

std::string number_json(const BlockView& block, std::uint32_t row) {
  std::string out = "\"";
  switch (block.header().value_type) {
    case ValueType::kF32:
      append_number(out, static_cast<double>(block.f32()[row]));
      break;
    case ValueType::kF64:
      append_number(out, std::bit_cast<double>(block.bits()[row]));
      break;
    case ValueType::kI64:
      append_number(out, static_cast<std::int64_t>(block.bits()[row]));
      break;
    case ValueType::kU64:
      append_number(out, block.bits()[row]);
      break;
    case ValueType::kBlob:
      break;
  }
  return out + '"';
}

}  // namespace db
