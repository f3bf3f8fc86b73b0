// What dropboard_png.so, the only part that links librsvg and cairo, gives to the command line. Loaded when
// a PNG is wanted: those libraries and theirs are 50 files, 10 ms of every start, and not on every machine.
#pragma once

#include <string>
#include <string_view>

namespace db {

inline constexpr const char* kPngModule = "dropboard_png.so";
inline constexpr const char* kPngFunction = "dropboard_png";
// An SVG document as a PNG, `pixel_ratio` pixels for each of its px, into `out`; false: a message for people instead.
using PngFunction = bool(std::string_view svg, double pixel_ratio, std::string& out);

}  // namespace db
