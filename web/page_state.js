// The view state in the URL's fragment and the preferences in localStorage.

const kPreferences = 'dropboard';
const kReplaceMs = 300;  // browsers limit how often the address may change

export class PageState {
  /** @param {(fragment: string) => void} changed the address has a new fragment that is not ours: back, forward, typed */
  constructor(changed) {
    this.current = location.hash.slice(1);
    this.pending = 0;
    const look = () => {
      const now = location.hash.slice(1);
      if (now === this.current) return;
      this.flush();
      this.current = now;
      changed(now);
    };
    addEventListener('popstate', look);
    addEventListener('hashchange', look);
    addEventListener('pagehide', () => this.flush());
  }

  /** @param {string} fragment @param {boolean} step worth a step of its own in the history */
  set(fragment, step) {
    if (fragment === this.current) return;
    if (step) {
      this.flush();
      this.current = fragment;
      history.pushState(null, '', this.address);
      return;
    }
    this.current = fragment;
    this.pending ||= setTimeout(() => this.flush(), kReplaceMs);
  }

  flush() {
    if (!this.pending) return;
    clearTimeout(this.pending);
    this.pending = 0;
    history.replaceState(null, '', this.address);
  }

  get address() {
    return location.pathname + location.search + (this.current ? `#${this.current}` : '');
  }
}

/** @returns {string} */
export function loadPreferences() {
  try {
    return localStorage.getItem(kPreferences) ?? '';
  } catch {
    return '';  // storage is switched off: nothing is remembered
  }
}

/** @param {string} text */
export function savePreferences(text) {
  try {
    localStorage.setItem(kPreferences, text);
  } catch {
    // as above
  }
}
