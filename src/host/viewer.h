// The one viewer of the page: what host/viewer_main.cc makes and host/viewer_exports.cc calls.
#pragma once

#include <memory>

#include "app/app.h"
#include "host/web_platform.h"

namespace db {

struct Viewer {
  WebPlatform platform;
  App app{platform};
  bool context_lost = false;
};

Viewer& viewer();

// Draws a frame if one is due; returns ms until the next one is wanted, -1: none is.
double draw_frame();
void lose_context();
void restore_context();

}  // namespace db
