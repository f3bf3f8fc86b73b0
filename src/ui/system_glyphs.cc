#include "ui/system_glyphs.h"

#include <cmath>

#include "imgui_internal.h"
#include "ui/platform.h"
#include "ui/shaped_text.h"

namespace db {
namespace {

// ImFontConfig::FontData of our sources points to one of these: ImGui wants bytes there and keeps the pointer.
struct Source {
  Platform* platform;
  std::shared_ptr<const ShapedRuns> runs;
  bool bold;
};

Source* source_of(ImFontConfig* config) { return static_cast<Source*>(config->FontData); }

bool init(ImFontAtlas*, ImFontConfig*) { return true; }

void destroy(ImFontAtlas*, ImFontConfig* config) {
  delete source_of(config);
  config->FontData = nullptr;
}

int glyph_index(ImFontAtlas*, ImFontConfig*, ImWchar code_point) {
  return code_point < 0x80 ? 0 : static_cast<int>(code_point);
}

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked*, void*) { return true; }

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, int index, ImFontGlyph* out,
                float* out_advance) {
  const Source& source = *source_of(config);
  const float density = config->RasterizerDensity * baked->RasterizerDensity;
  std::string_view text = source.runs->run_of(static_cast<char32_t>(index));
  char utf8[5] = {};
  if (text.empty()) text = {utf8, static_cast<std::size_t>(ImTextCharToUtf8(utf8, static_cast<unsigned>(index)))};
  const GlyphBitmap glyph = source.platform->draw_glyph(text, baked->Size * density, source.bold);
  if (!glyph.found) return false;
  if (out_advance) {
    *out_advance = glyph.advance_px / density;
    return true;
  }
  out->Codepoint = static_cast<unsigned>(index);
  out->AdvanceX = glyph.advance_px / density;
  if (glyph.width_px <= 0 || glyph.height_px <= 0) return true;

  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, glyph.width_px, glyph.height_px);
  if (id == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
  out->X0 = glyph.left_px / density;
  out->Y0 = std::round(baked->Ascent) - glyph.top_px / density;
  out->X1 = out->X0 + static_cast<float>(glyph.width_px) / density;
  out->Y1 = out->Y0 + static_cast<float>(glyph.height_px) / density;
  out->Visible = true;
  out->Colored = glyph.coloured;
  out->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, out, rect, glyph.pixels.data(),
                                     glyph.coloured ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8,
                                     glyph.width_px * (glyph.coloured ? 4 : 1));
  return true;
}

const ImFontLoader* loader() {
  static const ImFontLoader instance = [] {
    ImFontLoader l;
    l.Name = "system";
    l.FontSrcInit = init;
    l.FontSrcDestroy = destroy;
    l.FontSrcGetGlyphIndexFromCodepoint = glyph_index;
    l.FontBakedInit = init_baked;
    l.FontBakedLoadGlyph = load_glyph;
    return l;
  }();
  return &instance;
}

}  // namespace

void merge_system_glyphs(ImFontAtlas& atlas, ImFont* font, Platform& platform, std::shared_ptr<const ShapedRuns> runs,
                         bool bold) {
  ImFontConfig config;
  config.MergeMode = true;
  config.DstFont = font;
  config.FontLoader = loader();
  config.FontData = new Source{&platform, std::move(runs), bold};
  config.FontDataSize = sizeof(Source);
  config.FontDataOwnedByAtlas = false;
  atlas.AddFont(&config);
}

}  // namespace db
