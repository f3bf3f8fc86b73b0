// The viewer without its window: it owns the store, the run selection and the dashboards, takes packets and input, and
// makes one frame of ImGui draw data when something has changed. The host draws it; tests look at its probe.
//
// Owned by the host, one at a time (ImGui's context is global). Single-threaded. Nothing here parses event files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/notices.h"
#include "app/frame_times.h"
#include "app/history_steps.h"
#include "app/not_shown.h"
#include "app/reading.h"
#include "app/shell_state.h"
#include "app/work_pace.h"
#include "dashboards/dashboard.h"
#include "store/packet.h"
#include "store/store.h"
#include "ui/context.h"
#include "ui/fonts.h"
#include "ui/input.h"
#include "ui/probe.h"
#include "ui/run_list.h"
#include "ui/run_selection.h"
#include "ui/text_fields.h"
#include "ui/tooltip.h"
#include "ui/view_state.h"

namespace db {

struct CommandInfo;  // app/commands.h

enum class PointerKind : std::uint32_t { kMove, kDown, kUp, kLeave, kCancel };
enum class PointerType : std::uint32_t { kMouse, kTouch, kPen };

class App : private DashboardIndex {
 public:
  explicit App(Platform& platform);  // makes ImGui's context
  ~App() override;
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // --- data
  FileId add_file(std::string_view path, std::uint64_t bytes);
  void packet(std::uint32_t sender, std::span<const std::byte> bytes);
  void file_problem(FileId file, FileStatus status, std::string_view text);
  void forget_file(FileId file);
  void listed();
  void reading(ReadingState state, double bytes_total, double bytes_read, std::uint32_t files_total,
               std::uint32_t files_read);
  // `grew_ago_secs`: since what is followed last grew; unset: not known.
  void following(FollowState state, std::optional<double> grew_ago_secs);
  void set_name(std::string_view name);
  void close();  // everything that is open

  // --- input, in CSS pixels
  void resize(float width, float height, float ratio);
  void pointer(PointerKind kind, float x, float y, int button, Modifiers modifiers, PointerType type,
               std::uint32_t pointer_id);
  void wheel(float x, float y, float dx, float dy, Modifiers modifiers);
  void pinch(float scale, float x, float y, float dx, float dy);
  bool key(bool down, std::string_view key, Modifiers modifiers);  // true: used
  void text(std::string_view id, std::string_view text, TextEvent event);
  void drag(Drag drag, std::uint32_t folders, std::uint32_t files, bool replaces);
  void run_command(std::string_view name, std::string_view argument = {});

  // --- state
  void set_state(std::string_view fragment);
  const std::string& state() const { return fragment_; }
  void set_preferences(std::string_view text);
  void begin_view();  // with the settings that preferences keep, where no link says another
  void set_dark_default(bool dark);
  void set_reduced_motion(bool reduced) { reduced_motion_ = reduced; }
  void set_notices_text(std::string_view text);

  // --- frames
  bool dirty() const { return frames_wanted_ > 0; }
  // Makes ImGui's draw data for `now`, in seconds of Platform::clock_secs.
  void frame(double now_secs);
  // Goes on with what the last frame left to prepare, between frames: nothing of it waits for a screen. Returns seconds
  // until it wants to be called again; below 0: not before the next frame.
  double work();
  FrameTimes& frame_times() { return frame_times_; }
  void invalidate(int frames = 2);

  const Store& store() const { return store_; }
  const RunSelection& runs() const { return runs_; }
  const Probe& probe() const { return probe_; }
  const ShellState& shell() const { return shell_; }
  const TextFields& fields() const { return fields_; }
  std::span<const std::unique_ptr<Dashboard>> dashboards() const { return dashboards_; }
  std::uint64_t packet_problems() const { return packet_problems_; }
  const std::string& last_packet_problem() const { return last_packet_problem_; }
  bool more_to_prepare() const { return more_to_prepare_; }
  const Notices& notices() const { return notices_; }
  const std::vector<NotShown>& not_shown() const { return not_shown_; }
  // For the page's mirror of the widgets: moves the keyboard focus there, presses it.
  void focus_widget(ImGuiID id, bool press);
  ImGuiID focused_widget() const { return probe_.current() != 0 ? probe_.current() : input_.focus; }

 private:
  friend class Shell;

  std::string_view shown_in(SeriesKind kind, std::string_view plugin) const override;
  Context make_context(double now_secs, double work_secs = 0);
  void prepare(Context& context);
  void show_news();  // a frame soon, though not at once while files are read
  double news_gap_secs(double now_secs) const;
  double last_draw_secs() const { return static_cast<double>(frame_times_.last_draw_ms()) * 1e-3; }
  bool held() const;  // a hand is moving something: work is done in its frames, in small slices
  Dashboard* active();
  void apply_commands();
  void apply(const Commands::Entry& command);
  void toast(std::string_view text, Tone tone, Toast::Button button = Toast::Button::kNone);
  void set_dashboard(std::string_view id);
  void load_state(std::string_view fragment);
  void save_state(bool own_step);
  void save_preferences();
  void keep_habits(std::string_view before);
  void update_theme();
  void update_notices(double now_secs);
  void update_run_values(double now_secs);
  bool escape();
  bool move_focus(int direction);
  bool covered() const;
  void give_focus_back();
  std::optional<RunId> run_named(std::string_view name) const;
  std::optional<RunId> meant_run() const;
  void edit_run(std::string_view key);
  void mark_runs(std::string_view command, std::string_view argument);
  bool command_works(const CommandInfo& command);
  void show_tag(std::string_view tag);

  Platform& platform_;
  Fonts fonts_;
  Store store_;
  std::unordered_map<std::uint32_t, PacketReceiver> receivers_;  // by sender
  std::uint64_t packet_problems_ = 0;
  std::string last_packet_problem_;
  RunSelection runs_;
  SummaryCache summaries_;
  BetterWays better_ways_;
  double values_secs_ = -1;  // when runs_ last looked at values
  std::vector<std::unique_ptr<Dashboard>> dashboards_;

  Probe probe_;
  Commands commands_;
  Input input_;
  bool covered_ = false;  // in the last frame
  struct {
    ImGuiID id = 0;
    bool visible = false;
  } under_;  // what had the focus before
  TextFields fields_;
  Tooltip tooltip_;
  Hover hover_;
  ShellState shell_;
  RunList run_list_;
  Notices notices_;
  std::vector<NotShown> not_shown_;
  std::uint64_t notices_generation_ = 0;
  double notices_secs_ = -1;
  const Theme* theme_ = nullptr;
  const Theme* drawn_theme_ = nullptr;  // the fonts' glyphs are for this one
  float width_ = 0, height_ = 0, ratio_ = 1;
  bool reduced_motion_ = false;
  Rect dashboards_area_;  // of the last frame: where the open dashboard is
  std::uint32_t touch_id_ = 0;
  bool touch_down_ = false;

  std::string fragment_;
  HistorySteps history_;
  std::optional<bool> dark_link_;  // what the link says; until a person chooses
  StateReader loaded_;             // what the fragment said, for dashboards
  int frames_wanted_ = 2;
  bool only_moved_ = false;  // they are wanted for no more than a pointer's moves
  bool more_to_prepare_ = false;
  WorkPace pace_;
  double last_frame_secs_ = 0;
  FrameTimes frame_times_;
};

}  // namespace db
