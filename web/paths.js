// What a path inside a logdir means, and how several dropped things get names that do not meet.
// The rules are TensorBoard's: a file whose base name contains "tfevents" is an event file, its folder is its run.

/** @param {string} path */
export const baseName = (path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {string} path */
export function runOfPath(path) {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** @param {string} path */
export const isEventFile = (path) => baseName(path).includes('tfevents');

/** Written by the profiler so that a folder counts as a run; not read. @param {string} path */
export const isProfileMarker = (path) => path.endsWith('.profile-empty');

/** Files that a parser gets to read. @param {string} path */
export const isRead = (path) => isEventFile(path) && !isProfileMarker(path);

/** The path as UTF-8 can say it: half a surrogate pair becomes U+FFFD. @param {string} path */
export function wellFormed(path) {
  return /[\ud800-\udfff]/.test(path) ? new TextDecoder().decode(new TextEncoder().encode(path)) : path;
}

/**
 * Names of what is open, by first path component. The first folder that comes alone is the logdir itself, so its content has
 * no prefix; everything later is `folder/...`, with ` (2)` where the name is taken. What has a name keeps it.
 */
export class Names {
  constructor() {
    /** @type {Set<string>} first components of all paths */
    this.taken = new Set();
  }

  get empty() {
    return this.taken.size === 0;
  }

  /** Prefix for a folder's paths. @param {string} name @param {boolean} alone nothing else came with it */
  folder(name, alone) {
    if (alone && this.empty) return '';
    return this.unique(wellFormed(name) || 'folder') + '/';
  }

  /** Path of a file that came without a folder. @param {string} name */
  loose(name) {
    return this.unique(wellFormed(name) || 'file');
  }

  /** To be called for every path that is in use. @param {string} path */
  note(path) {
    const slash = path.indexOf('/');
    this.taken.add(slash < 0 ? path : path.slice(0, slash));
  }

  /** @param {string} name */
  unique(name) {
    let unique = name;
    for (let n = 2; this.taken.has(unique); ++n) unique = `${name} (${n})`;
    this.taken.add(unique);
    return unique;
  }
}
