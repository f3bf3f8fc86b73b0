// From what a person dropped, picked or pasted to a flat list of files. Knows browser handles, nothing of event files.
//
// A Source is one thing that was dropped: a folder that can be walked (again and again, to see what has grown), or files.
// walk() gives every file it finds to `found` and every path it cannot enter to `failed`; it never throws. Once it has
// nearly all of them it calls `most`; what it is asked to `skip` it may leave out.

import { limit } from './limit.js';
import { wellFormed } from './paths.js';

/**
 * @typedef {import('./url_files.js').UrlFile} UrlFile
 * @typedef {{path: string, file: File | Blob | UrlFile, again?: () => Promise<File | UrlFile>}} Found
 *   path: inside the source, '/'; again: takes the file anew, to see what was appended
 * @typedef {{
 *   found: (file: Found) => void,
 *   failed: (path: string, error: unknown) => void,
 *   most?: () => void,
 *   skip?: (path: string) => boolean,
 * }} Sink
 * @typedef {{
 *   name: string, folder: boolean, grows: boolean, cheap?: boolean, prefix?: string,
 *   walk: (sink: Sink) => Promise<void>,
 * }} Source
 *   prefix: of its paths, if it is not for the session to say
 *   cheap: one walk costs about as much as one file, so following walks instead of taking files anew
 */

const kFilesAtOnce = 64;
const kHandleMs = 500;
const kSameNameInPath = 4;  // more of one name in a path is taken for a link that leads back to itself

class LoopError extends Error {
  name = 'LoopError';
}

/** @param {string} path of a folder, ending in '/' @param {string} name */
function checkLoop(path, name) {
  if (path.split('/').filter((part) => part === name).length >= kSameNameInPath) throw new LoopError(path + name);
}

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function readAll(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

/** A folder by webkitGetAsEntry: every browser has it. @param {FileSystemDirectoryEntry} root @returns {Source} */
export function entrySource(root) {
  return {
    name: root.name,
    folder: true,
    grows: true,
    async walk({ found, failed, skip }) {
      const atOnce = limit(kFilesAtOnce);
      /** @param {FileSystemDirectoryEntry} folder @param {string} path */
      const enter = async (folder, path) => {
        try {
          const inside = await readAll(folder);
          await Promise.all(
            inside.map(async (entry) => {
              const at = path + wellFormed(entry.name);
              try {
                if (entry.isDirectory) {
                  checkLoop(path, entry.name);
                  await enter(/** @type {FileSystemDirectoryEntry} */ (entry), at + '/');
                } else if (!skip?.(at)) {
                  const again = () => fileOf(/** @type {FileSystemFileEntry} */ (entry));
                  found({ path: at, file: await atOnce(again), again });
                }
              } catch (error) {
                failed(at, error);
              }
            }),
          );
        } catch (error) {
          failed(path, error);
        }
      };
      await enter(root, '');
    },
  };
}

/**
 * A folder by its handle: Chromium, secure pages only; its files come three times as quickly. It hides names that some
 * system could not say, such as "a:b".
 * @param {FileSystemDirectoryHandle} root
 * @returns {Source}
 */
export function handleSource(root) {
  return {
    name: root.name,
    folder: true,
    grows: true,
    async walk({ found, failed }) {
      const atOnce = limit(kFilesAtOnce);
      /** @param {FileSystemDirectoryHandle} folder @param {string} path */
      const enter = async (folder, path) => {
        const inside = [];
        try {
          // @ts-ignore: TypeScript's library lacks entries()
          for await (const [name, handle] of folder.entries()) inside.push(take(handle, path, name));
        } catch (error) {
          failed(path, error);
        }
        await Promise.all(inside);
      };
      /** @param {FileSystemHandle} handle @param {string} path @param {string} name */
      const take = async (handle, path, name) => {
        const at = path + wellFormed(name);
        try {
          if (handle.kind === 'directory') {
            checkLoop(path, name);
            await enter(/** @type {FileSystemDirectoryHandle} */ (handle), at + '/');
          } else {
            const again = () => /** @type {FileSystemFileHandle} */ (handle).getFile();
            found({ path: at, file: await atOnce(again), again });
          }
        } catch (error) {
          failed(at, error);
        }
      };
      await enter(root, '');
    },
  };
}

/**
 * By handle, and then by entry what that hides.
 * @param {FileSystemDirectoryHandle} handle @param {FileSystemDirectoryEntry} entry
 * @returns {Source}
 */
function droppedSource(handle, entry) {
  return {
    ...handleSource(handle),
    async walk(sink) {
      /** @type {Set<string>} */
      const seen = new Set();
      /** @type {[string, unknown][]} */
      const refused = [];  // the entry may know better
      /** @param {Found} file */
      const found = (file) => {
        seen.add(file.path);
        sink.found(file);
      };
      await handleSource(handle).walk({ ...sink, found, failed: (path, error) => refused.push([path, error]) });
      sink.most?.();
      const skip = (/** @type {string} */ path) => seen.has(path) || (sink.skip?.(path) ?? false);
      await entrySource(entry).walk({ ...sink, found, skip });
      for (const [path, error] of refused) if (path && !seen.has(path)) sink.failed(path, error);
    },
  };
}

/** @param {string} name @param {Found[]} files @param {boolean} folder @returns {Source} */
function listSource(name, files, folder) {
  return {
    name,
    folder,
    grows: files.some((file) => file.again),
    async walk({ found }) {
      files.forEach(found);
    },
  };
}

/**
 * Files of an <input>, with or without webkitdirectory, or of a script. Those with a relative path are a folder.
 * @param {Iterable<File>} files
 * @returns {Source[]}
 */
export function inputSources(files) {
  /** @type {Map<string, Found[]>} */
  const folders = new Map();
  const loose = [];
  for (const file of files) {
    const path = wellFormed(file.webkitRelativePath || '');
    const slash = path.indexOf('/');
    if (slash < 0) {
      loose.push(listSource(file.name, [{ path: wellFormed(file.name), file }], false));
      continue;
    }
    const name = path.slice(0, slash);
    const inside = folders.get(name) ?? [];
    folders.set(name, inside);
    inside.push({ path: path.slice(slash + 1), file });
  }
  return [...[...folders].map(([name, inside]) => listSource(name, inside, true)), ...loose];
}

/**
 * Chromium has been seen never to answer for a handle.
 * @template T @param {Promise<T>} handle @returns {Promise<T | null>}
 */
const soon = (handle) => Promise.race([handle, new Promise((/** @type {(none: null) => void} */ resolve) => setTimeout(() => resolve(null), kHandleMs))]);

/**
 * What a drop or a paste carries. To be called in the event's handler, for the browser empties it afterwards; the promise
 * waits for handles only.
 * @param {DataTransfer} transfer
 * @returns {Promise<Source[]>}
 */
export function dropSources(transfer) {
  const items = [...(transfer.items ?? [])].filter((item) => item.kind === 'file');
  if (items.length === 0) return Promise.resolve(inputSources(transfer.files ?? []));
  const sources = items.map((item) => {
    const entry = item.webkitGetAsEntry?.() ?? null;
    const file = item.getAsFile?.() ?? null;
    // @ts-ignore: not in every browser
    const handle = item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null);
    return soon(handle).then((/** @type {FileSystemHandle | null} */ handle) => sourceOf(handle, entry, file));
  });
  return Promise.all(sources).then((all) => all.filter((source) => source !== null));
}

/**
 * @param {FileSystemHandle | null} handle
 * @param {FileSystemEntry | null} entry
 * @param {File | null} file
 * @returns {Promise<Source | null>}
 */
async function sourceOf(handle, entry, file) {
  if (handle?.kind === 'directory') {
    const folder = /** @type {FileSystemDirectoryHandle} */ (handle);
    return entry ? droppedSource(folder, /** @type {FileSystemDirectoryEntry} */ (entry)) : handleSource(folder);
  }
  if (entry?.isDirectory) return entrySource(/** @type {FileSystemDirectoryEntry} */ (entry));
  /** @type {(() => Promise<File>) | undefined} */
  let again;
  if (handle) again = () => /** @type {FileSystemFileHandle} */ (handle).getFile();
  else if (entry) again = () => fileOf(/** @type {FileSystemFileEntry} */ (entry));
  const name = wellFormed(entry?.name || file?.name || handle?.name || 'file');
  return {
    name,
    folder: false,
    grows: again !== undefined,
    async walk({ found, failed }) {
      try {
        const taken = file ?? (again && (await again()));
        if (taken) found({ path: name, file: taken, again });
      } catch (error) {
        failed(name, error);
      }
    },
  };
}

/**
 * What hovers over the page. Browsers tell how many things there are, and seldom what they are.
 * @param {DataTransfer} transfer
 * @returns {{folders: number, files: number}} things with a media type are files, those without may be folders
 */
export function countDrag(transfer) {
  const items = [...(transfer.items ?? [])].filter((item) => item.kind === 'file');
  const files = items.filter((item) => item.type !== '').length;
  return { folders: items.length - files, files };
}
