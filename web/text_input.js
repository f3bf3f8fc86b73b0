// A real text input laid over the field that has the focus, so that IME, selection, undo and the clipboard are the
// browser's. The viewer draws the field's frame; the input draws its text.

/** @typedef {{id: string, label: string, text: string, x: number, y: number, width: number, height: number, fontPx: number,
 *   multiline: boolean, rightAligned: boolean, mono: boolean}} TextEdit */

/** What is told to the viewer. */
export const TextEvent = Object.freeze({ change: 0, enter: 1, escape: 2, blur: 3 });

export class TextInput {
  /**
   * @param {(id: string, text: string, event: number) => void} tell
   * @param {(event: KeyboardEvent) => boolean} forward a key that a text field has no use for; true: it was used
   * @param {() => void} giveBack the focus goes back to the page
   */
  constructor(tell, forward, giveBack) {
    this.tell = tell;
    this.forward = forward;
    this.giveBack = giveBack;
    /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
    this.element = null;
    this.id = '';
  }

  get active() {
    return this.element !== null;
  }

  /** @param {TextEdit} edit */
  begin(edit) {
    this.remove();
    const element = document.createElement(edit.multiline ? 'textarea' : 'input');
    if (element instanceof HTMLInputElement) element.type = 'text';
    element.className = `text-edit${edit.mono ? ' mono' : ''}${edit.rightAligned ? ' right' : ''}`;
    element.setAttribute('aria-label', edit.label);
    element.setAttribute('autocomplete', 'off');
    element.setAttribute('autocapitalize', 'off');
    element.spellcheck = false;
    element.value = edit.text;
    element.style.fontSize = `${edit.fontPx}px`;
    this.element = element;
    this.id = edit.id;
    this.move(edit);
    element.addEventListener('input', () => this.changed());
    element.addEventListener('keydown', (event) => this.key(/** @type {KeyboardEvent} */ (event)));
    element.addEventListener('blur', () => {
      if (this.element === element) this.finish(TextEvent.blur);
    });
    document.body.append(element);
    element.focus({ preventScroll: true });
    element.select();
  }

  /** @param {TextEdit} edit */
  move(edit) {
    if (!this.element) return;
    const { style } = this.element;
    style.left = `${edit.x}px`;
    style.top = `${edit.y}px`;
    style.width = `${edit.width}px`;
    style.height = `${edit.height}px`;
    style.lineHeight = edit.multiline ? '20px' : `${edit.height}px`;  // as the viewer draws paragraphs
  }

  /** The viewer ends it: nothing is told. */
  remove() {
    const { element } = this;
    if (!element) return;
    const focused = document.activeElement === element;
    this.element = null;
    element.remove();
    if (focused) this.giveBack();
  }

  /** As if it had been typed. @param {string} text */
  type(text) {
    const { element } = this;
    if (!element) return;
    element.setRangeText(text, element.selectionStart ?? 0, element.selectionEnd ?? element.value.length, 'end');
    this.changed();
  }

  changed() {
    if (this.element) this.tell(this.id, this.element.value, TextEvent.change);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation();
    if (event.isComposing || !this.element) return;
    if (event.key === 'Enter' && !(this.element instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault();
      this.finish(TextEvent.enter);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.finish(TextEvent.escape);
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && this.element instanceof HTMLInputElement) {
      if (this.forward(event)) event.preventDefault();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      if (this.forward(event)) event.preventDefault();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      this.finish(TextEvent.blur);
      this.forward(event);
    }
  }

  /** @param {number} how */
  finish(how) {
    if (!this.element) return;
    const { id } = this;
    const { value } = this.element;
    this.remove();
    this.tell(id, value, how);
  }
}
