// From file to JSON: records whose payloads are pieces of the input (split where it says), as one event file.
#include "ingest/inspect.h"
#include "tests/support/event_writer.h"

using namespace db;

namespace {

class OneFile final : public Logdir {
 public:
  explicit OneFile(std::string_view contents, std::string path) : contents_(contents.size()) {
    std::copy(as_bytes(contents).begin(), as_bytes(contents).end(), contents_.begin());
    entries_.push_back({std::move(path), contents.size(), {}});
  }
  std::string name() const override { return "one"; }
  const std::vector<LogdirEntry>& entries() const override { return entries_; }
  Result<std::unique_ptr<ByteSource>> open(const LogdirEntry&) const override {
    return std::make_unique<MemorySource>(contents_);
  }

 private:
  std::vector<LogdirEntry> entries_;
  std::vector<std::byte> contents_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string file;
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t bytes = static_cast<unsigned char>(input[at]) * 2u;
    file += test::record(input.substr(at + 1, bytes));
    at += 1 + bytes;
  }
  const std::string json = inspect_json(OneFile(file, "run/tfevents"));
  const std::string raw = inspect_json(OneFile(input, "run/tfevents.gz"));
  if (json.empty() || json.back() != '\n' || raw.empty()) __builtin_trap();
  return 0;
}
