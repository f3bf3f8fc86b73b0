// The parser wasm with a file beyond 4 GiB, of which only what it wants is made up: two graphs of 3 GB, then a scalar.
//   node large_file.mjs parser.mjs
// Exit status 1 and a line if anything is wrong.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

const kGraphBytes = 3_000_000_000;
const createParser = (await import(pathToFileURL(process.argv[2]))).default;
const parser = await createParser();

const table = new Uint32Array(256).map((_, i) => {
  for (let bit = 0; bit < 8; ++bit) i = i & 1 ? (i >>> 1) ^ 0x82f63b78 : i >>> 1;
  return i;
});
const crc32c = (bytes) => ~bytes.reduce((crc, b) => (crc >>> 8) ^ table[(crc ^ b) & 255], -1) >>> 0;
const mask = (crc) => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
const u32 = (n) => [0, 8, 16, 24].map((shift) => (n >>> shift) & 255);
const u64 = (n) => [...u32(n % 2 ** 32), ...u32(Math.floor(n / 2 ** 32))];
const varint = (n) => (n < 128 ? [n] : [(n % 128) | 128, ...varint(Math.floor(n / 128))]);
const f64 = (x) => [...new Uint8Array(new Float64Array([x]).buffer)];
const header = (length) => [...u64(length), ...u32(mask(crc32c(u64(length))))];
const record = (payload) => [...header(payload.length), ...payload, ...u32(mask(crc32c(payload)))];

// Pieces of the file by offset; all the rest is never asked for.
const pieces = new Map();
let size = 0;
const put = (bytes) => {
  pieces.set(size, bytes);
  size += bytes.length;
};
for (let i = 0; i < 2; ++i) {
  const head = [9, ...f64(1.5), 34, ...varint(kGraphBytes)];
  put([...header(head.length + kGraphBytes), ...head, ...Array(1000).fill(0)]);
  size += kGraphBytes - 1000 + 4;
}
put(record([9, ...f64(2.5), 16, 7, 42, 13, 10, 11, 10, 4, ...Buffer.from('loss'), 21, 0, 0, 0, 63]));

const id = 3;
const push = (offset, bytes) => {
  const at = parser._parser_alloc(bytes.length);
  parser.HEAPU8.set(bytes, at);
  parser._parser_push(id, offset, at, bytes.length);
  parser._parser_free(at);
};
const path = Buffer.from('run/tfevents');
const at = parser._parser_alloc(path.length);
parser.HEAPU8.set(path, at);
parser._parser_add_file(id, at, path.length, size);
for (let rounds = 0; parser._parser_wanted(id) < size; ++rounds) {
  const wanted = parser._parser_wanted(id);
  assert.ok(rounds < 10, 'goes on');
  assert.ok(pieces.has(wanted), `wants what it needs, not byte ${wanted}`);
  push(wanted, pieces.get(wanted));
}
assert.equal(parser._parser_end(id), 0);
const packet = parser._parser_packet(1) >>> 0;
const bytes = Buffer.from(parser.HEAPU8.slice(packet, packet + parser._parser_packet_bytes()));

// The messages: file progress (type 1) and rows (type 9); shapes in src/store/packet.h and block.h.
const offsets = [];
let progress = null;
for (let m = 16; m < bytes.length; ) {
  const [type, length] = [bytes.readUInt32LE(m), bytes.readUInt32LE(m + 4)];
  const body = bytes.subarray(m + 8, m + 8 + length);
  if (type === 1) progress = { status: body.readUInt32LE(4), records: body.readBigUInt64LE(28), unchecked: body.readBigUInt64LE(20) };
  if (type === 9 && body.readUInt8(8 + 4) === 4) {
    const rows = body.readUInt32LE(8);
    for (let row = 0; row < rows; ++row) offsets.push(Number(body.readBigUInt64LE(body.length - 16 * (rows - row))));
  }
  m += 8 + ((length + 7) & ~7);
}
assert.deepEqual(progress, { status: 2, records: 3n, unchecked: 2n * BigInt(kGraphBytes + 15) });
const first = 12 + 15;
assert.deepEqual(offsets, [first, first + kGraphBytes + 4 + first]);
assert.ok(parser._parser_heap_bytes() < 32e6, 'stays small');
