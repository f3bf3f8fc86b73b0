// TensorBoard's own deep links as a view state of ours: its fragment ("#scalars&tagFilter=loss&_smoothingWeight=0.6") and the
// query of its newer pages ("?smoothing=0.6&pinnedCards=[...]#timeseries"). What is not understood is left out.

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

/** @type {Record<string, (value: string) => string[]>} key of theirs -> what it is here, encoded */
const kKeys = {
  regexInput: (value) => (value ? [`runs=${encodeURIComponent(pattern(value))}`] : []),
  runFilter: (value) => kKeys.regexInput(value),
  tagFilter: (value) => (value ? [`scalars.tags=${encodeURIComponent(pattern(value))}`] : []),
  smoothing: (value) => (value !== '' && Number(value) >= 0 && Number(value) <= 1 ? [`scalars.smooth=${Number(value)}`] : []),
  _smoothingWeight: (value) => kKeys.smoothing(value),
  _ignoreYOutliers: (value) => (value === 'false' ? ['scalars.outliers=0'] : []),
  runSelectionState: (value) => {
    const runs = Object.entries(parse(value) ?? {});
    const off = runs.filter(([, on]) => on === false).map(([run]) => run);
    return off.length ? [`off=${list(off)}`] : [];
  },
  pinnedCards: (value) => {
    const cards = parse(value);
    const tags = Array.isArray(cards) ? cards.filter((card) => card?.plugin === 'scalars' && typeof card.tag === 'string').map(({ tag }) => tag) : [];
    return tags.length ? [`scalars.pins=${list([...new Set(tags)])}`] : [];
  },
  runColorGroup: (value) => (value.startsWith('regex:') && value.length > 6 ? [`colour-by=${encodeURIComponent(value.slice(6))}`] : []),
};

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} fragment of the address, without "#" @param {string} [search] its query; a state of ours in the fragment
 *   is what holds then @returns {string} the fragment as a view state; itself, if nothing of it is TensorBoard's
 */
export function stateOfLink(fragment, search = '') {
  const tokens = fragment.split('&').filter(Boolean);
  if (tokens.some((token) => /^v=/.test(token))) return fragment;
  const theirs = (/** @type {string} */ token) => Object.hasOwn(kKeys, token.slice(0, Math.max(0, token.indexOf('='))));
  const query = search.replace(/^\?/, '').split('&').filter(theirs);
  if (!query.length && !tokens.some(theirs)) return fragment;
  /** @type {Map<string, string>} a key of ours once; of the same in query and fragment the fragment's */
  const state = new Map();
  for (const token of [...query, ...tokens]) {
    if (!theirs(token)) {
      state.set(token, token);
      continue;
    }
    const equals = token.indexOf('=');
    for (const entry of kKeys[token.slice(0, equals)](decode(token.slice(equals + 1)))) state.set(entry.slice(0, entry.indexOf('=')), entry);
  }
  return ['v=1', ...state.values()].join('&');
}

/** Its `?darkMode`: true, false, or null where it says nothing. @param {string} search */
export function darkOfLink(search) {
  const value = new URLSearchParams(search).get('darkMode');
  return value === null ? null : value !== 'false';
}
