// Medians, and lines that say whether something is reached.

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** @param {number[]} values @param {number} share */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** @param {number[]} ms */
export const spread = (ms) => `${Math.round(median(ms))} ms [${Math.round(Math.min(...ms))}..${Math.round(Math.max(...ms))}]`;

/** @param {string} what @param {number} value @param {'at least' | 'at most'} how @param {number} limit @param {string} [unit] */
export function verdict(what, value, how, limit, unit = '') {
  const met = how === 'at least' ? value >= limit : value <= limit;
  console.log(`${met ? 'met ' : 'MISS'} ${what}: ${value.toPrecision(3)}${unit} (${how} ${limit}${unit})`);
}

/** A page of dropboard that notes when things happen, in ms since the last drop. */
export async function openMeasured(browser, url, viewport = { width: 1200, height: 800 }) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'dropboard' in window, null, { timeout: 30_000 });
  await page.evaluate(async () => {
    await window.dropboard.ready;
    const { viewer } = window.dropboard.session;
    const times = (window.times = {});
    addEventListener('drop', () => {
      for (const name of Object.keys(times)) delete times[name];
      times.drop = performance.now();
    }, { capture: true });
    const note = (name, after = () => {}) => {
      const call = viewer[name];
      viewer[name] = function (...given) {
        const result = call.apply(viewer, given);
        times[name] ??= performance.now() - times.drop;
        after();
        return result;
      };
    };
    note('listed');
    note('packet');
    note('frame', () => {
      if (times.packet !== undefined && viewer.stats().points > 0) times.curve ??= performance.now() - times.drop;
    });
    window.dropboard.addEventListener('loaded', () => (times.loaded = performance.now() - times.drop));
    // Workers are started when the page is: a person's drop comes later.
    const { lanes } = window.dropboard.session.files.pool;
    while (lanes.some((lane) => lane.early)) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  return page;
}

/** Times of one drop, all drawn. */
export const dropTimes = (page) =>
  page.evaluate(async () => {
    await window.dropboard.idle();
    return { ...window.times, drawn: performance.now() - window.times.drop };
  });
