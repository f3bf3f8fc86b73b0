import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { UrlFile, urlSource } from '../../../web/url_files.js';

const bytes = new Uint8Array(100_000).map((_, n) => n % 251);
let requests = [];
let list = [['a b/#1.tfevents', bytes.length, 1.5]];
let base = '';

const server = createServer((request, response) => {
  requests.push(request.url + ' ' + (request.headers.range ?? ''));
  if (request.url.endsWith('logdir.json')) return response.end(JSON.stringify(list));
  if (request.url === '/none') return response.writeHead(404).end();
  const range = request.url.startsWith('/plain/') ? null : /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
  if (!range) return response.end(bytes);
  response.writeHead(206);
  response.end(bytes.subarray(+range[1], +range[2] + 1));
});

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
  globalThis.document = { baseURI: base + '/page/' };
});
after(() => server.close());

const all = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer());

test('slices and streams come by Range', async () => {
  const file = new UrlFile(base + '/f', bytes.length, 0);
  requests = [];
  assert.deepEqual(new Uint8Array(await file.slice(10, 20).arrayBuffer()), bytes.slice(10, 20));
  assert.deepEqual(await all(file.slice(99_000).stream()), bytes.slice(99_000));
  assert.deepEqual(await all(file.slice(50, 90_000).slice(10, 20).stream()), bytes.slice(60, 70));
  assert.equal(file.slice(5, 5).size, 0);
  assert.equal((await file.slice(5, 5).arrayBuffer()).byteLength, 0);
  assert.deepEqual(requests, ['/f bytes=10-19', '/f bytes=99000-99999', '/f bytes=60-69']);
});

test('it survives the way to a worker', async () => {
  const file = UrlFile.revive(structuredClone(new UrlFile(base + '/f', bytes.length, 5).plain()));
  assert.ok(file instanceof UrlFile);
  assert.deepEqual(new Uint8Array(await file.slice(10, 20).arrayBuffer()), bytes.slice(10, 20));
  const blob = new Blob(['x']);
  assert.equal(UrlFile.revive(blob), blob);
});

test('a server without Range is asked once', async () => {
  const file = new UrlFile(base + '/plain/f', bytes.length, 0);
  requests = [];
  assert.deepEqual(new Uint8Array(await file.slice(10, 20).arrayBuffer()), bytes.slice(10, 20));
  assert.deepEqual(await all(file.slice(99_000).stream()), bytes.slice(99_000));
  assert.equal(requests.length, 1);
});

test('what is not there is an error', async () => {
  await assert.rejects(new UrlFile(base + '/none', 10, 0).slice(0, 10).arrayBuffer(), { name: 'HttpError' });
});

test('logdir.json is walked, and again when it has grown', async () => {
  const source = urlSource('../logdir/', true);
  assert.equal(source.name, 'logdir');
  const walk = async () => {
    const found = [];
    await source.walk({ found: (file) => found.push(file), failed: (_, error) => assert.fail(error) });
    return found;
  };
  const [first] = await walk();
  assert.equal(first.path, 'a b/#1.tfevents');
  assert.equal(first.file.url, base + '/logdir/a%20b/%231.tfevents');
  assert.equal(first.file.lastModified, 1500);
  list = [['a b/#1.tfevents', bytes.length + 7, 2], ['new.tfevents', 1, 2]];
  assert.equal((await walk()).length, 2);
  assert.equal((await first.again()).size, bytes.length + 7);
});

test('a logdir.json that cannot be had is told', async () => {
  const failed = [];
  await urlSource(base + '/none', false).walk({ found: () => {}, failed: (path) => failed.push(path) });
  assert.equal(failed.length, 0);  // this server answers any logdir.json
  server.close();
  server.closeAllConnections();
  await urlSource(base + '/gone/', false).walk({ found: () => {}, failed: (path, error) => failed.push([path, error.name]) });
  assert.deepEqual(failed, [['logdir.json', 'TypeError']]);
});
