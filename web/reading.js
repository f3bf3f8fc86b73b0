// Two ways of getting a file's bytes out of a browser: as a stream (quicker below some 16 MiB), and by large slices with
// several in flight (quicker above, and the only one that can jump). Both hand on bytes in order and end early when the
// parser wants to be elsewhere.

const kSliceBytes = 8 << 20;
const kReadAgainBytes = 64 << 10;  // a stream of the whole file costs no slice, which the browser has to be asked for
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

/**
 * @param {import('./reader.js').Reader} reader
 * @param {import('./reader.js').ReadFile} f
 * @param {number} begin
 */
export function readStream(reader, f, begin) {
  return breakable(reader, f, async (wait) => {
    const { file, size } = f;
    const whole = begin <= kReadAgainBytes && file.size === size && file instanceof Blob;
    const stream = (whole ? file : file.slice(begin, size)).stream().getReader();
    let at = whole ? 0 : begin;
    let ended = false;
    try {
      while (at < size) {
        const { done, value } = await wait(stream.read());
        if (done) throw new ShortReadError();
        const known = Math.min(Math.max(begin - at, 0), value.length);
        at += known;
        if (!(await reader.deliver(f, at, known ? value.subarray(known) : value))) return;
        at += value.length - known;
        const wanted = reader.parser.wanted(f.id);
        if (wanted < at || wanted >= at + kSkipBytes) return;
      }
      ended = true;
      stream.read().catch(() => {});  // it says that it is done, which costs less than to cancel it
    } finally {
      if (!ended) stream.cancel().catch(() => {});
    }
  });
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
