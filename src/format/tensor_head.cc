#include "format/tensor_head.h"

#include <cmath>

#include "format/wire.h"

namespace db {
namespace {

// The elements of the typed fields, as far as one number needs them.
struct Elements {
  std::uint32_t field = 0;
  std::size_t count = 0;   // any number above 1 means "several"
  std::uint64_t bits = 0;  // of the first one
  Place place;             // of the first one, where it is of fixed width

  void add(std::uint32_t to_field, std::uint64_t value, Place at) {
    if (count == 0) field = to_field, bits = value, place = at;
    count += field == to_field ? 1 : 2;
  }
};

enum class Width { kNotOurs, kVarint, kFixed32, kFixed64 };

Width width_of(std::uint32_t field) {
  switch (field) {
    case 5:
      return Width::kFixed32;  // float_val
    case 6:
      return Width::kFixed64;  // double_val
    case 7:
    case 10:
    case 11:
    case 13:
    case 16:
    case 17:
      return Width::kVarint;  // int, int64, bool, half, uint32, uint64
    default:
      return Width::kNotOurs;
  }
}

bool read_packed(std::uint32_t field, Width width, Bytes bytes, std::uint64_t at, Elements& elements) {
  if (width == Width::kVarint) {
    WireCursor in(bytes);
    while (!in.at_end() && elements.count < 2) elements.add(field, in.varint(), {});
    return in.ok();
  }
  const std::size_t size = width == Width::kFixed32 ? 4 : 8;
  if (bytes.size() % size != 0) return false;
  for (std::size_t i = 0; i < bytes.size() && elements.count < 2; i += size) {
    const std::uint64_t bits =
        size == 4 ? load<std::uint32_t>(bytes.data() + i) : load<std::uint64_t>(bytes.data() + i);
    elements.add(field, bits, {static_cast<std::uint32_t>(at + i), static_cast<std::uint32_t>(size)});
  }
  return true;
}

// Whether all dimensions are 1 (there may be none). Sets sound to false where the shape does not parse.
bool is_one_element(Bytes shape, bool& sound) {
  bool one = true;
  WireCursor in(shape);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key == wire_key(2, WireType::kBytes)) {
      std::uint64_t size = 0;
      WireCursor dim(in.bytes());
      while (!dim.at_end()) {
        const std::uint32_t dim_key = dim.key();
        if (dim_key == wire_key(1, WireType::kVarint)) {
          size = dim.varint();
        } else if (dim.ok()) {
          dim.skip(dim_key);
        }
      }
      sound &= dim.ok();
      one &= size == 1;
    } else if (in.ok()) {
      in.skip(key);
    }
  }
  sound &= in.ok();
  return one;
}

struct Number {
  NumberType type = NumberType::kNone;
  std::uint64_t bits = 0;
};

Number signed_number(std::int64_t value) { return {NumberType::kI64, static_cast<std::uint64_t>(value)}; }
Number float_number(float value) { return {NumberType::kF32, std::bit_cast<std::uint32_t>(value)}; }

Number number_in_content(std::uint32_t dtype, Bytes content) {
  const std::byte* at = content.data();
  switch (content.size()) {
    case 1:
      if (dtype == kDtUint8) return signed_number(load<std::uint8_t>(at));
      if (dtype == kDtInt8) return signed_number(load<std::int8_t>(at));
      if (dtype == kDtBool) return signed_number(load<std::uint8_t>(at) != 0);
      break;
    case 2:
      if (dtype == kDtInt16) return signed_number(load<std::int16_t>(at));
      if (dtype == kDtUint16) return signed_number(load<std::uint16_t>(at));
      if (dtype == kDtHalf) return float_number(half_to_float(load<std::uint16_t>(at)));
      if (dtype == kDtBfloat16) return float_number(bfloat16_to_float(load<std::uint16_t>(at)));
      break;
    case 4:
      if (dtype == kDtFloat) return {NumberType::kF32, load<std::uint32_t>(at)};
      if (dtype == kDtInt32) return signed_number(load<std::int32_t>(at));
      if (dtype == kDtUint32) return signed_number(load<std::uint32_t>(at));
      break;
    case 8:
      if (dtype == kDtDouble) return {NumberType::kF64, load<std::uint64_t>(at)};
      if (dtype == kDtInt64) return signed_number(load<std::int64_t>(at));
      if (dtype == kDtUint64) return {NumberType::kU64, load<std::uint64_t>(at)};
      break;
    default:
      break;
  }
  return {};
}

Number number_in_field(std::uint32_t dtype, std::uint32_t field, std::uint64_t bits) {
  switch (dtype) {
    case kDtFloat:
      return field == 5 ? Number{NumberType::kF32, bits} : Number{};
    case kDtDouble:
      return field == 6 ? Number{NumberType::kF64, bits} : Number{};
    case kDtInt32:
    case kDtUint8:
    case kDtInt16:
    case kDtInt8:
    case kDtUint16:
      return field == 7 ? signed_number(static_cast<std::int32_t>(bits)) : Number{};
    case kDtInt64:
      return field == 10 ? signed_number(static_cast<std::int64_t>(bits)) : Number{};
    case kDtBool:
      return field == 11 ? signed_number(bits != 0) : Number{};
    case kDtHalf:
      return field == 13 ? float_number(half_to_float(static_cast<std::uint16_t>(bits))) : Number{};
    case kDtBfloat16:
      return field == 13 ? float_number(bfloat16_to_float(static_cast<std::uint16_t>(bits))) : Number{};
    case kDtUint32:
      return field == 16 ? signed_number(static_cast<std::uint32_t>(bits)) : Number{};
    case kDtUint64:
      return field == 17 ? Number{NumberType::kU64, bits} : Number{};
    default:
      return {};
  }
}

}  // namespace

float half_to_float(std::uint16_t bits) {
  const std::uint32_t sign = std::uint32_t{bits} >> 15 << 31;
  const std::uint32_t exponent = bits >> 10 & 31, fraction = bits & 1023;
  if (exponent == 31) return std::bit_cast<float>(sign | 0x7F800000u | fraction << 13);
  if (exponent == 0) {
    const float small = std::ldexp(static_cast<float>(fraction), -24);
    return sign ? -small : small;
  }
  return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
}

bool decode_tensor_head(Bytes tensor, std::uint64_t at, DecodedValue& value) {
  bool sound = true, one = true;
  Bytes content;
  Elements elements;
  WireCursor in(tensor);
  const auto place_of = [&](const std::byte* from) { return at + static_cast<std::uint64_t>(from - tensor.data()); };
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    const std::uint32_t field = key >> 3;
    const Width width = width_of(field);
    const auto here = static_cast<std::uint32_t>(at + in.position());
    if (key == wire_key(1, WireType::kVarint)) {
      value.dtype = static_cast<std::uint32_t>(in.varint());
    } else if (key == wire_key(2, WireType::kBytes)) {
      one &= is_one_element(in.bytes(), sound);
    } else if (key == wire_key(4, WireType::kBytes)) {
      content = in.bytes();
    } else if (width != Width::kNotOurs && key == wire_key(field, WireType::kBytes)) {
      const Bytes packed = in.bytes();
      sound &= in.ok() && read_packed(field, width, packed, place_of(packed.data()), elements);
    } else if (width == Width::kVarint && key == wire_key(field, WireType::kVarint)) {
      elements.add(field, in.varint(), {});
    } else if (width == Width::kFixed32 && key == wire_key(field, WireType::kFixed32)) {
      elements.add(field, in.fixed32(), {here, 4});
    } else if (width == Width::kFixed64 && key == wire_key(field, WireType::kFixed64)) {
      elements.add(field, in.fixed64(), {here, 8});
    } else if (in.ok()) {
      in.skip(key);
    }
  }
  if (!in.ok() || !sound) return false;
  if (!one) return true;

  Number number;
  if (!content.empty()) {
    number = number_in_content(value.dtype, content);
    const bool as_it_lies =
        number.type == NumberType::kF64 || (number.type == NumberType::kF32 && value.dtype == kDtFloat);
    if (as_it_lies) {
      value.number_place = {static_cast<std::uint32_t>(place_of(content.data())),
                            static_cast<std::uint32_t>(content.size())};
    } else {
      value.number_place = {};
    }
  } else if (elements.count == 1) {
    number = number_in_field(value.dtype, elements.field, elements.bits);
    value.number_place = elements.place;
  }
  value.number_type = number.type;
  value.number = number.bits;
  return true;
}

}  // namespace db
