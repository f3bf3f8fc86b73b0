// The words after "export".
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "host/cli_export.h"

namespace db {

const char* const kExportHelp =
    "usage: dropboard export [OPTION...] LOGDIR\n"
    "\n"
    "Writes all points of the scalars in LOGDIR, none sampled away, to standard output; or charts of them.\n"
    "\n"
    "  --csv          comma-separated values (default)\n"
    "  --json         JSON; NaN and infinities are \"NaN\", \"Infinity\", \"-Infinity\"\n"
    "  --long         a row a point: run, tag, step, wall_time, value (default)\n"
    "  --wide         a row a step, a column a series: \"run:tag\", or \"run\" if all have one tag;\n"
    "                 a series without the step has an empty cell\n"
    "  --wall-time    --wide: a second column a series with its wall times\n"
    "  --tensorboard  as TensorBoard's download: Wall time,Step,Value of one run and tag\n"
    "  --svg, --png   a chart a tag, as the page saves it\n"
    "  --runs FILTER  only these runs    \"a b\" is both words, \"a|b\" either, \"!a\" not, \"/a.*b/\" a regular\n"
    "  --tags FILTER  only these tags    expression; all without regard to case, but for words with capitals.\n"
    "                 Of runs also \"last(loss)<0.1\", first min max mean best count nan, \"hparam(lr)<0.01\"\n"
    "  --superseded   also the points that a restart has superseded; --wide then counts in a column\n"
    "                 \"partition\" how often the steps have gone back\n"
    "  -o FILE        into FILE\n"
    "  -o DIR         into a folder (one that is there, or a name that ends in \"/\"): one file a tag,\n"
    "                 with --tensorboard one a run and tag\n"
    "\n"
    "With --svg and --png:\n"
    "  --size WxH     px without the legend, which is added below (640x400)\n"
    "  --pixel-ratio N  --png: pixels for each px, 0.5 to 8 (2)\n"
    "  --smoothing S  none by itself; 0.6 is TensorBoard's weight; halflife:N (in steps, or seconds on an axis of\n"
    "                 time), gaussian:N (standard deviation, points), median:N (window, points)\n"
    "  --no-raw       without the values themselves behind what is smoothed\n"
    "  --axis A       step, relative, wall\n"
    "  --x-scale S    linear, log, symlog\n"
    "  --y-scale S    the same\n"
    "  --no-outliers  the y axis shows what lies between the 5th and the 95th percentile\n"
    "  --dark         light on dark\n"
    "  --group BY     runs that belong together as one line with a band: folder (the first), parent (all folders),\n"
    "                 pattern:REGEX (by its captures), hparams:NAME,...; on --axis step\n"
    "  --centre C     of a group: mean, median\n"
    "  --band B       of a group: minmax (default), std, stderr, ci95, quartiles\n"
    "  --smooth-last  smooths a group's lines, not its runs before they are taken together\n"
    "  --group-runs   the runs of groups, faintly behind them\n"
    "\n"
    "Exit status 1: something could not be read, is damaged (what is sound is written), matches nothing or\n"
    "cannot be written; 2: bad usage.\n";

namespace {

constexpr std::array<std::string_view, 3> kAxes = {"step", "relative", "wall"};
constexpr std::array<std::string_view, 3> kScales = {"linear", "log", "symlog"};
constexpr std::array<std::string_view, 2> kCentres = {"mean", "median"};
constexpr std::array<std::string_view, 5> kBands = {"std", "stderr", "ci95", "minmax", "quartiles"};
constexpr double kLeastPx = 100, kMostPx = 4000;
constexpr double kLeastRatio = 0.5, kMostRatio = 8;

bool number_of(std::string_view text, double& out) {
  const std::string whole(text);
  char* end = nullptr;
  out = std::strtod(whole.c_str(), &end);
  return !whole.empty() && end == whole.c_str() + whole.size() && std::isfinite(out);
}

template <class E, std::size_t N>
Result<void> choose(const std::array<std::string_view, N>& names, std::string_view word, E& out) {
  const auto found = std::ranges::find(names, word);
  if (found == names.end()) {
    std::string message = "\"" + std::string(word) + "\" is none of";
    for (const std::string_view name : names) message.append(name == names[0] ? " " : ", ").append(name);
    return fail(message);
  }
  out = static_cast<E>(found - names.begin());
  return {};
}

Result<void> parse_size(std::string_view text, PictureOptions& out) {
  const auto x = text.find('x');
  const bool good = x != text.npos && number_of(text.substr(0, x), out.width_px) &&
                    number_of(text.substr(x + 1), out.height_px) && std::min(out.width_px, out.height_px) >= kLeastPx &&
                    std::max(out.width_px, out.height_px) <= kMostPx;
  if (!good) return fail("wants WxH, both from 100 to 4000");
  return {};
}

Result<void> parse_pixel_ratio(std::string_view text, double& out) {
  if (number_of(text, out) && out >= kLeastRatio && out <= kMostRatio) return {};
  return fail("wants a number from 0.5 to 8");
}

Result<void> parse_smoothing(std::string_view text, Smoothing& out) {
  const auto colon = text.find(':');
  const std::string_view kind = text.substr(0, colon == text.npos ? 0 : colon);
  if (kind == "halflife") {
    out.kind = SmoothingKind::kTimeEma;
  } else if (kind == "gaussian") {
    out.kind = SmoothingKind::kGaussian;
  } else if (kind == "median") {
    out.kind = SmoothingKind::kMedian;
  } else if (colon != text.npos) {
    return fail("knows halflife:N, gaussian:N, median:N, or a weight");
  }
  const bool weight = out.kind == SmoothingKind::kEma;
  if (!number_of(text.substr(colon == text.npos ? 0 : colon + 1), out.amount) || out.amount < 0 ||
      (weight && out.amount >= 1)) {
    return fail(weight ? "wants a weight from 0 to below 1" : "wants a number after " + std::string(kind) + ":");
  }
  return {};
}

Result<void> parse_group(std::string_view text, std::optional<GroupRule>& out) {
  const auto colon = text.find(':');
  const std::string_view kind = text.substr(0, colon);
  std::string_view rest = colon == text.npos ? std::string_view() : text.substr(colon + 1);
  GroupRule rule;
  if (text == "folder" || text == "parent") {
    rule.by = text == "folder" ? GroupRule::By::kFolder : GroupRule::By::kParent;
  } else if (kind == "pattern" && !rest.empty()) {
    rule.by = GroupRule::By::kCaptures;
    rule.pattern = rest;
    if (const auto key = run_key(rule, Store()); !key) return std::unexpected(key.error());
  } else if (kind == "hparams" && !rest.empty()) {
    rule.by = GroupRule::By::kHParams;
    for (; !rest.empty(); rest.remove_prefix(std::min(rest.size(), rule.hparams.back().size() + 1)))
      rule.hparams.emplace_back(rest.substr(0, rest.find(',')));
  } else {
    return fail("knows folder, parent, pattern:REGEX, hparams:NAME,...");
  }
  out = std::move(rule);
  return {};
}

class Parser {
 public:
  explicit Parser(std::span<const std::string_view> words) : words_(words) {}

  Result<ExportArguments> parse() {
    while (at_ < words_.size()) {
      word_ = words_[at_++];
      if (const auto done = take(); !done) return std::unexpected(done.error());
    }
    return finish();
  }

 private:
  Result<void> take() {
    if (word_ == "--csv" || word_ == "--json") {
      return only(format_, word_ == "--csv" ? ExportFormat::kCsv : ExportFormat::kJson);
    }
    if (word_ == "--long") return only(layout_, ExportLayout::kLong);
    if (word_ == "--wide") return only(layout_, ExportLayout::kWide);
    if (word_ == "--tensorboard") return only(layout_, ExportLayout::kTensorBoard);
    if (word_ == "--superseded") return set(out_.options.restarts, Restarts::kKeepAll);
    if (word_ == "--wall-time") return set(out_.options.wall_times, true);
    if (word_ == "--svg" || word_ == "--png") {
      return only(picture_form_, word_ == "--svg" ? PictureForm::kSvg : PictureForm::kPng);
    }
    if (word_ == "--no-raw") return of_picture(), set(picture_.raw_lines, false);
    if (word_ == "--no-outliers") return of_picture(), set(picture_.ignore_outliers, true);
    if (word_ == "--dark") return of_picture(), set(picture_.dark, true);
    if (word_ == "--smooth-last") return of_group(), set(picture_.smooth_runs_first, false);
    if (word_ == "--group-runs") return of_group(), set(picture_.group_runs, true);
    if (const auto value = value_of()) return *value;
    if (word_.starts_with("-") && word_ != "-") return fail("unknown option \"" + word_ + "\"");
    if (!out_.logdir.empty()) return fail("more than one LOGDIR");
    out_.logdir = word_;
    return {};
  }

  // Of options that have one.
  std::optional<Result<void>> value_of() {
    constexpr std::array<std::string_view, 12> kWithValue = {"--runs",  "--tags",    "-o",        "--size",
                                                             "--axis",  "--x-scale", "--y-scale", "--smoothing",
                                                             "--group", "--centre",  "--band",    "--pixel-ratio"};
    if (!std::ranges::contains(kWithValue, word_)) return std::nullopt;
    if (at_ == words_.size()) return fail(word_ + " wants a value");
    const auto done = take_value(words_[at_++]);
    if (!done) return fail(word_ + ": " + done.error().message);
    return Result<void>();
  }

  Result<void> take_value(std::string_view value) {
    if (word_ == "-o") {
      if (value.empty()) return fail("wants a file or a folder");
      out_.out = value;
      return {};
    }
    if (word_ == "--runs" || word_ == "--tags") {
      auto filter = Filter::parse(value, word_ == "--runs" ? Filter::Of::kRuns : Filter::Of::kNames);
      if (!filter) return std::unexpected(filter.error());
      (word_ == "--runs" ? out_.runs : out_.tags) = std::move(*filter);
      return {};
    }
    of_picture();
    if (word_ == "--size") return parse_size(value, picture_);
    if (word_ == "--pixel-ratio") {
      pixel_ratio_ = true;
      return parse_pixel_ratio(value, picture_.pixel_ratio);
    }
    if (word_ == "--axis") return choose(kAxes, value, picture_.axis);
    if (word_ == "--x-scale") return choose(kScales, value, picture_.x_scale);
    if (word_ == "--y-scale") return choose(kScales, value, picture_.y_scale);
    if (word_ == "--smoothing") return parse_smoothing(value, picture_.smoothing);
    if (word_ == "--group") return parse_group(value, picture_.group);
    of_group();
    if (word_ == "--centre") return choose(kCentres, value, picture_.band.centre);
    return choose(kBands, value, picture_.band.spread);
  }

  Result<ExportArguments> finish() {
    if (out_.logdir.empty()) return fail("no LOGDIR");
    if (picture_form_ && (format_ || layout_)) return fail("--svg and --png go with no other form");
    if (!picture_form_ && !picture_word_.empty()) return fail(picture_word_ + " goes with --svg and --png");
    if (pixel_ratio_ && picture_form_ != PictureForm::kPng) return fail("--pixel-ratio goes with --png");
    if (!picture_.group && !group_word_.empty()) return fail(group_word_ + " goes with --group");
    if (picture_.group && picture_.axis != XAxis::kStep) return fail("--group goes with --axis step");
    out_.options.format = format_.value_or(ExportFormat::kCsv);
    out_.options.layout = layout_.value_or(ExportLayout::kLong);
    if (out_.options.wall_times && out_.options.layout != ExportLayout::kWide)
      return fail("--wall-time goes with --wide");
    if (!picture_form_) return std::move(out_);
    if (picture_.axis == XAxis::kWall && picture_.x_scale != ScaleKind::kLinear) return fail("--axis wall is linear");
    picture_.form = *picture_form_;
    picture_.smoothing.by_time = picture_.axis != XAxis::kStep;
    picture_.smoothing = sound_smoothing(picture_.smoothing);
    out_.picture = picture_;
    return std::move(out_);
  }

  template <class T, class V>
  Result<void> set(T& to, V value) {
    to = value;
    return {};
  }
  template <class T>
  Result<void> only(std::optional<T>& choice, T value) {
    if (std::exchange(choice, value).value_or(value) == value) return {};
    return fail(word_ + " excludes what was asked for before it");
  }
  void of_picture() { picture_word_ = word_; }
  void of_group() { picture_word_ = group_word_ = word_; }

  std::span<const std::string_view> words_;
  std::size_t at_ = 0;
  std::string word_;
  ExportArguments out_;
  std::optional<ExportFormat> format_;
  std::optional<ExportLayout> layout_;
  std::optional<PictureForm> picture_form_;
  PictureOptions picture_;
  bool pixel_ratio_ = false;  // was asked for
  std::string picture_word_;  // one that only goes with pictures
  std::string group_word_;    // one that only goes with --group
};

}  // namespace

Result<ExportArguments> parse_export(std::span<const std::string_view> words) { return Parser(words).parse(); }

}  // namespace db
