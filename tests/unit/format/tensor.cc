#include "format/tensor.h"

#include <catch2/catch_test_macros.hpp>

#include "format/gzip.h"
#include "format/tensor_head.h"
#include "proto/tensor.pb.h"

using namespace db;

namespace {

pb::TensorProto tensor(std::uint32_t dtype, std::initializer_list<std::int64_t> shape) {
  pb::TensorProto t;
  t.set_dtype(static_cast<int>(dtype));
  for (const std::int64_t size : shape) t.mutable_tensor_shape()->add_dim()->set_size(size);
  return t;
}

}  // namespace

TEST_CASE("typed fields, content and one element for all") {
  auto t = tensor(kDtFloat, {2, 2});
  t.add_float_val(1.5f);
  auto array = unpack_tensor(t);
  REQUIRE(array);
  REQUIRE(array->elements() == 4);
  REQUIRE(element(*array, 3) == 1.5);
  t.add_float_val(2);
  REQUIRE(!unpack_tensor(t));  // two for four
  t.add_float_val(3);
  t.add_float_val(4);
  REQUIRE(element(*unpack_tensor(t), 3) == 4);

  auto c = tensor(kDtInt16, {3});
  c.set_tensor_content(std::string("\x01\x00\xff\xff\x00\x80", 6));
  array = unpack_tensor(c);
  REQUIRE(element(*array, 0) == 1);
  REQUIRE(element(*array, 1) == -1);
  REQUIRE(element(*array, 2) == -32768);
  c.set_tensor_content("12345");
  REQUIRE(!unpack_tensor(c));

  auto s = tensor(kDtString, {3});
  s.add_string_val("x");
  REQUIRE(unpack_tensor(s)->strings == std::vector<std::string>{"x", "x", "x"});
  REQUIRE(unpack_tensor(tensor(kDtString, {0}))->strings.empty());
  REQUIRE(!unpack_tensor(tensor(kDtFloat, {})));
  REQUIRE(unpack_tensor(tensor(kDtFloat, {0, 5}))->elements() == 0);
}

TEST_CASE("a few bytes cannot claim all memory") {
  auto t = tensor(kDtDouble, {1 << 20, 1 << 20, 1 << 20, 1 << 20});
  t.add_double_val(1);
  REQUIRE(!unpack_tensor(t));
  auto wide = tensor(kDtDouble, {std::int64_t{1} << 33});
  wide.add_double_val(1);
  REQUIRE(!unpack_tensor(wide));
  auto s = tensor(kDtString, {std::int64_t{1} << 40});
  s.add_string_val("x");
  REQUIRE(!unpack_tensor(s));
  auto n = tensor(kDtFloat, {-1});
  n.add_float_val(1);
  REQUIRE(!unpack_tensor(n));
}

TEST_CASE("names of types") {
  REQUIRE(dtype_name(1) == "DT_FLOAT");
  REQUIRE(dtype_name(23) == "DT_UINT64");
  REQUIRE(dtype_name(32) == "DT_UINT2");
  REQUIRE(dtype_name(101) == "DT_FLOAT_REF");
  REQUIRE(dtype_name(77) == "77");
}

TEST_CASE("gzip: members, cuts, damage, bombs") {
  // "hello\n" as gzip writes it.
  const unsigned char kHello[] = {0x1f, 0x8b, 0x08, 0,    0, 0,    0,    0,    0,    0x03, 0xcb, 0x48, 0xcd,
                                  0xc9, 0xc9, 0xe7, 0x02, 0, 0x20, 0x30, 0x3a, 0x36, 0x06, 0,    0,    0};
  const std::string one(reinterpret_cast<const char*>(kHello), sizeof kHello);
  const auto text = [](const Inflated& i) { return std::string(as_text(i.bytes)); };
  REQUIRE(is_gzip(as_bytes(one)));
  REQUIRE(text(inflate_gzip(as_bytes(one), 100)) == "hello\n");
  REQUIRE(inflate_gzip(as_bytes(one), 100).problem.empty());
  REQUIRE(text(inflate_gzip(as_bytes(one + one), 100)) == "hello\nhello\n");
  for (std::size_t size = 0; size < one.size(); ++size) {
    const std::string cut = one.substr(0, size);
    REQUIRE(!inflate_gzip(as_bytes(cut), 100).problem.empty());
  }
  REQUIRE(!inflate_gzip(as_bytes(one + "garbage"), 100).problem.empty());
  REQUIRE(text(inflate_gzip(as_bytes(one + "garbage"), 100)) == "hello\n");
}
