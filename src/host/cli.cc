// dropboard, the command line: what is in a log directory, whether it is whole, its scalars for other programs.
#include "host/cli.h"

#include <cstdio>
#include <string_view>

namespace {

constexpr const char* kUsage =
    "usage: dropboard inspect [--json] LOGDIR   what is in a log directory\n"
    "       dropboard verify LOGDIR             damage, with its place; exit status 1 if there is any\n"
    "       dropboard export [OPTION...] LOGDIR its scalars as CSV, JSON, SVG or PNG; more by export --help\n"
    "       dropboard --help\n"
    "\n"
    "LOGDIR is a folder of TensorBoard event files, or one such file; .gz files are inflated.\n"
    "Exit status 2: bad usage, or (but for export) LOGDIR cannot be read.\n";

int bad_usage(const std::string& message) {
  std::fprintf(stderr, "dropboard: %s\n\n%s", message.c_str(), kUsage);
  return db::kExitUsage;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  if (arguments.empty()) return bad_usage("no command");
  const std::string_view command = arguments[0];
  if (command == "--help" || command == "-h" || command == "help") {
    std::fputs(kUsage, stdout);
    return 0;
  }
  if (command == "export") return db::export_scalars(std::span(arguments).subspan(1));
  if (command != "inspect" && command != "verify") return bad_usage("unknown command \"" + std::string(command) + "\"");
  bool json = false;
  std::string path;
  for (const std::string_view argument : std::span(arguments).subspan(1)) {
    if (argument == "--help") {
      std::fputs(kUsage, stdout);
      return 0;
    }
    if (argument == "--json" && command == "inspect") {
      json = true;
    } else if (argument.starts_with("--")) {
      return bad_usage("unknown option \"" + std::string(argument) + "\"");
    } else if (path.empty()) {
      path = argument;
    } else {
      return bad_usage("more than one LOGDIR");
    }
  }
  if (path.empty()) return bad_usage("no LOGDIR");
  const auto logdir = db::DiskLogdir::open_path(path);
  if (!logdir) {
    std::fprintf(stderr, "dropboard: %s\n", logdir.error().message.c_str());
    return db::kExitUsage;
  }
  if (command == "verify") return db::verify(**logdir);
  return json ? db::print_json(**logdir) : db::print_table(**logdir);
}
