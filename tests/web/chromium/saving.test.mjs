// What leaves the page as files and through the clipboard: archives that any program opens, pictures as the browser draws
// them, and what is said where it does not.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { idle } from '../support/chromium.mjs';
import { openSample, page } from '../support/fixture.mjs';

/** Runs what the palette finds first. */
async function command(words) {
  await page.keyboard.press('Control+k');
  await page.waitForSelector('input.text-edit');
  await page.keyboard.type(`>${words}`);
  await idle(page);
  await page.keyboard.press('Enter');
}

const says = (text) => page.waitForFunction((text) => window.dropboard.widgets().some(({ label }) => label.includes(text)), text);

/** What Python finds in a zip, checked: {name: bytes in base64}. */
function unzip(path) {
  const script = `import base64, json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps({i.filename: [base64.b64encode(archive.read(i)).decode(), i.compress_size] for i in archive.infolist()}))`;
  const ran = spawnSync('python3', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(ran.status, 0, ran.stderr);
  return Object.fromEntries(Object.entries(JSON.parse(ran.stdout)).map(([name, [data, packed]]) => [name, { bytes: Buffer.from(data, 'base64'), packed }]));
}

/** @returns the archive that `words` in the palette make */
async function archiveOf(words) {
  const [download] = await Promise.all([page.waitForEvent('download'), command(words)]);
  await says(`Saved ${download.suggestedFilename()}`);
  return { name: download.suggestedFilename(), files: unzip(await download.path()) };
}

test('all cards as PNG come in one archive, each of the size that is set', async () => {
  await openSample('#v=1&scalars.picturew=300&scalars.pictureh=200&scalars.picturex=1.5');
  const { name, files } = await archiveOf('all png');
  assert.equal(name, 'charts.zip');
  const tags = await page.evaluate(() => [...new Set(window.dropboard.tags().filter(({ kind }) => kind === 'scalar').map(({ tag }) => tag))]);
  assert.deepEqual(Object.keys(files).sort(), tags.map((tag) => `${tag.replaceAll('/', '_')}.png`).sort());
  for (const { bytes } of Object.values(files)) {
    assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
    assert.equal(bytes.readUInt32BE(16), 450);
    assert.ok(bytes.readUInt32BE(20) > 300);  // 200 px and the legend, 1.5 times
  }
});

test('all cards as SVG and as CSV a file each are packed', async () => {
  await openSample('#v=1&scalars.fileeach=1');
  for (const [words, begins] of [['all svg', '<svg'], ['all csv', 'run,tag,step']]) {
    const { files } = await archiveOf(words);
    assert.ok(Object.keys(files).length > 1);
    for (const { bytes } of Object.values(files)) assert.ok(bytes.toString().startsWith(begins));
    const sizes = Object.values(files).map(({ bytes, packed }) => [bytes.length, packed]);
    assert.ok(sizes.some(([bytes, packed]) => packed < bytes / 2), JSON.stringify(sizes));
  }
});

test('the image of a card is copied', async () => {
  await openSample('#v=1&scalars.picturew=300', { permissions: ['clipboard-read', 'clipboard-write'] });
  const plot = await page.evaluate(() => window.dropboard.widgets().find(({ kind }) => kind === 'plot'));
  await page.mouse.move(plot.x + 20, plot.y + 20);
  await idle(page);
  await page.keyboard.press('Shift+C');
  await says('Copied the image');
  const { types, width } = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const image = await createImageBitmap(await item.getType('image/png'));
    return { types: item.types, width: image.width };
  });
  assert.deepEqual(types, ['image/png']);
  assert.equal(width, 600);
});

test('where a browser copies no image, or draws none, that is said', async () => {
  await openSample('#v=1&scalars.picturew=300');
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  const plot = await page.evaluate(() => window.dropboard.widgets().find(({ kind }) => kind === 'plot'));
  await page.mouse.move(plot.x + 20, plot.y + 20);
  await idle(page);
  await page.keyboard.press('Shift+C');
  await says('did not let this page copy an image');
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.toBlob = (done) => done(null);
  });
  await command('all png');
  await says('could not draw this picture');
});

test('a card as SVG by its key', async () => {
  await openSample('#v=1&scalars.picturedark=1');
  const plot = await page.evaluate(() => window.dropboard.widgets().find(({ kind }) => kind === 'plot'));
  await page.mouse.move(plot.x + 20, plot.y + 20);
  await idle(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Shift+S')]);
  const svg = readFileSync(await download.path(), 'utf8');
  assert.ok(svg.startsWith('<svg') && svg.includes('#171a1f'), svg.slice(0, 300));
});
