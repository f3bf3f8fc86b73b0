// Files that grow while they are looked at. Once all is read, looks every second: at a served logdir's list, at the files
// of a folder that were written last (and at the others in turn), and now and then at the folder for new ones. Only what was
// appended is read then. Nothing that came through an <input> can be followed: browsers give no way.

const kLookMs = 1000;
const kNewest = 64;       // files looked at every time
const kInTurn = 64;       // of the others
const kWalkMs = 4000;     // between walks through a folder, and
const kWalkShare = 20;    // so many times as long as a walk takes

/**
 * @typedef {import('./files.js').Found} Found
 * @typedef {{source: import('./files.js').Source, prefix: string, walkAfter: number}} Watched
 */

export class Follower {
  /** @param {import('./session.js').Session} session */
  constructor(session) {
    this.session = session;
    /** @type {Watched[]} */
    this.watched = [];
    this.closed = false;
    this.turn = 0;
    /** @type {Promise<void> | null} */
    this.looking = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {import('./files.js').Source} source @param {string} prefix of its paths */
  watch(source, prefix) {
    if (this.closed) return;
    this.watched.push({ source, prefix, walkAfter: performance.now() + kWalkMs });
    this.timer ??= setTimeout(() => this.tick(), kLookMs);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }

  async tick() {
    if (!this.session.busy) await this.look();
    if (!this.closed) this.timer = setTimeout(() => this.tick(), kLookMs);
  }

  /** One look, now. @returns {Promise<void>} */
  look() {
    this.looking ??= this.lookOnce().finally(() => (this.looking = null));
    return this.looking;
  }

  async lookOnce() {
    await this.lookAtFiles();
    for (const watched of this.watched) {
      if (this.closed) return;
      if (watched.source.folder && (watched.source.cheap || performance.now() >= watched.walkAfter)) await this.walk(watched);
    }
  }

  async lookAtFiles() {
    const files = [...this.session.files.byId.values()].filter((f) => f.again && f.state === 'read' && f.file instanceof Blob);
    const written = (/** @type {any} */ f) => f.file.lastModified ?? 0;
    files.sort((a, b) => written(b) - written(a));
    const others = files.splice(kNewest);
    for (let n = 0; n < Math.min(kInTurn, others.length); ++n) files.push(others[this.turn++ % others.length]);
    await Promise.all(
      files.map(async (f) => {
        try {
          const file = await f.again?.();
          if (file && !this.closed) this.session.files.retaken(f, file);
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
    await watched.source.walk({
      found: (file) => {
        const path = watched.prefix + file.path;
        const known = this.session.files.byPath.get(path);
        if (!known) fresh.push({ ...file, path });
        else if (!this.closed) this.session.files.retaken(known, file.file);
      },
      failed: () => {},
      skip: (path) => this.session.files.byPath.has(watched.prefix + path),
    });
    const took = performance.now() - began;
    watched.walkAfter = performance.now() + Math.max(kWalkMs, took * kWalkShare);
    if (fresh.length && !this.closed) this.session.take(fresh);
  }
}
