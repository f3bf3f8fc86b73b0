// Takes a dropped folder and merely reads its files, in workers, in every way that has been the quickest somewhere.

const files = [];
window.listed = new Promise((resolve) => {
  addEventListener('dragover', (e) => e.preventDefault());
  addEventListener('drop', async (e) => {
    e.preventDefault();
    const handles = await Promise.all([...e.dataTransfer.items].map((item) => item.getAsFileSystemHandle()));
    const enter = async (folder) => {
      for await (const handle of folder.values()) {
        if (handle.kind === 'directory') await enter(handle);
        else if (handle.name.includes('tfevents')) files.push(await handle.getFile());
      }
    };
    for (const handle of handles) await enter(handle);
    resolve(files.length);
  });
});

/** @param {string} how @param {number} workers @returns {Promise<number>} ms */
window.readAll = async (how, workers) => {
  const pool = Array.from({ length: workers }, () => new Worker('raw_worker.js'));
  await Promise.all(pool.map((worker) => new Promise((resolve) => (worker.onmessage = resolve))));
  const began = performance.now();
  await Promise.all(
    pool.map((worker, nth) => {
      worker.postMessage({ how, atOnce: 4 / workers, files: files.filter((_, n) => n % workers === nth) });
      return new Promise((resolve) => (worker.onmessage = resolve));
    }),
  );
  const took = performance.now() - began;
  pool.forEach((worker) => worker.terminate());
  return took;
};
