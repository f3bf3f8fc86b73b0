// Runs the test files of this folder with Node's own runner and adds up what they say. See ./run.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kDist } from './support/serve.mjs';

const kHere = fileURLToPath(new URL('.', import.meta.url));
const patterns = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
const folder = mkdtempSync(join(tmpdir(), 'dropboard-run-'));

for (const group of ['unit', 'chromium', 'firefox']) {
  if (group !== 'unit' && !existsSync(join(kDist, 'viewer.wasm'))) {
    console.log(`-- ${group}: there is no page in ${kDist}; tools/build page makes it`);
    ++counts.failed;
    continue;
  }
  const names = readdirSync(join(kHere, group)).filter((name) => name.endsWith('.test.mjs'));
  const paths = names.sort().map((name) => join(kHere, group, name));
  for (const path of paths.filter((path) => !patterns.length || patterns.some((pattern) => path.includes(pattern)))) {
    console.log(`-- ${path.slice(kHere.length)}`);
    const report = join(folder, 'counts.json');
    const reporter = join(kHere, 'support/reporter.mjs');
    const options = ['--test', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout'];
    const { status } = spawnSync(process.execPath, [...options, path], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DROPBOARD_COUNTS: report },
    });
    const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
    if (status !== 0 && found.failed === 0) found.failed = 1;
    for (const what of Object.keys(counts)) counts[what] += found[what];
    rmSync(report, { force: true });
  }
}
rmSync(folder, { recursive: true });
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed || !counts.passed ? 1 : 0);
