// Gets a file's bytes out of a browser by large slices, several in flight: in Chromium quicker than streams, for files of
// every size, and able to jump. Bytes come in order; reading ends early when the parser wants to be elsewhere.

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
