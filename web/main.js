// Boots the viewer and wires it to the page: canvas, frames, input, drops, pickers, clipboard, address.

import createViewer from './viewer.mjs';
import { announcer, Mirror } from './a11y.js';
import { installApi } from './api.js';
import { copyPng, download, downloadPack, downloadPart, downloadPng, dropDownload, dropPack, pack, packPng } from './downloads.js';
import { countDrag } from './files.js';
import { drawGlyph } from './glyphs.js';
import { listenToKeys, listenToPointers, modifiers } from './input_events.js';
import { loadPreferences, PageState, preferencesElsewhere, savePreferences } from './page_state.js';
import { Session } from './session.js';
import { searchWithoutLink, stateOfLink } from './tensorboard_link.js';
import { TextInput } from './text_input.js';
import { Viewer } from './viewer.js';

const kCursors = ['default', 'pointer', 'text', 'move', 'ew-resize', 'ns-resize', 'crosshair', 'grab'];
const kHiddenFrameMs = 250;
const kDragSilenceMs = 1000;  // a drag that is over the page says so more often than this

/** @template {HTMLElement} T @param {string} id @returns {T} */
const byId = (id) => /** @type {T} */ (document.getElementById(id));
const canvas = /** @type {HTMLCanvasElement} */ (byId('canvas'));

/** @param {string} text */
function giveUp(text) {
  canvas.hidden = true;
  const problem = byId('problem');
  problem.textContent = text;
  problem.hidden = false;
}

/** No call into the viewer is safe any more. */
function brokeDown() {
  if (canvas.hidden) return;
  giveUp('dropboard broke down, perhaps for want of memory. Your files are as they were. Reload the page and open them again; the view is kept in its address.');
}
for (const kind of ['error', 'unhandledrejection']) {
  addEventListener(kind, (e) => {
    const { error, reason } = /** @type {any} */ (e);
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) brokeDown();
  });
}

async function start() {
  if (!document.createElement('canvas').getContext('webgl2')) {
    giveUp('dropboard draws with WebGL 2, which this browser does not offer just now. Another browser, or switching on its graphics acceleration, helps.');
    throw new Error('no WebGL2');
  }
  /** @type {any} what the viewer calls: ui/platform.h in camelCase */
  const host = {};
  const wasm = await createViewer({ canvas, host, onAbort: brokeDown });
  canvas.removeAttribute('style');
  const viewer = new Viewer(wasm);

  // The fonts of the canvas, for text inputs over it.
  ['dropboard-sans', '', 'dropboard-mono'].forEach((name, face) => {
    const at = wasm._viewer_font(face) >>> 0;
    if (name) document.fonts.add(new FontFace(name, viewer.heap.slice(at, at + wasm._viewer_font_bytes(face))));
  });

  // --- frames: none but when something asks
  let scheduled = false;
  let timer = 0;
  let size = { width: 0, height: 0, ratio: 0 };
  let keysDrawn = () => {};
  const frame = () => {
    scheduled = false;
    clearTimeout(timer);
    timer = 0;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    const ratio = devicePixelRatio || 1;
    if (width !== size.width || height !== size.height || ratio !== size.ratio) {
      size = { width, height, ratio };
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      wasm._viewer_resize(width, height, ratio);
    }
    const before = viewer.wasm._viewer_dirty();
    const wait = viewer.frame(performance.now());
    if (before) mirror.later();
    awaitFrame(wait);
    keysDrawn();
    work();
  };
  /** @param {number} wait ms, below 0: none */
  const awaitFrame = (wait) => {
    if (wait === 0) requestFrame();
    else if (wait > 0) {
      clearTimeout(timer);
      timer = setTimeout(requestFrame, wait);
    }
  };
  function requestFrame() {
    if (scheduled) return;
    scheduled = true;
    if (document.hidden) setTimeout(frame, kHiddenFrameMs);
    else requestAnimationFrame(frame);
  }
  // Work between frames: a message to ourselves comes after input that waits, and before any timer.
  let working = false;
  let resting = 0;
  const { port1, port2 } = new MessageChannel();
  const work = () => {
    if (working) return;
    clearTimeout(resting);
    const wait = viewer.work();
    if (!scheduled) awaitFrame(viewer.wait);
    if (wait > 0) resting = setTimeout(work, Math.ceil(wait));
    working = wait === 0;
    if (working) port2.postMessage(0);
  };
  port1.onmessage = () => {
    working = false;
    work();
  };
  document.addEventListener('visibilitychange', () => {
    scheduled = false;
    requestFrame();
  });
  new ResizeObserver(requestFrame).observe(canvas);
  const watchRatio = () => {
    requestFrame();
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', watchRatio, { once: true });
  };
  watchRatio();
  canvas.addEventListener('webglcontextlost', (e) => {
    e.preventDefault();
    wasm._viewer_context(0);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    wasm._viewer_context(1);
    requestFrame();
  });

  // --- what is open
  const session = new Session({ viewer, onChange: () => void (scheduled || awaitFrame(viewer.wait)) });
  /** @param {Promise<any>} opening */
  const opened = (opening) => {
    requestFrame();
    opening.catch((error) => console.error(error)).finally(requestFrame);
  };
  /** @type {HTMLInputElement} */
  const pickFiles = byId('pick-files');
  /** @type {HTMLInputElement} */
  const pickFolder = byId('pick-folder');
  let again = false;  // the folder is picked to read what is new in it
  for (const input of [pickFiles, pickFolder]) {
    input.addEventListener('change', () => {
      if (input.files?.length) opened(session.openFiles([...input.files], { again: again && input === pickFolder }));
      input.value = '';
    });
  }
  // Browsers let a page ask for files for some seconds after a press; a long frame may have taken them.
  /** @param {() => void} ask */
  const whileAllowed = (ask) => {
    if (navigator.userActivation?.isActive ?? true) return ask();
    say('hint-toast', 'The page was busy, and the browser no longer takes that press for files. Press once more.');
  };
  /** @param {boolean} known it is open already */
  const askForFolder = (known) => {
    again = known;
    whileAllowed(() => pickFolder.click());
  };

  // --- text, focus, keys
  const giveBack = () => canvas.focus({ preventScroll: true });
  const textInput = new TextInput(
    (id, text, event) => {
      viewer.withText(id, (idAt, idBytes) => viewer.withText(text, (at, n) => wasm._viewer_text(idAt, idBytes, at, n, event)));
      requestFrame();
    },
    (e) => {
      const used = viewer.withText(e.key, (at, n) => wasm._viewer_key(1, at, n, modifiers(e)));
      requestFrame();
      return used !== 0;
    },
    giveBack,
  );
  const announce = announcer(byId('announce'));
  const press = (/** @type {number} */ id) => {
    wasm._viewer_widget(id, 1);
    requestFrame();
  };
  const mirror = new Mirror(canvas, byId('mirror'), () => viewer.widgets(), press, announce, () => session.busy);
  listenToPointers(canvas, viewer, requestFrame);
  keysDrawn = listenToKeys(viewer, requestFrame, textInput);

  const address = new PageState((fragment) => {
    showLink(fragment, '');
    requestFrame();
  });
  /** Shows a link; of one of TensorBoard's the address becomes ours. @param {string} fragment @param {string} search */
  const showLink = (fragment, search) => {
    const state = stateOfLink(fragment, search);
    viewer.state = state;
    const rest = searchWithoutLink(search);
    if (state !== fragment || rest !== search) address.become(state, rest);
  };

  /** @param {string} command of a toast @param {string} text */
  const say = (command, text) => {
    viewer.withText(command, (at, n) => viewer.withText(text, (textAt, m) => wasm._viewer_command(at, n, textAt, m)));
    requestFrame();
  };
  /** Says how it went. @param {Promise<void>} doing @param {string} done */
  const tell = (doing, done) => {
    doing.then(() => say('toast', done), (error) => say('problem-toast', error.message));
  };

  Object.assign(host, {
    drawGlyph,
    beginTextEdit: (/** @type {any} */ edit) => textInput.begin(edit),
    moveTextEdit: (/** @type {any} */ edit) => textInput.move(edit),
    endTextEdit: () => textInput.remove(),
    setClipboard: copyText,
    downloadPart,
    download,
    dropDownload,
    downloadPng: (/** @type {string} */ name, /** @type {string} */ svg, /** @type {number} */ scale) => {
      tell(downloadPng(name, svg, scale), `Saved ${name}`);
    },
    copyPng: (/** @type {string} */ _, /** @type {string} */ svg, /** @type {number} */ scale) => {
      tell(copyPng(svg, scale), 'Copied the image');
    },
    pack,
    packPng,
    downloadPack: (/** @type {string} */ name) => tell(downloadPack(name), `Saved ${name}`),
    dropPack,
    openFolder: () => {
      if (!('showDirectoryPicker' in window)) return askForFolder(false);
      whileAllowed(() => /** @type {any} */ (window).showDirectoryPicker({ mode: 'read' }).then(
        (/** @type {any} */ handle) => opened(session.openHandle(handle)),
        (/** @type {any} */ error) => {
          if (error.name !== 'AbortError') askForFolder(false);  // not allowed here: the input still is
        },
      ));
    },
    openFiles: () => whileAllowed(() => pickFiles.click()),
    openSample: () => opened(session.openUrl('sample/', { follow: false })),
    reloadFiles: () => {
      if (session.needsPicking) askForFolder(true);
      return session.reload();
    },
    followFiles: (/** @type {boolean} */ on) => session.followFiles(on),
    pauseReading: (/** @type {boolean} */ paused) => session.pause(paused),
    stopReading: () => session.stop(),
    closeAll: () => session.closeAll(),
    setCursor: (/** @type {number} */ cursor) => {
      canvas.style.cursor = kCursors[cursor] ?? 'default';
    },
    setFragment: (/** @type {string} */ fragment, /** @type {boolean} */ step) => address.set(fragment, step),
    savePreferences,
    announce,
    openLink: (/** @type {string} */ url) => window.open(url, '_blank', 'noopener'),
    fetchNotices: async () => {
      let text = 'The notices are in notices.txt beside this page; it could not be fetched just now.';
      try {
        const answer = await fetch('notices.txt');
        if (answer.ok) text = await answer.text();
      } catch {
        // said above
      }
      viewer.withText(text, (at, n) => wasm._viewer_notices(at, n));
      requestFrame();
    },
    setTitle: (/** @type {string} */ title) => {
      document.title = title;
    },
    themeChanged: (/** @type {boolean} */ dark) => {
      document.documentElement.dataset.theme = dark ? 'dark' : 'light';
      document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#171a1f' : '#ffffff');
    },
  });

  // --- drops and pastes: anywhere, at any time
  let leaving = 0;
  /** @param {DragEvent} e */
  const dragging = (e) => {
    if (!e.dataTransfer || ![...e.dataTransfer.types].includes('Files')) return;
    e.preventDefault();
    clearTimeout(leaving);
    leaving = setTimeout(dragEnded, kDragSilenceMs);
    e.dataTransfer.dropEffect = 'copy';
    const { folders, files } = countDrag(e.dataTransfer);
    wasm._viewer_drag(1, folders, files, e.shiftKey ? 1 : 0);
    requestFrame();
  };
  const dragEnded = () => {
    clearTimeout(leaving);
    wasm._viewer_drag(0, 0, 0, 0);
    requestFrame();
  };
  addEventListener('dragenter', dragging);
  addEventListener('dragover', dragging);
  addEventListener('dragleave', (e) => {
    if (e.relatedTarget) return;
    clearTimeout(leaving);
    leaving = setTimeout(dragEnded, 80);
  });
  addEventListener('drop', (e) => {
    e.preventDefault();
    dragEnded();
    if (e.dataTransfer) opened(session.openDrop(e.dataTransfer, { replace: e.shiftKey }));
  });
  addEventListener('paste', (e) => {
    if (!e.clipboardData?.files.length) return;
    e.preventDefault();
    opened(session.openDrop(e.clipboardData));
  });

  // --- as this browser, this person and this link want it
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const follow = () => {
    wasm._viewer_dark_default(dark.matches ? 1 : 0);
    wasm._viewer_reduced_motion(still.matches ? 1 : 0);
    requestFrame();
  };
  dark.addEventListener('change', follow);
  still.addEventListener('change', follow);
  follow();
  const prefer = (/** @type {string} */ text) => viewer.withText(text, (at, n) => wasm._viewer_preferences(at, n));
  prefer(loadPreferences());
  preferencesElsewhere((text) => {
    prefer(text);
    requestFrame();
  });
  if (stateOfLink(address.current, location.search)) {
    showLink(address.current, location.search);
  } else {
    wasm._viewer_begin_view();
    address.become(viewer.state, location.search);
  }

  const { resolve, promise: drawn } = Promise.withResolvers ? Promise.withResolvers() : deferred();
  const setState = (/** @type {string} */ fragment) => {
    viewer.state = stateOfLink(fragment.replace(/^#/, ''));
    address.set(viewer.state, true);
  };
  const api = installApi({ viewer, session, ready: drawn, requestFrame, setState });
  api.addEventListener('loaded', (e) => {
    const { files, problems } = /** @type {CustomEvent} */ (e).detail;
    const counted = (/** @type {number} */ n, /** @type {string} */ what) => `${n} ${what}${n === 1 ? '' : 's'}`;
    announce(`Read: ${counted(files, 'file')}${problems ? `, ${counted(problems, 'problem')}` : ''}`);
  });
  frame();
  resolve(undefined);
  giveBack();

  const query = new URLSearchParams(location.search);
  const logdir = query.get('logdir');
  if (logdir) opened(session.openUrl(logdir, { follow: logdir !== 'sample/', name: query.get('name') ?? undefined }));
}

function deferred() {
  /** @type {any} */
  const d = {};
  d.promise = new Promise((resolve) => (d.resolve = resolve));
  return d;
}

/** @param {string} text */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not a secure page, or not allowed: the old way.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'unseen';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    canvas.focus({ preventScroll: true });
  }
}

start().catch((error) => {
  console.error(error);
  if (canvas.hidden) return;
  giveUp('dropboard could not start here. It needs WebAssembly and WebGL 2; a current Chromium, Firefox or Safari has both.');
});
