// Log directories for the browser tests: made on disk in a folder that goes away, with what must be found in them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @param {Record<string, string | Uint8Array>} files path -> content */
export function makeLogdir(files, name = 'logs') {
  const parent = mkdtempSync(join(tmpdir(), 'dropboard-'));
  const root = join(parent, name);
  mkdirSync(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return { root, path: (inside) => join(root, inside), remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** What the page has: {run: {tag: points}}. @param {import('playwright-core').Page} page */
export const pointsOf = (page) =>
  page.evaluate(() => {
    const runs = {};
    for (const { run, tag, points } of window.dropboard.tags()) (runs[run] ??= {})[tag] = points;
    return runs;
  });

/** Values of a series. */
export const valuesOf = (page, run, tag, superseded = false) =>
  page.evaluate(
    ([run, tag, superseded]) => {
      const series = window.dropboard.series(run, tag, { superseded });
      return series && { steps: [...series.steps].map(Number), walls: [...series.wallTimes], values: [...series.values] };
    },
    [run, tag, superseded],
  );
