#include "host/gl_program.h"

#include <GLES3/gl3.h>

#include <cstdio>

namespace db {
namespace {

std::uint32_t compile(std::uint32_t type, const std::string& source) {
  const std::uint32_t shader = glCreateShader(type);
  const char* text = source.c_str();
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  return shader;
}

}  // namespace

std::uint32_t make_gl_program(const std::string& vertex, const std::string& fragment) {
  const std::uint32_t program = glCreateProgram();
  const std::uint32_t shaders[] = {compile(GL_VERTEX_SHADER, vertex), compile(GL_FRAGMENT_SHADER, fragment)};
  for (const std::uint32_t shader : shaders) glAttachShader(program, shader);
  glLinkProgram(program);
  for (const std::uint32_t shader : shaders) glDeleteShader(shader);
  GLint linked = 0;
  glGetProgramiv(program, GL_LINK_STATUS, &linked);
  if (linked) return program;
  char log[1024];
  glGetProgramInfoLog(program, sizeof log, nullptr, log);
  std::fprintf(stderr, "shader: %s\n", log);
  glDeleteProgram(program);
  return 0;
}

GlBorrowed::GlBorrowed() {
  glGetIntegerv(GL_CURRENT_PROGRAM, &program_);
  glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertex_array_);
}

GlBorrowed::~GlBorrowed() {
  glUseProgram(static_cast<GLuint>(program_));
  glBindVertexArray(static_cast<GLuint>(vertex_array_));
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glActiveTexture(GL_TEXTURE0);
}

}  // namespace db
