#include "ui/shaped_text.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_harness.h"
#include "ui/paint.h"

using namespace db;

namespace {

std::string_view first_run(std::string_view text) { return text.substr(0, shaped_run_bytes(text)); }

}  // namespace

TEST_CASE("runs that make sense only as a whole") {
  CHECK(first_run("שלום") == "שלום");
  CHECK(first_run("אימון 12, שלב 3 lr") == "אימון 12, שלב");  // what is neutral between, not behind
  CHECK(first_run("تدريب_v2") == "تدريب");
  CHECK(first_run("प्रशिक्षण loss") == "प्रशिक्षण");
  CHECK(first_run("ทดสอบ") == "ทดสอบ");
  CHECK(first_run("e\u0301poch") == "e\u0301");
  CHECK(first_run("👩‍🔬 lab") == "👩‍🔬");
  CHECK(first_run("👍🏽!") == "👍🏽");
  CHECK(first_run("🇫🇷🇩🇪") == "🇫🇷");
  CHECK(first_run("❤️") == "❤️");
}

TEST_CASE("what one picture a character draws is no run") {
  for (const char* text : {"loss", "é", "привет", "λ", "漢字", "학습", "😀", "ש", "", "\xFF\xFE"}) {
    INFO(text);
    CHECK(shaped_run_bytes(text) == 0);
  }
}

TEST_CASE("a long run is cut where its picture would be too large") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "ש";
  CHECK(shaped_run_bytes(text) == 128);
}

TEST_CASE("a code point stands for each run, the same every time") {
  ShapedRuns runs;
  std::string out, again;
  CHECK(runs.replace("train/loss é", out) == "train/loss é");
  CHECK(runs.replace("a שלום b תודה c שלום", out) == "a \uE000 b \uE001 c \uE000");
  CHECK(runs.run_of(0xE000) == "שלום");
  CHECK(runs.run_of(0xE001) == "תודה");
}

TEST_CASE("private code points of a name stand for themselves") {
  ShapedRuns runs;
  std::string out;
  CHECK(runs.replace("x\uE000", out) == "x\uE000");
  CHECK(runs.run_of(0xE000) == "\uE000");
  CHECK(runs.run_of(0xE001).empty());
  CHECK(runs.run_of('a').empty());
}

TEST_CASE("where no code point is left a run stays as it is") {
  ShapedRuns runs;
  std::string out;
  for (std::size_t i = 0; i < ShapedRuns::kMost; ++i) runs.replace("ש" + std::to_string(i) + "ש", out);
  CHECK(runs.size() == ShapedRuns::kMost);
  CHECK(runs.replace("שלום", out) == "שלום");
  runs.clear();
  CHECK(runs.replace("שלום", out) == "\uE000");
}

TEST_CASE("a run is measured and drawn as one picture") {
  UiHarness ui;
  float width = 0;
  ui.draw = [&](Context& context) {
    width = text_width(context.fonts, type::kBody, "שלום");
    Paint(context).text(type::kBody, 10, 20, context.theme.text, "שלום");
  };
  ui.frame();
  CHECK(width == 13);  // the harness draws every picture an em wide
  CHECK(ui.platform.glyphs_drawn == std::vector<std::string>{"שלום"});
}
