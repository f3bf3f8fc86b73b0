#include "format/tensor.h"

#include <bit>

#include "format/tensor_head.h"
#include "proto/tensor.pb.h"

namespace db {
namespace {

constexpr const char* kNames[] = {"INVALID",
                                  "FLOAT",
                                  "DOUBLE",
                                  "INT32",
                                  "UINT8",
                                  "INT16",
                                  "INT8",
                                  "STRING",
                                  "COMPLEX64",
                                  "INT64",
                                  "BOOL",
                                  "QINT8",
                                  "QUINT8",
                                  "QINT32",
                                  "BFLOAT16",
                                  "QINT16",
                                  "QUINT16",
                                  "UINT16",
                                  "COMPLEX128",
                                  "HALF",
                                  "RESOURCE",
                                  "VARIANT",
                                  "UINT32",
                                  "UINT64",
                                  "FLOAT8_E5M2",
                                  "FLOAT8_E4M3FN",
                                  "FLOAT8_E4M3FNUZ",
                                  "FLOAT8_E4M3B11FNUZ",
                                  "FLOAT8_E5M2FNUZ",
                                  "INT4",
                                  "UINT4",
                                  "INT2",
                                  "UINT2"};
constexpr std::uint32_t kNamed = sizeof kNames / sizeof kNames[0];
constexpr std::uint32_t kReference = 100;  // a reference to type d is d + 100

template <class T>
void append(std::vector<std::byte>& data, T value) {
  const std::size_t at = data.size();
  data.resize(at + sizeof value);
  std::memcpy(data.data() + at, &value, sizeof value);
}

// Elements of a typed field, each cut to the array's element type.
template <class T, class Field>
void append_all(std::vector<std::byte>& data, const Field& field) {
  data.reserve(static_cast<std::size_t>(field.size()) * sizeof(T));
  for (const auto value : field) append(data, static_cast<T>(value));
}

void append_typed(const pb::TensorProto& t, std::vector<std::byte>& data) {
  switch (static_cast<std::uint32_t>(t.dtype())) {
    case kDtFloat:
      return append_all<float>(data, t.float_val());
    case kDtDouble:
      return append_all<double>(data, t.double_val());
    case kDtInt32:
    case kDtQint32:
      return append_all<std::int32_t>(data, t.int_val());
    case kDtUint8:
    case kDtInt8:
    case kDtQint8:
    case kDtQuint8:
      return append_all<std::uint8_t>(data, t.int_val());
    case kDtInt16:
    case kDtUint16:
    case kDtQint16:
    case kDtQuint16:
      return append_all<std::uint16_t>(data, t.int_val());
    case kDtInt64:
      return append_all<std::int64_t>(data, t.int64_val());
    case kDtBool:
      return append_all<std::uint8_t>(data, t.bool_val());
    case kDtHalf:
    case kDtBfloat16:
      return append_all<std::uint16_t>(data, t.half_val());
    case kDtUint32:
      return append_all<std::uint32_t>(data, t.uint32_val());
    case kDtUint64:
      return append_all<std::uint64_t>(data, t.uint64_val());
    case kDtComplex64:
      return append_all<float>(data, t.scomplex_val());
    case kDtComplex128:
      return append_all<double>(data, t.dcomplex_val());
    default:
      return;
  }
}

Result<Array> unpack_strings(const pb::TensorProto& tensor, Array array, std::size_t elements) {
  if (!tensor.tensor_content().empty()) return fail("strings in tensor_content");
  const auto given = static_cast<std::size_t>(tensor.string_val_size());
  if (given == 1) {
    if (elements * (tensor.string_val(0).size() + sizeof(std::string)) > kMaxArrayBytes)
      return fail("more elements than can be held");
    array.strings.assign(elements, tensor.string_val(0));
    return array;
  }
  if (given != elements) return fail(std::to_string(given) + " elements for " + std::to_string(elements));
  array.strings.assign(tensor.string_val().begin(), tensor.string_val().end());
  return array;
}

}  // namespace

std::size_t Array::elements() const {
  if (dtype == kDtString) return strings.size();
  const std::size_t size = dtype_bytes(dtype);
  return size == 0 ? 0 : data.size() / size;
}

std::string dtype_name(std::uint32_t dtype) {
  if (dtype < kNamed) return std::string("DT_") + kNames[dtype];
  if (dtype > kReference && dtype < kReference + kNamed)
    return std::string("DT_") + kNames[dtype - kReference] + "_REF";
  return std::to_string(dtype);
}

std::size_t dtype_bytes(std::uint32_t dtype) {
  switch (dtype) {
    case kDtUint8:
    case kDtInt8:
    case kDtBool:
    case kDtQint8:
    case kDtQuint8:
      return 1;
    case kDtInt16:
    case kDtUint16:
    case kDtHalf:
    case kDtBfloat16:
    case kDtQint16:
    case kDtQuint16:
      return 2;
    case kDtFloat:
    case kDtInt32:
    case kDtUint32:
    case kDtQint32:
      return 4;
    case kDtDouble:
    case kDtInt64:
    case kDtUint64:
    case kDtComplex64:
      return 8;
    case kDtComplex128:
      return 16;
    default:
      return 0;
  }
}

bool is_real(std::uint32_t dtype) {
  switch (dtype) {
    case kDtFloat:
    case kDtDouble:
    case kDtHalf:
    case kDtBfloat16:
    case kDtInt8:
    case kDtInt16:
    case kDtInt32:
    case kDtInt64:
    case kDtUint8:
    case kDtUint16:
    case kDtUint32:
    case kDtUint64:
      return true;
    default:
      return false;
  }
}

double element(const Array& array, std::size_t i) {
  const std::byte* at = array.data.data() + i * dtype_bytes(array.dtype);
  switch (array.dtype) {
    case kDtFloat:
      return load<float>(at);
    case kDtDouble:
      return load<double>(at);
    case kDtHalf:
      return half_to_float(load<std::uint16_t>(at));
    case kDtBfloat16:
      return bfloat16_to_float(load<std::uint16_t>(at));
    case kDtInt8:
      return load<std::int8_t>(at);
    case kDtInt16:
      return load<std::int16_t>(at);
    case kDtInt32:
      return load<std::int32_t>(at);
    case kDtInt64:
      return static_cast<double>(load<std::int64_t>(at));
    case kDtUint8:
      return load<std::uint8_t>(at);
    case kDtUint16:
      return load<std::uint16_t>(at);
    case kDtUint32:
      return load<std::uint32_t>(at);
    case kDtUint64:
      return static_cast<double>(load<std::uint64_t>(at));
    default:
      return 0;
  }
}

Result<Array> unpack_tensor(const pb::TensorProto& tensor) {
  Array array;
  array.dtype = static_cast<std::uint32_t>(tensor.dtype());
  std::uint64_t elements = 1;
  for (const auto& dim : tensor.tensor_shape().dim()) {
    array.shape.push_back(dim.size());
    if (dim.size() < 0) return fail("a dimension of unknown size");
    if (__builtin_mul_overflow(elements, static_cast<std::uint64_t>(dim.size()), &elements))
      return fail("more elements than can be held");
  }
  if (array.dtype == kDtString) {
    if (elements > kMaxArrayBytes) return fail("more elements than can be held");
    return unpack_strings(tensor, std::move(array), static_cast<std::size_t>(elements));
  }
  const std::size_t size = dtype_bytes(array.dtype);
  if (size == 0) return fail("elements of type " + dtype_name(array.dtype));
  if (elements > kMaxArrayBytes / size) return fail("more elements than can be held");
  const auto bytes = static_cast<std::size_t>(elements) * size;
  const std::string& content = tensor.tensor_content();
  if (!content.empty()) {
    if (content.size() != bytes)
      return fail(std::to_string(content.size()) + " bytes of content for " + std::to_string(bytes));
    const Bytes raw = as_bytes(content);
    array.data.assign(raw.begin(), raw.end());
    return array;
  }
  append_typed(tensor, array.data);
  if (array.data.size() == size && elements != 1) {
    const std::vector<std::byte> one = array.data;
    array.data.clear();
    array.data.reserve(bytes);
    for (std::uint64_t i = 0; i < elements; ++i) array.data.insert(array.data.end(), one.begin(), one.end());
  }
  if (array.data.size() != bytes)
    return fail(std::to_string(array.data.size() / size) + " elements for " + std::to_string(elements));
  return array;
}

}  // namespace db
