// Shaders to programs.
#pragma once

#include <cstdint>
#include <string>

namespace db {

// 0 if it cannot be made; the reason goes to stderr. The caller owns the program.
std::uint32_t make_gl_program(const std::string& vertex, const std::string& fragment);

}  // namespace db
