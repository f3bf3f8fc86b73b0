#include "host/line_renderer.h"

#include <emscripten.h>

#include "host/line_renderer_cpu.h"
#include "host/line_renderer_gl.h"

// clang-format off
EM_JS(bool, host_draws_by_cpu, (), {
  const asked = new URLSearchParams(location.search).get('lines');
  if (asked === 'cpu' || asked === 'gpu') return asked === 'cpu';
  let name = GLctx.getParameter(GLctx.RENDERER);
  if (name === 'WebKit WebGL') {  // Chromium and Safari say more only here
    const info = GLctx.getExtension('WEBGL_debug_renderer_info');
    if (info) name = GLctx.getParameter(info.UNMASKED_RENDERER_WEBGL);
  }
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
})
// clang-format on

namespace db {

bool draws_by_cpu() {
  static const bool answer = host_draws_by_cpu();
  return answer;
}

std::unique_ptr<WebLineRenderer> make_line_renderer() {
  if (draws_by_cpu()) return std::make_unique<CpuLineRenderer>();
  return std::make_unique<GlLineRenderer>();
}

}  // namespace db
