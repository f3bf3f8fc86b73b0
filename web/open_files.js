// The files that are open, and their way through the pool into the viewer. Whatever goes wrong with one ends up as its
// problem, in words, and the rest goes on.

import { gunzip, isGzip, isGzipName } from './gunzip.js';
import { limit } from './limit.js';
import { isRead } from './paths.js';
import { Pool } from './pool.js';
import { FileStatus } from './viewer.js';
import { bytesText, unreadable } from './words.js';

const kMostTries = 2;      // of a file that was being read when a parser died
const kMostRetakes = 5;    // of a file that cannot be read on, without a byte of headway
const kInflatedAtOnce = 4;
const kFullText = "this page's memory is at its limit";

/**
 * @typedef {import('./reader.js').Bytes} Bytes
 * @typedef {import('./files.js').Found & {error?: unknown}} Found
 * @typedef {{
 *   id: number, path: string, file: Bytes, size: number, again?: Found['again'],
 *   state: 'asset' | 'reading' | 'read' | 'given up',
 *   inflated: boolean,   // its bytes are not those of the file that came
 *   tries: number, retakes: number, lostAt: number,
 *   next: Bytes | null,  // as it was taken anew while it was read
 *   ending: string,      // a problem to be told once it is read
 *   told: Set<string>,
 * }} OpenFile
 * @typedef {{id: number, path: string, text: string}} Problem
 */

/** What is left for drawing, and for packets on their way, when no more is read. @param {number} heapBytes */
const headroom = (heapBytes) => Math.min(Math.max(heapBytes / 32, 4 * 2 ** 20), 128 * 2 ** 20);

export class OpenFiles {
  /**
   * @param {import('./viewer.js').Viewer} viewer
   * @param {{onChange: () => void, onProblem: (problem: Problem) => void}} events
   * @param {ConstructorParameters<typeof Pool>[1]} poolOptions
   * @param {Worker[]} [workers] that those before have left
   */
  constructor(viewer, events, poolOptions, workers) {
    this.viewer = viewer;
    this.events = events;
    /** @type {Map<number, OpenFile>} */
    this.byId = new Map();
    /** @type {Map<string, OpenFile>} */
    this.byPath = new Map();
    this.toRead = 0;   // files that are, or were, for the pool
    this.ended = 0;    // those of them that need nothing more
    this.bytes = 0;    // of them all
    this.inflating = 0;
    this.full = false;  // no more rows fit into the page's memory
    this.stopText = '';
    this.closed = false;
    this.inflateAtOnce = limit(kInflatedAtOnce);
    this.pool = new Pool(
      {
        onPacket: (sender, packet) => this.apply(sender, packet),
        onRead: (ids) => ids.forEach((id) => this.read(id)),
        onLost: (id, at, error) => this.lost(id, at, error),
        onStopped: (unread) => this.stopped(unread),
        onTrap: (trap) => this.trapped(trap),
        onChange: events.onChange,
      },
      poolOptions,
      workers,
    );
  }

  get busy() {
    return this.inflating > 0 || this.pool.busy;
  }

  get bytesRead() {
    return this.busy ? Math.min(this.bytes, this.pool.bytesRead) : this.bytes;
  }

  close() {
    this.closed = true;
    return this.pool.close();
  }

  /**
   * Makes files known and has them read; the viewer hears of all of them before the first is read.
   * @param {Found[]} found each of its own path; a known path is that file, taken anew
   * @returns {OpenFile[]}
   */
  take(found) {
    found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    /** @type {OpenFile[]} */
    const fresh = [];
    const files = found.map(({ path, file, again, error }) => {
      const known = this.byPath.get(path);
      if (known) {
        this.retaken(known, file);
        return known;
      }
      const f = this.know(path, file, again);
      if (error) this.giveUp(f, FileStatus.unreadable, unreadable(0, error));
      else if (this.full && f.state === 'reading') this.giveUp(f, FileStatus.notRead, `Not read: ${kFullText}.`);
      else if (f.state === 'reading') fresh.push(f);
      return f;
    });
    this.viewer.listed();
    this.pool.add(fresh.filter((f) => !isGzipName(f.path)));
    for (const f of fresh) if (isGzipName(f.path)) this.inflate(f);
    return files;
  }

  /** @param {string} path @param {Bytes} file @param {Found['again']} again @returns {OpenFile} */
  know(path, file, again) {
    const { size } = file;
    const id = this.viewer.addFile(path, size);
    /** @type {OpenFile} */
    const f = {
      ...{ id, path, file, size, again, state: isRead(path) ? 'reading' : 'asset' },
      ...{ inflated: false, tries: 0, retakes: 0, lostAt: -1, next: null, ending: '', told: new Set() },
    };
    this.byId.set(id, f);
    this.byPath.set(path, f);
    if (f.state === 'reading') {
      ++this.toRead;
      this.bytes += size;
    }
    return f;
  }

  /** Has a compressed one read, once it is inflated. @param {OpenFile} f */
  async inflate(f) {
    ++this.inflating;
    try {
      await this.inflateAtOnce(async () => {
        if (this.closed || !(await isGzip(f.file))) return;
        const { blob, error } = await gunzip(f.file);
        f.again = undefined;
        f.inflated = true;
        this.resize(f, blob);
        if (error) f.ending = 'It is compressed, and its end is missing or damaged. What could be inflated is shown.';
      });
    } catch (error) {
      this.resize(f, new Blob());
      f.ending = unreadable(0, error);
    }
    --this.inflating;
    if (this.closed) return;
    this.pool.add([f]);
  }

  // Growth.

  /** @param {OpenFile} f @param {Bytes} file */
  resize(f, file) {
    if (this.closed) return;
    this.bytes += file.size - f.size;
    f.file = file;
    f.size = file.size;
    this.viewer.addFile(f.path, f.size);
  }

  /** The file as it is now. @param {OpenFile} f @param {Bytes} file @returns {boolean} there is more to read of it */
  retaken(f, file) {
    if (file.size === f.size || f.inflated) return false;
    if (f.state === 'reading') {
      f.next = file;
      return true;
    }
    if (f.state !== 'read') return false;
    const appended = file.size > f.size && this.pool.knows(f.id);
    f.state = 'reading';
    --this.ended;
    this.resize(f, file);
    if (appended) this.pool.grow(f);
    else this.readAnew([f]);
    return true;
  }

  /** From the first byte on, without what was read before. @param {OpenFile[]} files */
  readAnew(files) {
    for (const f of files) this.viewer.forgetFile(f.id);
    this.pool.add(files);
  }

  // What the pool says.

  /** @param {number} sender @param {Uint8Array} packet */
  apply(sender, packet) {
    if (!this.full && !this.viewer.reserve(packet.byteLength + headroom(this.viewer.heapBytes))) {
      this.full = true;
      this.stop(kFullText);
    }
    if (!this.full) this.viewer.packet(sender, packet);
  }

  /** @param {number} id */
  read(id) {
    const f = this.byId.get(id);
    if (f?.state !== 'reading') return;
    if (this.full) return this.giveUp(f, FileStatus.notRead, `Not all of it is shown: ${kFullText}.`);
    f.state = 'read';
    ++this.ended;
    const { ending, next } = f;
    f.ending = '';
    f.next = null;
    if (ending) this.problem(f, FileStatus.damaged, ending);
    if (next) this.retaken(f, next);
  }

  /** @param {number} id @param {number} at @param {{name: string, message: string}} error */
  async lost(id, at, error) {
    const f = this.byId.get(id);
    if (!f) return;
    f.retakes = at > f.lostAt ? 1 : f.retakes + 1;
    f.lostAt = at;
    let text = unreadable(at, Object.assign(new Error(error.message), { name: error.name }));
    if (f.again && f.retakes <= kMostRetakes) {
      try {
        const file = await f.again();
        if (this.closed) return;
        if (file.size >= at) {
          this.resize(f, file);
          this.pool.grow(f);
          return;
        }
        text = `It was cut to ${bytesText(file.size)} bytes while it was read. What was read before is shown.`;
      } catch (error) {
        text = unreadable(at, error);
      }
    }
    if (this.closed) return;
    f.again = undefined;
    this.pool.fail(id, text);
    this.tell(f, text);
  }

  /** @param {import('./pool.js').Trap} trap */
  trapped({ id, at, error, begun, untouched, final }) {
    const culprit = this.byId.get(id);
    if (culprit) {
      const where = at > 0 ? ` at byte ${bytesText(at)}` : '';
      this.giveUp(culprit, FileStatus.unreadable, `dropboard's reader broke down${where} (${error}). What was read before is shown.`);
    }
    for (const { id } of begun) ++this.known(id).tries;
    const again = [];
    for (const f of [...begun, ...untouched].map(({ id }) => this.known(id))) {
      if (final) this.giveUp(f, FileStatus.unreadable, `This browser does not start dropboard's reader (${error}).`);
      else if (f.tries < kMostTries) again.push(f);
      else this.giveUp(f, FileStatus.unreadable, `dropboard's reader broke down again and again while it was read (${error}).`);
    }
    this.readAnew(again);
  }

  /** @param {[number, number][]} unread */
  stopped(unread) {
    const why = this.stopText || 'reading was stopped';
    for (const [id, at] of unread) {
      const read = this.full ? 'Not all of it is shown' : `Read up to byte ${bytesText(at)}`;
      const text = at > 0 ? `${read}: ${why}.` : `Not read: ${why}.`;
      this.giveUp(this.known(id), FileStatus.notRead, text);
    }
  }

  /** Keeps what is here. @param {string} [why] */
  stop(why = '') {
    this.stopText = why;
    this.pool.stop();
  }

  // Problems.

  /** @param {number} id that the pool has of us */
  known(id) {
    return /** @type {OpenFile} */ (this.byId.get(id));
  }

  /** @param {OpenFile} f @param {number} status @param {string} text */
  giveUp(f, status, text) {
    if (f.state === 'reading') ++this.ended;
    f.state = 'given up';
    f.again = undefined;
    this.problem(f, status, text);
  }

  /** @param {OpenFile} f @param {number} status @param {string} text */
  problem(f, status, text) {
    this.viewer.fileProblem(f.id, status, text);
    this.tell(f, text);
  }

  /** @param {OpenFile} f @param {string} text */
  tell({ id, path, told }, text) {
    if (told.has(text)) return;  // while it is followed the same may happen again and again
    told.add(text);
    this.events.onProblem({ id, path, text });
  }
}
