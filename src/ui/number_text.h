// Numbers as the page writes them (reference/look.md section 4): a real minus, thin rules, no locale. For data, and for
// files that other programs read, see base/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace db {

std::string fixed(double v, int decimals);            // "0.60", "−1.5", "NaN", "∞"
std::string with_commas(double v, int decimals = 0);  // "21,600"
std::string with_commas(std::int64_t v);
std::string with_commas(std::uint64_t v);
std::string byte_text(double bytes);     // decimal: "1.84 GB", "512 B"
std::string count_text(double n);        // "4.1 M", "1,240"
std::string duration_text(double secs);  // "52 min 33 s", "3 h 07 min", "0.35 s"
// "3 files", "1 file"
std::string counted(std::uint64_t n, std::string_view one, std::string_view many);
// What a person types: accepts a comma as thousands mark, a real minus, "1e-3". False: not a number.
bool parse_number(std::string_view text, double& out);

}  // namespace db
