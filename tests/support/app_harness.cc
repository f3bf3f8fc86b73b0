#include "tests/support/app_harness.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "ingest/session.h"
#include "store/logdir_path.h"

namespace db {

AppHarness::AppHarness(float width, float height, float ratio) {
  app.resize(width, height, ratio);
  frames();
}

bool AppHarness::open(const std::string& folder) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(folder)) return false;
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) paths.push_back(fs::relative(entry.path(), folder).generic_string());
  std::ranges::sort(paths);
  Session session;
  std::vector<std::pair<FileId, std::string>> event_files;
  for (const auto& path : paths) {
    const auto size = fs::file_size(folder + "/" + path);
    const FileId id = app.add_file(path, size);
    if (!is_event_file(path)) continue;
    session.add_file(id, path, size);
    event_files.emplace_back(id, path);
  }
  app.set_name(fs::path(folder).filename().string());
  app.listed();
  const auto drain = [&](bool force) {
    for (auto packet = session.packet(force); !packet.empty(); packet = session.packet(force)) {
      app.packet(1, std::as_bytes(std::span(packet.data(), packet.size())));
    }
  };
  for (const auto& [id, path] : event_files) {
    std::ifstream in(folder + "/" + path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    do {
      while (session.wanted(id) < bytes.size()) {
        const auto at = session.wanted(id);
        session.push(id, at, std::as_bytes(std::span(bytes)).subspan(at));
      }
    } while (session.end(id));
    drain(false);
  }
  drain(true);
  app.reading(ReadingState::kDone, 1, 1, static_cast<std::uint32_t>(event_files.size()),
              static_cast<std::uint32_t>(event_files.size()));
  frames();
  return true;
}

void AppHarness::frame() {
  platform.now_secs += 1.0 / 60;
  platform.wanted_secs = 1e9;
  app.frame(platform.now_secs);
  accept_textures();
}

void AppHarness::settle(int most) {
  do frame();
  while ((platform.wanted_secs <= 0 || app.dirty()) && --most > 0);
  if (most <= 0) throw std::runtime_error("frames without end");
}

void AppHarness::resize(float width, float height, float ratio) {
  app.resize(width, height, ratio);
  frames();
}

void AppHarness::move(float x, float y) {
  x_ = x, y_ = y;
  app.pointer(PointerKind::kMove, x, y, 0, {}, PointerType::kMouse, 1);
  frames(2);
}

void AppHarness::press(float x, float y) {
  move(x, y);
  app.pointer(PointerKind::kDown, x, y, 0, {}, PointerType::kMouse, 1);
  frames(2);
}

void AppHarness::drag_to(float x, float y) { move(x, y); }

void AppHarness::release() {
  app.pointer(PointerKind::kUp, x_, y_, 0, {}, PointerType::kMouse, 1);
  frames(3);
}

void AppHarness::click_at(const Rect& r) {
  press(r.center_x(), r.center_y());
  release();
}

void AppHarness::click(std::string_view label) { click_at(widget(label).rect); }
void AppHarness::click(Kind kind, std::string_view label) { click_at(widget(kind, label).rect); }

void AppHarness::double_click(Kind kind, std::string_view label) {
  click(kind, label);
  click(kind, label);
}

void AppHarness::wheel(float x, float y, float dy) {
  app.wheel(x, y, 0, dy, {});
  frames(3);
}

bool AppHarness::key(std::string_view key, Modifiers modifiers) {
  const bool used = app.key(true, key, modifiers);
  frames(2);
  app.key(false, key, modifiers);
  frames(2);
  return used;
}

void AppHarness::type(std::string_view text) {
  platform.edit_text = text;
  app.text(platform.edit_id, text, TextEvent::kChange);
  frames(3);
}

void AppHarness::enter() {
  app.text(platform.edit_id, platform.edit_text, TextEvent::kEnter);
  frames(3);
}

const Widget& AppHarness::widget(std::string_view label) const {
  const Widget* found = app.probe().find(label);
  if (!found) throw std::runtime_error("no widget “" + std::string(label) + "”");
  return *found;
}

const Widget& AppHarness::widget(Kind kind, std::string_view label) const {
  const Widget* found = app.probe().find(kind, label);
  if (!found) throw std::runtime_error("no " + std::string(kind_name(kind)) + " “" + std::string(label) + "”");
  return *found;
}

}  // namespace db
