// A mirror of what the canvas shows, as elements inside of it: screen readers see and press them. The canvas, or the text
// input that lies over it, has the keyboard focus and points to the element that the viewer's focus is on. What the viewer
// calls a status is told when it changes.

const kMirrorMs = 400;
const kKeyMs = 30;  // after a key: the focus may have moved
const kSettledMs = 500;
const kTogetherMs = 1000;

/** @type {Record<string, string>} widget kind -> ARIA role */
const kRoles = {
  button: 'button', checkbox: 'checkbox', switch: 'switch', tab: 'tab', option: 'radio', slider: 'slider', field: 'textbox',
  select: 'combobox', menuitem: 'menuitem', row: 'button', header: 'button', card: 'group', text: 'note', status: 'note',
  region: 'group', plot: 'img', resize: 'separator',
};

/** @type {Record<string, string>} role -> what says that it is on, or open */
const kStates = {
  tab: 'aria-selected', option: 'aria-selected', button: 'aria-pressed', checkbox: 'aria-checked', switch: 'aria-checked',
  radio: 'aria-checked', menuitemcheckbox: 'aria-checked',
};

/** @type {Record<string, string>} role of an item -> role of what holds a row of them */
const kHolders = { tab: 'tablist', radio: 'radiogroup' };

/** Roles of what lies over the page. */
const kOver = new Set(['dialog', 'menu']);

/** Roles whose value is their content. */
const kContent = new Set(['textbox', 'combobox', 'note']);

/**
 * @typedef {{label: string, kind: string, id: number, x: number, y: number, width: number, height: number, enabled: boolean,
 *   checked?: string, value?: string, fraction?: number, focused?: boolean}} Widget
 * @typedef {{key: string, role: string, text: string, attributes: Record<string, string>, children: Node[]}} Node
 */

/** @param {Widget} outer @param {Widget} inner */
const holds = (outer, inner) =>
  inner.x >= outer.x - 1 && inner.y >= outer.y - 1 && inner.x + inner.width <= outer.x + outer.width + 1 &&
  inner.y + inner.height <= outer.y + outer.height + 1;

/** What is drawn behind a menu or popup comes after it: kinds that never lie on one. */
const kNotIn = {
  menu: new Set(['button', 'card', 'plot', 'header', 'row', 'tab', 'status']),
  dialog: new Set(['card', 'plot', 'tab']),
};

/** What is no group by itself, as "menu". @param {Widget} widget */
const roleOfRegion = ({ kind, value }) => (kind === 'region' && value) || '';

/** @param {Widget} outer @param {Widget} widget */
const isIn = (outer, widget) =>
  holds(outer, widget) && !(/** @type {Record<string, Set<string>>} */ (kNotIn)[roleOfRegion(outer)]?.has(widget.kind));

/**
 * Role, name, value and state of a widget.
 * @param {Widget} widget @param {string} inside role of the region that it is in @returns {Node}
 */
export function nodeOf(widget, inside = '') {
  const { label, kind, checked, value = '', fraction = 0, enabled, id } = widget;
  const region = roleOfRegion(widget);
  let role = region || kRoles[kind];
  if (kind === 'menuitem' && inside === 'listbox') role = 'option';
  else if (kind === 'menuitem' && checked) role = 'menuitemcheckbox';
  /** @type {Record<string, string>} */
  const attributes = { role };
  let text = '';
  const own = value !== label && !region ? value : '';
  if (role === 'note') {
    text = own ? `${label}: ${own}` : label;
  } else if (kContent.has(role)) {
    attributes['aria-label'] = label;
    text = own;
  } else if (role === 'slider') {
    attributes['aria-label'] = label;
    Object.assign(attributes, { 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': String(Math.round(100 * fraction)) });
    attributes['aria-valuetext'] = own;
  } else if (role === 'option' || role === 'radio') {
    attributes['aria-label'] = label;
    if (own && role === 'option') attributes['aria-keyshortcuts'] = own.replaceAll(' ', '+');
  } else {
    attributes['aria-label'] = own ? `${label}: ${own}` : label;
  }
  if (region === 'dialog') attributes['aria-modal'] = 'true';
  if (role === 'img') attributes['aria-roledescription'] = 'chart';
  if (checked === 'open' || checked === 'closed') {
    attributes['aria-haspopup'] = 'menu';
    attributes['aria-expanded'] = String(checked === 'open');
  } else if (kind === 'header' && checked) attributes['aria-expanded'] = String(checked === 'on');
  else if (checked && kStates[role]) attributes[kStates[role]] = checked === 'mixed' ? 'mixed' : String(checked === 'on');
  if (!enabled) attributes['aria-disabled'] = 'true';
  return { key: `${role} ${id || label}`, role, text, attributes, children: [] };
}

/**
 * The widgets as a tree: in menus, dialogs and cards is what lies on them, tabs and radio buttons are in rows.
 * @param {Widget[]} widgets in tab order @param {string | null} [typing] name of the field that a real input stands for
 * @returns {Node[]}
 */
export function treeOf(widgets, typing = null) {
  /** @type {Node[]} */
  const roots = [];
  /** @type {{widget: Widget, node: Node}[]} */
  const open = [];
  for (const widget of widgets) {
    if (!kRoles[widget.kind]) continue;
    if (widget.kind === 'button' && !widget.id) continue;  // cannot be pressed: a place for the mouse
    if (widget.kind === 'field' && widget.label === typing) continue;
    const over = kOver.has(roleOfRegion(widget));  // it lies on what is there, and goes by itself
    while (open.length && !over && !isIn(open[open.length - 1].widget, widget)) open.pop();
    const region = open.findLast((each) => roleOfRegion(each.widget))?.widget;
    const node = nodeOf(widget, region && roleOfRegion(region));
    if (widget.id) Object.assign(node.attributes, { id: `w${widget.id}`, 'data-widget': String(widget.id) });
    const siblings = open.length && !over ? open[open.length - 1].node.children : roots;
    const holder = kHolders[node.role];
    if (holder) {
      const name = (node.role === 'radio' && widget.value) || '';
      let row = siblings[siblings.length - 1];
      if (row?.role !== holder || (row.attributes['aria-label'] ?? '') !== name) {
        row = { key: `${holder} ${name}`, role: holder, text: '', attributes: { role: holder }, children: [] };
        if (name) row.attributes['aria-label'] = name;
        siblings.push(row);
      }
      row.children.push(node);
    } else {
      siblings.push(node);
    }
    if (widget.kind === 'card' || widget.kind === 'region') open.push({ widget, node });
    if (over) node.attributes.id = node.role;  // the last one is the only one that matters
  }
  return roots;
}

/** Has texts read out; what comes within a second is told together. @param {HTMLElement} element @returns {(text: string) => void} */
export function announcer(element) {
  let last = -Infinity;
  return (text) => {
    const now = performance.now();
    element.textContent = now - last < kTogetherMs ? `${element.textContent?.replace(/\.$/, '')}. ${text}` : text;
    last = now;
  };
}

export class Mirror {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLElement} root
   * @param {() => Widget[]} widgets as viewer.widgets()
   * @param {(id: number) => void} press
   * @param {(text: string) => void} announce
   * @param {() => boolean} busy what has become of a status is told when it is over
   */
  constructor(canvas, root, widgets, press, announce, busy) {
    this.canvas = canvas;
    this.root = root;
    this.widgets = widgets;
    this.announce = announce;
    this.busy = busy;
    this.timer = 0;
    this.soon = false;
    this.shown = '';
    /** @type {Set<string> | null} texts of statuses, from the first frame on */
    this.told = null;
    /** @type {Set<string>} those that came since they were told */
    this.news = new Set();
    this.telling = 0;
    root.addEventListener('click', (event) => {
      const target = /** @type {HTMLElement} */ (event.target).closest('[data-widget]');
      if (target instanceof HTMLElement) press(Number(target.dataset.widget));
    });
    addEventListener('keydown', () => (this.soon = true), { capture: true });
  }

  /** A frame was drawn. */
  later() {
    this.told ??= statuses(this.widgets());
    if (this.soon) {
      clearTimeout(this.timer);
      this.timer = 0;
    }
    this.timer ||= setTimeout(() => this.update(), this.soon ? kKeyMs : kMirrorMs);
    this.soon = false;
  }

  update() {
    this.timer = 0;
    const { activeElement } = document;
    const typing = activeElement instanceof HTMLElement && activeElement.classList.contains('text-edit') ? activeElement : null;
    const widgets = this.widgets();
    const tree = treeOf(widgets, typing?.getAttribute('aria-label'));
    const text = JSON.stringify(tree);
    if (text !== this.shown) {
      this.shown = text;
      fill(this.root, tree);
    }
    this.point(widgets, typing);
    this.tell(widgets);
  }

  /** Says what has the focus: of a menu or dialog that nothing in has it, itself. @param {Widget[]} widgets @param {HTMLElement | null} typing */
  point(widgets, typing) {
    const focused = widgets.find((w) => w.focused && (!typing || w.kind === 'menuitem'));
    const id = focused ? `w${focused.id}` : typing ? '' : this.root.querySelector('[role=menu], [role=dialog]')?.id;
    const holder = typing ?? this.canvas;
    if (typing && id) {
      typing.setAttribute('role', 'combobox');
      typing.setAttribute('aria-expanded', 'true');
      typing.setAttribute('aria-controls', this.root.id);
    }
    if (id && document.getElementById(id)) holder.setAttribute('aria-activedescendant', id);
    else holder.removeAttribute('aria-activedescendant');
  }

  /** What has become of a status, once it has not changed for a while. @param {Widget[]} widgets */
  tell(widgets) {
    const now = statuses(widgets);
    const fresh = [...now].filter((text) => !this.told?.has(text));
    this.told = now;
    if (!fresh.length) return;
    fresh.forEach((text) => this.news.add(text));
    this.tellLater();
  }

  tellLater() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      if (this.busy()) return this.tellLater();
      const text = [...this.news].filter((text) => this.told?.has(text)).join('. ');
      this.news.clear();
      if (text) this.announce(text);
    }, kSettledMs);
  }
}

/** @param {Widget[]} widgets @returns {Set<string>} their texts */
function statuses(widgets) {
  return new Set(widgets.filter(({ kind }) => kind === 'status').map(({ label }) => label));
}

/** Elements that were there stay the same ones: where a reader is, it stays. @param {Element} parent @param {Node[]} nodes */
function fill(parent, nodes) {
  /** @type {Map<string, HTMLElement[]>} */
  const old = new Map();
  for (const child of /** @type {Iterable<HTMLElement>} */ (parent.children)) {
    const key = child.dataset.key ?? '';
    old.set(key, [...(old.get(key) ?? []), child]);
  }
  let at = parent.firstElementChild;
  for (const node of nodes) {
    const e = old.get(node.key)?.shift() ?? document.createElement('div');
    e.dataset.key = node.key;
    for (const { name } of [...e.attributes]) if (!(name in node.attributes) && name !== 'data-key') e.removeAttribute(name);
    for (const [name, value] of Object.entries(node.attributes)) if (e.getAttribute(name) !== value) e.setAttribute(name, value);
    if (node.children.length || e.childElementCount) fill(e, node.children);
    else if (e.textContent !== node.text) e.textContent = node.text;
    if (e === at) at = at.nextElementSibling;
    else parent.insertBefore(e, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
}
