#include "tests/support/ui_harness.h"

#include <cmath>
#include <stdexcept>

#include "imgui.h"
#include "implot.h"

namespace db {

GlyphBitmap NullPlatform::draw_glyph(std::string_view text, float size_px, bool) {
  glyphs_drawn.emplace_back(text);
  GlyphBitmap glyph;
  glyph.found = true;
  glyph.width_px = glyph.height_px = static_cast<int>(std::ceil(size_px));
  glyph.top_px = size_px * 0.8f;
  glyph.advance_px = size_px;
  glyph.pixels.assign(static_cast<std::size_t>(glyph.width_px * glyph.height_px), 255);
  return glyph;
}

void NullPlatform::download_part(std::span<const std::byte> bytes) {
  parts.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

void NullPlatform::download(std::string_view file_name, std::string_view) {
  downloaded_name = file_name;
  downloaded = std::exchange(parts, {});
}

void NullPlatform::pack(std::string_view file_name, std::string_view) {
  packed[std::string(file_name)] = std::exchange(parts, {});
}

void NullPlatform::pack_png(std::string_view file_name, std::string_view svg, double scale) {
  packed[std::string(file_name)] = svg;
  png_scale = scale;
}

void accept_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_Destroyed && texture->Status != ImTextureStatus_OK) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

UiHarness::UiHarness(float width, float height, float ratio) : width_(width), height_(height), ratio_(ratio) {
  ImGui::CreateContext();
  ImPlot::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  ImGui::GetStyle().WindowPadding = {0, 0};
  ImGui::GetStyle().WindowBorderSize = 0;
  fonts_ = load_fonts(*io.Fonts, &platform);
}

UiHarness::~UiHarness() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
  ImPlot::DestroyContext();
  ImGui::DestroyContext();
}

void UiHarness::frame() {
  platform.now_secs += frame_secs;
  platform.wanted_secs = 1e9;
  runs.update(store);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_, height_};
  io.DisplayFramebufferScale = {ratio_, ratio_};
  io.DeltaTime = static_cast<float>(frame_secs);
  ImGui::NewFrame();
  set_density(fonts_, ratio_);
  hover.run = std::exchange(hover.next_run, std::nullopt);
  probe.begin_frame();
  const Width width = width_class(width_);
  Context context{.store = store,
                  .runs = runs,
                  .summaries = summaries,
                  .ways = ways,
                  .theme = dark ? dark_theme() : light_theme(),
                  .size = metrics(width),
                  .fonts = fonts_,
                  .platform = platform,
                  .probe = probe,
                  .commands = commands,
                  .input = input,
                  .fields = fields,
                  .tooltip = tooltip,
                  .hover = hover,
                  .dashboards = dashboards_,
                  .width = width,
                  .page = {0, 0, width_, height_},
                  .pixel_ratio = ratio_,
                  .now_secs = platform.now_secs,
                  .deadline_secs = platform.now_secs + 1};
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width_, height_});
  ImGui::Begin("##page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav);
  if (draw) draw(context);
  ImGui::End();
  tooltip.draw(context);
  fields.end_frame(platform);
  ImGui::Render();
  accept_textures();
  input.end_frame(ImGui::IsMouseDown(ImGuiMouseButton_Left));
}

const Widget& UiHarness::widget(std::string_view label) const {
  const Widget* found = probe.find(label);
  if (!found) throw std::runtime_error("no widget “" + std::string(label) + "”");
  return *found;
}

void UiHarness::move(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
  frame();
}

void UiHarness::press(float x, float y) {
  move(x, y);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  frame();
}

void UiHarness::release() {
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  frames(2);
}

void UiHarness::click(std::string_view label) {
  if (!probe.find(label)) frame();
  const Rect r = widget(label).rect;
  press(r.center_x(), r.center_y());
  release();
}

void UiHarness::double_click(std::string_view label) {
  click(label);
  const Rect r = widget(label).rect;
  press(r.center_x(), r.center_y());
  release();
}

void UiHarness::wheel(float dy) {
  input.wheel.y -= dy;
  frames(2);
}

void UiHarness::type(std::string_view text) {
  fields.on_text(platform.edit_id, text, TextEvent::kChange);
  frames(2);
}

void UiHarness::enter() {
  fields.on_text(platform.edit_id, platform.edit_text, TextEvent::kEnter);
  frames(2);
}

}  // namespace db
