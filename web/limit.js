/**
 * Runs at most `most` jobs at a time; the others wait in order.
 * @param {number} most
 * @returns {<T>(job: () => Promise<T>) => Promise<T>}
 */
export function limit(most) {
  let running = 0;
  let first = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  const leave = () => {
    if (first === waiting.length) {
      --running;
      return;
    }
    waiting[first++]();  // takes over this place
    if (first === waiting.length) waiting.length = first = 0;
  };
  return async (job) => {
    if (running < most) ++running;
    else await new Promise((enter) => waiting.push(() => enter(undefined)));
    try {
      return await job();
    } finally {
      leave();
    }
  };
}
