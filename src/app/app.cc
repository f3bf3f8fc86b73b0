#include "app/app.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/link_words.h"
#include "app/shell.h"
#include "imgui_internal.h"
#include "implot.h"
#include "ui/theme.h"

namespace db {
namespace {

// Between frames that only news of reading ask for, as frames take processor time from it: little at first, then more,
// and still more where frames are dear.
constexpr double kLeastNewsSecs = 0.04;
constexpr double kMostNewsSecs = 0.3;
constexpr double kNewsShare = 0.1;  // of the time, for drawing
constexpr double kRarestNewsSecs = 1;
constexpr double kLeastGrowth = 2;       // every gap is at least so many times the time before it
constexpr double kDearFrameSecs = 0.04;  // the gaps grow by once that time more quickly
constexpr double kMostGrowth = 4;

// What the frame of a pointer's move leaves to a second one waits so long for the next move, whose frame does as well.
constexpr double kRestSecs = 0.1;

void set_style() {
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = style.FramePadding = style.ItemSpacing = {0, 0};
  style.WindowBorderSize = style.PopupBorderSize = style.ChildBorderSize = 0;
  style.WindowRounding = style.PopupRounding = 0;
  style.WindowMinSize = {1, 1};
  style.DisabledAlpha = 1;
  style.DisplaySafeAreaPadding = {0, 0};
  style.CircleTessellationMaxError = 0.2f;
  style.Colors[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0};
}

}  // namespace

App::App(Platform& platform) : platform_(platform), dashboards_(make_dashboards()), theme_(&light_theme()) {
  ImGui::CreateContext();
  ImPlot::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.MouseDragThreshold = 4;
  io.MouseDoubleClickTime = 0.45f;
  io.ConfigErrorRecoveryEnableTooltip = false;
  io.ConfigDebugHighlightIdConflicts = false;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  set_style();
  fonts_ = load_fonts(*io.Fonts, &platform);
  for (auto& dashboard : dashboards_)
    if (shell_.dashboard.empty() && dashboard->is_tab()) shell_.dashboard = dashboard->id();
  if (shell_.dashboard.empty()) shell_.dashboard = "inspect";
}

App::~App() {
  dashboards_.clear();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    // Whoever held the pixels is gone before us.
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImPlot::DestroyContext();
  ImGui::DestroyContext();
}

void App::invalidate(int frames) {
  frames_wanted_ = std::max(frames_wanted_, frames);
  only_moved_ = false;
  platform_.request_frame(0);
}

// --- data

FileId App::add_file(std::string_view path, std::uint64_t bytes) { return store_.add_file(path, bytes); }

void App::packet(std::uint32_t sender, std::span<const std::byte> bytes) {
  const bool had_points = store_.points() > 0;
  if (const auto applied = receivers_[sender].apply(bytes, store_); !applied) {
    ++packet_problems_;
    last_packet_problem_ = applied.error().message;
  }
  show_news();
  if (!had_points && store_.points() > 0) platform_.request_frame(0);
}

void App::show_news() {
  frames_wanted_ = std::max(frames_wanted_, 1);
  const double now = platform_.clock_secs();
  platform_.request_frame(std::max(0.0, last_frame_secs_ + news_gap_secs(now) - now));
}

double App::news_gap_secs(double now_secs) const {
  if (!shell_.reading.busy()) return 0;
  const double cost = last_draw_secs();
  const double most = std::clamp(cost / kNewsShare, kMostNewsSecs, kRarestNewsSecs);
  const double growth = std::min(kLeastGrowth + cost / kDearFrameSecs, kMostGrowth);
  return std::clamp(growth * (now_secs - shell_.reading.since_secs), kLeastNewsSecs, most);
}

void App::file_problem(FileId id, FileStatus status, std::string_view text) {
  if (index_of(id) >= store_.files().size()) return;
  FileInfo& file = store_.file(id);
  file.status = status;
  file.problem = text;
  store_.touch();
  invalidate(1);
}

void App::forget_file(FileId id) {
  if (index_of(id) >= store_.files().size()) return;
  store_.forget_rows(id);
  invalidate(1);
}

void App::listed() {
  shell_.listed = true;
  invalidate();
}

void App::reading(ReadingState state, double bytes_total, double bytes_read, std::uint32_t files_total,
                  std::uint32_t files_read) {
  Reading& r = shell_.reading;
  const double now = platform_.clock_secs();
  const bool was_busy = r.busy();
  r.state = state;
  r.bytes_total = bytes_total;
  r.bytes_read = bytes_read;
  r.files_total = files_total;
  r.files_read = files_read;
  if (r.busy() && !was_busy) {
    shell_.progress_folded = false;
    pace_.begin_reading(now);
    r.since_secs = r.rate_secs = now;
    r.rate_bytes = bytes_read;
    r.began_bytes = bytes_read;
    r.rate = 0;
  } else if (r.busy() && now - r.rate_secs >= 0.25) {
    const double rate = (bytes_read - r.rate_bytes) / (now - r.rate_secs);
    r.rate = r.rate == 0 ? rate : r.rate * 0.7 + rate * 0.3;
    r.rate_secs = now;
    r.rate_bytes = bytes_read;
  }
  if (!r.busy()) r.ended_secs = now;
  pace_.set_reading(state == ReadingState::kListing || state == ReadingState::kReading);
  if (r.busy() && was_busy) {
    show_news();
  } else {
    invalidate(1);
  }
}

void App::following(FollowState state, std::optional<double> grew_ago_secs) {
  shell_.following.state = state;
  shell_.following.grew_secs.reset();
  if (grew_ago_secs) shell_.following.grew_secs = platform_.clock_secs() - *grew_ago_secs;
  invalidate(1);
}

void App::set_name(std::string_view name) {
  shell_.name = name;
  platform_.set_title(name.empty() ? std::string("dropboard") : std::string(name) + " · dropboard");
  invalidate(1);
}

void App::close() {
  store_ = Store();
  receivers_.clear();
  runs_.clear();
  summaries_.clear();
  better_ways_.forget_tags();
  shell_.reading = {};
  shell_.following = {};
  shell_.name.clear();
  shell_.listed = false;
  shell_.hidden_damage = 0;
  notices_ = {};
  not_shown_.clear();
  notices_generation_ = 0;
  shell_.toasts.clear();
  shell_.folded.clear();
  shell_.rail_drawer = shell_.panel_drawer = false;
  packet_problems_ = 0;
  // Dashboards hold nothing of the old store beyond a generation: make them anew, with the view state they had.
  dashboards_ = make_dashboards();
  load_state(std::string(fragment_));
  invalidate();
}

// --- frames

Context App::make_context(double now_secs, double work_secs) {
  const Width width = width_class(width_);
  Dashboard* shown = active();
  return {.store = store_,
          .runs = runs_,
          .summaries = summaries_,
          .ways = better_ways_,
          .theme = *theme_,
          .size = metrics(width, shown && shown->roomy()),
          .fonts = fonts_,
          .platform = platform_,
          .probe = probe_,
          .commands = commands_,
          .input = input_,
          .fields = fields_,
          .tooltip = tooltip_,
          .hover = hover_,
          .dashboards = *this,
          .width = width,
          .page = {0, 0, width_, height_},
          .pixel_ratio = ratio_,
          .now_secs = now_secs,
          .deadline_secs = now_secs + work_secs,
          .reading = shell_.reading.busy(),
          .news_secs = news_gap_secs(now_secs),
          .frame_secs = last_draw_secs(),
          .reduced_motion = reduced_motion_};
}

std::string_view App::shown_in(SeriesKind kind, std::string_view plugin) const {
  for (const auto& dashboard : dashboards_)
    if (dashboard->is_tab() && dashboard->wants(kind, plugin)) return dashboard->title();
  return {};
}

Dashboard* App::active() {
  for (auto& dashboard : dashboards_)
    if (dashboard->id() == shell_.dashboard) return dashboard.get();
  return nullptr;
}

void App::update_theme() {
  const ThemeChoice choice = shell_.preferences.theme;
  const bool chosen = choice == ThemeChoice::kDark || (choice == ThemeChoice::kSystem && shell_.dark_system);
  const bool dark = dark_link_.value_or(chosen);
  theme_ = dark ? &dark_theme() : &light_theme();
  if (theme_ == drawn_theme_) return;
  drawn_theme_ = theme_;
  set_text_multiply(fonts_, theme_->text_multiply);
  platform_.theme_changed(dark);
}

// Counting restarts takes a look at every series: not more than twice a second while bytes come in.
void App::update_notices(double now_secs) {
  if (notices_generation_ == store_.generation()) return;
  if (shell_.reading.busy() && now_secs - notices_secs_ < 0.5) {
    platform_.request_frame(std::max(0.5, news_gap_secs(now_secs)));
    return;
  }
  notices_generation_ = store_.generation();
  notices_secs_ = now_secs;
  notices_ = find_notices(store_);
  not_shown_ = find_not_shown(store_, *this);
}

// Filters and orders by value follow the store, not more than twice a second while bytes come in.
void App::update_run_values(double now_secs) {
  constexpr double kPauseSecs = 0.5;
  if (!runs_.wants_values(store_)) return;
  if (shell_.reading.busy() && now_secs - values_secs_ < kPauseSecs) {
    platform_.request_frame(kPauseSecs);
    return;
  }
  values_secs_ = now_secs;
  runs_.update_values(store_, summaries_, better_ways_);
}

void App::frame(double now_secs) {
  if (width_ <= 0 || height_ <= 0) return;
  const double began = platform_.clock_secs();
  frames_wanted_ = std::max(0, frames_wanted_ - 1);
  apply_commands();
  update_theme();
  runs_.update(store_);
  update_run_values(now_secs);
  update_notices(now_secs);

  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_, height_};
  io.DisplayFramebufferScale = {ratio_, ratio_};
  io.DeltaTime = static_cast<float>(std::clamp(now_secs - last_frame_secs_, 0.0001, 1.0));
  last_frame_secs_ = now_secs;
  forget_shaped_text(fonts_);
  ImGui::NewFrame();
  set_density(fonts_, ratio_);
  hover_.run = std::exchange(hover_.next_run, std::nullopt);
  input_.cursor = Cursor::kArrow;
  probe_.begin_frame();

  Context context = make_context(now_secs, pace_.slice_secs(now_secs, true));
  prepare(context);
  const double prepared = platform_.clock_secs();
  Shell(*this, context).draw();
  tooltip_.draw(context);
  probe_.end_frame();
  give_focus_back();
  fields_.end_frame(platform_);
  platform_.set_cursor(input_.cursor);
  ImGui::Render();

  input_.end_frame(ImGui::IsMouseDown(ImGuiMouseButton_Left));
  apply_commands();
  if (hover_.run != hover_.next_run) invalidate(1);
  if (GImGui->InputEventsQueue.Size > 0) invalidate(1);
  if (more_to_prepare_ && held()) invalidate(1);
  if (frames_wanted_ > 0) platform_.request_frame(only_moved_ ? kRestSecs : 0);
  const double ended = platform_.clock_secs();
  frame_times_.add(static_cast<float>((prepared - began) * 1e3), static_cast<float>((ended - prepared) * 1e3));
}

void App::prepare(Context& context) {
  const double began = platform_.clock_secs();
  Dashboard* dashboard = active();
  more_to_prepare_ = dashboard && dashboard->prepare(context);
  pace_.spent(platform_.clock_secs() - began);
}

bool App::held() const { return ImGui::IsMouseDown(ImGuiMouseButton_Left); }

double App::work() {
  if (!more_to_prepare_ || held()) return -1;
  const double now = platform_.clock_secs();
  if (const double wait = pace_.wait_secs(now); wait > 0) return wait;
  Context context = make_context(now, pace_.slice_secs(now, false));
  prepare(context);
  if (more_to_prepare_) return pace_.wait_secs(platform_.clock_secs());
  if (shell_.reading.busy()) {
    show_news();
  } else {
    invalidate(1);
  }
  return -1;
}

// --- state

// A bad value leaves its setting as it was.
void App::set_state(std::string_view fragment) {
  if (fragment.starts_with('#')) fragment.remove_prefix(1);
  const StateReader before(fragment_);
  history_.end();
  fields_.forget(platform_);  // the text in a field is of the state before
  load_state(fragment);
  auto left_out = loaded_.left_out();
  if (std::ranges::contains(left_out, StateReader::LeftOut::Why::kValue, &StateReader::LeftOut::why))
    load_state(loaded_.without_refused(before));
  shell_.left_out = std::move(left_out);
  const bool newer = loaded_.number("v", 1) > 1;
  if (const std::string text = left_out_text(newer, shell_.left_out.size()); !text.empty()) {
    using Button = Toast::Button;
    toast(text, Tone::kInfo, shell_.left_out.empty() ? Button::kNone : Button::kSeeWhich);
  }
}

void App::load_state(std::string_view fragment) {
  fragment_ = fragment;
  loaded_ = StateReader(fragment);
  std::string id = loaded_.text("d", loaded_.bare());
  if (id == "timeseries") id = "scalars";
  shell_.dashboard = id;
  if (id.empty()) {
    for (auto& dashboard : dashboards_)
      if (shell_.dashboard.empty()) shell_.dashboard = dashboard->id();
  }
  (void)loaded_.number("v", 1);
  const std::string theme = loaded_.text("theme", "");
  dark_link_ = theme == "dark" ? std::optional(true) : theme == "light" ? std::optional(false) : std::nullopt;
  if (!dark_link_) loaded_.refuse("theme");  // if it is there
  runs_.load(loaded_);
  for (auto& dashboard : dashboards_) {
    loaded_.set_prefix(std::string(dashboard->id()) + ".");
    dashboard->load(loaded_);
  }
  loaded_.set_prefix("");
  invalidate();
}

void App::save_state(bool own_step) {
  StateWriter out;
  if (!dashboards_.empty() && shell_.dashboard != dashboards_.front()->id()) out.set("d", shell_.dashboard);
  if (dark_link_) out.set("theme", *dark_link_ ? "dark" : "light");
  runs_.save(out);
  for (const auto& dashboard : dashboards_) {
    out.set_prefix(std::string(dashboard->id()) + ".");
    dashboard->save(out);
  }
  std::string text = out.text().empty() ? std::string() : "v=1&" + out.text();
  if (text == fragment_) return;
  const std::string warning = link_warning(fragment_.size(), text);
  const bool step = history_.step(fragment_, text, own_step, platform_.clock_secs());
  const std::string before = std::exchange(fragment_, std::move(text));
  keep_habits(before);
  if (!warning.empty()) toast(warning, Tone::kWarn);
  if (fragment_.size() <= kLongestLink) platform_.set_fragment(fragment_, step);
}

// Of what has changed since `before`.
void App::keep_habits(std::string_view before) {
  bool changed = false;
  for (const std::string_view key : changed_keys(before, fragment_)) {
    const auto is_habit = [key](const auto& dashboard) {
      const std::string_view id = dashboard->id();
      return key.size() > id.size() && key.starts_with(id) && key[id.size()] == '.' &&
             std::ranges::contains(dashboard->habits(), key.substr(id.size() + 1));
    };
    if (std::ranges::none_of(dashboards_, is_habit)) continue;
    shell_.preferences.remember(key, value_in(fragment_, key));
    changed = true;
  }
  if (changed) save_preferences();
}

void App::begin_view() {
  if (const std::string habits = shell_.preferences.remembered_text(); !habits.empty()) load_state("v=1&" + habits);
}

void App::set_preferences(std::string_view text) {
  shell_.preferences = Preferences::parse(text);
  invalidate();
}

void App::save_preferences() { platform_.save_preferences(shell_.preferences.text()); }

void App::set_dark_default(bool dark) {
  shell_.dark_system = dark;
  invalidate();
}

void App::set_notices_text(std::string_view text) {
  shell_.notices_text = text;
  invalidate();
}

}  // namespace db
