// Reads files ahead of a parser, breadth first: the head of every file, then one file after the other. Runs in a worker,
// or in the page where workers cannot start. Understands bytes no more than their offsets.
//
// What it says (post):
//   {type: 'packet', packet, bytesRead, heapBytes, begun, done}  rows (null: none); files begun and done since the last one
//   {type: 'lost', id, at, error}                                cannot be read any more; answer with grow() or fail()
//   {type: 'stopped', unread: [[id, at]...]}
//   {type: 'trap', id, at, error}                                the parser is dead, and this reader with it

import { guarded, ParserTrap } from './guarded_parser.js';
import { Outbox } from './outbox.js';
import { kPieceBytes } from './parser.js';
import { readJoined, readOn, readSlices, StallError } from './reading.js';

const kHeadBytes = 64 << 10;       // of a file
const kShortHeadBytes = 16 << 10;  // where there are many files
const kManyFiles = 64;
const kSmallBytes = 256 << 10;     // a file that is not larger is read whole: to ask twice for it takes longer
const kHeadsAtOnce = 16;
const kBodiesAtOnce = 4;
const kJoinedBytes = 64 << 20;
const kTickMs = 250;
const kStallMs = 5000;
const kMostStalls = 5;
const kBreatheMs = 6;

/**
 * @typedef {Blob | import('./url_files.js').UrlFile} Bytes
 * @typedef {{
 *   id: number, path: string, file: Bytes, size: number,
 *   state: 'head' | 'queued' | 'reading' | 'lost' | 'done' | 'stopped',
 *   pushed: number,      // end of the last push
 *   covered: number,     // bytes that count as read
 *   stalls: number,
 *   since: number,       // when its last bytes came
 *   breakOff: ((error: Error) => void) | null,
 *   answer: ((goOn: boolean) => void) | null,
 * }} ReadFile
 */

export class Reader {
  /**
   * @param {import('./parser.js').ParserLike} parser
   * @param {(message: any, transfer?: Transferable[]) => void} post
   * @param {() => Promise<void>} [breathe] where the thread has other work to do: awaited every few ms
   */
  constructor(parser, post, breathe) {
    this.parser = guarded(parser);
    this.post = post;
    this.outbox = new Outbox(this.parser, post);
    this.breathe = breathe;
    // One stream over several files would give bytes of one as another's if a file has become shorter: only Chromium looks.
    this.joins = /Chrome\//.test(globalThis.navigator?.userAgent ?? '');
    /** @type {Map<number, ReadFile>} */
    this.files = new Map();
    /** @type {ReadFile[]} */
    this.heads = [];
    /** @type {ReadFile[]} */
    this.bodies = [];
    /** @type {Set<ReadFile>} waiting for bytes */
    this.waiting = new Set();
    this.headsBusy = 0;
    this.bodiesBusy = 0;
    this.dead = false;
    this.breathedAt = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.ticking = undefined;
  }

  /** @param {{id: number, path: string, file: Bytes, size: number}[]} files */
  add(files) {
    this.enter(() => {
      for (const { id, path, file, size } of files) {
        this.parser.addFile(id, path, size);
        /** @type {ReadFile} */
        const f = {
          ...{ id, path, file, size, state: 'head', pushed: 0, covered: 0, stalls: 0 },
          ...{ since: 0, breakOff: null, answer: null },
        };
        this.files.set(id, f);
        this.heads.push(f);
      }
      this.pump();
    });
  }

  /** The file has grown, or was taken anew. @param {number} id @param {Bytes} file @param {number} size */
  grow(id, file, size) {
    const f = this.files.get(id);
    if (!f || f.state === 'stopped') return;
    this.enter(() => {
      f.file = file;
      if (size > f.size) {
        f.size = size;
        this.parser.grow(id, size);
      }
      if (f.answer) f.answer(true);
      else if (f.state === 'done') {
        f.state = 'queued';
        this.bodies.push(f);
      }
      this.pump();
    });
  }

  /** @param {number} id @param {string} text why it cannot be read any more */
  fail(id, text) {
    const f = this.files.get(id);
    if (!f || f.state === 'stopped') return;
    this.enter(() => {
      this.parser.fail(id, text);
      f.answer?.(false);
    });
  }

  /** What pool.js posts. @param {any} message */
  obey(message) {
    switch (message.type) {
      case 'add':
        return this.add(message.files);
      case 'grow':
        return this.grow(message.id, message.file, message.size);
      case 'fail':
        return this.fail(message.id, message.text);
      case 'ack':
        return this.outbox.acknowledge(message.buffer);
      case 'pause':
        return this.pause(message.paused);
      case 'stop':
        return this.stop();
      case 'trap':  // tests: as if the parser had died
        return this.trap(new Error(message.text));
    }
  }

  /** @param {boolean} paused */
  pause(paused) {
    this.outbox.paused = paused;
    if (paused) return;
    for (const f of this.waiting) f.since = performance.now();
    this.enter(() => this.pump());
    this.outbox.open();
  }

  /** Leaves all that is not read; later files are read as ever. */
  stop() {
    /** @type {[number, number][]} */
    const unread = [];
    for (const f of this.files.values()) {
      if (f.state === 'done' || f.state === 'stopped') continue;
      unread.push([f.id, f.pushed]);
      f.state = 'stopped';
      f.breakOff?.(new StallError());
      f.answer?.(false);
    }
    this.heads = [];
    this.bodies = [];
    this.outbox.open();
    this.enter(() => this.outbox.flush(true));
    this.post({ type: 'stopped', unread });
  }

  // Scheduling.

  pump() {
    const { outbox } = this;
    if (outbox.paused || this.dead) return;
    if (!outbox.startedAt) outbox.startedAt = performance.now();
    const headBytes = this.heads.length > kManyFiles ? kShortHeadBytes : kHeadBytes;
    while (this.headsBusy < kHeadsAtOnce && this.heads.length) {
      const f = /** @type {ReadFile} */ (this.heads.shift());
      ++this.headsBusy;
      this.run([f], this.readHead(f, headBytes), () => --this.headsBusy);
    }
    while (this.heads.length === 0 && this.bodiesBusy < kBodiesAtOnce && this.bodies.length) {
      const files = this.takeBodies();
      ++this.bodiesBusy;
      this.run(files, this.readBodies(files), () => --this.bodiesBusy);
    }
    if (this.headsBusy || this.bodiesBusy) {
      this.ticking ??= setInterval(() => this.enter(() => this.tick()), kTickMs);
    } else {
      clearInterval(this.ticking);
      this.ticking = undefined;
      outbox.startedAt = 0;
      outbox.flush(true);
    }
  }

  /** @param {ReadFile[]} files the first one is being read @param {Promise<void>} job @param {() => void} leave */
  run(files, job, leave) {
    job
      .catch((error) => this.trap(error, files[0]))
      .then(() => {
        leave();
        this.enter(() => this.pump());
      });
  }

  tick() {
    this.outbox.flush(false);
    if (this.outbox.full) return;
    const now = performance.now();
    for (const f of this.waiting) if (now - f.since > kStallMs) f.breakOff?.(new StallError());
  }

  /** How many slices may be in flight for one file. */
  get slicesAtOnce() {
    return Math.max(1, Math.floor(kBodiesAtOnce / Math.max(1, this.bodiesBusy)));
  }

  // Reading one file. A stop or a trap ends it at its next step.

  /** @param {ReadFile} f @param {number} bytes */
  async readHead(f, bytes) {
    if (f.state !== 'head') return;
    const small = f.size <= kSmallBytes;
    await this.attempt(f, () => readSlices(this, f, 0, small ? f.size : bytes));
    if (f.state !== 'head') return;
    f.state = 'queued';
    if (small) await this.readBody(f);
    else this.bodies.push(f);
  }

  /** One queued file, or the next ones that can be read as one: a fair share of what waits. */
  takeBodies() {
    const most = this.joins ? Math.ceil(this.bodies.length / kBodiesAtOnce) : 1;
    let count = 0;
    for (let bytes = 0; count < most; ++count) {
      const f = this.bodies[count];
      bytes += f.size - f.pushed;
      if (count > 0 && (bytes > kJoinedBytes || !(f.file instanceof Blob))) break;
    }
    return this.bodies.splice(0, count);
  }

  /** @param {ReadFile[]} files loses those that are read */
  async readBodies(files) {
    let joins = files[0].file instanceof Blob;
    while (files.length) {
      try {
        if (joins && files.length > 1) await readJoined(this, files);
      } catch (error) {  // one of them cannot be read: readBody() will say which
        if (error instanceof ParserTrap) throw error;
        joins = false;
      }
      if (files.length) await this.readBody(files[0]);
      files.shift();
    }
  }

  /** @param {ReadFile} f */
  async readBody(f) {
    if (f.state !== 'queued') return;
    f.state = 'reading';
    let ends = 0;  // a parser that wants to read again and again
    while (f.state === 'reading') {
      const at = this.parser.wanted(f.id);
      if (at < f.size) {
        const { pushed } = f;
        const read = await this.attempt(f, () => readOn(this, f, at, f.size));
        if (!read || this.parser.wanted(f.id) !== at || f.pushed !== pushed) continue;
        f.size = at;  // it takes nothing: this is the end
      }
      if (!this.parser.end(f.id) || ++ends > 100_000) break;
    }
    if (f.state === 'reading') this.finish(f);
  }

  /** @param {ReadFile} f */
  finish(f) {
    f.state = 'done';
    this.cover(f, f.size);
    this.outbox.done.push(f.id);
  }

  /**
   * Reads. Where that does not work: sees to it that it can be tried again, or ends the file.
   * @param {ReadFile} f @param {() => Promise<void>} read
   * @returns {Promise<boolean>} it worked
   */
  async attempt(f, read) {
    const { file, state } = f;
    try {
      await read();
      return true;
    } catch (error) {
      if (error instanceof ParserTrap) throw error;
      if (this.dead || f.state !== state || f.file !== file) return false;  // left, or taken anew meanwhile
      if (error instanceof StallError && ++f.stalls < kMostStalls) return false;
      f.state = 'lost';
      this.outbox.flush(true);
      const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
      const answer = new Promise((resolve) => (f.answer = resolve));
      this.post({ type: 'lost', id: f.id, at: f.pushed, error: { name, message } });
      const goOn = await answer;
      f.answer = null;
      if (f.state !== 'lost') return false;
      f.state = state;
      if (!goOn) this.finish(f);
      return false;
    }
  }

  /**
   * Hands bytes of a file to the parser, in pieces, as fast as packets are taken off.
   * @param {ReadFile} f @param {number} offset @param {Uint8Array} bytes
   * @returns {Promise<boolean>} false: leave this file
   */
  async deliver(f, offset, bytes) {
    const { state } = f;
    let back = -1;
    if (f.pushed === 0) this.outbox.begun.push(f.id);
    for (let at = 0; at < bytes.length; ) {
      if (this.outbox.full) await this.outbox.space();
      if (this.dead || f.state !== state) return false;
      const piece = bytes.subarray(at, at + kPieceBytes);
      this.parser.push(f.id, offset + at, piece);
      at += piece.length;
      f.pushed = offset + at;
      f.since = performance.now();
      this.cover(f, f.pushed);
      const wanted = this.parser.wanted(f.id) - offset;
      if (wanted < at) {  // back, after damage
        if (wanted < 0 || wanted <= back) return true;
        at = back = wanted;
      }
      this.outbox.flush(false);
      if (this.breathe && f.since - this.breathedAt > kBreatheMs) {
        await this.breathe();
        this.breathedAt = performance.now();
      }
    }
    return !this.dead && f.state === state;
  }

  /** @param {ReadFile} f @param {number} end */
  cover(f, end) {
    if (end <= f.covered) return;
    this.outbox.bytesRead += end - f.covered;
    f.covered = end;
  }

  // The parser's own faults.

  /** For what is called from outside and by timers. @param {() => void} job */
  enter(job) {
    if (this.dead) return;
    try {
      job();
    } catch (error) {
      this.trap(error);
    }
  }

  /** @param {unknown} error @param {ReadFile} [f] */
  trap(error, f) {
    if (this.dead) return;
    this.dead = true;
    clearInterval(this.ticking);
    this.outbox.open();
    const id = error instanceof ParserTrap && error.id >= 0 ? error.id : (f?.id ?? -1);
    const cause = error instanceof ParserTrap ? error.cause : error;
    this.post({ type: 'trap', id, at: this.files.get(id)?.pushed ?? 0, error: String(cause) });
  }
}
