#pragma once

#include <ctime>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

namespace db {

// CPU time of this process.
inline double cpu_ms() {
#ifdef __EMSCRIPTEN__
  return EM_ASM_DOUBLE({
    const used = process.cpuUsage();
    return (used.user + used.system) / 1000;
  });
#else
  return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

}  // namespace db
