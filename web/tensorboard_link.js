// TensorBoard's own links as view state: what stands in its query (?smoothing=0.6&tagFilter=loss&runFilter=a&pinnedCards=[...])
// and in its hash (#scalars&tagFilter=loss&regexInput=a&_smoothingWeight=0.6&runSelectionState=<base64 of JSON>).
// What is not understood is left out. Source: tensorboard.md 5.18.

const kMostBytes = 1 << 20;

/**
 * @param {string} search of the address, with or without "?" @param {string} hash with or without "#"
 * @returns {string | null} our fragment; null: nothing of TensorBoard's is in it
 */
export function fromTensorBoard(search, hash) {
  const fragment = hash.replace(/^#/, '');
  if (/(^|&)v=/.test(fragment) || search.length + fragment.length > kMostBytes) return null;
  const query = new URLSearchParams(search);
  const legacy = new URLSearchParams(fragment);
  const tab = fragment.split('&').find((part) => part && !part.includes('='));
  /** @type {[string, string][]} */
  const out = [];
  /** @param {string} key @param {string | null} pattern */
  const filter = (key, pattern) => pattern && out.push([key, encodeURIComponent(`/${pattern}/i`)]);
  filter('scalars.tags', query.get('tagFilter') ?? legacy.get('tagFilter'));
  filter('runs', query.get('runFilter') ?? legacy.get('regexInput'));
  const smoothing = query.get('smoothing') ?? legacy.get('_smoothingWeight');
  if (smoothing && Number(smoothing) >= 0 && Number(smoothing) < 1) out.push(['scalars.smooth', String(Number(smoothing))]);
  const outliers = legacy.get('_ignoreYOutliers');
  if (outliers === 'true' || outliers === 'false') out.push(['scalars.outliers', outliers === 'true' ? '1' : '0']);
  const pins = json(query.get('pinnedCards'));
  const tags = Array.isArray(pins) ? pins.map((pin) => pin?.tag).filter((tag) => typeof tag === 'string') : [];
  if (tags.length) out.push(['scalars.pins', [...new Set(tags)].map(encodeURIComponent).join(',')]);
  const colours = query.get('runColorGroup');
  if (colours?.startsWith('regex:')) out.push(['colour-by', encodeURIComponent(colours.slice(6))]);
  const selected = Object.entries(json(base64(legacy.get('runSelectionState'))) ?? {});
  const off = selected.filter(([, on]) => on === false);
  // Runs that it does not name are as by default: on if there are few. With none switched off, those named are the choice.
  const named = off.length ? off : selected.filter(([, on]) => on === true);
  if (named.length) out.push([off.length ? 'off' : 'on', named.map(([run]) => encodeURIComponent(run)).join(',')]);
  if (!out.length) return null;
  if (tab && tab !== 'timeseries' && tab !== 'scalars') out.unshift(['d', encodeURIComponent(tab)]);
  return `v=1&${out.map(([key, value]) => `${key}=${value}`).join('&')}`;
}

/** @param {string | null} text */
function json(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** @param {string | null} text */
function base64(text) {
  try {
    return text ? new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))) : null;
  } catch {
    return null;
  }
}
