// What can be typed into the filters of runs and tags: analysis/filter.h in examples.
#include "app/shell.h"
#include "ui/scroll_area.h"

namespace db {

void Shell::draw_search_help(Rect area) {
  const Paint paint(context_);
  constexpr struct {
    std::string_view example, meaning;
  } kRows[] = {
      {"lr seed1", "Both words, anywhere in the name"},
      {"vit|resnet", "One of them; vit|resnet seed1 is either of the two, with seed1"},
      {"!eval", "Without the word"},
      {"(a b)|c", "Brackets group"},
      {"\"a b\"", "As one word, with its space; so is \"/a\", with its slash"},
      {"/seed[0-9]$/", "A regular expression; /…/i ignores case whatever it holds"},
      {"last(loss)<0.1", "Runs by a tag's value: first, last, best, min, max, mean, count; < <= > >= = !="},
      {"best(val/*)>0.9", "* and ? stand for any letters of the tag; one such tag is enough"},
      {"last(loss)=nan", "Runs that have diverged"},
      {"hparam(lr)<0.01", "Runs by a hyperparameter; also text: hparam(opt)=adam*"},
  };
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID height_id = ImGui::GetID("search-height");
  ScrollArea scroll(context_, "search-help", area, storage->GetFloat(height_id, 0));
  float y = scroll.y() + 16;
  const bool narrow = context_.phone();
  for (const auto& row : kRows) {
    const Rect head{area.x + 24, y, 132, 20};
    paint.text(type::kMono, head, theme_.text, row.example, Align::kLeft, Elide::kNone);
    if (narrow) y += 22;
    const float x = narrow ? area.x + 24 : area.x + 172;
    y += paint.paragraph(type::kBody, {x, y, area.right() - 24 - x, 20}, theme_.text2, row.meaning, 20) + 10;
    context_.probe.add(Kind::kText, row.example, head, 0, true, Checked::kNone, row.meaning);
  }
  constexpr std::string_view kCase =
      "Case is ignored until a word has a capital letter. Runs are also found by the name they are shown as and by "
      "their "
      "notes; conditions on values work for runs only. A filter that cannot be read says why, and the last good one "
      "stays in force.";
  y += 6;
  y += paint.paragraph(type::kRow, {area.x + 24, y, area.w - 48, 18}, theme_.text3, kCase, 18) + 16;
  storage->SetFloat(height_id, y - scroll.y());
}

}  // namespace db
