// A reader's packets on their way to the page: the first ones soon, later ones large, never more than a few not yet
// applied. Whoever has more for the parser waits at its gate.

const kUnacknowledged = 4;
const kMostPacketMs = 250;

export class Outbox {
  /**
   * @param {import('./parser.js').ParserLike} parser
   * @param {(message: any, transfer?: Transferable[]) => void} post
   */
  constructor(parser, post) {
    this.parser = parser;
    this.post = post;
    this.paused = false;
    this.unacknowledged = 0;
    /** @type {(() => void)[]} */
    this.gate = [];
    this.bytesRead = 0;
    /** @type {number[]} files whose first bytes are parsed, since the last packet */
    this.begun = [];
    /** @type {number[]} files at their end, since the last packet */
    this.done = [];
    this.startedAt = 0;
    this.postedAt = 0;
  }

  /** Nothing more may be parsed just now. */
  get full() {
    return this.paused || this.unacknowledged >= kUnacknowledged;
  }

  /** Until it is no longer full. @returns {Promise<void>} */
  space() {
    return new Promise((resolve) => this.gate.push(resolve));
  }

  /** Lets those who wait look again. */
  open() {
    for (const pass of this.gate.splice(0)) pass();
  }

  /** @param {ArrayBuffer} [buffer] the packet's, as it comes back */
  acknowledge(buffer) {
    --this.unacknowledged;
    if (buffer) this.parser.reuse(buffer);
    if (!this.full) this.open();
  }

  /** Sends what the parser has found, if it is due. @param {boolean} force send all there is */
  flush(force) {
    const now = performance.now();
    const every = Math.min(kMostPacketMs, (now - this.startedAt) / 8);
    const packet = this.parser.packet(force || now - this.postedAt > every);
    if (!packet && !(force && (this.done.length || this.begun.length))) return;
    this.postedAt = now;
    const { bytesRead, begun, done } = this;
    this.begun = [];
    this.done = [];
    if (packet) ++this.unacknowledged;
    const heapBytes = this.parser.heapBytes();
    this.post({ type: 'packet', packet, bytesRead, heapBytes, begun, done }, packet ? [packet.buffer] : []);
  }
}
