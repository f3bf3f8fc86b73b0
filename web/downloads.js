// Files for the person, and pictures: what the viewer saves goes through the browser's own downloads, several files as
// one archive.

import { zipOf } from './zip.js';

const kRevokeMs = 60_000;
const kNoPicture = 'The browser could not draw this picture: fewer pixels may help.';

/** @type {Blob[]} of the next file; the browser keeps large ones on disk */
let parts = [];
/** @type {Promise<{name: string, blob: Blob}[]>} of the next archive; its pictures are drawn one by one */
let packing = Promise.resolve([]);

/** @param {Uint8Array} bytes */
export function downloadPart(bytes) {
  parts.push(new Blob([/** @type {BlobPart} */ (bytes)]));
}

export function dropDownload() {
  parts = [];
}

/** @param {string} mime */
function takeParts(mime) {
  const blob = new Blob(parts, { type: mime });
  parts = [];
  return blob;
}

/** @param {string} name @param {string} mime */
export function download(name, mime) {
  save(name, takeParts(mime));
}

/** @param {string} name @param {string} mime */
export function pack(name, mime) {
  add(name, Promise.resolve(takeParts(mime)));
}

/** @param {string} name @param {string} svg @param {number} scale */
export function packPng(name, svg, scale) {
  add(name, packing.then(() => pngOf(svg, scale)));
}

/** @param {string} name @param {Promise<Blob>} made */
function add(name, made) {
  packing = Promise.all([packing, made]).then(([files, blob]) => [...files, { name, blob }]);
  packing.catch(() => {});  // downloadPack tells
}

export function dropPack() {
  packing = Promise.resolve([]);
}

/** @param {string} name */
export async function downloadPack(name) {
  const packed = packing;
  dropPack();
  save(name, await zipOf(await packed));
}

/** @param {string} name @param {string} svg @param {number} scale */
export async function downloadPng(name, svg, scale) {
  save(name, await pngOf(svg, scale));
}

/** Rejects with a text for people. @param {string} svg @param {number} scale */
export async function copyPng(svg, scale) {
  if (!navigator.clipboard?.write || !globalThis.ClipboardItem) {
    throw new Error('This browser, or a page that is not secure, cannot copy images: save it as PNG instead.');
  }
  const png = pngOf(svg, scale);
  try {
    // A promise, not its blob: what asks the person must begin at once.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  } catch {
    await png;
    throw new Error('The browser did not let this page copy an image: save it as PNG instead.');
  }
}

/** @param {string} svg @param {number} scale @returns {Promise<Blob>} */
async function pngOf(svg, scale) {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    /** @type {Blob | null} */
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob) return blob;
  } catch {
    // said below
  } finally {
    URL.revokeObjectURL(url);
  }
  throw new Error(kNoPicture);
}

/** @param {string} name @param {Blob} blob */
function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kRevokeMs);
}
