import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reader } from '../../../web/reader.js';
import { FakeParser } from '../support/fake_parser.mjs';

const MiB = 1 << 20;

/** Bytes that tell their offset. */
function content(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ++at) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16) * 13) & 255;
  return bytes;
}

/** A reader over a fake parser; `until(what)` waits for a message of that kind, `idle()` for the end of `count` files. */
function start(plans, { ack = true, breathe } = {}) {
  const parser = new FakeParser(plans);
  const messages = [];
  const done = new Set();
  let wake = () => {};
  const reader = new Reader(
    parser,
    (message) => {
      messages.push(message);
      if (message.type === 'packet') {
        message.done.forEach((id) => done.add(id));
        if (message.packet && ack) queueMicrotask(() => reader.outbox.acknowledge());
      }
      wake();
    },
    breathe,
  );
  const wait = async (condition) => {
    while (!condition()) await new Promise((resolve) => (wake = resolve));
  };
  return {
    parser,
    reader,
    messages,
    done,
    wait,
    until: async (type) => {
      await wait(() => messages.some((m) => m.type === type));
      return messages.find((m) => m.type === type);
    },
    idle: (count) => wait(() => done.size >= count),
  };
}

const file = (id, path, bytes) => ({ id, path, file: new Blob([bytes]), size: bytes.length });

/** The parser has got every byte of the file, in its place. */
function checkWhole(parser, id, bytes) {
  const got = new Uint8Array(bytes.length);
  let end = 0;
  for (const [offset, piece] of parser.files.get(id).pieces) {
    assert.ok(offset <= end, `a gap before ${offset}`);
    got.set(piece, offset);
    end = Math.max(end, offset + piece.length);
  }
  assert.equal(end, bytes.length);
  assert.equal(Buffer.compare(got, bytes), 0);
}

test('files of every size arrive whole', async () => {
  const sizes = [0, 1, 100, 65536, 65537, 300_000, 3 * MiB + 5, 20 * MiB + 1];
  const s = start({});
  s.reader.add(sizes.map((size, id) => file(id, `f${id}`, content(size))));
  await s.idle(sizes.length);
  sizes.forEach((size, id) => checkWhole(s.parser, id, content(size)));
  assert.equal(s.messages.at(-1).bytesRead, sizes.reduce((a, b) => a + b));
});

test('files that are read as one arrive each in its place', async () => {
  const sizes = [3 * MiB + 5, 300_000, 262_145, MiB, 70 * MiB, 2 * MiB, 5 * MiB + 1, 400_000, 500_000, 600_000];
  const s = start({ f1: { jumps: [[100_000, 150_000]] }, f3: { searches: [[100], [0]] } });
  s.reader.joins = true;
  let streams = 0;
  const files = sizes.map((size, id) => file(id, `f${id}`, content(size)));
  for (const { file } of files) {
    const { slice } = file;
    file.slice = (...range) => {
      const part = slice.apply(file, range);
      part.stream = () => (++streams, Blob.prototype.stream.call(part));
      return part;
    };
  }
  s.reader.add(files);
  await s.idle(sizes.length);
  sizes.forEach((size, id) => checkWhole(s.parser, id, content(size)));
  assert.ok(streams < sizes.length, `${streams}`);  // of single files
});

test('a file among those read as one that cannot be read is lost alone', async () => {
  const sizes = [400_000, 500_000, 600_000, 700_000, 800_000, 900_000, 1_000_000, 1_100_000];
  const s = start({});
  s.reader.joins = true;
  const files = sizes.map((size, id) => file(id, `f${id}`, content(size)));
  const { slice } = files[1].file;
  files[1].file.slice = (begin, end) => {
    if (end > 100_000) throw new DOMException('gone', 'NotReadableError');
    return slice.call(files[1].file, begin, end);
  };
  s.reader.add(files);
  const lost = await s.until('lost');
  assert.equal(lost.id, 1);
  s.reader.fail(1, 'it is gone');
  await s.idle(sizes.length);
  sizes.forEach((size, id) => id === 1 || checkWhole(s.parser, id, content(size)));
});

test('the head of every file comes before the rest of any', async () => {
  const s = start({});
  s.reader.add(Array.from({ length: 40 }, (_, id) => file(id, `f${id}`, content(300_000))));
  await s.idle(40);
  const pushes = s.parser.log.filter(([what]) => what === 'push');
  const firstBody = pushes.findIndex(([, , offset]) => offset > 0);
  assert.ok(new Set(pushes.slice(0, firstBody).map(([, path]) => path)).size > 30);
});

test('the first packet does not wait for much', async () => {
  const s = start({});
  s.reader.add([file(0, 'big', content(20 * MiB))]);
  const first = await s.until('packet');
  assert.ok(new DataView(first.packet.buffer).getFloat64(0) <= 256 << 10);
  assert.deepEqual(first.begun, [0]);
  await s.idle(1);
});

test('at most four packets are on their way', async () => {
  const s = start({}, { ack: false });
  s.reader.add([file(0, 'big', content(30 * MiB))]);
  const packets = () => s.messages.filter((m) => m.packet).length;
  await s.wait(() => packets() === 4);
  const pushes = s.parser.log.length;
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(packets(), 4);
  assert.equal(s.parser.log.length, pushes);
  while (!s.done.size) {
    assert.ok(s.reader.outbox.unacknowledged <= 4);
    if (s.reader.outbox.unacknowledged) s.reader.outbox.acknowledge();
    await new Promise((resolve) => setImmediate(resolve));
  }
  checkWhole(s.parser, 0, content(30 * MiB));
});

test('a large payload that nobody needs is skipped', async () => {
  const size = 120 * MiB;
  const s = start({ big: { jumps: [[1000, 100 * MiB]] } });
  let read = 0;
  const blob = {
    size,
    slice: (begin, end) => ({
      size: end - begin,
      arrayBuffer: async () => ((read += end - begin), new ArrayBuffer(end - begin)),
    }),
  };
  s.reader.add([{ id: 0, path: 'big', file: blob, size }]);
  await s.idle(1);
  assert.ok(read < 21 * MiB, `${read}`);
  assert.equal(s.messages.at(-1).bytesRead, size);
});

test('a short jump is not worth a seek', async () => {
  const bytes = content(2 * MiB);
  const s = start({ f: { jumps: [[100_000, 500_000]] } });
  s.reader.add([file(0, 'f', bytes)]);
  await s.idle(1);
  checkWhole(s.parser, 0, bytes);
});

test('a parser that wants to read again gets it', async () => {
  const bytes = content(3 * MiB);
  const s = start({ f: { searches: [[2 * MiB], [100], [0]] } });
  s.reader.add([file(0, 'f', bytes)]);
  await s.idle(1);
  assert.equal(s.parser.log.filter(([what]) => what === 'again').length, 3);
  checkWhole(s.parser, 0, bytes);
});

test('a parser that takes nothing does not hang the reader', async () => {
  const s = start({});
  s.parser.push = () => {};
  s.reader.add([file(0, 'f', content(200_000)), file(1, 'g', content(10))]);
  await s.idle(2);
});

test('pause holds, resume goes on', async () => {
  const s = start({});
  s.reader.pause(true);
  s.reader.add([file(0, 'f', content(MiB))]);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(s.parser.log.filter(([what]) => what === 'push').length, 0);
  s.reader.pause(false);
  await s.idle(1);
  checkWhole(s.parser, 0, content(MiB));
});

test('stop names what is not read, and later files are read', async () => {
  const s = start({}, { ack: false });
  s.reader.add([file(0, 'f', content(30 * MiB)), file(1, 'g', content(10))]);
  await s.wait(() => s.messages.filter((m) => m.packet).length === 4);
  s.reader.stop();
  const { unread } = await s.until('stopped');
  assert.equal(unread.length, 1);
  assert.equal(unread[0][0], 0);
  assert.ok(unread[0][1] > 0);
  for (let n = 0; n < 5; ++n) s.reader.outbox.acknowledge();
  s.reader.add([file(2, 'h', content(MiB))]);
  await s.wait(() => s.done.has(2));
  checkWhole(s.parser, 2, content(MiB));
});

test('growth: only what was appended is read', async () => {
  const bytes = content(400_000);
  const s = start({});
  s.reader.add([file(0, 'f', bytes.slice(0, 300_000))]);
  await s.idle(1);
  const before = s.parser.log.length;
  s.done.clear();
  s.reader.grow(0, new Blob([bytes]), bytes.length);
  await s.idle(1);
  checkWhole(s.parser, 0, bytes);
  const pushes = s.parser.log.slice(before).filter(([what]) => what === 'push');
  assert.equal(pushes[0][2], 300_000);
  assert.equal(pushes.reduce((sum, push) => sum + push[3], 0), 100_000);
});

/** A file that cannot be read beyond `limit`. */
function flaky(bytes, limit) {
  const slice = (begin, end = bytes.length) => ({
    size: end - begin,
    arrayBuffer: async () => {
      if (end > limit) throw new DOMException('gone', 'NotReadableError');
      return bytes.slice(begin, end).buffer;
    },
  });
  return { size: bytes.length, slice };
}

test('a file that vanishes: what was read is kept, the page says why', async () => {
  const bytes = content(MiB);
  const s = start({});
  s.reader.add([{ id: 0, path: 'f', file: flaky(bytes, 500_000), size: bytes.length }, file(1, 'g', content(MiB))]);
  const lost = await s.until('lost');
  assert.deepEqual([lost.id, lost.at, lost.error.name], [0, 65_536, 'NotReadableError']);
  s.reader.fail(0, 'it is gone');
  await s.idle(2);
  assert.equal(s.parser.files.get(0).text, 'it is gone');
  checkWhole(s.parser, 1, content(MiB));
});

test('a file that changed is taken anew and read on', async () => {
  const bytes = content(MiB);
  const s = start({});
  s.reader.add([{ id: 0, path: 'f', file: flaky(bytes, 300_000), size: 900_000 }]);
  await s.until('lost');
  s.reader.grow(0, new Blob([bytes]), bytes.length);
  await s.idle(1);
  checkWhole(s.parser, 0, bytes);
});

test('a slice that stalls is asked for again', async () => {
  const bytes = content(MiB);
  const blob = new Blob([bytes]);
  let asked = 0;
  let stalled = () => {};
  const stalling = new Promise((resolve) => (stalled = resolve));
  const file = {
    size: bytes.length,
    slice: (begin, end) => ({
      arrayBuffer: () => (++asked === 2 ? (stalled(), new Promise(() => {})) : blob.slice(begin, end).arrayBuffer()),
    }),
  };
  const s = start({});
  s.reader.add([{ id: 0, path: 'f', file, size: bytes.length }]);
  await stalling;
  for (const f of s.reader.waiting) f.since -= 10_000;
  s.reader.tick();
  await s.idle(1);
  checkWhole(s.parser, 0, bytes);
});

test('a trap names its file and ends the reader', async () => {
  const s = start({ bad: { trapAt: 100_000 } });
  s.reader.add([file(0, 'good', content(1000)), file(1, 'bad', content(MiB)), file(2, 'other', content(MiB))]);
  const trap = await s.until('trap');
  assert.equal(trap.id, 1);
  assert.ok(trap.at <= 100_000);
  const { length } = s.parser.log;
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(s.parser.log.length, length);
});

test('in the page it lets others run', async () => {
  let breaths = 0;
  const s = start({}, { breathe: () => (++breaths, new Promise((resolve) => setImmediate(resolve))) });
  const push = s.parser.push.bind(s.parser);
  s.parser.push = (...given) => {
    push(...given);
    for (const until = performance.now() + 3; performance.now() < until; );
  };
  s.reader.add([file(0, 'f', content(10 * MiB))]);
  await s.idle(1);
  assert.ok(breaths >= 5, `${breaths}`);
});
