#include "ui/theme.h"

namespace db {
namespace {

constexpr ImU32 rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, alpha);
}

constexpr std::array<ImU32, kRunColours> run_colours(const RunPalette& palette) {
  std::array<ImU32, kRunColours> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = rgb(palette[i]);
  return out;
}

constexpr Theme kLight = {
    .dark = false,
    .bg = rgb(0xF3F4F6),
    .surface = rgb(0xFFFFFF),
    .rail = rgb(0xFAFBFC),
    .sunken = rgb(0xECEEF1),
    .hover = rgb(0xEEF0F3),
    .sel = rgb(0xE9ECF1),
    .border = rgb(0xE1E4E9),
    .border2 = rgb(0xC9CED6),
    .control = rgb(0x838B98),
    .text = rgb(0x14181F),
    .text2 = rgb(0x454D5A),
    .text3 = rgb(0x626B79),
    .ink = rgb(0x1F2530),
    .on_ink = rgb(0xFFFFFF),
    .accent = rgb(0xC2410C),
    .accent_bg = rgb(0xFCEDE4),
    .accent_text = rgb(0xA8370A),
    .danger = rgb(0xB4232F),
    .danger_bg = rgb(0xFDECEC),
    .warn = rgb(0x875600),
    .warn_bg = rgb(0xFFF4DA),
    .ok = rgb(0x1C7347),
    .ok_bg = rgb(0xE6F5EC),
    .info = rgb(0x1D5FBF),
    .info_bg = rgb(0xE8F1FE),
    .grid = rgb(0xECEEF1),
    .axis = rgb(0xC9CED6),
    .scrim = rgb(0x14181F, 102),
    .shadow = rgb(0x101620, 13),
    .run = run_colours(kLightRuns),
    .raw_alpha = 0.20f,
    .text_multiply = 1.0f,
};

constexpr Theme kDark = {
    .dark = true,
    .bg = rgb(0x0F1216),
    .surface = rgb(0x171A1F),
    .rail = rgb(0x13161B),
    .sunken = rgb(0x0B0D10),
    .hover = rgb(0x20252C),
    .sel = rgb(0x272D36),
    .border = rgb(0x282D35),
    .border2 = rgb(0x3B424D),
    .control = rgb(0x7C8594),
    .text = rgb(0xECEFF3),
    .text2 = rgb(0xB9C0CB),
    .text3 = rgb(0x929BA8),
    .ink = rgb(0xE4E8EE),
    .on_ink = rgb(0x14181F),
    .accent = rgb(0xFF8F52),
    .accent_bg = rgb(0x38200F),
    .accent_text = rgb(0xFFA876),
    .danger = rgb(0xFF8087),
    .danger_bg = rgb(0x3A1A1E),
    .warn = rgb(0xF0B94A),
    .warn_bg = rgb(0x33270E),
    .ok = rgb(0x5CCB92),
    .ok_bg = rgb(0x12301F),
    .info = rgb(0x7FB2FF),
    .info_bg = rgb(0x16263F),
    .grid = rgb(0x22272E),
    .axis = rgb(0x3B424D),
    .scrim = rgb(0x040609, 153),
    .shadow = rgb(0x000000, 77),
    .run = run_colours(kDarkRuns),
    .raw_alpha = 0.24f,
    .text_multiply = 1.1f,
};

constexpr Metrics kDesktop = {
    .bar = 48,
    .tabs = 48,
    .toolbar = 48,
    .control = 28,
    .small_control = 24,
    .icon_button = 28,
    .row = 24,
    .folder_row = 28,
    .table_head = 32,
    .table_row = 28,
    .menu_row = 28,
    .target = 24,
    .gutter = 12,
    .body_px = 13,
    .bar_px = 13,
};
constexpr Metrics kTablet = {
    .bar = 48,
    .tabs = 48,
    .toolbar = 52,
    .control = 36,
    .small_control = 32,
    .icon_button = 36,
    .row = 36,
    .folder_row = 36,
    .table_head = 36,
    .table_row = 36,
    .menu_row = 36,
    .target = 36,
    .gutter = 12,
    .body_px = 13,
    .bar_px = 13,
};
constexpr Metrics kPhone = {
    .bar = 52,
    .tabs = 44,
    .toolbar = 52,
    .control = 36,
    .small_control = 36,
    .icon_button = 36,
    .row = 44,
    .folder_row = 44,
    .table_head = 36,
    .table_row = 44,
    .menu_row = 44,
    .target = 44,
    .gutter = 12,
    .body_px = 13,
    .bar_px = 15,
};

}  // namespace

const Theme& light_theme() { return kLight; }
const Theme& dark_theme() { return kDark; }

ImU32 with_alpha(ImU32 colour, float alpha) {
  const auto a = static_cast<ImU32>(alpha * 255.0f + 0.5f);
  return (colour & ~IM_COL32_A_MASK) | (a << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 from, ImU32 to, float t) {
  ImU32 out = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float a = static_cast<float>((from >> shift) & 255);
    const float b = static_cast<float>((to >> shift) & 255);
    out |= static_cast<ImU32>(a + (b - a) * t + 0.5f) << shift;
  }
  return out;
}

constexpr Metrics kRoomyDesktop = [] {
  Metrics roomy = kDesktop;
  roomy.row = roomy.folder_row = 32;
  return roomy;
}();

const Metrics& metrics(Width width, bool roomy) {
  if (roomy && width == Width::kDesktop) return kRoomyDesktop;
  return width == Width::kPhone ? kPhone : width == Width::kTablet ? kTablet : kDesktop;
}

Width width_class(float page_width) {
  return page_width < 768 ? Width::kPhone : page_width < 1200 ? Width::kTablet : Width::kDesktop;
}

}  // namespace db
