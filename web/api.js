// window.dropboard: for hosts, scripts and tests. Documented in the README and kept stable.

/**
 * @param {{
 *   viewer: import('./viewer.js').Viewer,
 *   session: import('./session.js').Session,
 *   ready?: Promise<unknown>,                  the page is drawn and takes files
 *   requestFrame?: () => void,
 *   setState?: (fragment: string) => void,     shows another view state, also in the address
 * }} parts
 */
export function installApi({ viewer, session, ready = Promise.resolve(), requestFrame = () => {}, setState }) {
  class Dropboard extends EventTarget {
    /** Resolves when the page takes files. */
    ready = ready.then(() => {});

    /**
     * Opens files beside what is open, and waits until they are read. A File with a relative path comes as part of its folder;
     * {path, file} says the path, and a path that is known is the same file, taken anew.
     * @param {Iterable<File | {path: string, file: File | Blob}>} files
     * @returns {Promise<{files: {path: string, bytes: number}[], problems: {path: string, text: string}[]}>}
     */
    async open(files) {
      await ready;
      const all = [...files];
      const named = all.filter((f) => !(f instanceof Blob));
      const before = session.problems.length;
      const opened = [];
      if (named.length < all.length) opened.push(session.openFiles(/** @type {File[]} */ (all.filter((f) => f instanceof Blob))));
      if (named.length) opened.push(session.openNamed(/** @type {any} */ (named)));
      const lists = await Promise.all(opened);
      await session.idle();
      return {
        files: lists.flatMap((list) => list.files.map(({ path, size }) => ({ path, bytes: size }))),
        problems: session.problems.slice(before).map(({ path, text }) => ({ path, text })),
      };
    }

    /** Resolves when all bytes are read and all pixels drawn. */
    async idle() {
      await ready;
      do {
        await session.idle();
        await frame();
      } while (session.busy || viewer.dirty);
    }

    /** @returns {any[]} */
    runs() {
      return viewer.runs();
    }

    /** @returns {{run: string, tag: string, plugin: string, kind: string, points: number}[]} points of the default view */
    tags() {
      return viewer.tags();
    }

    /**
     * Every point of a series of numbers; null if there is none of that name.
     * @param {string} run @param {string} tag @param {{superseded?: boolean}} [options] also what a restart dropped
     */
    series(run, tag, { superseded = false } = {}) {
      return viewer.series(run, tag, superseded);
    }

    /** The view state, as in the URL's fragment. */
    get state() {
      return viewer.state;
    }

    set state(fragment) {
      const plain = fragment.replace(/^#/, '');
      if (setState) setState(plain);
      else viewer.state = plain;
      requestFrame();
    }

    /** What is on screen: label, kind, rectangle in CSS pixels. @returns {any[]} */
    widgets() {
      return viewer.widgets();
    }

    stats() {
      const stats = viewer.stats();
      const { bytesTotal, bytesRead } = session.progress;
      return { ...stats, files: session.files.byId.size, bytesTotal, bytesRead, heapBytes: viewer.heapBytes + session.files.pool.heapBytes };
    }

    /** Closes everything that is open. */
    close() {
      session.closeAll();
      requestFrame();
    }
  }
  const dropboard = new Dropboard();
  Object.defineProperty(dropboard, 'session', { value: session });  // for our tests; not for hosts
  session.emit = (type, detail) => dropboard.dispatchEvent(new CustomEvent(type, { detail }));
  Object.defineProperty(window, 'dropboard', { value: dropboard, configurable: true });
  return dropboard;
}

/** The next frame, or a while in a tab that draws none. */
function frame() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
