// A file made by a script (sound records, bare headers, garbage, repeats of what is there) must give the records and
// the damage that the obvious reader finds, in any pieces. The script is needed: by mutation alone no checksum is ever
// right.
#include <cstdlib>

#include "tests/support/event_writer.h"
#include "tests/support/record_reading.h"

using namespace db;
using namespace db::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = 1 + data[0];
  std::string file;
  for (std::size_t at = 1; at + 2 < size && file.size() < 4096; at += 3) {
    const std::size_t number = data[at + 1] | static_cast<std::size_t>(data[at + 2]) << 8;
    switch (data[at] % 6) {
      case 0:
        file += record(std::string(number % 300, static_cast<char>(number)));
        break;
      case 1:
        file += record(std::string(number % 300, 'h')).substr(0, 12);
        break;
      case 2:
        file += static_cast<char>(number);
        break;
      case 3:
        file += file.substr(number % (file.size() + 1), 64);
        break;
      case 4:
        file += record(file.substr(number % (file.size() + 1), 200));
        break;
      case 5:
        if (!file.empty()) file[number % file.size()] = static_cast<char>(number >> 8);
        break;
    }
  }
  const Reading expected = read_obviously(file);
  if (!(read_file(file, piece) == expected)) std::abort();
  // Raw bytes, too, growing.
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  RecordReader reader(size / 2);
  Reading reading;
  reading.read(reader, raw.substr(0, size / 2), [piece] { return piece; });
  reader.grow(size);
  reading.read(reader, raw, [piece] { return piece; });
  return 0;
}
