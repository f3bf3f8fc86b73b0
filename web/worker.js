// A module worker: one parser, one Reader. The page (lane.js) posts the compiled parser first, then what the Reader obeys;
// a File crosses by reference. A second start begins afresh, with another sender number, which everything said carries.

import { startParser } from './parser.js';
import { Reader } from './reader.js';
import { UrlFile } from './url_files.js';

/** @type {Promise<Reader> | undefined} */
let starting;

/** @param {WebAssembly.Module} module @param {number} sender */
function start(module, sender) {
  /** @type {(message: any, transfer?: Transferable[]) => void} */
  const post = (message, transfer = []) => /** @type {any} */ (self).postMessage({ ...message, sender }, transfer);
  starting?.then((reader) => (reader.dead = true), () => {});
  starting = startParser(module).then((parser) => new Reader(parser, post));
  starting.then(
    () => post({ type: 'ready' }),
    (error) => post({ type: 'unfit', error: String(error) }),
  );
}

self.onmessage = ({ data }) => {
  if (data.type === 'start') return start(data.module, data.sender);
  for (const f of data.type === 'add' ? data.files : data.type === 'grow' ? [data] : []) f.file = UrlFile.revive(f.file);
  starting?.then((reader) => reader.obey(data), () => {});
};
