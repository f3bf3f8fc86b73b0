// Pointers, wheel and keys of the canvas, sent to the viewer as they come.

const PointerKind = { move: 0, down: 1, up: 2, leave: 3, cancel: 4 };
const PointerType = { mouse: 0, touch: 1, pen: 2 };
const kLinePx = 20;

/** @param {MouseEvent | KeyboardEvent | TouchEvent} e shift 1, ctrl 2, alt 4, meta 8 */
export function modifiers(e) {
  return (e.shiftKey ? 1 : 0) | (e.ctrlKey ? 2 : 0) | (e.altKey ? 4 : 0) | (e.metaKey ? 8 : 0);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import('./viewer.js').Viewer} viewer
 * @param {() => void} requestFrame
 */
export function listenToPointers(canvas, viewer, requestFrame) {
  const { wasm } = viewer;
  /** @type {Map<number, {x: number, y: number}>} fingers that are down */
  const fingers = new Map();
  let pinching = false;

  /** @param {number} kind @param {PointerEvent} e */
  const send = (kind, e) => {
    const type = PointerType[/** @type {'mouse' | 'touch' | 'pen'} */ (e.pointerType)] ?? 0;
    wasm._viewer_pointer(kind, e.clientX, e.clientY, Math.max(0, e.button), modifiers(e), type, e.pointerId);
    requestFrame();
  };
  /** Distance and middle of the two fingers. */
  const pair = () => {
    const [a, b] = [...fingers.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
  };

  canvas.addEventListener('pointerdown', (e) => {
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(e.pointerId);
    if (e.pointerType === 'touch') {
      fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
      if (fingers.size === 2) {
        pinching = true;
        send(PointerKind.cancel, e);
        const first = [...fingers.keys()][0];
        wasm._viewer_pointer(PointerKind.cancel, e.clientX, e.clientY, 0, modifiers(e), PointerType.touch, first);
      }
      if (pinching) return;
    }
    send(PointerKind.down, e);
    if (e.button !== 0) e.preventDefault();
  });
  canvas.addEventListener('pointermove', (e) => {
    if (e.pointerType === 'touch' && pinching) {
      if (!fingers.has(e.pointerId) || fingers.size < 2) return;
      const before = pair();
      fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
      const now = pair();
      wasm._viewer_pinch(now.distance / before.distance, now.x, now.y, now.x - before.x, now.y - before.y);
      requestFrame();
      return;
    }
    if (fingers.has(e.pointerId)) fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    send(PointerKind.move, e);
  });
  /** @param {number} kind */
  const ended = (kind) => (/** @type {PointerEvent} */ e) => {
    fingers.delete(e.pointerId);
    const was = pinching;
    if (fingers.size === 0) pinching = false;
    if (!was) send(kind, e);
  };
  canvas.addEventListener('pointerup', ended(PointerKind.up));
  canvas.addEventListener('pointercancel', ended(PointerKind.cancel));
  canvas.addEventListener('pointerleave', (e) => {
    if (e.pointerType !== 'touch') send(PointerKind.leave, e);
  });
  // SDL's own handler would cancel these, which the browser answers with an error where it cannot.
  for (const type of ['touchstart', 'touchmove', 'touchend']) addEventListener(type, (e) => e.cancelable || e.stopPropagation(), { capture: true, passive: true });
  canvas.addEventListener('contextmenu', (e) => e.preventDefault());
  canvas.addEventListener(
    'wheel',
    (e) => {
      e.preventDefault();
      const unit = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? kLinePx : e.deltaMode === WheelEvent.DOM_DELTA_PAGE ? innerHeight * 0.9 : 1;
      wasm._viewer_wheel(e.clientX, e.clientY, e.deltaX * unit, e.deltaY * unit, modifiers(e));
      requestFrame();
    },
    { passive: false },
  );
}

/**
 * A key that the viewer has used may open a text field, by the next frame: letters until then wait for it.
 * @param {import('./viewer.js').Viewer} viewer
 * @param {() => void} requestFrame
 * @param {import('./text_input.js').TextInput} textInput
 * @returns {() => void} to be called after each frame
 */
export function listenToKeys(viewer, requestFrame, textInput) {
  let used = false;  // a key, since the last frame
  /** @type {KeyboardEvent[]} */
  const waiting = [];
  /** @param {KeyboardEvent} e */
  const isText = (e) => e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey;
  /** @param {boolean} down @param {KeyboardEvent} e */
  const send = (down, e) => {
    // Letters as the table of keys has them, whatever Caps Lock says.
    const key = e.key.length === 1 && !e.shiftKey ? e.key.toLowerCase() : e.key;
    const taken = viewer.withText(key, (at, n) => viewer.wasm._viewer_key(down ? 1 : 0, at, n, modifiers(e))) !== 0;
    if (taken) e.preventDefault();
    if (taken && down) used = true;
    requestFrame();
  };
  /** @param {KeyboardEvent} e */
  const isElsewhere = (e) => e.isComposing || e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement;
  addEventListener('keydown', (e) => {
    if (isElsewhere(e)) return;
    if (!used || !isText(e)) return send(true, e);
    e.preventDefault();
    waiting.push(e);
  });
  addEventListener('keyup', (e) => isElsewhere(e) || send(false, e));
  return () => {
    used = false;
    while (waiting.length && (textInput.active || !used)) {
      const e = /** @type {KeyboardEvent} */ (waiting.shift());
      if (textInput.active) textInput.type(e.key);
      else send(true, e);
    }
  };
}
