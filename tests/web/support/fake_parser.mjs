// A parser that understands nothing and remembers what it was given: stands in for parser.wasm where the reading itself is
// tested. `jumps` are [from, to]: at byte `from` it wants to go on at `to`; `searches` are [from, to]: at the end it wants
// to read that range again; `trapAt` is the byte at which it dies.

export class FakeParser {
  constructor(plans = {}) {
    this.plans = plans;
    this.files = new Map();
    this.rows = 0;  // bytes since the last packet
    this.log = [];
  }

  addFile(id, path, size) {
    const plan = this.plans[path] ?? {};
    const copy = (ranges) => (ranges ?? []).map((range) => [...range]);
    this.files.set(id, { path, size, wanted: 0, pieces: [], jumps: copy(plan.jumps), searches: copy(plan.searches), trapAt: plan.trapAt, text: '' });
    this.log.push(['add', path]);
  }

  wanted(id) {
    return this.files.get(id).wanted;
  }

  push(id, offset, bytes) {
    const f = this.files.get(id);
    this.log.push(['push', f.path, offset, bytes.length]);
    const end = offset + bytes.length;
    if (f.trapAt !== undefined && end > f.trapAt) throw new Error('unreachable');
    if (offset > f.wanted) return;
    f.pieces.push([offset, bytes.slice()]);
    this.rows += Math.max(0, end - f.wanted);
    f.wanted = Math.max(f.wanted, end);
    for (const jump of f.jumps) {
      if (jump[0] <= f.wanted && f.wanted < jump[1]) f.wanted = jump[1];
    }
  }

  end(id) {
    const f = this.files.get(id);
    const search = f.searches.shift();
    if (!search) return false;
    f.wanted = search[0];
    this.log.push(['again', f.path, search[0]]);
    return true;
  }

  grow(id, size) {
    this.files.get(id).size = size;
  }

  fail(id, text) {
    this.files.get(id).text = text;
  }

  packet(force) {
    if (this.rows === 0 || (!force && this.rows < 1 << 20)) return null;
    const packet = new Uint8Array(8);
    new DataView(packet.buffer).setFloat64(0, this.rows);
    this.rows = 0;
    return packet;
  }

  reuse() {}

  heapBytes() {
    return 0;
  }
}
