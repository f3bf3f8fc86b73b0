// The tables and cards of Inspect. Those that return bool say that the order has changed.
#pragma once

#include <optional>
#include <string>

#include "dashboards/inspect/model.h"
#include "ui/widgets.h"

namespace db::inspect {

struct State {
  View view = View::kFiles;
  Sort sort;
  Model model;
  std::optional<FileId> chosen;  // the file whose details are open
};

bool draw_files(Context& context, State& state, const Rect& area);
void draw_file_detail(Context& context, State& state, const Rect& area);
bool draw_runs(Context& context, State& state, const Rect& area);
bool draw_tags(Context& context, State& state, const Rect& area);
void draw_notices(Context& context, const State& state, const Rect& area);
void draw_memory(Context& context, const State& state, const Rect& area);

// What the table shows, tab separated, with a head.
std::string as_text(const Context& context, const State& state);

// A file's state.
struct StateChip {
  std::string text;
  Tone tone;
  const char* icon;
};

StateChip state_chip(const FileInfo& file);

// A run's line in its colour and pattern, 14 wide.
void draw_swatch(const Paint& paint, float x, float center_y, ImU32 colour, int pattern);
std::string wall_text(const Context& context, double wall_secs);  // "2026-10-12 09:41:22"; empty where there is none

}  // namespace db::inspect
