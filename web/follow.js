// Files that grow while they are looked at. Once all is read, looks every second: at a served logdir's list, at the files
// of a folder that were written last (and at the others in turn), and now and then at the folder for new ones. Only what was
// appended is read then. Nothing that came through an <input> can be followed: browsers give no way. A person may have it
// paused; what was written meanwhile is read afterwards.

import { isRead } from './paths.js';
import { Following } from './viewer.js';

const kLookMs = 1000;
const kNewest = 64;       // files looked at every time
const kInTurn = 64;       // of the others
const kWalkMs = 4000;     // between walks through a folder, and
const kWalkShare = 20;    // so many times as long as a walk takes
const kList = 'logdir.json';

/**
 * @typedef {import('./files.js').Found} Found
 * @typedef {import('./open_files.js').OpenFile} OpenFile
 * @typedef {import('./reader.js').Bytes} Bytes
 * @typedef {{source: import('./files.js').Source, prefix: string, walkAfter: number, lost: boolean}} Watched
 *   lost: it could not be looked at, the last time
 */

/** @param {OpenFile} f @returns {number} Date.now() of then */
const writtenAt = ({ file }) => /** @type {File} */ (file).lastModified ?? 0;

export class Follower {
  /** @param {import('./session.js').Session} session */
  constructor(session) {
    this.session = session;
    /** @type {Watched[]} */
    this.watched = [];
    this.closed = false;
    this.paused = false;
    this.asked = false;  // for this look, which then is one also while paused
    this.turn = 0;
    this.grewAt = 0;  // Date.now() when something grew
    this.told = '';
    /** @type {Promise<void> | null} */
    this.looking = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {import('./files.js').Source} source @param {string} prefix of its paths */
  watch(source, prefix) {
    if (this.closed) return;
    this.watched.push({ source, prefix, walkAfter: performance.now() + kWalkMs, lost: false });
    this.timer ??= setTimeout(() => this.tick(), kLookMs);
    this.tell();
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }

  /** @param {boolean} paused */
  pause(paused) {
    this.paused = paused;
    this.tell();
    if (!paused && this.watched.length) this.look();
  }

  async tick() {
    if (!this.session.busy) await this.look();
    if (!this.closed) this.timer = setTimeout(() => this.tick(), kLookMs);
  }

  /** One look, now. @param {boolean} [asked] by a person: also while paused @returns {Promise<void>} */
  look(asked = false) {
    this.asked ||= asked;
    if (!this.goesOn) return Promise.resolve();
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
      this.asked = false;
      this.tell();
    });
    return this.looking;
  }

  /** What is being found out is wanted. */
  get goesOn() {
    return !this.closed && (!this.paused || this.asked);
  }

  async lookOnce() {
    await this.lookAtFiles();
    for (const watched of this.watched) {
      if (!this.goesOn) return;
      if (watched.source.folder && (watched.source.cheap || performance.now() >= watched.walkAfter)) await this.walk(watched);
    }
  }

  async lookAtFiles() {
    const files = this.files.filter((f) => f.state === 'read' && f.file instanceof Blob);
    files.sort((a, b) => writtenAt(b) - writtenAt(a));
    const others = files.splice(kNewest);
    for (let n = 0; n < Math.min(kInTurn, others.length); ++n) files.push(others[this.turn++ % others.length]);
    await Promise.all(
      files.map(async (f) => {
        try {
          const file = await f.again?.();
          if (file) this.retaken(f, file);
        } catch {
          // gone: what was read of it stays
        }
      }),
    );
  }

  /** @param {Watched} watched */
  async walk(watched) {
    const began = performance.now();
    /** @type {Found[]} */
    const fresh = [];
    let lost = false;
    await watched.source.walk({
      found: (file) => {
        const path = watched.prefix + file.path;
        const known = this.session.files.byPath.get(path);
        if (known) this.retaken(known, file.file);
        else fresh.push({ ...file, path });
      },
      failed: (path) => (lost ||= path === '' || path === kList),
      skip: (path) => this.session.files.byPath.has(watched.prefix + path),
    });
    watched.lost = lost;
    const took = performance.now() - began;
    watched.walkAfter = performance.now() + Math.max(kWalkMs, took * kWalkShare);
    if (!fresh.length || !this.goesOn) return;
    if (fresh.some(({ path }) => isRead(path))) this.grewAt = Date.now();
    this.session.take(fresh);
  }

  /** @param {OpenFile} f @param {Bytes} file as it is now */
  retaken(f, file) {
    if (this.goesOn && this.session.files.retaken(f, file)) this.grewAt = Date.now();
  }

  /** Event files that can be taken anew. */
  get files() {
    return [...this.session.files.byId.values()].filter((f) => f.again && f.state !== 'asset');
  }

  get state() {
    if (!this.watched.length) return Following.none;
    if (this.paused) return Following.paused;
    return this.watched.some(({ lost }) => lost) ? Following.lost : Following.live;
  }

  /** The viewer says it where it is followed; a file that is written at a clock ahead of ours is written now. */
  tell() {
    if (this.closed) return;
    const now = Date.now();
    const at = this.files.reduce((latest, f) => Math.max(latest, Math.min(writtenAt(f), now)), this.grewAt);
    const told = `${this.state} ${at}`;
    if (told === this.told) return;
    this.told = told;
    this.session.viewer.following(this.state, at ? (now - at) / 1000 : -1);
    this.session.onChange();
  }
}
