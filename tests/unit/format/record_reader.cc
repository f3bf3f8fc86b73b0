#include "format/record_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/support/event_writer.h"
#include "tests/support/record_reading.h"

using namespace db;
using namespace db::test;
using Fault = RecordReader::Fault;

namespace {

std::string sample_file() {
  std::string file;
  for (int i = 0; i < 12; ++i) file += record(std::string(static_cast<std::size_t>(i * 7), static_cast<char>('a' + i)));
  return file;
}

}  // namespace

TEST_CASE("records come out whole at every split point") {
  const std::string file = sample_file();
  const Reading expected = read_obviously(file);
  REQUIRE(expected.records.size() == 12);
  for (std::size_t piece = 1; piece <= file.size(); ++piece) REQUIRE(read_file(file, piece) == expected);
  for (std::size_t cut = 0; cut <= file.size(); ++cut) {
    Reading reading;
    RecordReader reader(file.size());
    bool first = true;
    reading.read(reader, file, [&] { return std::exchange(first, false) && cut > 0 ? cut : file.size(); });
    REQUIRE(reading == expected);
  }
}

TEST_CASE("a truncated file waits, at every length") {
  const std::string file = sample_file();
  for (std::size_t size = 0; size <= file.size(); ++size) {
    const std::string cut = file.substr(0, size);
    REQUIRE(read_file(cut, 5) == read_obviously(cut));
    REQUIRE(read_file(cut, 1000) == read_obviously(cut));
  }
}

TEST_CASE("a growing file gives the same records, whatever the sizes at which it is looked at") {
  const std::string file = sample_file();
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    Reading reading;
    std::size_t size = random() % 30;
    RecordReader reader(size);
    for (;;) {
      reading.read(reader, std::string_view(file).substr(0, size), [&] { return 1 + random() % 50; });
      if (size == file.size()) break;
      size = std::min(file.size(), size + 1 + random() % 60);
      reader.grow(size);
    }
    REQUIRE(reading.records == read_obviously(file).records);
    for (const ReadDamage& damage : reading.damage) REQUIRE(damage.fault == Fault::kTruncated);
  }
}

TEST_CASE("after a flipped byte the next record that proves itself is found, wherever the flip and the cuts are") {
  const std::string whole = sample_file();
  for (std::size_t flip = 0; flip < whole.size(); ++flip) {
    std::string file = whole;
    file[flip] = static_cast<char>(file[flip] ^ 0x10);
    const Reading expected = read_obviously(file);
    REQUIRE(expected.damage.size() == 1);
    REQUIRE(expected.records.size() == 11);
    for (const std::size_t piece : {1, 3, 13, 16, 64, 5000}) REQUIRE(read_file(file, piece) == expected);
  }
}

TEST_CASE("garbage, lost and doubled bytes: as the obvious reader does it") {
  std::mt19937 random(7);
  const std::string whole = sample_file();
  for (int round = 0; round < 2000; ++round) {
    std::string file = whole;
    for (unsigned hurt = 1 + random() % 4; hurt > 0; --hurt) {
      const std::size_t at = random() % file.size(), size = random() % 40;
      switch (random() % 5) {
        case 0:
          file.erase(at, size);
          break;
        case 1:
          file.insert(at, std::string(size, static_cast<char>(random())));
          break;
        case 2:
          file.insert(at, whole.substr(random() % whole.size(), size));
          break;
        case 3:
          file[at] = static_cast<char>(random());
          break;
        case 4:
          file.insert(at, record(std::string(300, 'x')).substr(0, 12 + size));
          break;  // reaches into others
      }
      if (file.empty()) file = "x";
    }
    const Reading expected = read_obviously(file);
    const std::size_t piece = 1 + random() % 70;
    INFO("round " << round << ", pieces of " << piece);
    REQUIRE(read_file(file, piece) == expected);
    REQUIRE(read_file(file, file.size()) == expected);
  }
}

TEST_CASE("lengths up to 2^64 - 1 with a right checksum are waited for, allocate nothing and hide nothing") {
  for (const std::uint64_t length : {std::uint64_t{3'000'000'000}, std::uint64_t{1} << 63, ~std::uint64_t{0},
                                     ~std::uint64_t{15}, ~std::uint64_t{16}}) {
    std::string header(reinterpret_cast<const char*>(&length), 8);
    const std::uint32_t crc = mask_crc(crc32c_u64(length));
    header.append(reinterpret_cast<const char*>(&crc), 4);
    const std::string file = record("first") + header + record("second");
    const Reading reading = read_file(file, 9);
    REQUIRE(reading == read_obviously(file));
    REQUIRE(reading.records.size() == 2);
    REQUIRE(reading.damage == std::vector<ReadDamage>{{21, 12, Fault::kTruncated}});
  }
}

TEST_CASE("a large record goes by in pieces, checked, and is never held") {
  const std::string large(3 << 20, 'L');
  const std::string file = record("a") + record(large) + record("b");
  for (const std::size_t piece : {std::size_t{1000}, std::size_t{1} << 18}) {
    const Reading reading = read_file(file, piece);
    REQUIRE(reading.records.size() == 3);
    REQUIRE(reading.records[2].payload == "b");
    REQUIRE(reading.pushed_bytes == file.size());
  }
  std::string hurt = file;
  hurt[2'000'000] = 'x';
  const Reading reading = read_file(hurt, 1 << 18);
  REQUIRE(reading.records.size() == 2);
  REQUIRE(reading.damage == std::vector<ReadDamage>{{17, large.size() + 16, Fault::kPayloadChecksum}});
}

TEST_CASE("what nobody needs of a large record is skipped where that pays, and said to be unchecked") {
  const std::string file = record("a") + record(std::string(5 << 20, 'L')) + record("b");
  RecordReader reader(file.size(), 1 << 20);
  std::uint64_t pushed = 0, unchecked = 0;
  std::vector<std::uint64_t> found;
  while (reader.wanted() < file.size()) {
    const auto at = static_cast<std::size_t>(reader.wanted());
    const std::string bytes = file.substr(at, 65536);
    pushed += bytes.size();
    reader.push(at, as_bytes(bytes));
    for (RecordReader::Found f; (f = reader.next()) != RecordReader::Found::kMore;) {
      REQUIRE(f != RecordReader::Found::kDamage);
      if (f == RecordReader::Found::kPiece) reader.skip_payload_to(reader.payload_bytes());
      if (f == RecordReader::Found::kRecord || f == RecordReader::Found::kLargeEnd)
        found.push_back(reader.record_offset());
      if (f == RecordReader::Found::kLargeEnd) unchecked += !reader.checked();
    }
  }
  REQUIRE(found.size() == 3);
  REQUIRE(unchecked == 1);
  REQUIRE(pushed < 200'000);
  REQUIRE(reader.unchecked_bytes() == 5 << 20);

  // A source that pushes on all the same has it checked.
  RecordReader checking(file.size(), 1 << 20);
  for (std::size_t at = 0; at < file.size(); at += 65536) {
    checking.push(at, as_bytes(std::string_view(file).substr(at, 65536)));
    for (RecordReader::Found f; (f = checking.next()) != RecordReader::Found::kMore;) {
      if (f == RecordReader::Found::kPiece) checking.skip_payload_to(checking.payload_bytes());
    }
  }
  REQUIRE(checking.unchecked_bytes() == 0);
}

TEST_CASE("the last record is over even if what nobody needs of it is skipped") {
  const std::string file = record("a") + record(std::string(5 << 20, 'L'));
  RecordReader reader(file.size(), 1 << 20);
  std::vector<std::uint64_t> found;
  while (reader.wanted() < file.size()) {
    const auto at = static_cast<std::size_t>(reader.wanted());
    reader.push(at, as_bytes(std::string_view(file).substr(at, 65536)));
    for (RecordReader::Found f; (f = reader.next()) != RecordReader::Found::kMore;) {
      if (f == RecordReader::Found::kPiece) reader.skip_payload_to(reader.payload_bytes());
      if (f == RecordReader::Found::kRecord || f == RecordReader::Found::kLargeEnd)
        found.push_back(reader.record_offset());
    }
  }
  REQUIRE(found.size() == 2);
  REQUIRE(!reader.end());
  REQUIRE(reader.next() == RecordReader::Found::kMore);
}

TEST_CASE("a source that ends before the size it said") {
  const std::string file = sample_file();
  for (std::size_t size = 0; size < file.size(); size += 3) {
    RecordReader reader(file.size());
    Reading reading;
    const std::string_view there = std::string_view(file).substr(0, size);
    int rounds = 0;
    for (bool more = true; more; ++rounds) {
      REQUIRE(rounds < 1000);
      const std::size_t at = std::min<std::size_t>(static_cast<std::size_t>(reader.wanted()), size);
      if (at < size && reader.wanted() < size) {
        reader.push(at, as_bytes(there.substr(at, 10)));
        reading.drain(reader);
        continue;
      }
      more = reader.end();
      reading.drain(reader);
    }
    REQUIRE(reading == read_obviously(std::string(there)));
  }
}

TEST_CASE("files made to make a reader go quadratic") {
  const auto header = [](std::uint64_t length) {
    std::string out(reinterpret_cast<const char*>(&length), 8);
    const std::uint32_t crc = mask_crc(crc32c_u64(length));
    return out.append(reinterpret_cast<const char*>(&crc), 4);
  };
  constexpr std::size_t kBytes = 2 << 20;
  const std::string good = record("good");
  std::string nested, between, waiting;
  while (nested.size() < kBytes)
    nested += header(kBytes - nested.size() - 16 > kBytes ? 0 : kBytes - nested.size() - 16);
  while (between.size() < kBytes)
    between += header(between.size() + 36 < kBytes ? kBytes - between.size() - 16 : 0) + good;
  while (waiting.size() < kBytes)
    waiting += "garbage" + header(waiting.size() + 64 < kBytes ? kBytes - waiting.size() - 40 : 0) + good;
  for (const std::string* file : {&nested, &between, &waiting}) {
    const Reading reading = read_file(*file, 65536);
    REQUIRE(reading.pushed_bytes < 4 * file->size());
    REQUIRE(reading.pushes < 4 * file->size() / 65536 + 10);
  }
  REQUIRE(read_file(between, 65536).records.size() > kBytes / 40);
  REQUIRE(read_file(waiting, 65536).records.size() > kBytes / 60);
}
