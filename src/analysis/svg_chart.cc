#include "analysis/svg_chart.h"

#include <algorithm>
#include <cmath>

#include "analysis/svg_legend.h"

namespace db {
namespace {

constexpr double kLabelPx = 11, kTitlePx = 13;
constexpr double kEdgePx = 8;  // between text and the picture's edge
constexpr double kLabelGapPx = 6;
constexpr double kBold = 1.15;    // so much wider text is
constexpr double kXTitlePx = 34;  // from the plot down to its baseline
constexpr double kTickPx = 4, kMinorTickPx = 2.5;
constexpr double kDotPx = 2, kMarkPx = 4;

// Puts elements together: write("line", {{"x1", "3"}}).
class Document {
 public:
  struct Attribute {
    std::string_view name;
    std::string value;
  };
  using Attributes = std::initializer_list<Attribute>;

  void open(std::string_view element, Attributes attributes) {
    begin(element, attributes);
    out_ += ">\n";
    open_.emplace_back(element);
  }
  void close() {
    out_ += "</" + open_.back() + ">\n";
    open_.pop_back();
  }
  void element(std::string_view name, Attributes attributes) {
    begin(name, attributes);
    out_ += "/>\n";
  }
  void text(std::string_view text, Attributes attributes, std::string_view element = "text") {
    begin(element, attributes);
    out_ += ">" + xml_text(text) + "</" + std::string(element) + ">\n";
  }
  std::string take() { return std::move(out_); }

 private:
  void begin(std::string_view element, Attributes attributes) {
    out_.append("<").append(element);
    for (const Attribute& attribute : attributes) {
      if (attribute.value.empty()) continue;
      out_.append(" ").append(attribute.name).append("=\"").append(attribute.value).append("\"");
    }
  }

  std::string out_;
  std::vector<std::string> open_;
};

std::string dash_text(const std::vector<double>& dashes_px) {
  std::string out;
  for (const double dash : dashes_px) out += (out.empty() ? "" : " ") + px_text(dash);
  return out;
}

std::string opacity_text(double opacity) { return opacity < 1 ? px_text(opacity) : ""; }

class Drawing {
 public:
  explicit Drawing(const SvgChart& chart) : chart_(chart), plot_(svg_plot(chart)), height_px_(chart.height_px) {
    if (!chart.legend) return;
    std::vector<SvgLegendName> names;
    for (const SvgLine& line : chart.lines) names.push_back({line.name, line.group});
    legend_ = svg_legend(names, chart.width_px - plot_.left - kEdgePx, chart.height_px);
    height_px_ += legend_.height_px;
  }

  std::string text() {
    const std::string width = px_text(chart_.width_px), height = px_text(height_px_);
    out_.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                      {"width", width},
                      {"height", height},
                      {"viewBox", "0 0 " + width + " " + height},
                      {"font-family", "Inter,system-ui,Helvetica,Arial,sans-serif"},
                      {"font-size", px_text(kLabelPx)},
                      {"fill", colour_text(chart_.colours.labels)}});
    if (!chart_.title.empty()) out_.text(chart_.title, {}, "title");
    if (chart_.background)
      out_.element("rect", {{"width", width}, {"height", height}, {"fill", colour_text(chart_.colours.background)}});
    grid();
    data();
    axes();
    titles();
    legend();
    out_.close();
    return out_.take();
  }

 private:
  static std::string horizontal(double from, double y, double to) {
    return "M" + px_text(from) + " " + px_text(y) + "H" + px_text(to);
  }
  static std::string vertical(double x, double from, double to) {
    return "M" + px_text(x) + " " + px_text(from) + "V" + px_text(to);
  }

  void grid() {
    std::string path;
    for (const Tick& tick : chart_.y.ticks) path += horizontal(plot_.left, plot_.y(tick.at), plot_.right());
    out_.element("path", {{"stroke", colour_text(chart_.colours.grid)}, {"d", path}});
  }

  void axes() {
    std::string path = vertical(plot_.left, plot_.top, plot_.bottom()) + "H" + px_text(plot_.right());
    for (const Tick& tick : chart_.x.ticks)
      path += vertical(plot_.x(tick.at), plot_.bottom(), plot_.bottom() + kTickPx);
    for (const double at : chart_.x.minor) path += vertical(plot_.x(at), plot_.bottom(), plot_.bottom() + kMinorTickPx);
    for (const Tick& tick : chart_.y.ticks) path += horizontal(plot_.left - kTickPx, plot_.y(tick.at), plot_.left);
    for (const double at : chart_.y.minor) path += horizontal(plot_.left - kMinorTickPx, plot_.y(at), plot_.left);
    out_.element("path", {{"fill", "none"}, {"stroke", colour_text(chart_.colours.axis)}, {"d", path}});

    out_.open("g", {{"text-anchor", "middle"}});
    std::vector<Range> spans;
    for (const Tick& tick : chart_.x.ticks) {
      const double half = svg_text_width(tick.label, kLabelPx) / 2, least = kLabelGapPx / 2 + half;
      const double x = std::clamp(plot_.x(tick.at), least, std::max(least, chart_.width_px - least));
      spans.push_back({x - half, x + half});
    }
    const LabelsWithRoom shown = labels_with_room({chart_.x.ticks, {}}, spans, kLabelGapPx);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (!shown.has(i)) continue;  // the tick stays
      const double x = (spans[i].lo + spans[i].hi) / 2;
      out_.text(chart_.x.ticks[i].label, {{"x", px_text(x)}, {"y", px_text(plot_.bottom() + 17)}});
    }
    out_.close();
    out_.open("g", {{"text-anchor", "end"}});
    for (const Tick& tick : chart_.y.ticks) {
      out_.text(tick.label, {{"x", px_text(plot_.left - 7)}, {"y", px_text(plot_.y(tick.at) + 4)}});
    }
    if (!chart_.x.base.empty()) {
      out_.text(chart_.x.base, {{"x", px_text(plot_.right())}, {"y", px_text(plot_.bottom() + kXTitlePx)}});
    }
    out_.close();
    y_base();
  }

  // What all labels begin with lies over the lines: on a plate.
  void y_base() {
    if (chart_.y.base.empty()) return;
    out_.element("rect", {{"x", px_text(plot_.left + 1)},
                          {"y", px_text(plot_.top + 1)},
                          {"width", px_text(svg_text_width(chart_.y.base, kLabelPx) + 6)},
                          {"height", "15"},
                          {"fill", colour_text(chart_.colours.background)},
                          {"fill-opacity", "0.85"}});
    out_.text(chart_.y.base, {{"x", px_text(plot_.left + 4)}, {"y", px_text(plot_.top + 12)}});
  }

  void titles() {
    const std::string colour = colour_text(chart_.colours.text);
    if (!chart_.title.empty()) {
      const double room = chart_.width_px - plot_.left - kEdgePx;
      out_.text(svg_elided(chart_.title, kTitlePx * kBold, room), {{"x", px_text(plot_.left)},
                                                                   {"y", "22"},
                                                                   {"font-size", px_text(kTitlePx)},
                                                                   {"font-weight", "600"},
                                                                   {"fill", colour}});
    }
    const std::string middle_y = px_text(plot_.y(0.5));
    if (!chart_.x.title.empty()) {  // beside what all labels begin with
      const double half = svg_text_width(chart_.x.title, kLabelPx) / 2;
      const double base = chart_.x.base.empty() ? 0 : svg_text_width(chart_.x.base, kLabelPx) + 2 * kLabelGapPx;
      const double x = std::max(plot_.left + half, std::min(plot_.x(0.5), plot_.right() - base - half));
      out_.text(
          chart_.x.title,
          {{"x", px_text(x)}, {"y", px_text(plot_.bottom() + kXTitlePx)}, {"text-anchor", "middle"}, {"fill", colour}});
    }
    if (!chart_.y.title.empty()) {
      out_.text(
          chart_.y.title,
          {{"transform", "translate(15 " + middle_y + ")rotate(-90)"}, {"text-anchor", "middle"}, {"fill", colour}});
    }
  }

  void data() {
    const std::string id = xml_text(chart_.id);
    out_.open("clipPath", {{"id", id}});
    out_.element("rect", {{"x", px_text(plot_.left)},
                          {"y", px_text(plot_.top)},
                          {"width", px_text(plot_.width)},
                          {"height", px_text(plot_.height)}});
    out_.close();
    const std::string clip = "url(#" + id + ")";
    out_.open("g", {{"fill", "none"}, {"stroke-linejoin", "round"}});
    for (const SvgBand& band : chart_.bands) {
      out_.element("path", {{"fill", colour_text(band.rgb)},
                            {"fill-opacity", opacity_text(band.opacity)},
                            {"clip-path", clip},
                            {"d", band_path(band.upper, band.lower, plot_)}});
    }
    for (const SvgLine& line : chart_.lines) {
      if (line.raw.empty()) continue;
      out_.element("path", {{"stroke", colour_text(line.rgb)},
                            {"stroke-opacity", opacity_text(chart_.colours.raw_opacity * line.opacity)},
                            {"clip-path", clip},
                            {"d", line_path(line.raw, plot_)}});
    }
    for (const SvgLine& line : chart_.lines) {
      out_.open("g", {{"stroke", colour_text(line.rgb)}, {"opacity", opacity_text(line.opacity)}});
      if (!line.name.empty()) out_.text(line.name, {}, "title");
      out_.element("path", {{"stroke-width", px_text(line.width_px)},
                            {"stroke-dasharray", dash_text(line.dashes_px)},
                            {"clip-path", clip},
                            {"d", line_path(line.points, plot_)}});
      for (const LodMark& mark : line.marks) marked(mark, line.dot, colour_text(line.rgb));
      out_.close();
    }
    out_.close();
  }

  // Dots; NaN is a hollow triangle on the last finite value, an infinity a filled one at its edge (look.md section 7).
  // Those on the plot's edge are whole.
  void marked(const LodMark& mark, SvgDot shape, const std::string& colour) {
    const double x = plot_.x(static_cast<double>(mark.x));
    double y = plot_.y(static_cast<double>(mark.y));
    const bool finite = mark.kind == LodMark::Kind::kDot || mark.kind == LodMark::Kind::kNaN;
    if (finite && (y < plot_.top - 1 || y > plot_.bottom() + 1)) return;
    if (mark.kind == LodMark::Kind::kDot) {
      dot(x, y, shape, colour);
      return;
    }
    const bool hollow = mark.kind == LodMark::Kind::kNaN;
    const double up = mark.kind == LodMark::Kind::kMinusInfinity ? -kMarkPx : kMarkPx;
    if (!hollow) y = up > 0 ? plot_.top + kMarkPx : plot_.bottom() - kMarkPx;
    out_.element("path", {{"fill", hollow ? "" : colour},
                          {"d", "M" + px_text(x) + " " + px_text(y - up) + "l" + px_text(kMarkPx) + " " +
                                    px_text(1.75 * up) + "h" + px_text(-2 * kMarkPx) + "z"}});
  }

  void dot(double x, double y, SvgDot shape, const std::string& colour) {
    if (shape == SvgDot::kCircle) {
      out_.element("circle", {{"cx", px_text(x)}, {"cy", px_text(y)}, {"r", px_text(kDotPx)}, {"fill", colour}});
      return;
    }
    static constexpr std::string_view kSquare = "m-1.8-1.8h3.6v3.6h-3.6z", kTriangle = "m0-2.5l2.4 4.2h-4.8z",
                                      kDiamond = "m0-2.6l2.6 2.6l-2.6 2.6l-2.6-2.6z";
    const std::string_view path = shape == SvgDot::kSquare     ? kSquare
                                  : shape == SvgDot::kTriangle ? kTriangle
                                                               : kDiamond;
    out_.element("path", {{"fill", colour}, {"d", "M" + px_text(x) + " " + px_text(y) + std::string(path)}});
  }

  void legend() {
    if (legend_.entries.empty()) return;
    const double left = plot_.left, top = chart_.height_px;
    out_.open("g", {{"font-size", px_text(kLegendPx)}, {"fill", colour_text(chart_.colours.text)}});
    for (const SvgLegend::Entry& entry : legend_.entries) {
      const SvgLine& line = chart_.lines[entry.line];
      const double x = left + entry.x, y = top + entry.y;
      out_.open("g", {});
      if (entry.text != line.name) out_.text(line.name, {}, "title");
      out_.element("path", {{"stroke", colour_text(line.rgb)},
                            {"stroke-width", px_text(std::max(2.0, line.width_px))},
                            {"stroke-dasharray", dash_text(line.dashes_px)},
                            {"d", horizontal(x, y, x + kLegendSwatchPx)}});
      out_.text(entry.text, {{"x", px_text(x + kLegendTextPx)}, {"y", px_text(y + 4)}});
      out_.close();
    }
    if (!legend_.more.empty()) {
      out_.text(legend_.more, {{"x", px_text(left + legend_.more_x)}, {"y", px_text(top + legend_.more_y + 4)}});
    }
    out_.close();
  }

  const SvgChart& chart_;
  SvgRect plot_;
  double height_px_;
  SvgLegend legend_;
  Document out_;
};

}  // namespace

SvgAxis svg_axis(Range view, const Ticks& ticks, std::span<const double> minor) {
  SvgAxis out;
  const auto normal = [&](double at) { return (at - view.lo) / view.size(); };
  for (const Tick& tick : ticks.ticks) out.ticks.push_back({normal(tick.at), tick.label});
  for (const double at : minor) out.minor.push_back(normal(at));
  out.base = ticks.base;
  return out;
}

SvgRect svg_plot(const SvgChart& chart) {
  SvgRect out;
  out.left = chart.y.title.empty() ? 52 : 68;
  out.top = chart.title.empty() ? 20 : 36;
  out.width = std::max(1.0, chart.width_px - out.left - 16);
  out.height = std::max(1.0, chart.height_px - out.top - (chart.x.title.empty() ? 34 : 46));
  return out;
}

std::string svg_text(const SvgChart& chart) { return Drawing(chart).text(); }

}  // namespace db
