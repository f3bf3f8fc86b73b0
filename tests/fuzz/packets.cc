// Any bytes as a packet: refused or applied, and then everything in the store can be read.
#include "store/packet.h"

using namespace db;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Store store;
  store.add_file("a/tfevents.1", 100);
  store.add_file("a/tfevents.2", 100);
  store.add_file("b/tfevents", 100);
  store.add_file("notes.txt", 100);
  PacketReceiver receiver;
  // Sound length and count fields are given, so that mutation reaches the messages.
  std::vector<std::byte> packet(16 + size);
  const std::uint32_t header[] = {0x4B504244, 2, static_cast<std::uint32_t>(packet.size()),
                                  size > 0 ? data[0] & 63u : 0};
  std::memcpy(packet.data(), header, sizeof header);
  if (size > 0) std::memcpy(packet.data() + 16, data, size);
  if (size > 8) std::memmove(packet.data() + 16, data + 8, size - 8);
  (void)receiver.apply(packet, store);
  (void)receiver.apply(packet, store);
  double sum = 0;
  for (const Series& series : store.series()) {
    for (const Restarts restarts : {Restarts::kDropSuperseded, Restarts::kKeepAll}) {
      for_each_rows(series, restarts, [&](const Rows& rows) {
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
          sum += static_cast<double>(rows.block.step(row)) + rows.block.wall(row) + rows.block.value(row);
        }
      });
    }
  }
  for (const Run& run : store.runs()) {
    for (const HParam& hparam : run.hparams) sum += static_cast<double>(hparam_text(hparam.value).size());
  }
  (void)store.run_order();
  volatile double kept = sum;
  (void)kept;
  return 0;
}
