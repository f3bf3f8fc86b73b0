// A TensorProto unpacked to an array, by TensorBoard's rule: all elements from tensor_content if there is any, else
// from the typed field, where a single element stands for all. Types that TensorBoard cannot show (bfloat16, uint32,
// uint64) are unpacked all the same.
#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace db::pb {
class TensorProto;
}

namespace db {

struct Array {
  std::uint32_t dtype = 0;  // DataType of tensor_head.h
  std::vector<std::int64_t> shape;
  std::vector<std::byte> data;       // row-major, little endian; empty for strings
  std::vector<std::string> strings;  // of a string tensor

  std::size_t elements() const;
};

// "DT_FLOAT" and so on; the number as text for those that TensorFlow does not name.
std::string dtype_name(std::uint32_t dtype);

// Bytes of an element; 0: not of a fixed size, or a type that cannot be unpacked.
std::size_t dtype_bytes(std::uint32_t dtype);

// float, half, bfloat16, double and integers; not bool, complex, quantized or string.
bool is_real(std::uint32_t dtype);

// Element i of a real array, as a double (64-bit integers are rounded).
double element(const Array& array, std::size_t i);

// An error names what does not fit. An array larger than kMaxArrayBytes is one: a few bytes can claim any size.
inline constexpr std::uint64_t kMaxArrayBytes = std::uint64_t{1} << 31;
Result<Array> unpack_tensor(const pb::TensorProto& tensor);

}  // namespace db
