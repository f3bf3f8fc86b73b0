/** A fault of the parser itself, never one of the file that it reads. */
export class ParserTrap extends Error {
  /** @param {number} id of the file it was about, -1: none @param {unknown} cause */
  constructor(id, cause) {
    super('parser');
    this.id = id;
    this.cause = cause;
  }
}

/**
 * The same parser, whose faults are ParserTraps.
 * @param {import('./parser.js').ParserLike} parser
 * @returns {import('./parser.js').ParserLike}
 */
export function guarded(parser) {
  /** @type {any} */
  const guard = {};
  for (const name of ['addFile', 'wanted', 'push', 'end', 'grow', 'fail', 'packet', 'reuse', 'heapBytes']) {
    guard[name] = (/** @type {any[]} */ ...given) => {
      try {
        return /** @type {any} */ (parser)[name](...given);
      } catch (error) {
        throw new ParserTrap(typeof given[0] === 'number' ? given[0] : -1, error);
      }
    };
  }
  return guard;
}
