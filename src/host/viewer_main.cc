// The window: an SDL2 canvas with a WebGL2 context, ImGui's OpenGL backend, and frames when they are due. SDL gets no
// events: the page sends pointers, keys and sizes itself (host/viewer_exports.cc), and there is no main loop.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten/em_js.h>

#include <cstdio>
#include <cstdlib>

#include "host/line_renderer.h"
#include "host/viewer.h"
#include "imgui_impl_opengl3.h"

// ImGui's backend asks for this state to put it back, whenever a new glyph goes to its texture. An answer of WebGL's
// waits for all that is queued, up to 100 ms before a first chart; whoever draws in this context sets what it needs.
// clang-format off
EM_JS(void, host_answer_for_gl, (), {
  const gl = GLctx;
  const answers = new Map([[gl.TEXTURE_BINDING_2D, null], [gl.UNPACK_ROW_LENGTH, 0], [gl.UNPACK_ALIGNMENT, 4]]);
  const ask = gl.getParameter.bind(gl);
  gl.getParameter = (name) => (answers.has(name) ? answers.get(name) : ask(name));
})
// clang-format on

namespace db {
namespace {

// What a frame costs the browser's other processes where no GPU is behind WebGL (measured: 1 megapixel, SwiftShader).
constexpr float kSoftwareFrameMs = 40;

bool open_window() {
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#none");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  for (Uint32 type = SDL_FIRSTEVENT; type < SDL_USEREVENT; ++type) SDL_EventState(type, SDL_IGNORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_Window* window = SDL_CreateWindow("dropboard", 0, 0, 64, 64, SDL_WINDOW_OPENGL);
  if (!window || !SDL_GL_CreateContext(window)) return false;
  host_answer_for_gl();
  return true;
}

}  // namespace

Viewer& viewer() {
  static Viewer instance;
  return instance;
}

double draw_frame() {
  Viewer& v = viewer();
  if (!v.platform.frame_due() || v.context_lost) return v.context_lost ? -1 : v.platform.wait_ms();
  v.platform.begin_frame();
  ImGui_ImplOpenGL3_NewFrame();
  v.app.frame(v.platform.clock_secs());

  const double began = v.platform.clock_secs();
  const ImDrawData* data = ImGui::GetDrawData();
  if (data && data->Valid) {
    glViewport(0, 0, static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x),
               static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y));
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  }
  v.app.frame_times().set_gl(static_cast<float>((v.platform.clock_secs() - began) * 1e3),
                             draws_by_cpu() ? kSoftwareFrameMs : 0);
  return v.platform.wait_ms();
}

void lose_context() {
  viewer().context_lost = true;
  viewer().platform.context_lost();
}

void restore_context() {
  Viewer& v = viewer();
  v.context_lost = false;
  // All of it is made anew by the next frame, the font atlas too.
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  v.platform.context_restored();
  v.app.invalidate();
}

}  // namespace db

int main() {
  if (!db::open_window()) {
    std::fprintf(stderr, "no WebGL2: %s\n", SDL_GetError());
    return 1;
  }
  db::viewer();
  ImGui_ImplOpenGL3_Init("#version 300 es");
  return 0;
}
