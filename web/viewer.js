// viewer.wasm as an object: the calls of host/viewer_exports that carry data and answers, with pointers, strings and heap
// views out of sight. Input events are main.js's.

const utf8 = new TextEncoder();
const decoder = new TextDecoder();
const kNoSeries = 0xffffffff;

/** store/store.h's FileStatus. */
export const FileStatus = Object.freeze({ ok: 2, damaged: 4, unreadable: 5, notRead: 6 });
/** What viewer_reading() tells. */
export const Reading = Object.freeze({ idle: 0, listing: 1, reading: 2, paused: 3, done: 4 });

/** What viewer_following() tells. */
export const Following = Object.freeze({ none: 0, live: 1, paused: 2, lost: 3 });

export class Viewer {
  /** @param {any} wasm Emscripten's module */
  constructor(wasm) {
    this.wasm = wasm;
  }

  /** A view of the heap; good until the next call. */
  get heap() {
    return new Uint8Array(this.wasm.wasmMemory.buffer);
  }

  get heapBytes() {
    return this.wasm.wasmMemory.buffer.byteLength;
  }

  /** A known path keeps its id and gets the new size. @param {string} path @param {number} size @returns {number} id */
  addFile(path, size) {
    return this.withText(path, (at, n) => this.wasm._viewer_add_file(at, n, size) >>> 0);
  }

  /** There is room for so many bytes more. @param {number} bytes @returns {boolean} */
  reserve(bytes) {
    return this.wasm._viewer_reserve(bytes) !== 0;
  }

  /** @param {number} sender @param {Uint8Array} packet */
  packet(sender, packet) {
    const at = this.wasm._viewer_alloc(packet.byteLength) >>> 0;
    this.heap.set(packet, at);
    this.wasm._viewer_packet(sender, at, packet.byteLength);
    this.wasm._viewer_free(at);
  }

  /** @param {number} id @param {number} status one of FileStatus @param {string} text */
  fileProblem(id, status, text) {
    this.withText(text, (at, n) => this.wasm._viewer_file_problem(id, status, at, n));
  }

  /** Drops what a file brought: it will be read again. @param {number} id */
  forgetFile(id) {
    this.wasm._viewer_forget_file(id);
  }

  /** @param {string} name of what is open */
  setName(name) {
    this.withText(name, (at, n) => this.wasm._viewer_set_name(at, n));
  }

  listed() {
    this.wasm._viewer_listed();
  }

  /** @param {{bytesTotal: number, bytesRead: number, filesTotal: number, filesRead: number, state: number}} progress */
  reading({ bytesTotal, bytesRead, filesTotal, filesRead, state }) {
    this.wasm._viewer_reading(bytesTotal, bytesRead, filesTotal, filesRead, state);
  }

  /** @param {number} state one of Following @param {number} grewAgoSecs since what is followed last grew; below 0: not known */
  following(state, grewAgoSecs) {
    this.wasm._viewer_following(state, grewAgoSecs);
  }

  /** @param {number} bytes heaps of all parsers */
  memory(bytes) {
    this.wasm._viewer_memory(bytes);
  }

  /** Draws if anything changed. @param {number} now ms @returns {number} ms until it wants to draw again, -1: not by itself */
  frame(now) {
    return this.wasm._viewer_frame(now);
  }

  /** Goes on with work that no frame waits for. @returns {number} ms until it wants to go on, below 0: after the next frame */
  work() {
    return this.wasm._viewer_work();
  }

  /** ms until the next frame is wanted, below 0: none is. */
  get wait() {
    return this.wasm._viewer_wait();
  }

  /** A frame or prepared work is outstanding. */
  get dirty() {
    return this.wasm._viewer_dirty() !== 0;
  }

  close() {
    this.wasm._viewer_close();
  }

  // The view state: the URL's fragment.

  get state() {
    return this.text(this.wasm._viewer_state());
  }

  set state(fragment) {
    this.withText(fragment, (at, n) => this.wasm._viewer_set_state(at, n));
  }

  // Answers.

  runs() {
    return JSON.parse(this.text(this.wasm._viewer_runs()));
  }

  tags() {
    return JSON.parse(this.text(this.wasm._viewer_tags()));
  }

  widgets() {
    return JSON.parse(this.text(this.wasm._viewer_widgets()));
  }

  stats() {
    return JSON.parse(this.text(this.wasm._viewer_stats()));
  }

  /**
   * @param {string} run @param {string} tag @param {boolean} superseded also the points that a restart dropped
   * @returns {{steps: BigInt64Array, wallTimes: Float64Array, values: Float64Array} | null} copies; null: no such series
   */
  series(run, tag, superseded) {
    const { wasm } = this;
    const rows = this.withText(run, (runAt, runBytes) =>
      this.withText(tag, (tagAt, tagBytes) => wasm._viewer_series(runAt, runBytes, tagAt, tagBytes, superseded ? 1 : 0) >>> 0),
    );
    if (rows === kNoSeries) return null;
    const { buffer } = wasm.wasmMemory;
    return {
      steps: new BigInt64Array(buffer, wasm._viewer_series_steps() >>> 0, rows).slice(),
      wallTimes: new Float64Array(buffer, wasm._viewer_series_walls() >>> 0, rows).slice(),
      values: new Float64Array(buffer, wasm._viewer_series_values() >>> 0, rows).slice(),
    };
  }

  // Strings.

  /** @param {number} at of a text that ends with NUL */
  text(at) {
    const { heap } = this;
    at >>>= 0;
    return decoder.decode(heap.subarray(at, heap.indexOf(0, at)));
  }

  /** @template T @param {string} text @param {(at: number, n: number) => T} call @returns {T} */
  withText(text, call) {
    const bytes = utf8.encode(text);
    const at = this.wasm._viewer_alloc(bytes.length + 1) >>> 0;
    this.heap.set(bytes, at);
    const result = call(at, bytes.length);
    this.wasm._viewer_free(at);
    return result;
  }
}
