// One parser of the pool: in a worker, or in the page where workers cannot start. Says what its Reader says.

import { startParser } from './parser.js';
import { Reader } from './reader.js';
import { UrlFile } from './url_files.js';

const kStartMs = 10_000;  // a worker that says nothing for so long will not start

export class Lane {
  /**
   * @param {number} sender its number; a lane that replaces another has a new one
   * @param {Promise<WebAssembly.Module>} module
   * @param {URL | null} workerUrl null: in the page
   * @param {(message: any) => void} hear
   * @param {Worker | null} worker one that another lane has left
   */
  constructor(sender, module, workerUrl, hear, worker = null) {
    this.sender = sender;
    this.module = module;
    this.hear = hear;
    /** @type {Map<number, import('./pool.js').PoolFile>} not at their end, or their rows not here yet */
    this.unread = new Map();
    /** @type {Set<number>} those of them that have sent rows */
    this.begun = new Set();
    this.bytesGiven = 0;
    this.bytesRead = 0;
    this.heapBytes = 0;
    /** @type {any[] | null} messages from before it was ready */
    this.early = [];
    this.closed = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Reader | null} */
    this.reader = null;
    if (workerUrl) this.startWorker(workerUrl, worker);
    else this.startInPage();
  }

  /** @param {any} message @param {Transferable[]} [transfer] */
  post(message, transfer = []) {
    if (this.early) this.early.push(message);
    else if (this.worker) this.worker.postMessage(posted(message), transfer);
    else this.reader?.obey(message);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.worker?.terminate();
    if (this.reader) this.reader.dead = true;
  }

  /** Ends, and leaves its worker, if that has started, to another lane. @returns {Worker | null} */
  leave() {
    const worker = this.early ? null : this.worker;
    if (worker) this.worker = null;
    this.close();
    return worker;
  }

  /** @param {URL} url @param {Worker | null} left */
  startWorker(url, left) {
    const unfit = () => {
      clearTimeout(this.timer);
      if (this.closed || !this.early) return;
      this.worker?.terminate();
      this.worker = null;
      this.startInPage();
    };
    this.timer = setTimeout(unfit, kStartMs);
    try {
      const worker = left ?? new Worker(url, { type: 'module' });
      this.worker = worker;
      worker.onmessage = ({ data }) => {
        if (this.closed || data.sender !== this.sender) return;
        if (data.type === 'unfit') unfit();
        else if (data.type === 'ready') this.ready();
        else this.hear(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.early) unfit();
        else if (!this.closed) this.hear({ type: 'trap', id: -1, at: 0, error: event.message });
      };
      this.module.then((module) => worker.postMessage({ type: 'start', module, sender: this.sender }), unfit);
    } catch {  // no workers here at all
      queueMicrotask(unfit);
    }
  }

  async startInPage() {
    try {
      const parser = await startParser(await this.module);
      if (this.closed) return;
      this.reader = new Reader(parser, this.hear, breathe);
      this.ready();
    } catch (error) {
      this.hear({ type: 'trap', id: -1, at: 0, error: String(error), final: true });
    }
  }

  ready() {
    clearTimeout(this.timer);
    const messages = this.early ?? [];
    this.early = null;
    for (const message of messages) this.post(message);
  }
}

/** @param {any} message as postMessage can carry it */
function posted(message) {
  /** @param {import('./pool.js').PoolFile} f */
  const plain = ({ id, path, file, size }) => ({ id, path, file: file instanceof UrlFile ? file.plain() : file, size });
  if (message.type === 'grow') return { type: 'grow', ...plain(message) };
  if (message.type === 'add') return { type: 'add', files: message.files.map(plain) };
  return message;
}

/** Lets the page draw and listen. @returns {Promise<void>} */
function breathe() {
  return new Promise((resolve) => setTimeout(resolve));
}
