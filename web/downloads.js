// Files for the person: what the viewer saves goes through the browser's own downloads.

const kRevokeMs = 60_000;

/** @type {Blob[]} of the next file; the browser keeps large ones on disk */
let parts = [];

/** @param {Uint8Array} bytes */
export function downloadPart(bytes) {
  parts.push(new Blob([/** @type {BlobPart} */ (bytes)]));
}

export function dropDownload() {
  parts = [];
}

/** @param {string} name @param {string} mime */
export function download(name, mime) {
  const blob = new Blob(parts, { type: mime });
  parts = [];
  save(name, blob);
}

/** @param {string} name @param {string} svg @param {number} scale */
export async function downloadPng(name, svg, scale) {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob) save(name, /** @type {Blob} */ (blob));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {string} name @param {Blob} blob */
function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kRevokeMs);
}
