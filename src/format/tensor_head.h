// What can be said of a serialized TensorProto without unpacking it: its dtype, and its number if it is exactly one.
#pragma once

#include <string_view>

#include "format/event_decode.h"

namespace db {

// TensorFlow's DataType values that we tell apart.
enum DataType : std::uint32_t {
  kDtFloat = 1,
  kDtDouble = 2,
  kDtInt32 = 3,
  kDtUint8 = 4,
  kDtInt16 = 5,
  kDtInt8 = 6,
  kDtString = 7,
  kDtComplex64 = 8,
  kDtInt64 = 9,
  kDtBool = 10,
  kDtQint8 = 11,
  kDtQuint8 = 12,
  kDtQint32 = 13,
  kDtBfloat16 = 14,
  kDtQint16 = 15,
  kDtQuint16 = 16,
  kDtUint16 = 17,
  kDtComplex128 = 18,
  kDtHalf = 19,
  kDtUint32 = 22,
  kDtUint64 = 23,
};

// Sets value.dtype; and value.number* when the tensor has one element (whatever its rank) of a numeric type: float,
// double, half, bfloat16, bool, or an integer of up to 64 bits. `at`: of the tensor in the payload.
// False: it does not parse.
bool decode_tensor_head(Bytes tensor, std::uint64_t at, DecodedValue& value);

float half_to_float(std::uint16_t bits);
inline float bfloat16_to_float(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

}  // namespace db
