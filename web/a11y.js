// A mirror of what the canvas shows, as elements inside of it: screen readers see and press them; the canvas itself has the
// keyboard focus and points to the one that the viewer's focus is on. Made anew a while after things have changed.

const kMirrorMs = 400;
/** @type {Record<string, string>} widget kind -> ARIA role */
const kRoles = {
  button: 'button', checkbox: 'checkbox', switch: 'switch', tab: 'tab', option: 'radio', slider: 'slider', field: 'textbox',
  select: 'combobox', menuitem: 'menuitem', row: 'button', header: 'button', card: 'group', text: 'note', region: 'group', plot: 'img',
};

/** @type {Record<string, string>} widget kind -> what says that it is on, or open */
const kStates = { tab: 'aria-selected', button: 'aria-pressed', row: 'aria-pressed', header: 'aria-expanded' };

export class Mirror {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLElement} root
   * @param {() => any[]} widgets as viewer.widgets()
   * @param {(id: number) => void} press
   */
  constructor(canvas, root, widgets, press) {
    this.canvas = canvas;
    this.root = root;
    this.widgets = widgets;
    this.timer = 0;
    this.shown = '';
    root.addEventListener('click', (event) => {
      const target = /** @type {HTMLElement} */ (event.target).closest('[data-widget]');
      if (target instanceof HTMLElement) press(Number(target.dataset.widget));
    });
  }

  /** A frame was drawn. */
  later() {
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      this.update();
    }, kMirrorMs);
  }

  update() {
    const widgets = this.widgets().filter((w) => kRoles[w.kind]);
    const text = JSON.stringify(widgets.map(({ label, kind, checked, value, enabled, id }) => [label, kind, checked, value, enabled, id]));
    const focused = widgets.find((w) => w.focused);
    if (text !== this.shown) {
      this.shown = text;
      this.root.replaceChildren(...widgets.map(element));
    }
    if (focused) this.canvas.setAttribute('aria-activedescendant', `w${focused.id}`);
    else this.canvas.removeAttribute('aria-activedescendant');
  }
}

/** @param {any} widget */
function element({ label, kind, checked, value, enabled, id }) {
  const e = document.createElement('div');
  e.setAttribute('role', kRoles[kind]);
  e.setAttribute('aria-label', value && kind !== 'text' ? `${label}: ${value}` : label);
  if (kind === 'text') e.textContent = value ? `${label}: ${value}` : label;
  if (checked) e.setAttribute(kStates[kind] ?? 'aria-checked', checked === 'mixed' ? 'mixed' : String(checked === 'on'));
  if (!enabled) e.setAttribute('aria-disabled', 'true');
  if (id) {
    e.id = `w${id}`;
    e.dataset.widget = String(id);
  }
  return e;
}
