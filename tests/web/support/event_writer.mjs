// Writes event files of scalars, so that a test knows every point that must appear.

const kTable = new Uint32Array(256).map((_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; ++bit) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
  return c;
});

/** Masked CRC-32C, little endian. @param {Buffer} bytes */
function checksum(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = kTable[(c ^ byte) & 255] ^ (c >>> 8);
  c = ~c >>> 0;
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE((((c >>> 15) | (c << 17)) + 0xa282ead8) >>> 0);
  return masked;
}

/** @param {Buffer} payload */
export function record(payload) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(payload.length));
  return Buffer.concat([length, checksum(length), payload, checksum(payload)]);
}

function varint(value) {
  let left = BigInt.asUintN(64, BigInt(value));
  const bytes = [];
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

const field = (number, bytes) => Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);

function double(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function float(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

const kEpoch = 1_700_000_000;

/** Wall time of a step in files of this writer. @param {number} step */
export const wallOf = (step) => kEpoch + step * 0.25;

export const versionRecord = () =>
  record(Buffer.concat([Buffer.from([0x09]), double(kEpoch), field(3, Buffer.from('brain.Event:2'))]));

/** @param {string} tag @param {number | bigint} step @param {number} value */
export function scalarRecord(tag, step, value) {
  const summary = field(1, Buffer.concat([field(1, Buffer.from(tag)), Buffer.from([0x15]), float(value)]));
  return record(Buffer.concat([Buffer.from([0x09]), double(wallOf(Number(step))), Buffer.from([0x10]), varint(step), field(5, summary)]));
}

/**
 * @param {Record<string, number[]>} series tag -> values at steps 0, 1, 2, ...
 * @param {number} [firstStep]
 */
export function eventFile(series, firstStep = 0) {
  const records = [versionRecord()];
  const steps = Math.max(0, ...Object.values(series).map((values) => values.length));
  for (let n = 0; n < steps; ++n) {
    for (const [tag, values] of Object.entries(series)) {
      if (n < values.length) records.push(scalarRecord(tag, firstStep + n, values[n]));
    }
  }
  return Buffer.concat(records);
}

/** A curve of a value that a float holds exactly. @param {number} points @param {number} [seed] */
export const curve = (points, seed = 1) => Array.from({ length: points }, (_, n) => ((n * 37 * seed) % 1024) / 64);
