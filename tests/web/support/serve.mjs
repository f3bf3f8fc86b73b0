// A plain static server for tests and benchmarks: dist/ and any folders or made-up files beside it. Answers Range, sends no
// header that a plain host would not send, and remembers every request.

import { createReadStream, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kRoot = fileURLToPath(new URL('../../..', import.meta.url));
export const kDist = process.env.DROPBOARD_DIST ?? join(kRoot, 'dist');

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** All files below a folder, as paths relative to it. @param {string} root @returns {string[]} */
export function filesBelow(root) {
  const found = [];
  const enter = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() || (entry.isSymbolicLink() && statSync(path).isDirectory())) enter(path);
      else found.push(relative(root, path));
    }
  };
  enter(root);
  return found.sort();
}

/** logdir.json of a folder. @param {string} root */
export const listing = (root) =>
  filesBelow(root).map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return [path, size, mtimeMs / 1000];
  });

/**
 * @param {Record<string, string>} [folders] URL folder -> folder on disk; each has its logdir.json
 * @param {string} [dist] the page
 * @returns {Promise<{url: string, requests: string[], ranges: string[], folders: Record<string, string>, close: () => Promise<void>}>}
 */
export async function serve(folders = {}, dist = kDist) {
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} "path: range" */
  const ranges = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).slice(1);
    requests.push(path);
    if (request.headers.range) ranges.push(`${path}: ${request.headers.range}`);
    const folder = Object.keys(folders).find((name) => path.startsWith(name + '/'));
    const inside = folder ? path.slice(folder.length + 1) : path || 'index.html';
    const root = folder ? folders[folder] : dist;
    if (folder && inside === 'logdir.json') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify(listing(root)));
    }
    const file = join(root, normalize('/' + inside));
    let size;
    try {
      const stat = statSync(file);
      if (!stat.isFile()) throw new Error('a folder');
      size = stat.size;
    } catch {
      return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here\n');
    }
    const headers = { 'Content-Type': kTypes[extname(file)] ?? 'application/octet-stream' };
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (range) {
      const first = Number(range[1]);
      const last = Math.min(size - 1, range[2] ? Number(range[2]) : size - 1);
      if (first > last) return response.writeHead(416).end();
      response.writeHead(206, { ...headers, 'Content-Range': `bytes ${first}-${last}/${size}`, 'Content-Length': last - first + 1 });
      return createReadStream(file, { start: first, end: last }).pipe(response);
    }
    response.writeHead(200, { ...headers, 'Content-Length': size });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    requests,
    ranges,
    folders,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
