#include "ui/fonts.h"

#include <cmath>
#include <cstring>
#include <span>

#include "fonts_data.h"
#include "imgui_internal.h"
#include "ui/shaped_text.h"
#include "ui/system_glyphs.h"

namespace db {
namespace {

std::uint32_t be(std::span<const unsigned char> b, std::size_t at, int bytes) {
  std::uint32_t v = 0;
  for (int i = 0; i < bytes; ++i) v = v << 8 | b[at + static_cast<std::size_t>(i)];
  return v;
}

std::size_t table(std::span<const unsigned char> font, const char* tag) {
  const auto tables = be(font, 4, 2);
  for (std::size_t i = 0; i < tables; ++i)
    if (std::memcmp(&font[12 + i * 16], tag, 4) == 0) return be(font, 12 + i * 16 + 8, 4);
  IM_ASSERT(false && "our own fonts have all tables");
  return 0;
}

struct EmSize {
  float line;  // ImGui's size of a font is ascent - descent; this times the em
  float cap;
};

EmSize em_size(std::span<const unsigned char> font) {
  const auto em = static_cast<float>(be(font, table(font, "head") + 18, 2));
  const auto hhea = table(font, "hhea");
  const auto ascent = static_cast<std::int16_t>(be(font, hhea + 4, 2));
  const auto descent = static_cast<std::int16_t>(be(font, hhea + 6, 2));
  const auto os2 = table(font, "OS/2");
  const bool has_cap = be(font, os2, 2) >= 2;
  const float cap = has_cap ? static_cast<float>(static_cast<std::int16_t>(be(font, os2 + 88, 2))) : 0;
  return {static_cast<float>(ascent - descent) / em, cap / em};
}

std::size_t code_point_bytes(char first) {
  const auto c = static_cast<unsigned char>(first);
  return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

// Where the code point before byte `at` begins.
std::size_t step_back(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

constexpr std::string_view kEllipsis = "…";

}  // namespace

Fonts load_fonts(ImFontAtlas& atlas, Platform* platform) {
  Fonts fonts;
  fonts.shaped = std::make_shared<ShapedRuns>();
  const std::span<const unsigned char> data[kFaces] = {dropboard_sans_400(), dropboard_sans_600(), dropboard_mono_400(),
                                                       dropboard_icons()};
  for (int f = 0; f < kFaces; ++f) {
    const EmSize em = em_size(data[f]);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.FontData = const_cast<unsigned char*>(data[f].data());
    config.FontDataSize = static_cast<int>(data[f].size());
    config.ExtraSizeScale = em.line;
    config.EllipsisChar = 0x2026;
    fonts.face[f] = atlas.AddFont(&config);
    fonts.cap_height[f] = em.cap;
    if (platform && static_cast<Face>(f) != Face::kIcons) {
      merge_system_glyphs(atlas, fonts.face[f], *platform, fonts.shaped, static_cast<Face>(f) == Face::kBold);
    }
  }
  return fonts;
}

void set_text_multiply(const Fonts& fonts, float multiply) {
  for (ImFont* font : fonts.face) {
    bool changed = false;
    for (ImFontConfig* source : font->Sources) {
      changed |= source->RasterizerMultiply != multiply;
      source->RasterizerMultiply = multiply;
    }
    if (changed) ImFontAtlasFontDiscardBakes(font->OwnerAtlas, font, 0);
  }
}

void forget_shaped_text(const Fonts& fonts) {
  if (fonts.shaped->size() < ShapedRuns::kMost * 3 / 4) return;
  fonts.shaped->clear();
  for (ImFont* font : fonts.face) ImFontAtlasFontDiscardBakes(font->OwnerAtlas, font, 0);
}

std::string_view shaped_text(const Fonts& fonts, std::string_view text, std::string& out) {
  return fonts.shaped->replace(text, out);
}

void set_density(const Fonts& fonts, float pixel_ratio) {
  for (ImFont* font : fonts.face) font->CurrentRasterizerDensity = pixel_ratio;
}

float text_width(const Fonts& fonts, TextStyle style, std::string_view text) {
  if (text.empty()) return 0;
  std::string shaped;
  text = shaped_text(fonts, text, shaped);
  return fonts.get(style.face)->CalcTextSizeA(style.px, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

std::size_t text_fit(const Fonts& fonts, TextStyle style, std::string_view text, float width) {
  ImFontBaked* baked = fonts.get(style.face)->GetFontBaked(style.px);
  float x = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    unsigned int c = 0;
    const int bytes = ImTextCharFromUtf8(&c, text.data() + at, text.data() + text.size());
    x += baked->GetCharAdvance(static_cast<ImWchar>(c));
    if (x > width) break;
    at += static_cast<std::size_t>(bytes);
  }
  return at;
}

std::string elide_end(const Fonts& fonts, TextStyle style, std::string_view text, float width) {
  if (text_width(fonts, style, text) <= width) return std::string(text);
  const float rest = width - text_width(fonts, style, kEllipsis);
  if (rest <= 0) return {};
  auto end = text_fit(fonts, style, text, rest);
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)).append(kEllipsis);
}

std::string elide_middle(const Fonts& fonts, TextStyle style, std::string_view text, float width) {
  if (text_width(fonts, style, text) <= width) return std::string(text);
  const float rest = width - text_width(fonts, style, kEllipsis);
  if (rest <= 0) return {};
  auto head = text_fit(fonts, style, text, rest * 0.42f);
  float left = rest - text_width(fonts, style, text.substr(0, head));
  auto tail = text.size();
  while (tail > head) {
    const auto before = step_back(text, tail);
    left -= text_width(fonts, style, text.substr(before, code_point_bytes(text[before])));
    if (left < 0) break;
    tail = before;
  }
  const auto loose = [](char c) { return c == '.' || c == ' '; };  // a fourth dot beside the three
  while (head > 0 && loose(text[head - 1])) --head;
  while (tail < text.size() && loose(text[tail])) ++tail;
  return std::string(text.substr(0, head)).append(kEllipsis).append(text.substr(tail));
}

}  // namespace db
