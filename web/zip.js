// A zip archive of files that are made here: one download instead of many. Deflated where the browser can and it helps
// (pictures as PNG are small already). APPNOTE.TXT 6.3.10: local headers, central directory, no ZIP64 (4 GiB at most).

const kStored = 0;
const kDeflated = 8;
const kVersion = 20;
const kUtf8Names = 0x0800;
const kMost = 0xffffffff;

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; ++bit) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** @param {Blob} blob */
async function deflated(blob) {
  if (blob.type === 'image/png' || !('CompressionStream' in globalThis)) return null;
  try {
    const packed = await new Response(blob.stream().pipeThrough(new CompressionStream('deflate-raw'))).blob();
    return packed.size < blob.size ? packed : null;
  } catch {
    return null;  // it knows other formats only
  }
}

/** @param {[2 | 4, number][]} fields bytes, value */
function header(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    bytes === 2 ? view.setUint16(at, value, true) : view.setUint32(at, value, true);
    at += bytes;
  }
  return view.buffer;
}

/**
 * @param {{name: string, blob: Blob}[]} files
 * @param {Date} [now] of all of them
 * @returns {Promise<Blob>} rejects where it would be 4 GiB or more
 */
export async function zipOf(files, now = new Date()) {
  const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
  const date = ((Math.max(now.getFullYear(), 1980) - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  /** @type {BlobPart[]} */
  const parts = [];
  /** @type {BlobPart[]} */
  const directory = [];
  let at = 0;
  for (const { name, blob } of files) {
    const nameBytes = new TextEncoder().encode(name);
    const crc = crc32(new Uint8Array(await blob.arrayBuffer()));
    const packed = await deflated(blob);
    const data = packed ?? blob;
    /** @type {[2 | 4, number][]} */
    const common = [
      [2, kVersion], [2, kUtf8Names], [2, packed ? kDeflated : kStored], [2, time], [2, date],
      [4, crc], [4, data.size], [4, blob.size], [2, nameBytes.length], [2, 0],
    ];
    parts.push(header([[4, 0x04034b50], ...common]), nameBytes, data);
    // Of the directory: made by; comment, disk, attributes; where the file begins.
    directory.push(header([[4, 0x02014b50], [2, kVersion], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), nameBytes);
    at += 30 + nameBytes.length + data.size;
    if (at > kMost) throw new Error('A zip archive holds less than 4 GiB.');
  }
  const directoryBytes = files.reduce((sum, { name }) => sum + 46 + new TextEncoder().encode(name).length, 0);
  const end = header([
    [4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, directoryBytes], [4, at], [2, 0],
  ]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}
