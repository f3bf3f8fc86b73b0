// A compressed event file is inflated once, into a Blob that counts as the file from then on.

const kFoldBytes = 16 << 20;  // so many inflated bytes become a Blob, which the browser may keep on disk

/** @param {string} path */
export const isGzipName = (path) => /\.gz( \(\d+\))?$/.test(path);

/** @param {Blob | import('./url_files.js').UrlFile} file */
export async function isGzip(file) {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * @param {Blob | import('./url_files.js').UrlFile} file
 * @returns {Promise<{blob: Blob, error: unknown}>} error: why there is not more; null if this is all
 */
export async function gunzip(file) {
  /** @type {Blob[]} */
  const folded = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  let chunks = [];
  let bytes = 0;
  let error = null;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      bytes += value.length;
      if (bytes >= kFoldBytes) {
        folded.push(new Blob(chunks));
        chunks = [];
        bytes = 0;
      }
    }
  } catch (caught) {
    error = caught;
  }
  return { blob: new Blob([...folded, ...chunks]), error };
}
