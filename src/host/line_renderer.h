// The page's LineRenderer: by the GPU, or where WebGL has none behind it (SwiftShader, llvmpipe: some 30 times slower
// than our own loops) by the CPU. `?lines=gpu` and `?lines=cpu` in the page's address choose one.
#pragma once

#include <memory>

#include "ui/line_renderer.h"

namespace db {

class WebLineRenderer : public LineRenderer {
 public:
  // The context is gone with all that was on it: nothing is drawn until it is back.
  virtual void context_lost() = 0;
  virtual void context_restored() = 0;
};

// Both need the canvas' context to be current.
bool draws_by_cpu();
std::unique_ptr<WebLineRenderer> make_line_renderer();

}  // namespace db
