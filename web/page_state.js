// The view state in the URL's fragment and the preferences in localStorage.

const kPreferences = 'dropboard';
const kReplaceMs = 300;  // browsers limit how often the address may change, some by an exception
const kRetryMs = 5000;

export class PageState {
  /** @param {(fragment: string) => void} changed the address has a new fragment that is not ours: back, forward, typed */
  constructor(changed) {
    this.current = location.hash.slice(1);
    this.pending = 0;
    const look = () => {
      const now = location.hash.slice(1);
      if (now === this.current) return;
      clearTimeout(this.pending);  // it was of the entry that has been left
      this.pending = 0;
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
    if (step) this.flush();
    this.current = fragment;
    if (step && this.write('pushState')) return;
    this.pending ||= setTimeout(() => this.flush(), kReplaceMs);
  }

  /** The present entry is this. @param {string} fragment @param {string} search */
  become(fragment, search) {
    this.current = fragment;
    history.replaceState(null, '', location.pathname + search + (fragment ? `#${fragment}` : ''));
  }

  flush() {
    if (!this.pending) return;
    clearTimeout(this.pending);
    this.pending = 0;
    if (!this.write('replaceState')) this.pending = setTimeout(() => this.flush(), kRetryMs);
  }

  /** @param {'pushState' | 'replaceState'} how @returns {boolean} false: the browser takes no more just now */
  write(how) {
    try {
      history[how](null, '', this.address);
      return true;
    } catch {
      return false;
    }
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

/** @param {(text: string) => void} changed in another tab */
export function preferencesElsewhere(changed) {
  addEventListener('storage', ({ key, newValue }) => key === kPreferences && changed(newValue ?? ''));
}
