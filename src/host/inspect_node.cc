// `dropboard inspect --json LOGDIR` as WebAssembly in Node: the parser's code held to the native program's, byte by
// byte.
#include <cstdio>

#include "ingest/disk_logdir.h"
#include "ingest/inspect.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: node inspect.js LOGDIR\n", stderr);
    return 2;
  }
  const auto logdir = db::DiskLogdir::open_path(argv[1]);
  if (!logdir) {
    std::fprintf(stderr, "inspect: %s\n", logdir.error().message.c_str());
    return 2;
  }
  const std::string json = db::inspect_json(**logdir);
  return std::fwrite(json.data(), 1, json.size(), stdout) == json.size() ? 0 : 2;
}
