// Any text as a link: it is shown, and what is written then is a link that is understood whole, shows the same and is
// written the same.
#include <cstdlib>
#include <string>

#include "tests/support/app_scalars.h"

using namespace db;

namespace {

void require(bool good) {
  if (!good) std::abort();
}

struct Page : test::ScalarsApp {
  Page() {
    for (const char* run : {"a/train", "a/eval", "B/train", "b/train"}) {
      add_rows(run, "loss/total", curve(40));
      add_rows(run, "acc", curve(30));
    }
    add_hparams("a/train", {{"lr", 0.1}});
    listed();
    frames();
  }

  std::string shown(std::string_view fragment) {
    app.set_state(fragment);
    frames(2);
    app.run_command("state-changed");
    frame();
    return app.state();
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Page page;
  const std::string written = page.shown({reinterpret_cast<const char*>(data), size});
  const std::string again = page.shown(written);
  require(page.app.shell().left_out.empty());
  require(again == written);
  require(page.shown("").empty());
  return 0;
}
