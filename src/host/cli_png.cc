// Finds the module that makes PNG beside the program, and says what is missing where it is not there.
#include <dlfcn.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>
#include <memory>

#include "host/cli_export.h"
#include "host/png_module.h"

namespace db {
namespace {

std::string module_path() {
  const std::unique_ptr<char, void (*)(void*)> program(realpath("/proc/self/exe", nullptr), std::free);
  std::string path = program ? program.get() : "";
  path.resize(path.rfind('/') + 1);  // none: empty
  return path + kPngModule;
}

Result<PngFunction*> load() {
  const std::string path = module_path();
  void* const module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const function = module ? dlsym(module, kPngFunction) : nullptr;
  if (function) return reinterpret_cast<PngFunction*>(function);
  return fail(std::string("--png wants librsvg (Debian: apt-get install librsvg2-dev, then tools/build cli): ") +
              dlerror());
}

// Loaded once.
const Result<PngFunction*>& png_function() {
  static const Result<PngFunction*> function = load();
  return function;
}

}  // namespace

Result<void> can_make_png() {
  if (const auto& function = png_function(); !function) return std::unexpected(function.error());
  return {};
}

Result<std::string> png_of(std::string_view svg, double pixel_ratio) {
  const auto& function = png_function();
  if (!function) return std::unexpected(function.error());
  std::string out;
  if (!(*function)(svg, pixel_ratio, out)) return fail(out);
  return out;
}

}  // namespace db
