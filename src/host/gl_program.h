// Shaders to programs, and drawing with them amid ImGui's.
#pragma once

#include <cstdint>
#include <string>

namespace db {

// 0 if it cannot be made; the reason goes to stderr. The caller owns the program.
std::uint32_t make_gl_program(const std::string& vertex, const std::string& fragment);

// For a draw callback of ImGui's: puts back the program, the vertex array and the blend function that its OpenGL
// backend draws with, for less than its reset callback costs. Whoever draws leaves all other state but the scissor
// rectangle alone: texture unit 0 is ImGui's, others are free.
class GlBorrowed {
 public:
  GlBorrowed();
  ~GlBorrowed();
  GlBorrowed(const GlBorrowed&) = delete;
  GlBorrowed& operator=(const GlBorrowed&) = delete;

 private:
  int program_ = 0, vertex_array_ = 0;
};

}  // namespace db
