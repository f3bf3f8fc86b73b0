// The line renderer's shaders (GLSL ES 3.00). REACH is defined before them: how many neighbours a segment looks at on
// each side.
//
// A line's pixels are shared out so that each pixel centre belongs to one segment: the quad of segment AB covers x from
// A.x to B.x exactly, and the fragment takes the least distance to AB and its neighbours. Faint lines that fold on
// themselves stay even, joins and spikes come out clean. It wants x that does not go back, and REACH * (distance of
// points) >= width / 2 + 0.75 px.
//
// A band is the area between two lines over the same x: each pixel centre belongs to one of its quads, too.
#pragma once

namespace db {

inline constexpr char kShaderHead[] = R"(#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
)";

// Fetching points and records; shared by all vertex shaders.
inline constexpr char kPulling[] = R"(
uniform sampler2D u_points;
uniform sampler2D u_records;   // three texels each
uniform vec4 u_view;           // scale and offset of x, of y
uniform vec4 u_screen;         // 2 / width, 2 / height; top and bottom of the plot
uniform int u_first_record;
uniform int u_per_record;      // vertices / 6

vec4 point_at(int i) {
  vec4 p = texelFetch(u_points, ivec2(i & 1023, i >> 10), 0);
  if (p.x < 1e29) p.xy = p.xy * u_view.xz + u_view.yw;
  return p;
}
vec4 record(int n, int part) {
  int i = n * 3 + part;
  return texelFetch(u_records, ivec2(i & 1023, i >> 10), 0);
}
bool missing(vec4 p) { return p.x > 1e29; }
vec4 on_screen(vec2 px) { return vec4(px.x * u_screen.x - 1.0, 1.0 - px.y * u_screen.y, 0.0, 1.0); }
const vec4 kNowhere = vec4(2.0, 2.0, 2.0, 1.0);
)";

inline constexpr char kLineVertex[] = R"(
flat out vec4 v_points[REACH + 1];   // two points each: REACH before A, A, B, REACH after B
flat out vec4 v_colour;
flat out vec4 v_dash;
flat out vec4 v_arc;                 // of A and B; half of the width
out vec2 v_px;

void main() {
  int k = gl_VertexID / 6;
  int corner = gl_VertexID - k * 6;
  int n = u_first_record + k / u_per_record;
  int segment = k % u_per_record;
  vec4 shape = record(n, 2);
  int first = int(shape.y);
  int count = int(shape.z);
  gl_Position = kNowhere;
  if (segment >= count - 1) return;
  vec4 a = point_at(first + segment);
  vec4 b = point_at(first + segment + 1);
  if (missing(a) || missing(b)) return;

  float half_width = shape.x * 0.5;
  float pad = half_width + 0.75;
  float lo = min(a.y, b.y);
  float hi = max(a.y, b.y);
  float left = a.x;
  float right = b.x;
  vec2 around[2 * REACH + 2];
  around[REACH] = a.xy;
  around[REACH + 1] = b.xy;
  // Neighbours count while the line goes on; a point repeated is a segment of no length. Of those that reach beyond the
  // pad only the part inside makes the quad higher.
  vec2 last = a.xy;
  bool ended = false;
  for (int i = 1; i <= REACH; ++i) {
    int at = segment - i;
    vec4 p = vec4(1e30);
    if (at >= 0 && !ended) p = point_at(first + at);
    if (missing(p)) {
      if (i == 1) left -= pad;
      ended = true;
      around[REACH - i] = last;
      continue;
    }
    if (last.x > left - pad) {
      float y = p.x >= left - pad ? p.y : mix(last.y, p.y, (last.x - left + pad) / (last.x - p.x));
      lo = min(lo, y);
      hi = max(hi, y);
    }
    last = p.xy;
    around[REACH - i] = last;
  }
  last = b.xy;
  ended = false;
  for (int i = 1; i <= REACH; ++i) {
    int at = segment + 1 + i;
    vec4 p = vec4(1e30);
    if (at < count && !ended) p = point_at(first + at);
    if (missing(p)) {
      if (i == 1) right += pad;
      ended = true;
      around[REACH + 1 + i] = last;
      continue;
    }
    if (last.x < right + pad) {
      float y = p.x <= right + pad ? p.y : mix(last.y, p.y, (right + pad - last.x) / (p.x - last.x));
      lo = min(lo, y);
      hi = max(hi, y);
    }
    last = p.xy;
    around[REACH + 1 + i] = last;
  }
  for (int i = 0; i <= REACH; ++i) v_points[i] = vec4(around[2 * i], around[2 * i + 1]);
  v_colour = record(n, 0);
  v_dash = record(n, 1);
  v_arc = vec4(a.z, b.z, half_width, 0.0);

  bool is_right = corner == 1 || corner == 2 || corner == 4;
  bool is_low = corner == 2 || corner == 4 || corner == 5;
  // A plot's worth beyond its edges is enough.
  float height = u_screen.w - u_screen.z;
  lo = max(lo - pad, u_screen.z - height);
  hi = min(hi + pad, u_screen.w + height);
  if (lo > hi) return;
  v_px = vec2(is_right ? right : left, is_low ? hi : lo);
  gl_Position = on_screen(v_px);
}
)";

inline constexpr char kLineFragment[] = R"(
flat in vec4 v_points[REACH + 1];
flat in vec4 v_colour;
flat in vec4 v_dash;
flat in vec4 v_arc;
in vec2 v_px;
out vec4 out_colour;

vec2 at(int i) { return (i & 1) == 0 ? v_points[i >> 1].xy : v_points[i >> 1].zw; }

// Of segments whose far end is thousands of pixels away too: no difference of large numbers.
float distance_to(vec2 a, vec2 b, out float t) {
  vec2 d = b - a;
  vec2 p = v_px - a;
  float length2 = dot(d, d);
  t = length2 > 0.0 ? clamp(dot(p, d) / length2, 0.0, 1.0) : 0.0;
  if (t <= 0.0) return length(p);
  if (t >= 1.0) return length(v_px - b);
  return abs(p.x * d.y - p.y * d.x) * inversesqrt(length2);
}

void main() {
  float t, along;
  float nearest = distance_to(at(REACH), at(REACH + 1), along);
  for (int i = 0; i < REACH; ++i) {
    nearest = min(nearest, distance_to(at(i), at(i + 1), t));
    nearest = min(nearest, distance_to(at(REACH + 1 + i), at(REACH + 2 + i), t));
  }
  float cover = clamp(v_arc.z + 0.5 - nearest, 0.0, 1.0) * clamp(v_arc.z * 2.0, 0.0, 1.0);
  float period = v_dash.x + v_dash.y + v_dash.z + v_dash.w;
  if (period > 0.0) {
    float s = mod(mix(v_arc.x, v_arc.y, along), period);
    float first = min(s, v_dash.x - s);
    float second = min(s - v_dash.x - v_dash.y, v_dash.x + v_dash.y + v_dash.z - s);
    float edge = max(max(first, second), s - period);
    cover *= clamp(edge + 0.5, 0.0, 1.0);
  }
  out_colour = vec4(v_colour.rgb, v_colour.a * cover);
}
)";

inline constexpr char kBandVertex[] = R"(
flat out vec4 v_colour;
flat out vec4 v_low;     // at A: x, y; slope; what a pixel up or down is across the edge
flat out vec4 v_high;
out vec2 v_px;

vec4 edge_of(float x, float from, float to, float width) {
  float slope = (to - from) / width;
  return vec4(x, from, slope, inversesqrt(1.0 + slope * slope));
}

void main() {
  int k = gl_VertexID / 6;
  int corner = gl_VertexID - k * 6;
  int n = u_first_record + k / u_per_record;
  int segment = k % u_per_record;
  vec4 shape = record(n, 2);
  int first = int(shape.y);
  gl_Position = kNowhere;
  if (segment >= int(shape.z) - 1) return;
  vec4 a = point_at(first + segment);
  vec4 b = point_at(first + segment + 1);
  if (missing(a) || missing(b) || b.x <= a.x) return;
  a.z = a.z * u_view.z + u_view.w;
  b.z = b.z * u_view.z + u_view.w;
  v_colour = record(n, 0);
  v_low = edge_of(a.x, a.y, b.y, b.x - a.x);
  v_high = edge_of(a.x, a.z, b.z, b.x - a.x);
  float height = u_screen.w - u_screen.z;
  float top = max(min(a.z, b.z) - 0.5 / v_high.w, u_screen.z - height);
  float bottom = min(max(a.y, b.y) + 0.5 / v_low.w, u_screen.w + height);
  if (top > bottom) return;
  bool is_right = corner == 1 || corner == 2 || corner == 4;
  bool is_low = corner == 2 || corner == 4 || corner == 5;
  v_px = vec2(is_right ? b.x : a.x, is_low ? bottom : top);
  gl_Position = on_screen(v_px);
}
)";

inline constexpr char kBandFragment[] = R"(
flat in vec4 v_colour;
flat in vec4 v_low;
flat in vec4 v_high;
in vec2 v_px;
out vec4 out_colour;

void main() {
  float above = (v_px.y - v_high.y - (v_px.x - v_high.x) * v_high.z) * v_high.w;
  float below = (v_low.y + (v_px.x - v_low.x) * v_low.z - v_px.y) * v_low.w;
  float cover = clamp(above + 0.5, 0.0, 1.0) + clamp(below + 0.5, 0.0, 1.0) - 1.0;
  out_colour = vec4(v_colour.rgb, v_colour.a * max(cover, 0.0));
}
)";

inline constexpr char kMarkVertex[] = R"(
flat out vec4 v_colour;
flat out vec2 v_kind;    // kind, radius
out vec2 v_local;        // px from the centre

void main() {
  int k = gl_VertexID / 6;
  int corner = gl_VertexID - k * 6;
  int n = u_first_record + k / u_per_record;
  int i = k % u_per_record;
  vec4 shape = record(n, 2);
  gl_Position = kNowhere;
  if (i >= int(shape.z)) return;
  vec4 p = point_at(int(shape.y) + i);
  if (missing(p)) return;
  float kind = shape.w > 99.0 ? p.w : shape.w;
  float radius = shape.x;
  float top = u_screen.z;
  float bottom = u_screen.w;
  if (kind == 6.0) p.y = top + radius;
  if (kind == 7.0) p.y = bottom - radius;
  if (kind == 8.0) {
    if (p.y >= top && p.y <= bottom) return;
    p.y = p.y < top ? top + radius : bottom - radius;
    p.x = (floor(p.x / 4.0) + 0.5) * 4.0;  // a row of ticks stays a row, not a bar
  }
  // A mark off the plot is none; half of one at its edge would look like a point there.
  if (kind < 5.5 && (p.y < top - 0.5 || p.y > bottom + 0.5)) return;
  v_colour = record(n, 0);
  v_kind = vec2(kind, radius);
  bool is_right = corner == 1 || corner == 2 || corner == 4;
  bool is_low = corner == 2 || corner == 4 || corner == 5;
  v_local = (vec2(is_right ? 1.0 : -1.0, is_low ? 1.0 : -1.0)) * (radius * 1.3 + 1.5);
  gl_Position = on_screen(p.xy + v_local);
}
)";

inline constexpr char kMarkFragment[] = R"(
flat in vec4 v_colour;
flat in vec2 v_kind;
in vec2 v_local;
out vec4 out_colour;

// Below 0 inside. Corners are taken as if sharp, which is right to a fraction of a pixel at these sizes.
float triangle(vec2 p, float r) {
  vec2 q = vec2(abs(p.x), p.y);
  return max(dot(q, vec2(0.866, -0.5)) - r * 0.5, p.y - r * 0.5);
}

void main() {
  vec2 p = v_local;
  float kind = v_kind.x;
  float r = v_kind.y;
  float d = length(p) - r;                                                         // circle
  if (kind == 2.0) d = max(abs(p.x), abs(p.y)) - r * 0.89;                         // square
  if (kind == 3.0) d = triangle(p, r * 1.25);
  if (kind == 4.0) d = (abs(p.x) + abs(p.y) - r * 1.2) * 0.707;                    // diamond
  if (kind == 5.0) d = abs(triangle(p, r) + 0.75) - 0.75;                          // hollow
  if (kind == 6.0) d = triangle(p, r);
  if (kind == 7.0) d = triangle(vec2(p.x, -p.y), r);
  if (kind == 8.0) d = max(abs(p.x) - 0.75, abs(p.y) - r);
  out_colour = vec4(v_colour.rgb, v_colour.a * clamp(0.5 - d, 0.0, 1.0));
}
)";

}  // namespace db
