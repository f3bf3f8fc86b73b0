// parser.wasm as an object: the calls of host/parser_exports with pointers, strings and heap views out of sight.

const utf8 = new TextEncoder();

const kMostSpares = 5;

/** So many bytes go over at once: small enough to stay in the processor's cache between copying and parsing. */
export const kPieceBytes = 256 << 10;

/**
 * What a Reader needs of a parser; tests have one of their own.
 * @typedef {{
 *   addFile(id: number, path: string, size: number): void,
 *   wanted(id: number): number,
 *   push(id: number, offset: number, bytes: Uint8Array): void,
 *   end(id: number): boolean,
 *   grow(id: number, size: number): void,
 *   fail(id: number, text: string): void,
 *   packet(force: boolean): Uint8Array<ArrayBuffer> | null,
 *   reuse(buffer: ArrayBuffer): void,
 *   heapBytes(): number,
 * }} ParserLike
 */

/** @implements {ParserLike} */
export class Parser {
  /** @param {any} wasm Emscripten's module @param {WebAssembly.Memory} memory */
  constructor(wasm, memory) {
    this.wasm = wasm;
    this.memory = memory;
    this.piece = wasm._parser_alloc(kPieceBytes) >>> 0;
    /** @type {ArrayBuffer[]} of packets that have been applied: memory that is there already costs no page faults */
    this.spares = [];
  }

  /** @param {number} id @param {string} path @param {number} size */
  addFile(id, path, size) {
    this.withText(path, (at, n) => this.wasm._parser_add_file(id, at, n, size));
  }

  /** @param {number} id offset of the next byte that it wants */
  wanted(id) {
    return this.wasm._parser_wanted(id);
  }

  /** @param {number} id @param {number} offset @param {Uint8Array} bytes at most kPieceBytes */
  push(id, offset, bytes) {
    new Uint8Array(this.memory.buffer).set(bytes, this.piece);  // the heap may have grown: a view lives for one copy
    this.wasm._parser_push(id, offset, this.piece, bytes.length);
  }

  /** The file's end is reached. @param {number} id @returns {boolean} true: it wants to read something again */
  end(id) {
    return this.wasm._parser_end(id) !== 0;
  }

  /** @param {number} id @param {number} size */
  grow(id, size) {
    this.wasm._parser_grow(id, size);
  }

  /** @param {number} id @param {string} text */
  fail(id, text) {
    this.withText(text, (at, n) => this.wasm._parser_fail(id, at, n));
  }

  /** A finished packet, if one is due; a copy, whose buffer may be larger. @param {boolean} force */
  packet(force) {
    const at = this.wasm._parser_packet(force ? 1 : 0) >>> 0;
    if (at === 0) return null;
    const bytes = this.wasm._parser_packet_bytes() >>> 0;
    const spare = this.spares.findIndex((buffer) => buffer.byteLength >= bytes);
    const buffer = spare < 0 ? new ArrayBuffer(bytes) : this.spares.splice(spare, 1)[0];
    const packet = new Uint8Array(buffer, 0, bytes);
    packet.set(new Uint8Array(this.memory.buffer, at, bytes));
    return packet;
  }

  /** @param {ArrayBuffer} buffer of a packet that nobody needs any more */
  reuse(buffer) {
    this.spares.push(buffer);
    if (this.spares.length <= kMostSpares) return;
    this.spares.sort((a, b) => a.byteLength - b.byteLength);
    this.spares.shift();
  }

  heapBytes() {
    return this.wasm._parser_heap_bytes();
  }

  /** @param {string} text @param {(at: number, n: number) => void} call */
  withText(text, call) {
    const bytes = utf8.encode(text);
    const at = this.wasm._parser_alloc(bytes.length + 1) >>> 0;
    new Uint8Array(this.memory.buffer).set(bytes, at);
    call(at, bytes.length);
    this.wasm._parser_free(at);
  }
}

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<Parser>}
 */
export async function startParser(module) {
  const { default: createParser } = await import('./parser.mjs');
  const wasm = await createParser({
    /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done */
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
  return new Parser(wasm, wasm.wasmMemory);
}
