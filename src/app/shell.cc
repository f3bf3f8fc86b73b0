#include "app/shell.h"

namespace db {
namespace {

void begin_page_window(const Context& context) {
  ImGui::SetNextWindowPos(context.page.min());
  ImGui::SetNextWindowSize({context.page.w, context.page.h});
  ImGui::Begin("##page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus);
}

Context& with_window(Context& context) {
  begin_page_window(context);
  return context;
}

}  // namespace

Shell::Shell(App& app, Context& context)
    : app_(app), context_(with_window(context)), state_(app.shell_), theme_(context.theme), paint_(context) {}

void Shell::draw() {
  Rect page = context_.page;
  paint_.fill(page, theme_.bg);
  draw_bar(page.take_top(context_.size.bar));
  if (open()) {
    draw_open_page(page);
  } else {
    draw_start_page(page);
  }
  ImGui::End();
  draw_drawers();
  if (Dashboard* dashboard = app_.active(); dashboard && open()) dashboard->draw_over(context_);
  draw_dialog();
  draw_toasts();
  draw_drop_frame();
}

}  // namespace db
