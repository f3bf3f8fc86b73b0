import assert from 'node:assert/strict';
import { test } from 'node:test';
import { File as NodeFile } from 'node:buffer';
import { dropSources, handleSource, inputSources } from '../../../web/files.js';
import { gunzip, isGzip, isGzipName } from '../../../web/gunzip.js';
import { limit } from '../../../web/limit.js';
import { isEventFile, isRead, Names, runOfPath, wellFormed } from '../../../web/paths.js';
import { madeUpDrop } from '../support/made_up_drop.mjs';

globalThis.File ??= NodeFile;

async function walk(source) {
  const found = [];
  const failed = [];
  await source.walk({ found: (file) => found.push(file), failed: (path, error) => failed.push([path, error.name]) });
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { found, failed, paths: found.map((file) => file.path) };
}

test('event files and runs, as TensorBoard has them', () => {
  assert.ok(isEventFile('a/events.out.tfevents.1.host'));
  assert.ok(isEventFile('my-tfevents-notes.txt'));
  assert.ok(!isEventFile('tfevents/notes.txt'));
  assert.ok(!isRead('events.out.tfevents.1.host.profile-empty'));
  assert.equal(runOfPath('events.out.tfevents'), '.');
  assert.equal(runOfPath('a/b/events.out.tfevents'), 'a/b');
});

test('one folder alone is the logdir', () => {
  const names = new Names();
  assert.equal(names.folder('logs', true), '');
});

test('several folders keep their names, and equal ones are told apart', () => {
  const names = new Names();
  assert.equal(names.folder('logs', false), 'logs/');
  assert.equal(names.folder('logs', false), 'logs (2)/');
  assert.equal(names.folder('logs', false), 'logs (3)/');
});

test('a later drop adds and renames nothing', () => {
  const names = new Names();
  assert.equal(names.folder('logs', true), '');
  names.note('train/events.out.tfevents.1');
  names.note('events.out.tfevents.1');
  assert.equal(names.folder('train', true), 'train (2)/');
  assert.equal(names.folder('eval', true), 'eval/');
  assert.equal(names.loose('events.out.tfevents.1'), 'events.out.tfevents.1 (2)');
});

test('half a surrogate pair becomes a character', () => {
  assert.equal(wellFormed('a\ud800b'), 'a\ufffdb');
  assert.equal(wellFormed('😀/ü'), '😀/ü');
});

test('a dropped folder is walked to its ends', async () => {
  const many = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`events.out.tfevents.${n}`, `${n}`]));
  const [source] = await dropSources(madeUpDrop({ logs: { many, 'ünï ćode': { '日本': { 'x.tfevents': 'abc' } }, empty: {} } }));
  assert.ok(source.folder);
  assert.equal(source.name, 'logs');
  const { found, failed, paths } = await walk(source);
  assert.equal(found.length, 26);
  assert.deepEqual(failed, []);
  assert.ok(paths.includes('ünï ćode/日本/x.tfevents'));
  assert.equal(await found.at(-1).file.text(), 'abc');
});

test('what cannot be entered is told, the rest is there', async () => {
  const error = new DOMException('no', 'NotReadableError');
  const [source] = await dropSources(madeUpDrop({ logs: { 'a.tfevents': error, 'b.tfevents': 'b' } }));
  const { failed, paths } = await walk(source);
  assert.deepEqual(paths, ['b.tfevents']);
  assert.deepEqual(failed, [['a.tfevents', 'NotReadableError']]);
});

test('a folder that leads back to itself ends', async () => {
  const loop = { 'x.tfevents': 'x' };
  loop.again = loop;
  const [source] = await dropSources(madeUpDrop({ loop }));
  const { failed, found } = await walk(source);
  assert.equal(failed[0][1], 'LoopError');
  assert.ok(found.length <= 5);
});

test('folders and loose files in one drop', async () => {
  const sources = await dropSources(madeUpDrop({ a: { 'x.tfevents': 'x' }, 'loose.tfevents': 'y', b: {} }));
  assert.deepEqual(sources.map(({ name, folder }) => [name, folder]), [['a', true], ['loose.tfevents', false], ['b', true]]);
  assert.deepEqual((await walk(sources[1])).paths, ['loose.tfevents']);
});

test('a handle is preferred, and read as well', async () => {
  const file = (name) => ({ kind: 'file', name, getFile: async () => new File([name], name) });
  const folder = (name, inside) => ({
    kind: 'directory',
    name,
    async *entries() {
      for (const handle of inside) yield [handle.name, handle];
    },
  });
  const handle = folder('logs', [file('a.tfevents'), folder('sub', [file('b.tfevents')])]);
  assert.deepEqual((await walk(handleSource(handle))).paths, ['a.tfevents', 'sub/b.tfevents']);
  const drop = madeUpDrop({ logs: {} });
  drop.items[0].getAsFileSystemHandle = async () => handle;
  const [source] = await dropSources(drop);
  assert.equal((await walk(source)).found.length, 2);
});

test('a handle that never comes is not waited for', async () => {
  const dropped = madeUpDrop({ logs: { 'a.tfevents': 'abc' } });
  for (const item of dropped.items) item.getAsFileSystemHandle = () => new Promise(() => {});
  const [source] = await dropSources(dropped);
  const paths = [];
  await source.walk({ found: ({ path }) => paths.push(path), failed: assert.fail });
  assert.deepEqual(paths, ['a.tfevents']);
});

test('a folder input and a file input', async () => {
  const within = (path) => Object.defineProperty(new File(['x'], path.split('/').at(-1)), 'webkitRelativePath', { value: path });
  const sources = inputSources([within('logs/a.tfevents'), within('logs/sub/b.tfevents'), new File(['y'], 'c.tfevents')]);
  assert.deepEqual(sources.map(({ name, folder }) => [name, folder]), [['logs', true], ['c.tfevents', false]]);
  assert.deepEqual((await walk(sources[0])).paths, ['a.tfevents', 'sub/b.tfevents']);
});

async function gzipped(bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
}

test('a compressed file is inflated, a damaged one as far as it goes', async () => {
  const plain = new Uint8Array(300_000).map((_, n) => (n * n) >> 3);
  const packed = await gzipped(plain);
  assert.ok(isGzipName('a.tfevents.gz') && isGzipName('a.tfevents.gz (2)') && !isGzipName('a.gz/b'));
  assert.ok(await isGzip(new Blob([packed])));
  assert.ok(!(await isGzip(new Blob([plain]))));
  const whole = await gunzip(new Blob([packed]));
  assert.equal(whole.error, null);
  assert.deepEqual(new Uint8Array(await whole.blob.arrayBuffer()), plain);
  const cut = await gunzip(new Blob([packed.slice(0, packed.length >> 1)]));
  assert.ok(cut.error);
  const got = new Uint8Array(await cut.blob.arrayBuffer());
  assert.ok(got.length > 10_000, `${got.length}`);
  assert.deepEqual(got, plain.slice(0, got.length));
});

test('so many at a time, in order', async () => {
  const atOnce = limit(3);
  let running = 0;
  let most = 0;
  const order = [];
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      atOnce(async () => {
        most = Math.max(most, ++running);
        order.push(n);
        await new Promise((resolve) => setImmediate(resolve));
        --running;
      }),
    ),
  );
  assert.equal(most, 3);
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
});
