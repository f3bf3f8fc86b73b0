#include "ui/view_state.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>

#include "ui/number_text.h"

namespace db {
namespace {

TEST_CASE("view state: what is written is read back") {
  StateWriter out;
  out.set("d", "scalars");
  out.set_prefix("scalars.");
  out.set("smooth", 0.6);
  out.set("x", "a b&c=d#e%f,g+h ü");
  out.set_list("tags", {"a,b", "c d", "ü/%"});
  out.set("on", true);
  out.set_unless("skip", 1.0, 1.0);
  const StateReader plain("#" + out.text());
  REQUIRE(plain.text("d", "") == "scalars");
  StateReader in(out.text());
  in.set_prefix("scalars.");
  REQUIRE(in.number("smooth", 0) == 0.6);
  REQUIRE(in.text("x", "") == "a b&c=d#e%f,g+h ü");
  REQUIRE(in.list("tags") == std::vector<std::string>{"a,b", "c d", "ü/%"});
  REQUIRE(in.flag("on", false));
  REQUIRE_FALSE(in.text("skip"));
}

TEST_CASE("view state: a bad value costs that field only") {
  const StateReader in("v=1&smooth=abc&log=2&k=%zz&=x&&y&n=1e999&ok=0.5");
  REQUIRE(in.number("smooth", 0.25) == 0.25);
  REQUIRE(in.flag("log", true));
  REQUIRE(in.text("k", "") == "%zz");
  REQUIRE(in.number("n", 3) == 3);
  REQUIRE(in.number("ok", 0) == 0.5);
  REQUIRE(in.bare() == "y");
}

TEST_CASE("view state: any bytes") {
  std::string text;
  unsigned seed = 1;
  for (int round = 0; round < 300; ++round) {
    text.clear();
    for (int i = 0; i < round; ++i) {
      seed = seed * 1664525u + 1013904223u;
      text += "=&%,#+ab0\xC3\xFF"[(seed >> 20) % 12];
    }
    const StateReader in(text);
    (void)in.list("a");
    (void)in.number("b", 0);
    REQUIRE(decode_component(encode_component(text)) == text);
  }
}

TEST_CASE("numbers as the page writes them") {
  REQUIRE(fixed(-1.4183, 4) == "−1.4183");
  REQUIRE(fixed(-0.00001, 2) == "0.00");
  REQUIRE(fixed(std::numeric_limits<double>::quiet_NaN(), 2) == "NaN");
  REQUIRE(fixed(-std::numeric_limits<double>::infinity(), 2) == "−∞");
  REQUIRE(with_commas(std::int64_t{-21600}) == "−21,600");
  REQUIRE(with_commas(std::uint64_t{999}) == "999");
  REQUIRE(with_commas(std::uint64_t{1000}) == "1,000");
  REQUIRE(with_commas(1234567.25, 1) == "1,234,567.2");
  REQUIRE(byte_text(0) == "0 B");
  REQUIRE(byte_text(999) == "999 B");
  REQUIRE(byte_text(1000) == "1.00 kB");
  REQUIRE(byte_text(148.2e6) == "148 MB");
  REQUIRE(byte_text(999'999) == "1.00 MB");
  REQUIRE(byte_text(1.84e9) == "1.84 GB");
  REQUIRE(count_text(1240) == "1,240");
  REQUIRE(count_text(14.9e6) == "14.9 M");
  REQUIRE(duration_text(0.35) == "0.35 s");
  REQUIRE(duration_text(59.6) == "1 min 00 s");
  REQUIRE(duration_text(3153) == "52 min 33 s");
  REQUIRE(duration_text(11220) == "3 h 07 min");
  REQUIRE(duration_text(200000) == "2 d 07 h");
  REQUIRE(counted(1, "run", "runs") == "1 run");
  double v = 0;
  REQUIRE(parse_number(" −1,234.5 ", v));
  REQUIRE(v == -1234.5);
  REQUIRE_FALSE(parse_number("1e", v));
  REQUIRE_FALSE(parse_number("", v));
  REQUIRE_FALSE(parse_number("nan", v));
}

}  // namespace
}  // namespace db
