// Reads files to the end and throws the bytes away.

const kBufferBytes = 512 << 10;
const buffers = [];
const held = new Set();  // see web/reading.js

const kWays = {
  async buffer(file) {
    const stream = file.stream();
    held.add(stream);
    const reader = stream.getReader({ mode: 'byob' });
    let buffer = buffers.pop() ?? new ArrayBuffer(kBufferBytes);
    for (let end = false; !end; ) {
      const { value, done } = await reader.read(new Uint8Array(buffer));
      buffer = value.buffer;
      end = done;
    }
    buffers.push(buffer);
    held.delete(stream);
  },
  async stream(file) {
    const reader = file.stream().getReader();
    while (!(await reader.read()).done);
  },
  async slices8(file) {
    await slices(file, 8 << 20, 4);
  },
  async slices32(file) {
    await slices(file, 32 << 20, 2);
  },
};

kWays.joined = kWays.buffer;

/** @param {File[]} files @param {number} count of blobs */
const joined = (files, count) => Array.from({ length: count }, (_, nth) => new Blob(files.filter((_, n) => n % count === nth)));

async function slices(file, bytes, atOnce) {
  const inFlight = [];
  for (let at = 0; at < file.size; at += bytes) {
    inFlight.push(file.slice(at, at + bytes).arrayBuffer());
    if (inFlight.length === atOnce) await inFlight.shift();
  }
  await Promise.all(inFlight);
}

onmessage = async ({ data: { how, atOnce, files: single } }) => {
  const files = how === 'joined' ? joined(single, atOnce) : single;
  let next = 0;
  const lane = async () => {
    while (next < files.length) await kWays[how](files[next++]);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  postMessage('done');
};
postMessage('ready');
