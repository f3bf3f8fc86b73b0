#include "store/packet.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>

using namespace db;

namespace {

PendingRows three_rows() {
  PendingRows rows;
  rows.steps = {1, 2, 3};
  rows.walls = {10, 11, 12};
  rows.f32 = {0.5f, 0.25f, 0.125f};
  return rows;
}

std::vector<std::byte> sample_packet(FileId file) {
  PacketWriter writer;
  writer.file_progress({file, FileStatus::kReading, 100, 5, 4, 4, 3, 10.0});
  writer.damage(file, {40, 16, DamageReason::kPayloadChecksum});
  writer.damage(file, {90, 10, DamageReason::kTruncated});
  writer.file_version(file, "brain.Event:2");
  writer.writer(file, "tensorboard.summary.writer.event_file_writer");
  writer.session_log(file, {7, 10.5, 1});
  writer.define_series(
      0, {file, "loss", SeriesKind::kScalar, 2, {true, "scalars", "x", DataClass::kScalar, false, "Loss", "**d**"}});
  writer.rows(0, file, three_rows(), 0, 3);
  writer.hparams(file, {{"bn", true}, {"lr", 0.01}, {"optimizer", "adam"}});
  const auto bytes = writer.finish();
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("what a packet says is in the store") {
  Store store;
  const FileId file = store.add_file("r/tfevents", 200);
  PacketReceiver receiver;
  REQUIRE(receiver.apply(sample_packet(file), store));
  const FileInfo& info = store.file(file);
  REQUIRE(info.status == FileStatus::kReading);
  REQUIRE(info.bytes_read == 100);
  REQUIRE(info.records == 4);
  REQUIRE(info.damage.size() == 2);
  REQUIRE(info.file_versions == std::vector<std::string>{"brain.Event:2"});
  REQUIRE(info.session_log.size() == 1);
  REQUIRE(store.series().size() == 1);
  REQUIRE(store.metadata(store.series()[0]).display_name == "Loss");
  REQUIRE(store.points() == 3);
  REQUIRE(store.runs()[0].hparams == HParamList{{"bn", true}, {"lr", 0.01}, {"optimizer", "adam"}});

  PacketWriter writer;
  writer.clear_truncated(file);
  REQUIRE(receiver.apply(writer.finish(), store));
  REQUIRE(store.file(file).damage.size() == 1);
  REQUIRE(store.file(file).damage_count == 1);
}

TEST_CASE("a writer starts anew after finish") {
  Store store;
  const FileId file = store.add_file("r/tfevents", 200);
  PacketReceiver receiver;
  PacketWriter writer;
  REQUIRE(writer.empty());
  writer.problem(file, "gone");
  REQUIRE(!writer.empty());
  REQUIRE(receiver.apply(writer.finish(), store));
  REQUIRE(writer.empty());
  REQUIRE(writer.bytes() == 0);
  writer.problem(file, "gone again");
  REQUIRE(receiver.apply(writer.finish(), store));
  REQUIRE(store.file(file).problem == "gone again");
}

TEST_CASE("a packet cut anywhere is refused") {
  Store store;
  const FileId file = store.add_file("r/tfevents", 200);
  const auto packet = sample_packet(file);
  for (std::size_t n = 0; n < packet.size(); ++n) {
    PacketReceiver receiver;
    REQUIRE(!receiver.apply(std::span(packet).first(n), store));
  }
}

TEST_CASE("a packet with any bytes changed neither crashes nor reads outside") {
  std::mt19937 random(3);
  for (int i = 0; i < 5'000; ++i) {
    Store store;
    const FileId file = store.add_file("r/tfevents", 200);
    store.add_file("r/asset.txt", 1);
    auto packet = sample_packet(file);
    for (int k = 0; k < 4; ++k) packet[16 + random() % (packet.size() - 16)] = static_cast<std::byte>(random());
    PacketReceiver receiver;
    (void)receiver.apply(packet, store);
    for (const Series& series : store.series()) {
      std::uint64_t rows = 0;
      for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& piece) {
        for (std::uint32_t row = piece.begin; row < piece.end; ++row) rows += piece.block.value(row) >= 0 ? 1 : 0;
      });
      REQUIRE(rows <= store.points());
    }
  }
}

TEST_CASE("rows of an undefined series or an unknown file are refused") {
  Store store;
  const FileId file = store.add_file("r/tfevents", 200), asset = store.add_file("r/notes.txt", 5);
  PacketReceiver receiver;
  PacketWriter writer;
  writer.rows(0, file, three_rows(), 0, 3);
  REQUIRE(!receiver.apply(writer.finish(), store));
  writer.problem(FileId{9}, "?");
  REQUIRE(!receiver.apply(writer.finish(), store));
  writer.define_series(0, {asset, "t", SeriesKind::kScalar, 0, {}});
  REQUIRE(!receiver.apply(writer.finish(), store));
  writer.define_series(5, {file, "t", SeriesKind::kScalar, 0, {}});
  REQUIRE(!receiver.apply(writer.finish(), store));
}

TEST_CASE("hyperparameters out of order, twice, not finite or beyond their limits are refused") {
  Store store;
  const FileId file = store.add_file("r/tfevents", 200), asset = store.add_file("r/notes.txt", 5);
  PacketReceiver receiver;
  const auto taken = [&](FileId of, const HParamList& hparams) {
    PacketWriter writer;
    writer.hparams(of, hparams);
    return receiver.apply(writer.finish(), store).has_value();
  };
  REQUIRE(taken(file, {{"a", 1.0}, {"b", "x"}}));
  REQUIRE(!taken(file, {{"b", 1.0}, {"a", 1.0}}));
  REQUIRE(!taken(file, {{"a", 1.0}, {"a", 2.0}}));
  REQUIRE(!taken(file, {{"", 1.0}}));
  REQUIRE(!taken(file, {{"a", std::numeric_limits<double>::infinity()}}));
  REQUIRE(!taken(file, {{"a", "\xFF"}}));
  REQUIRE(!taken(file, {{std::string(kLongestHParamName + 1, 'a'), 1.0}}));
  REQUIRE(!taken(file, {{"a", std::string(kLongestHParamText + 1, 'a')}}));
  HParamList many;
  for (std::size_t i = 0; i <= kMostHParams; ++i) many.push_back({std::to_string(100'000 + i), true});
  REQUIRE(!taken(file, many));
  REQUIRE(!taken(asset, {{"a", 1.0}}));
  REQUIRE(store.runs()[0].hparams == HParamList{{"a", 1.0}, {"b", "x"}});
}

TEST_CASE("the first file of a run says its hyperparameters; read anew, it says them anew") {
  Store store;
  const FileId a = store.add_file("r/tfevents.1", 200), b = store.add_file("r/tfevents.2", 200);
  store.set_hparams(b, {{"lr", 2.0}});
  store.set_hparams(a, {{"lr", 1.0}});
  store.set_hparams(b, {{"lr", 3.0}});
  REQUIRE(store.runs()[0].hparams == HParamList{{"lr", 1.0}});
  const auto generation = store.hparams_generation();
  store.forget_rows(a);
  REQUIRE(store.runs()[0].hparams.empty());
  REQUIRE(store.hparams_generation() != generation);
}
