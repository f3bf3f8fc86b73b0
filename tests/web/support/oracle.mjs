// What TensorBoard itself finds in the log directories of ../shared (oracle/ORACLE.md there), held against the page.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { kRoot } from './serve.mjs';

export const kShared = process.env.DROPBOARD_SHARED ?? join(dirname(kRoot.replace(/\/$/, '')), 'shared');
export const haveShared = kShared !== '' && existsSync(join(kShared, 'oracle'));

/** All log directories: [{set, name, root}]. */
export function sharedLogdirs() {
  if (!haveShared) return [];
  return ['made', 'corpus'].flatMap((set) =>
    readdirSync(join(kShared, set))
      .filter((name) => statSync(join(kShared, set, name)).isDirectory())
      .sort()
      .map((name) => ({ set, name, root: join(kShared, set, name) })),
  );
}

/** @param {{set: string, name: string}} logdir */
export function oracleOf({ set, name }) {
  const text = String(gunzipSync(readFileSync(join(kShared, 'oracle', set, `${name}.json.gz`))));
  return JSON.parse(text.replace(/\[(-?\d{15,}),/g, '["$1",'));  // steps that a JavaScript number does not hold
}

/** To be evaluated in a page: all that it has, numbers as text where they are large or odd. */
export const kPageContent = `(() => {
  const text = (x) => (Number.isFinite(x) ? x : String(x));
  return window.dropboard.tags().map((series) => {
    if (series.kind !== 'scalar') return series;
    const { steps, wallTimes, values } = window.dropboard.series(series.run, series.tag);
    const point = (n) => [String(steps[n]), text(wallTimes[n]), text(values[n])];
    const n = steps.length;
    const all = n <= 2000 ? Array.from({ length: n }, (_, i) => point(i)) : null;
    return { ...series, n, all, first: all ?? [0, 1, 2, 3, 4].map(point), last: all ?? [n - 5, n - 4, n - 3, n - 2, n - 1].map(point) };
  });
})()`;

/** Python's spelling of a number as a double. @param {string} text */
const number = (text) => ({ nan: NaN, inf: Infinity, '-inf': -Infinity })[text] ?? Number(text);

/** @param {any} value */
const ours = (value) => (typeof value === 'string' ? Number(value) : value);

function samePoint(theirs, mine) {
  const [step, wall, value] = mine;
  if (BigInt(theirs[0]) !== BigInt(step) || !same(number(theirs[1]), ours(wall))) return false;
  return typeof theirs[2] === 'object' || same(number(theirs[2]), ours(value));  // an object: TensorBoard cannot read it
}

const same = (a, b) => a === b || (a !== a && b !== b);

/**
 * Everything that the oracle has must be in the page, point by point for scalars. Where a file is damaged the page may have
 * more than TensorBoard, which stops there.
 * @param {any} oracle @param {any[]} content @returns {string[]} differences
 */
export function differences(oracle, content) {
  const found = [];
  const series = new Map(content.map((one) => [`${one.run}\u0000${one.tag}`, one]));
  let expected = 0;
  for (const [run, { files, tags }] of Object.entries(oracle.runs)) {
    const damaged = files.some((file) => !/^(ok|not read)/.test(file.status));
    for (const [tag, { kind, raw, preempted }] of Object.entries(tags)) {
      ++expected;
      const where = `${run} | ${tag}`;
      const got = series.get(`${run}\u0000${tag}`);
      const want = preempted === 'same' ? raw : preempted;
      if (!got) found.push(`${where}: missing`);
      else if (got.kind !== kind) found.push(`${where}: ${got.kind} for ${kind}`);
      else if (damaged ? got.points < want.n : got.points !== want.n) found.push(`${where}: ${got.points} points for ${want.n}`);
      else if (kind === 'scalar' && !damaged) found.push(...pointDifferences(where, want, got));
    }
  }
  const anyDamage = Object.values(oracle.runs).some(({ files }) => files.some((file) => !/^(ok|not read)/.test(file.status)));
  if (!anyDamage && content.length !== expected) {
    const known = new Set(Object.entries(oracle.runs).flatMap(([run, { tags }]) => Object.keys(tags).map((tag) => `${run}\u0000${tag}`)));
    for (const [key, { run, tag, plugin, kind }] of series) {
      if (known.has(key) || plugin === 'meta_graph') continue;  // indexed by us: TensorBoard has no tag for it
      found.push(`${run} | ${tag}: not in TensorBoard (${plugin} ${kind})`);
    }
  }
  return found;
}

function pointDifferences(where, want, got) {
  if (got.n !== want.n) return [`${where}: series of ${got.n} for ${want.n}`];
  const pairs = want.points && got.all ? [[want.points, got.all]] : [[want.first ?? want.points.slice(0, 5), got.first.slice(0, 5)], [want.last ?? want.points.slice(-5), got.last.slice(-5)]];
  for (const [theirs, mine] of pairs) {
    for (const [n, point] of theirs.entries()) if (!samePoint(point, mine[n])) return [`${where}: ${JSON.stringify(mine[n])} for ${JSON.stringify(point)}`];
  }
  return [];
}
