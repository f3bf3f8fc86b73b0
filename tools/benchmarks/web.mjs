// What the page must reach in a browser, measured: node tools/benchmarks/web.mjs [load] [first] [tensorboard] [frames]
//
// Needs dist/, Chromium and, for `tensorboard`, that program ($TENSORBOARD, or on PATH). Data comes from $DROPBOARD_STRESS
// (default: /var/tmp/dropboard-stress; of a folder below ~/.cache Chromium gives a page no handle) and is made by
// ../shared/made/make_stress.py where it is missing ($DROPBOARD_PYTHON with numpy). What is compared runs in turn, in one go; medians count. The page cache is warm.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kRoot, serve } from '../../tests/web/support/serve.mjs';
import { launchChromium } from '../../tests/web/support/chromium.mjs';
import { benchFirst } from './web/first.mjs';
import { benchFrames } from './web/frames.mjs';
import { benchLoad } from './web/load.mjs';
import { benchTensorboard } from './web/tensorboard.mjs';

const kBenchmarks = { load: benchLoad, first: benchFirst, tensorboard: benchTensorboard, frames: benchFrames };
const kKinds = {
  scalars: ['scalars', '--runs', '100', '--steps', '100000'],
  mixed: ['mixed', '--mb', '544', '--runs', '218'],
  runs400: ['scalars', '--runs', '400', '--steps', '2000'],
  cards: ['scalars', '--runs', '20', '--tags', '25', '--steps', '2000'],
};
const stress = process.env.DROPBOARD_STRESS ?? '/var/tmp/dropboard-stress';

/** @param {keyof typeof kKinds} kind @returns {string} folder */
function data(kind) {
  const folder = join(stress, kind);
  if (existsSync(folder)) return folder;
  console.log(`making ${folder}`);
  const script = join(kRoot, '../shared/made/make_stress.py');
  const { status } = spawnSync(process.env.DROPBOARD_PYTHON ?? 'python3', [script, ...kKinds[kind], '--out', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`make_stress.py (needs numpy) did not make ${kind}`);
  return folder;
}

const names = process.argv.slice(2);
for (const name of names) if (!(name in kBenchmarks)) throw new Error(`no benchmark ${name}; there are ${Object.keys(kBenchmarks).join(', ')}`);
const server = await serve({ bench: join(kRoot, 'tools/benchmarks/web') });
for (const name of names.length ? names : Object.keys(kBenchmarks)) {
  const browser = await launchChromium();
  console.log(`== ${name}`);
  try {
    await kBenchmarks[name]({ browser, url: server.url, data });
  } finally {
    await browser.close();
  }
}
await server.close();
