// TensorBoard's own deep links as a view state of ours: its fragment ("#scalars&tagFilter=loss&_smoothingWeight=0.6") and the
// query of its newer pages ("?smoothing=0.6&pinnedCards=[...]#timeseries"). What is not understood is left out.

const kMostSmoothing = 0.999;

/** A regex of theirs, which ignores case, in our search grammar. @param {string} regex */
const pattern = (regex) => `/${regex.replace(/\\?\//g, '\\/')}/i`;
const list = (/** @type {string[]} */ names) => names.map(encodeURIComponent).join(',');

/** @param {string} text JSON, or base64 of it @returns {any} undefined: neither */
function parse(text) {
  for (const json of [() => text, () => new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)))]) {
    try {
      return JSON.parse(json());
    } catch {
      // the other, or none
    }
  }
}

/** Under its own name nobody knows it, and the viewer says so. @param {string} key @param {string} value */
const unknown = (key, value) => [`${key}=${encodeURIComponent(value)}`];

/** @type {Record<string, (value: string, key: string) => string[]>} key of theirs -> what it is here, encoded */
const kKeys = {
  regexInput: (value) => (value ? [`runs=${encodeURIComponent(pattern(value))}`] : []),
  runFilter: (value, key) => kKeys.regexInput(value, key),
  tagFilter: (value) => (value ? [`scalars.tags=${encodeURIComponent(pattern(value))}`] : []),
  smoothing: (value) => [`scalars.smooth=${value.trim() && Number(value) <= 1 ? Math.min(Number(value), kMostSmoothing) : encodeURIComponent(value)}`],
  _smoothingWeight: (value, key) => kKeys.smoothing(value, key),
  _ignoreYOutliers: (value) => (value === 'false' ? ['scalars.outliers=0'] : []),
  runSelectionState: (value, key) => {
    const runs = parse(value);
    if (!runs || typeof runs !== 'object') return unknown(key, value);
    const off = Object.entries(runs).filter(([, on]) => on === false).map(([run]) => run);
    return off.length ? [`off=${list(off)}`] : [];
  },
  pinnedCards: (value, key) => {
    const cards = parse(value);
    if (!Array.isArray(cards)) return unknown(key, value);
    const tags = cards.filter((card) => card?.plugin === 'scalars' && typeof card.tag === 'string').map(({ tag }) => tag);
    return tags.length ? [`scalars.pins=${list([...new Set(tags)])}`] : [];
  },
  darkMode: (value) => [`theme=${value === 'false' ? 'light' : 'dark'}`],
  runColorGroup: (value, key) => {
    if (value === 'run') return [];
    return value.startsWith('regex:') && value.length > 6 ? [`colour-by=${encodeURIComponent(value.slice(6))}`] : unknown(key, value);
  },
};

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const theirs = (/** @type {string} */ token) => Object.hasOwn(kKeys, token.split('=', 1)[0]);

/**
 * @param {string} fragment of the address, without "#" @param {string} [search] its query; a state of ours in the fragment
 *   is what holds then @returns {string} the fragment as a view state; itself, if nothing of it is TensorBoard's
 */
export function stateOfLink(fragment, search = '') {
  const tokens = fragment.split('&').filter(Boolean);
  if (tokens.some((token) => /^v=/.test(token))) return fragment;
  const query = search.replace(/^\?/, '').split('&').filter(theirs);
  if (!query.length && !tokens.some(theirs)) return fragment;
  /** @type {Map<string, string>} a key of ours once; of the same in query and fragment the fragment's */
  const state = new Map();
  for (const token of [...query, ...tokens]) {
    if (!theirs(token)) {
      state.set(token, token);
      continue;
    }
    const [key] = token.split('=', 1);
    for (const entry of kKeys[key](decode(token.slice(key.length + 1)), key)) state.set(entry.slice(0, entry.indexOf('=')), entry);
  }
  return ['v=1', ...state.values()].join('&');
}

/** A query without what stateOfLink has taken from it. @param {string} search @returns {string} */
export function searchWithoutLink(search) {
  const rest = search.replace(/^\?/, '').split('&').filter((token) => token && !theirs(token));
  return rest.length ? `?${rest.join('&')}` : '';
}
