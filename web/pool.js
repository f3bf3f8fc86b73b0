// Two to four parsers, each with whole runs. Knows ids and bytes; what a packet holds is the viewer's business.

import { Lane } from './lane.js';
import { runOfPath } from './paths.js';

/**
 * @typedef {import('./reader.js').Bytes} Bytes
 * @typedef {{id: number, path: string, file: Bytes, size: number}} PoolFile
 * @typedef {{id: number, at: number, error: string, begun: PoolFile[], untouched: PoolFile[], final: boolean}} Trap
 *   a parser died at byte `at` of file `id` (-1: not known); `begun` files of it are half read, `untouched` ones sent nothing;
 *   either can be added again, once what the begun ones brought is forgotten. final: no parser will start here
 * @typedef {{
 *   onPacket: (sender: number, packet: Uint8Array) => void,    must have applied it when it returns
 *   onRead: (done: number[]) => void,                          files at their end, rows and all
 *   onLost: (id: number, at: number, error: {name: string, message: string}) => void,  answer by grow() or fail()
 *   onStopped: (unread: [number, number][]) => void,           [id, first byte not read]
 *   onTrap: (trap: Trap) => void,
 *   onChange: () => void,                                      bytesRead or busy may have changed
 * }} PoolEvents
 */

const kFilesAMessage = 16;

let senders = 0;  // unique in the page: a viewer keeps one receiver for each
/** @type {Promise<WebAssembly.Module> | null} */
let compiled = null;

export class Pool {
  /**
   * @param {PoolEvents} events
   * @param {{workers?: number, workerUrl?: URL}} [options] workers 0: the page parses
   * @param {Worker[]} [left] by a pool that is closed
   */
  constructor(events, options = {}, left = []) {
    this.events = events;
    const workers = options.workers ?? Math.max(2, Math.min(4, navigator.hardwareConcurrency || 2));
    this.workerUrl = workers > 0 ? (options.workerUrl ?? new URL('./worker.js', import.meta.url)) : null;
    this.module = (compiled ??= compile(new URL('./parser.wasm', import.meta.url)));
    this.module.catch(() => {});
    /** @type {Map<string, Lane>} */
    this.laneOfRun = new Map();
    /** @type {Map<number, Lane>} */
    this.laneOfFile = new Map();
    this.bytesReadBefore = 0;  // by lanes that are gone
    this.paused = false;
    /** @type {Lane[]} */
    this.lanes = [];
    for (let n = 0; n < Math.max(1, workers); ++n) this.lanes.push(this.startLane(left[n]));
  }

  /** @param {PoolFile[]} files each of an id that is not being read */
  add(files) {
    const shares = this.share(files);
    for (const [lane, share] of shares) {
      for (const file of share) {
        lane.unread.set(file.id, file);
        this.laneOfFile.set(file.id, lane);
      }
    }
    // Handing a file over takes some 0.1 ms: reading begins with the first few.
    const most = Math.max(0, ...[...shares.values()].map((share) => share.length));
    for (let at = 0; at < most; at += kFilesAMessage) {
      for (const [lane, share] of shares) {
        if (at < share.length) lane.post({ type: 'add', files: share.slice(at, at + kFilesAMessage) });
      }
    }
    this.events.onChange();
  }

  /**
   * Gives each run to the lane with the fewest bytes. In a share come the first files of all its runs, then the second ones:
   * every run shows something early.
   * @param {PoolFile[]} files
   */
  share(files) {
    /** @type {Map<string, PoolFile[]>} */
    const runs = new Map();
    for (const file of files) {
      const run = runOfPath(file.path);
      const inRun = runs.get(run);
      if (inRun) inRun.push(file);
      else runs.set(run, [file]);
    }
    const sized = [...runs].map(([run, inRun]) => ({ run, bytes: inRun.reduce((sum, f) => sum + f.size, 0) }));
    sized.sort((a, b) => b.bytes - a.bytes);
    for (const { run, bytes } of sized) {
      const lane = this.laneOfRun.get(run) ?? this.lanes.reduce((a, b) => (b.bytesGiven < a.bytesGiven ? b : a));
      this.laneOfRun.set(run, lane);
      lane.bytesGiven += bytes;
    }
    /** @type {Map<Lane, PoolFile[]>} */
    const shares = new Map();
    let left = [...runs];
    for (let nth = 0; left.length; ++nth) {
      left = left.filter(([, inRun]) => nth < inRun.length);
      for (const [run, inRun] of left) {
        const lane = /** @type {Lane} */ (this.laneOfRun.get(run));
        const share = shares.get(lane);
        if (share) share.push(inRun[nth]);
        else shares.set(lane, [inRun[nth]]);
      }
    }
    return shares;
  }

  /** Its parser is there to go on with it. @param {number} id */
  knows(id) {
    return this.laneOfFile.has(id);
  }

  /** It has grown, or was taken anew after onLost. @param {PoolFile} file */
  grow(file) {
    const lane = this.laneOfFile.get(file.id);
    if (!lane) return;
    lane.unread.set(file.id, file);
    lane.begun.add(file.id);
    lane.post({ type: 'grow', id: file.id, file: file.file, size: file.size });
    this.events.onChange();
  }

  /** @param {number} id @param {string} text */
  fail(id, text) {
    this.laneOfFile.get(id)?.post({ type: 'fail', id, text });
  }

  /** @param {boolean} paused */
  pause(paused) {
    this.paused = paused;
    for (const lane of this.lanes) lane.post({ type: 'pause', paused });
    this.events.onChange();
  }

  /** Leaves what is not read; onStopped names it. */
  stop() {
    if (this.paused) this.pause(false);
    for (const lane of this.lanes) lane.post({ type: 'stop' });
  }

  get busy() {
    return this.lanes.some((lane) => lane.unread.size > 0);
  }

  get bytesRead() {
    return this.lanes.reduce((sum, lane) => sum + lane.bytesRead, this.bytesReadBefore);
  }

  get heapBytes() {
    return this.lanes.reduce((sum, lane) => sum + lane.heapBytes, 0);
  }

  /** @returns {Worker[]} for another pool: no new ones have to be fetched and started */
  close() {
    const workers = this.lanes.map((lane) => lane.leave()).filter((worker) => worker !== null);
    this.lanes = [];
    return workers;
  }

  /** For tests: the parser of one lane dies. @param {number} [nth] */
  breakLane(nth = 0) {
    this.lanes[nth]?.post({ type: 'trap', text: 'broken by a test' });
  }

  /** @param {Worker} [left] */
  startLane(left) {
    /** @type {Lane} */
    const lane = new Lane(++senders, this.module, this.workerUrl, (message) => this.hear(lane, message), left);
    return lane;
  }

  /** @param {Lane} lane @param {any} message what a Reader says */
  hear(lane, message) {
    if (!this.lanes.includes(lane)) return;
    const { events } = this;
    if (message.type === 'packet') {
      if (message.packet) {
        events.onPacket(lane.sender, message.packet);
        const { buffer } = message.packet;
        lane.post({ type: 'ack', buffer }, [buffer]);
      }
      lane.bytesRead = message.bytesRead;
      lane.heapBytes = message.heapBytes;
      for (const id of message.begun) lane.begun.add(id);
      this.settle(lane, message.done);
      if (message.done.length) events.onRead(message.done);
    } else if (message.type === 'lost') {
      events.onLost(message.id, message.at, message.error);
    } else if (message.type === 'stopped') {
      this.settle(lane, message.unread.map((/** @type {[number, number]} */ [id]) => id));
      events.onStopped(message.unread);
    } else if (message.type === 'trap') {
      this.replace(lane, message);
    }
    events.onChange();
  }

  /** @param {Lane} lane @param {number[]} ids that need nothing more */
  settle(lane, ids) {
    for (const id of ids) {
      lane.unread.delete(id);
      lane.begun.delete(id);
    }
  }

  /** @param {Lane} lane @param {{id: number, at: number, error: string, final?: boolean}} trap */
  replace(lane, { id, at, error, final = false }) {
    lane.close();
    this.bytesReadBefore += lane.bytesRead;
    lane.bytesRead = 0;
    const others = [...lane.unread.values()].filter((f) => f.id !== id);
    const begun = others.filter((f) => lane.begun.has(f.id));
    const untouched = others.filter((f) => !lane.begun.has(f.id));
    const culprit = lane.unread.has(id) ? id : -1;
    this.settle(lane, [...lane.unread.keys()]);
    if (!final) this.succeed(lane);
    this.events.onTrap({ id: culprit, at, error, begun, untouched, final });
  }

  /** @param {Lane} lane that has died */
  succeed(lane) {
    const fresh = this.startLane();
    this.lanes[this.lanes.indexOf(lane)] = fresh;
    for (const [run, owner] of this.laneOfRun) if (owner === lane) this.laneOfRun.set(run, fresh);
    for (const [file, owner] of this.laneOfFile) if (owner === lane) this.laneOfFile.delete(file);
  }
}

/** @param {URL} url */
async function compile(url) {
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch {  // a host that does not say application/wasm
    return WebAssembly.compile(await (await fetch(url)).arrayBuffer());
  }
}
