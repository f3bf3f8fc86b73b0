// What a person opens and closes: from drops, pickers and links to open files, with names that do not meet.

import { Follower } from './follow.js';
import { dropSources, handleSource, inputSources } from './files.js';
import { OpenFiles } from './open_files.js';
import { Names, wellFormed } from './paths.js';
import { urlSource } from './url_files.js';
import { Reading } from './viewer.js';

const kProgressMs = 100;

/**
 * @typedef {import('./files.js').Source} Source
 * @typedef {import('./open_files.js').Found} Found
 * @typedef {import('./open_files.js').OpenFile} OpenFile
 * @typedef {import('./open_files.js').Problem} Problem
 * @typedef {{replace?: boolean, again?: boolean}} How  replace: close what is open before; again: a picked folder of a name
 *   that is open is that folder, as it is now
 * @typedef {{files: OpenFile[], problems: Problem[]}} Opened
 */

export class Session {
  /**
   * @param {{
   *   viewer: import('./viewer.js').Viewer,
   *   onChange: () => void,                    the viewer may have something new to draw
   *   pool?: ConstructorParameters<typeof import('./pool.js').Pool>[1],
   * }} parts
   */
  constructor({ viewer, onChange, pool = {} }) {
    this.viewer = viewer;
    this.onChange = onChange;
    this.poolOptions = pool;
    /** @type {(type: 'progress' | 'loaded' | 'problem', detail: any) => void} for window.dropboard */
    this.emit = () => {};
    /** @type {(() => void)[]} */
    this.idleWaiters = [];
    /** @type {Promise<unknown>} the last opening: one after the other, for their names */
    this.opening = Promise.resolve();
    this.listing = 0;  // openings that are not listed yet
    this.wasBusy = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.telling = undefined;
    this.begin();
  }

  /** Nothing open, and a pool that starts. @param {Worker[]} [workers] that are there */
  begin(workers) {
    this.names = new Names();
    /** @type {Map<string, string>} prefixes of the folders, by name, that only a person can give again: from an <input> */
    this.picked = new Map();
    /** @type {Source[]} */
    this.sources = [];
    /** @type {Problem[]} */
    this.problems = [];
    this.files = new OpenFiles(
      this.viewer,
      {
        onChange: () => this.changed(),
        onProblem: (problem) => {
          this.problems.push(problem);
          this.emit('problem', problem);
        },
      },
      this.poolOptions,
      workers,
    );
    this.follower = new Follower(this);
  }

  get isOpen() {
    return this.files.byId.size > 0;
  }

  /** Bytes are on their way. */
  get busy() {
    return this.listing > 0 || this.files.busy;
  }

  /** Everything that was opened is read and applied. @returns {Promise<void>} */
  idle() {
    return this.busy ? new Promise((resolve) => this.idleWaiters.push(resolve)) : Promise.resolve();
  }

  // Opening. Each resolves when the files are listed; they are read from then on.

  /** To be called in the handler of a drop or paste. @param {DataTransfer} transfer @param {How} [how] */
  openDrop(transfer, how) {
    return this.open(dropSources(transfer), how);
  }

  /** @param {Iterable<File>} files @param {How} [how] */
  openFiles(files, how) {
    return this.open(inputSources(files), how);
  }

  /** @param {FileSystemDirectoryHandle} handle @param {How} [how] */
  openHandle(handle, how) {
    return this.open([handleSource(handle)], how);
  }

  /**
   * A folder that holds logdir.json.
   * @param {string} url @param {How & {follow?: boolean, name?: string}} [how] name: the folder's, if it is not the URL's
   */
  openUrl(url, how = {}) {
    return this.open([urlSource(url, how.follow ?? true, how.name)], how);
  }

  /** Files whose paths are given. @param {{path: string, file: File | Blob}[]} named @param {How} [how] */
  openNamed(named, how) {
    /** @type {Source} */
    const source = {
      ...{ name: '', folder: true, grows: false, prefix: '' },
      async walk({ found }) {
        for (const { path, file } of named) found({ path: wellFormed(path.replace(/^\/+/, '')), file });
      },
    };
    return this.open([source], how);
  }

  /** @param {Source[] | Promise<Source[]>} sources @param {How} [how] @returns {Promise<Opened>} */
  open(sources, { replace = false, again = false } = {}) {
    ++this.listing;
    this.changed();
    const opened = this.opening.then(async () => {
      try {
        const all = await sources;
        if (replace && all.length) this.closeAll();
        const { files, problems } = this;
        const alone = all.length === 1;
        const before = problems.length;
        const fresh = all.filter((source) => !(again && this.picked.has(source.name)));
        const lists = all.map((source) => this.list(source, alone, again));
        /** @type {OpenFile[]} */
        const opened = [];
        for (const part of ['most', 'rest']) {
          const found = (await Promise.all(lists.map((list) => list[part]))).flat();
          if (files !== this.files) break;  // closed meanwhile
          if (part === 'most') this.tellName(fresh);
          if (part === 'most' || found.length) opened.push(...this.take(found));
        }
        return { files: opened, problems: problems.slice(before) };
      } finally {
        --this.listing;
        this.changed();
      }
    });
    this.opening = opened.catch(() => {});
    return opened;
  }

  /**
   * Walks through a source; paths become those of the session.
   * @param {Source} source @param {boolean} alone @param {boolean} again see How
   * @returns {{[part: string]: Promise<Found[]>}} most: what can be read at once; rest: what is found after that
   */
  list(source, alone, again) {
    const { names, follower, picked } = this;
    const known = again && source.folder ? picked.get(source.name) : undefined;
    const prefix = source.prefix ?? known ?? (source.folder ? names.folder(source.name, alone) : '');
    if (source.folder && !source.grows && source.prefix === undefined) picked.set(source.name, prefix);
    /** @param {string} path */
    const pathOf = (path) => (source.folder ? prefix + path || source.name : names.loose(path));
    /** @type {Found[]} */
    const list = [];
    let early = 0;  // of the list
    let tellMost = () => {};
    /** @type {Promise<void>} */
    const enough = new Promise((resolve) => (tellMost = resolve));
    const walk = source.walk({
      found: (file) => list.push({ ...file, path: pathOf(file.path) }),
      failed: (path, error) => list.push({ path: pathOf(path), file: new Blob(), error }),
      most: () => tellMost(),
    });
    const most = Promise.race([enough, walk]).then(() => list.slice(0, (early = list.length)));
    const rest = Promise.all([walk, most]).then(() => {
      if (source.grows) follower.watch(source, prefix);
      return list.slice(early);
    });
    return { most, rest };
  }

  /** @param {Found[]} found */
  take(found) {
    for (const { path } of found) this.names.note(path);
    return this.files.take(found);
  }

  // The page's own buttons.

  /** @param {boolean} paused */
  pause(paused) {
    this.files.pool.pause(paused);
  }

  /** Keeps what is here. */
  stop() {
    this.files.stop();
  }

  /** Some of what is open can be read on only from files that a person gives again. */
  get needsPicking() {
    return this.picked.size > 0;
  }

  /** Looks for what has grown, now. */
  reload() {
    return this.follower.look(true);
  }

  /** @param {boolean} on go on with it, or leave it until then */
  followFiles(on) {
    this.follower.pause(!on);
  }

  closeAll() {
    this.follower.close();
    const workers = this.files.close();
    this.viewer.close();
    this.viewer.setName('');
    this.begin(workers);
    this.changed();
  }

  // Telling.

  /** @param {Source[]} more that is open now */
  tellName(more) {
    this.sources.push(...more);
    const { length } = this.sources;
    const folders = this.sources.every((source) => source.folder);
    this.viewer.setName(length === 1 ? this.sources[0].name : `${length} ${folders ? 'folders' : 'files and folders'}`);
  }

  get progress() {
    const { files } = this;
    let state = Reading.idle;
    if (this.listing > 0) state = Reading.listing;
    else if (files.busy) state = files.pool.paused ? Reading.paused : Reading.reading;
    else if (this.isOpen) state = Reading.done;
    return { filesTotal: files.toRead, filesRead: files.ended, bytesTotal: files.bytes, bytesRead: files.bytesRead, state };
  }

  tellProgress() {
    clearTimeout(this.telling);
    this.telling = undefined;
    const { progress } = this;
    this.viewer.reading(progress);
    this.viewer.memory(this.files.pool.heapBytes);
    this.emit('progress', progress);
    this.onChange();
  }

  changed() {
    const { busy, wasBusy } = this;
    this.onChange();
    if (busy !== wasBusy) this.tellProgress();
    else this.telling ??= setTimeout(() => this.tellProgress(), kProgressMs);
    this.wasBusy = busy;
    if (busy) return;
    if (wasBusy) this.emit('loaded', { files: this.files.byId.size, problems: this.problems.length });
    for (const wake of this.idleWaiters.splice(0)) wake();
  }
}
