// A module worker: one parser, one Reader. The page (lane.js) posts the compiled parser first, then what the Reader obeys;
// a File crosses by reference.

import { startParser } from './parser.js';
import { Reader } from './reader.js';
import { UrlFile } from './url_files.js';

/** @type {(message: any, transfer?: Transferable[]) => void} */
const post = (message, transfer = []) => /** @type {any} */ (self).postMessage(message, transfer);

/** @type {Promise<Reader> | undefined} */
let starting;

self.onmessage = async ({ data }) => {
  if (data.type === 'start') {
    starting = startParser(data.module).then((parser) => new Reader(parser, post));
    starting.then(
      () => post({ type: 'ready' }),
      (error) => post({ type: 'unfit', error: String(error) }),
    );
    return;
  }
  for (const f of data.type === 'add' ? data.files : data.type === 'grow' ? [data] : []) f.file = UrlFile.revive(f.file);
  starting?.then((reader) => reader.obey(data), () => {});
};
