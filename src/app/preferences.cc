#include <algorithm>

#include "app/shell_state.h"
#include "ui/view_state.h"

namespace db {

std::string Preferences::text() const {
  const Preferences fallback;
  StateWriter out;
  if (theme != fallback.theme) out.set("theme", theme == ThemeChoice::kDark ? "dark" : "light");
  out.set_unless("rail", rail_open, fallback.rail_open);
  out.set_unless("railWidth", static_cast<double>(rail_width), static_cast<double>(fallback.rail_width));
  out.set_unless("panel", panel_open, fallback.panel_open);
  out.set_unless("singleKeys", single_keys, fallback.single_keys);
  for (const auto& [key, value] : remembered) out.set(key, value);
  return out.text();
}

void Preferences::remember(std::string_view key, std::optional<std::string_view> value) {
  if (value) {
    remembered.insert_or_assign(std::string(key), std::string(*value));
  } else {
    remembered.erase(std::string(key));
  }
}

std::string Preferences::remembered_text() const {
  std::string out;
  for (const auto& [key, value] : remembered) out += (out.empty() ? "" : "&") + key + "=" + value;
  return out;
}

Preferences Preferences::parse(std::string_view text) {
  const StateReader in(text);
  Preferences p;
  const std::string theme = in.text("theme", "");
  p.theme = theme == "dark" ? ThemeChoice::kDark : theme == "light" ? ThemeChoice::kLight : ThemeChoice::kSystem;
  p.rail_open = in.flag("rail", p.rail_open);
  p.rail_width =
      static_cast<float>(std::clamp(in.number("railWidth", static_cast<double>(p.rail_width)), 200.0, 480.0));
  p.panel_open = in.flag("panel", p.panel_open);
  p.single_keys = in.flag("singleKeys", p.single_keys);
  for (const auto& setting : in.left_out()) {
    if (setting.key.contains('.')) p.remembered[setting.key] = in.text(setting.key, "");
  }
  return p;
}

}  // namespace db
