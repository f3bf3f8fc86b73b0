// Gets a file's bytes out of a browser. Bytes come in order; reading ends early when the parser wants to be elsewhere.
//
// A stream that fills a buffer of ours is the quickest way and takes the least processor time: no memory is made for what
// goes by. One stream over several files is quicker still, as Chromium makes a pipe of 2 MB for every stream. Where there
// is none (Range requests, older browsers) large slices, several in flight, are the next best.

const kStreamBytes = 512 << 10;
const kSliceBytes = 8 << 20;
const kSkipBytes = 1 << 20;  // a jump has to save so much: a small read costs about as much as reading 0.5 to 1 MB on

export class StallError extends Error {
  name = 'StallError';
}

export class ShortReadError extends Error {
  name = 'ShortReadError';
}

/**
 * Lets `f.breakOff` end a wait for the browser.
 * @param {import('./reader.js').Reader} reader
 * @param {import('./reader.js').ReadFile} f
 * @param {(wait: <V>(bytes: Promise<V>) => Promise<V>) => Promise<void>} job
 */
async function breakable(reader, f, job) {
  const brokenOff = new Promise((_, reject) => (f.breakOff = reject));
  brokenOff.catch(() => {});
  f.since = performance.now();
  reader.waiting.add(f);
  try {
    await job((bytes) => Promise.race([bytes, /** @type {Promise<never>} */ (brokenOff)]));
  } finally {
    reader.waiting.delete(f);
    f.breakOff = null;
  }
}

/** @type {ArrayBuffer[]} */
const spares = [];
/** @type {Set<ReadableStream>} Chromium lets go of a stream that only a read of it waits for, and the read never ends */
const held = new Set();

/**
 * @param {import('./reader.js').Bytes} bytes
 * @returns {{stream: ReadableStream, reader: ReadableStreamBYOBReader} | null} null: it has no such stream
 */
function openStream(bytes) {
  if (!(bytes instanceof Blob)) return null;
  try {
    const stream = bytes.stream();
    return { stream, reader: stream.getReader({ mode: 'byob' }) };
  } catch {
    return null;
  }
}

/**
 * @param {import('./reader.js').Reader} reader
 * @param {import('./reader.js').ReadFile} f
 * @param {number} begin @param {number} end
 */
export async function readOn(reader, f, begin, end) {
  const { state } = f;
  for (let at = begin; at < end && f.state === state; ) {
    const opened = openStream(at === 0 && end === f.file.size ? f.file : f.file.slice(at, end));
    if (!opened) return readSlices(reader, f, at, end);
    held.add(opened.stream);
    try {
      const left = await readStream(reader, f, opened.reader, at, end);
      const wanted = reader.parser.wanted(f.id);
      if (wanted < left + kSkipBytes) return;
      at = wanted;
    } finally {
      opened.reader.cancel().catch(() => {});
      held.delete(opened.stream);
    }
  }
}

/**
 * Reads the rest of every file in one stream, and takes those that are at their end off the list; leaves the first one
 * whose parser wants to be elsewhere.
 * @param {import('./reader.js').Reader} reader
 * @param {import('./reader.js').ReadFile[]} files queued
 */
export async function readJoined(reader, files) {
  const parts = files.map((f) => ({ f, file: f.file, begin: reader.parser.wanted(f.id), end: f.size }));
  const bytes = parts.map(({ file, begin, end }) => /** @type {Blob} */ (file).slice(begin, end));
  const opened = openStream(new Blob(bytes));
  if (!opened) return;
  held.add(opened.stream);
  try {
    for (const { f, begin, end } of parts) {
      if (f.state !== 'queued' || reader.parser.wanted(f.id) !== begin) return;
      f.state = 'reading';
      try {
        if ((await readStream(reader, f, opened.reader, begin, end)) !== end) return;
      } finally {
        if (f.state === 'reading') f.state = 'queued';
      }
      await reader.readBody(f);
      files.shift();
    }
  } finally {
    opened.reader.cancel().catch(() => {});
    held.delete(opened.stream);
  }
}

/**
 * @param {import('./reader.js').Reader} reader
 * @param {import('./reader.js').ReadFile} f
 * @param {ReadableStreamBYOBReader} stream that stands at byte `at` of the file
 * @param {number} at @param {number} end
 * @returns {Promise<number>} where the stream was left: before `end` if the parser wants to be elsewhere
 */
async function readStream(reader, f, stream, at, end) {
  let buffer = spares.pop() ?? new ArrayBuffer(kStreamBytes);
  await breakable(reader, f, async (wait) => {
    while (at < end) {
      const { value, done } = await wait(stream.read(new Uint8Array(buffer, 0, Math.min(kStreamBytes, end - at))));
      if (value) buffer = value.buffer;
      if (done || !value) throw new ShortReadError();
      const goOn = await reader.deliver(f, at, value);
      at += value.length;
      if (!goOn) return;
      const wanted = reader.parser.wanted(f.id);
      if (wanted < at || wanted >= at + kSkipBytes) return;
    }
  });
  if (buffer.byteLength === kStreamBytes) spares.push(buffer);
  return at;
}

/**
 * @param {import('./reader.js').Reader} reader
 * @param {import('./reader.js').ReadFile} f
 * @param {number} begin @param {number} end
 */
export function readSlices(reader, f, begin, end) {
  return breakable(reader, f, async (wait) => {
    /** @type {{begin: number, end: number, bytes: Promise<ArrayBuffer>}[]} */
    const inFlight = [];
    let next = begin;
    for (;;) {
      while (next < end && inFlight.length < reader.slicesAtOnce) {
        const to = Math.min(next + kSliceBytes, end);
        const whole = next === 0 && to === f.file.size;
        const bytes = (whole ? f.file : f.file.slice(next, to)).arrayBuffer();
        bytes.catch(() => {});
        inFlight.push({ begin: next, end: to, bytes });
        next = to;
      }
      const slice = inFlight.shift();
      if (!slice) return;
      const bytes = new Uint8Array(await wait(slice.bytes));
      if (bytes.length < slice.end - slice.begin) throw new ShortReadError();
      if (!(await reader.deliver(f, slice.begin, bytes))) return;
      const wanted = reader.parser.wanted(f.id);
      if (wanted < slice.end) return;
      if (wanted >= next + kSkipBytes) next = Math.min(wanted, end);
    }
  });
}
