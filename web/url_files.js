// A logdir that a server holds: `logdir.json` lists [path, bytes, mtime], the files come by HTTP Range.

import { wellFormed } from './paths.js';

class HttpError extends Error {
  name = 'HttpError';
}

/** @param {RequestInit} [more] @returns {RequestInit} nothing of the reader's goes along */
const quiet = (more) => ({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', ...more });

/** A file behind a URL, with as much of Blob's interface as reading needs. Plain enough to be posted to a worker. */
export class UrlFile {
  /** @param {string} url absolute @param {number} size @param {number} lastModified @param {number} [begin] of a slice */
  constructor(url, size, lastModified, begin = 0) {
    this.url = url;
    this.size = size;
    this.lastModified = lastModified;
    this.begin = begin;
    /** @type {Promise<Blob> | null} the whole file, from a server that does not know Range */
    this.whole = null;
  }

  /** A posted one has lost its class. @template T @param {T} file @returns {T | UrlFile} */
  static revive(file) {
    const f = /** @type {any} */ (file);
    return f instanceof Blob ? file : new UrlFile(f.url, f.size, f.lastModified, f.begin);
  }

  /** For postMessage. */
  plain() {
    return { url: this.url, size: this.size, lastModified: this.lastModified, begin: this.begin };
  }

  /** @param {number} [begin] @param {number} [end] */
  slice(begin = 0, end = this.size) {
    const from = Math.min(begin, this.size);
    const to = Math.max(from, Math.min(end, this.size));
    const part = new UrlFile(this.url, to - from, this.lastModified, this.begin + from);
    part.parent = this.parent ?? this;
    return part;
  }

  /** @type {UrlFile | undefined} the file that this is a slice of */
  parent;

  /** @returns {Promise<Response>} */
  async answer() {
    const file = this.parent ?? this;
    const end = this.begin + this.size;
    if (!file.whole) {
      const response = await fetch(this.url, quiet({ headers: { Range: `bytes=${this.begin}-${end - 1}` } }));
      if (response.status === 206) return response;
      if (response.status === 416) return new Response(new Blob());
      if (!response.ok) throw new HttpError(`${response.status}`);
      file.whole ??= response.blob();
    }
    return new Response((await file.whole).slice(this.begin, end));
  }

  async arrayBuffer() {
    return this.size === 0 ? new ArrayBuffer(0) : (await this.answer()).arrayBuffer();
  }

  /** @returns {ReadableStream<Uint8Array>} */
  stream() {
    const part = this;
    /** @type {ReadableStreamDefaultReader<Uint8Array> | undefined} */
    let reader;
    return new ReadableStream({
      async pull(controller) {
        reader ??= part.size > 0 ? (await part.answer()).body?.getReader() : undefined;
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        return reader?.cancel();
      },
    });
  }
}

/** @param {string} folder URL of a folder, with its slash @param {string} path */
const urlOf = (folder, path) => new URL(path.split('/').map(encodeURIComponent).join('/'), folder).href;

/**
 * @param {string} url of a folder that holds logdir.json, or of that file
 * @param {boolean} grows look at it again for what was appended
 * @param {string} [name]
 * @returns {import('./files.js').Source}
 */
export function urlSource(url, grows, name) {
  const list = new URL(/\.json([?#]|$)/.test(url) ? url : url.replace(/\/?$/, '/') + 'logdir.json', document.baseURI);
  const folder = new URL('.', list).href;
  /** @type {Map<string, UrlFile>} as last listed */
  let files = new Map();
  let tag = '';
  /** Asks the server for its list; true if there is a new one. */
  const refresh = async () => {
    const response = await fetch(list, quiet(tag ? { headers: { 'If-None-Match': tag } } : {}));
    if (response.status === 304) return false;
    if (!response.ok) throw new HttpError(`${response.status}`);
    const rows = /** @type {[string, number, number][]} */ (await response.json());
    tag = response.headers.get('ETag') ?? '';
    files = new Map(rows.map(([path, bytes, mtime]) => [path, new UrlFile(urlOf(folder, path), bytes, mtime * 1000)]));
    return true;
  };
  return {
    name: name || decodeURIComponent(folder.split('/').at(-2) ?? '') || 'logdir',
    folder: true,
    grows,
    cheap: true,
    async walk({ found, failed }) {
      try {
        await refresh();
      } catch (error) {
        failed('logdir.json', error);
      }
      for (const [path, file] of files) {
        const again = async () => {
          await refresh();
          const now = files.get(path);
          if (!now) throw new DOMException(path, 'NotFoundError');
          return now;
        };
        found({ path: wellFormed(path), file, again });
      }
    },
  };
}
