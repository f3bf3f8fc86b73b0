// Why a file could not be read, in words that a person can act on.

/** @param {unknown} error */
export const nameOf = (error) => (error instanceof Error || error instanceof DOMException ? error.name : String(error));

const reasons = new Map([
  ['NotFoundError', 'it is not there any more'],
  ['NotReadableError', 'it has changed since it was opened, or the system does not let it be read'],
  ['NotAllowedError', 'the system does not let it be read'],
  ['SecurityError', 'the browser does not let it be read'],
  ['TypeMismatchError', 'its name is one that the browser cannot say'],
  ['EncodingError', 'its name is one that the browser cannot say'],
  ['AbortError', 'the browser broke off reading it'],
  ['TypeError', 'the server did not answer, or does not let other pages read its files (no CORS header)'],
  ['HttpError', 'the server did not send it'],
  ['ShortReadError', 'it is shorter than it was'],
  ['StallError', 'the browser stopped handing on its bytes'],
]);

/** @param {unknown} error */
export function reason(error) {
  const name = nameOf(error);
  const words = reasons.get(name) ?? name;
  return name === 'HttpError' && error instanceof Error ? `${words} (${error.message})` : words;
}

/** @param {number} bytes */
export const bytesText = (bytes) => bytes.toLocaleString('en-US');

/** @param {number} at first byte that was not read @param {unknown} error */
export function unreadable(at, error) {
  return at > 0
    ? `From byte ${bytesText(at)} on it could not be read: ${reason(error)}. What was read before is shown.`
    : `It could not be read: ${reason(error)}.`;
}
