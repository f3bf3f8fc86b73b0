// What window.dropboard asks: JSON texts, NUL-ended, valid until the next call, and the columns of one series.
#include <emscripten/emscripten.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "host/viewer.h"

namespace {

using db::viewer;

constexpr std::uint32_t kNoSeries = 0xFFFFFFFF;

std::string g_answer;
std::vector<std::int64_t> g_steps;
std::vector<double> g_walls, g_values;

db::JsonWriter begin() {
  g_answer.clear();
  return db::JsonWriter(g_answer);
}

std::string utf8(std::string_view text) { return db::is_utf8(text) ? std::string(text) : db::repair_utf8(text); }

std::string_view checked_name(db::Checked checked) {
  constexpr std::string_view kNames[] = {"", "off", "on", "mixed", "closed", "open"};
  return kNames[static_cast<std::size_t>(checked)];
}

}  // namespace

extern "C" {

// [{"name", "shown", "on", "colour", "pattern", "files", "hparams": {name: value}, "start"}], in the order of the run
// list.
EMSCRIPTEN_KEEPALIVE const char* viewer_runs() {
  const db::App& app = viewer().app;
  const db::Store& store = app.store();
  constexpr std::string_view patterns[] = {"solid", "dash", "dot", "dash-dot"};
  auto json = begin();
  json.begin_array();
  for (const db::RunId run : app.runs().order()) {
    const ImU32 c = app.runs().colour(run, db::light_theme());
    char colour[8];
    std::snprintf(colour, sizeof colour, "#%02x%02x%02x", c & 255, c >> 8 & 255, c >> 16 & 255);
    json.begin_object();
    json.key("name").text(utf8(store.run(run).name));
    json.key("on").boolean(app.runs().on(run));
    json.key("shown").boolean(app.runs().shown(run));
    json.key("colour").text(colour);
    json.key("pattern").text(patterns[static_cast<int>(app.runs().style(run).pattern)]);
    json.key("files").number(static_cast<std::uint64_t>(store.run(run).files.size()));
    const double* start = store.start_time(run);
    json.key("hparams").begin_object();
    for (const db::HParam& hparam : app.runs().hparams().of(run)) {
      json.key(hparam.name);
      if (const auto* text = std::get_if<std::string>(&hparam.value)) json.text(*text);
      if (const auto* flag = std::get_if<bool>(&hparam.value)) json.boolean(*flag);
      if (const auto* number = std::get_if<double>(&hparam.value)) json.number(*number);
    }
    json.end_object();
    json.key("start");
    if (start && std::isfinite(*start))
      json.number(*start);
    else
      json.null();
    json.end_object();
  }
  json.end_array();
  return g_answer.c_str();
}

// [{"run", "tag", "plugin", "kind", "points"}], by run as listed, then by tag.
EMSCRIPTEN_KEEPALIVE const char* viewer_tags() {
  const db::App& app = viewer().app;
  const db::Store& store = app.store();
  auto json = begin();
  json.begin_array();
  for (const db::Run& run : store.runs()) {
    std::vector<db::SeriesId> series = run.series;
    std::ranges::sort(series,
                      [&](auto a, auto b) { return store.tag(store.series(a).tag) < store.tag(store.series(b).tag); });
    for (const db::SeriesId id : series) {
      const db::Series& s = store.series(id);
      json.begin_object();
      json.key("run").text(utf8(run.name));
      json.key("tag").text(utf8(store.tag(s.tag)));
      json.key("plugin").text(utf8(store.metadata(s).plugin));
      json.key("kind").text(db::kind_name(s.kind));
      json.key("points").number(db::count_rows(s, db::Restarts::kDropSuperseded));
      json.end_object();
    }
  }
  json.end_array();
  return g_answer.c_str();
}

// [{"label", "kind", "x", "y", "width", "height", "enabled", "id", "checked"?, "value"?, "fraction"?, "focused"?}] in
// CSS pixels.
EMSCRIPTEN_KEEPALIVE const char* viewer_widgets() {
  const db::Probe& probe = viewer().app.probe();
  auto json = begin();
  json.begin_array();
  for (const db::Widget& w : probe.widgets()) {
    json.begin_object();
    json.key("label").text(utf8(probe.label(w)));
    json.key("kind").text(db::kind_name(w.kind));
    json.key("x").number(static_cast<double>(w.rect.x));
    json.key("y").number(static_cast<double>(w.rect.y));
    json.key("width").number(static_cast<double>(w.rect.w));
    json.key("height").number(static_cast<double>(w.rect.h));
    json.key("enabled").boolean(w.enabled);
    json.key("id").number(static_cast<std::uint64_t>(w.id));
    if (w.checked != db::Checked::kNone) json.key("checked").text(checked_name(w.checked));
    if (w.value_bytes > 0) json.key("value").text(utf8(probe.value(w)));
    if (w.fraction >= 0) json.key("fraction").number(static_cast<double>(w.fraction));
    if (w.id != 0 && viewer().app.focused_widget() == w.id) json.key("focused").boolean(true);
    json.end_object();
  }
  json.end_array();
  return g_answer.c_str();
}

EMSCRIPTEN_KEEPALIVE const char* viewer_stats() {
  db::Viewer& v = viewer();
  const db::FrameTimes& times = v.app.frame_times();
  const auto p = [](const std::vector<float>& ms, double q) {
    return static_cast<double>(db::FrameTimes::percentile(ms, q));
  };
  const db::Notices& notices = v.app.notices();
  auto json = begin();
  json.begin_object();
  json.key("files").number(static_cast<std::uint64_t>(v.app.store().files().size()));
  json.key("points").number(v.app.store().points());
  json.key("heapBytes").number(v.platform.memory().viewer_bytes);
  json.key("frames").number(times.frames());
  json.key("frameMsP50").number(p(times.total_ms(), 0.5));
  json.key("frameMsP95").number(p(times.total_ms(), 0.95));
  json.key("prepareMsP95").number(p(times.prepare_ms(), 0.95));
  json.key("glMsP95").number(p(times.gl_ms(), 0.95));
  json.key("frameMs").begin_array();
  for (const float ms : times.total_ms()) json.number(std::round(static_cast<double>(ms) * 1000) / 1000);
  json.end_array();
  json.key("diagnostics").begin_object();
  json.key("damagedFiles").number(notices.damaged);
  json.key("truncatedFiles").number(notices.truncated);
  json.key("unreadableFiles").number(notices.unreadable);
  json.key("notReadFiles").number(notices.not_read);
  json.key("packetProblems").number(v.app.packet_problems());
  json.end_object();
  json.end_object();
  return g_answer.c_str();
}

// How many rows the series has, which the three calls below then hold; kNoSeries: there is none.
EMSCRIPTEN_KEEPALIVE std::uint32_t viewer_series(const char* run_name, std::uint32_t run_bytes, const char* tag_name,
                                                 std::uint32_t tag_bytes, std::uint32_t superseded) {
  const db::Store& store = viewer().app.store();
  const db::RunId* run = store.find_run({run_name, run_bytes});
  const db::TagId* tag = store.find_tag({tag_name, tag_bytes});
  const db::SeriesId* id = run && tag ? store.find(*run, *tag) : nullptr;
  g_steps.clear();
  g_walls.clear();
  g_values.clear();
  if (!id) return kNoSeries;
  db::for_each_rows(store.series(*id), superseded ? db::Restarts::kKeepAll : db::Restarts::kDropSuperseded,
                    [](const db::Rows& rows) {
                      const std::size_t at = g_steps.size(), n = rows.end - rows.begin;
                      g_steps.resize(at + n);
                      g_walls.resize(at + n);
                      g_values.resize(at + n);
                      rows.block.steps(rows.begin, rows.end, g_steps.data() + at);
                      rows.block.walls(rows.begin, rows.end, g_walls.data() + at);
                      rows.block.values(rows.begin, rows.end, g_values.data() + at);
                    });
  return static_cast<std::uint32_t>(g_steps.size());
}

EMSCRIPTEN_KEEPALIVE const std::int64_t* viewer_series_steps() { return g_steps.data(); }
EMSCRIPTEN_KEEPALIVE const double* viewer_series_walls() { return g_walls.data(); }
EMSCRIPTEN_KEEPALIVE const double* viewer_series_values() { return g_values.data(); }

}  // extern "C"
