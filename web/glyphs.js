// Characters that the embedded fonts lack, and runs that only make sense as a whole (right-to-left, joined, with marks),
// drawn by the system's fonts on a 2D canvas.

const kFamily = 'dropboard-sans, Inter, system-ui, sans-serif';
// What a font shows for a character it does not have looks like these, which no font has, and depends on the number of
// hexadecimal digits where the box holds them.
const kAbsent = [0x378, 0x379];
const kAbsentAstral = [0x10fffe, 0xefffe];

const kMostPixels = 4096;

/** @type {CanvasRenderingContext2D | null} */
let paint = null;
/** @type {Map<string, string[]>} by font: what absent characters look like */
const tofu = new Map();

function context() {
  if (!paint) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 16;
    paint = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  }
  return paint;
}

/** Width and box of a text, as far as they tell one picture from another. @param {TextMetrics} m */
function shape(m) {
  return [m.width, m.actualBoundingBoxLeft, m.actualBoundingBoxRight, m.actualBoundingBoxAscent, m.actualBoundingBoxDescent]
    .map((v) => v.toFixed(2))
    .join();
}

/**
 * @param {string} text a code point, or a run
 * @param {number} size device pixels
 * @param {boolean} bold
 * @returns {{coloured: boolean, width: number, height: number, left: number, top: number, advance: number, pixels: Uint8Array} | null}
 *   left: from the pen to the bitmap; top: from the baseline up to it; coverage a byte a pixel, or RGBA if coloured. Null: no font has it
 */
export function drawGlyph(text, size, bold) {
  const c = context();
  const font = `${bold ? 600 : 400} ${size}px ${kFamily}`;
  c.font = font;
  c.textBaseline = 'alphabetic';
  const m = c.measureText(text);
  if (!tofu.has(font)) tofu.set(font, [...kAbsent, ...kAbsentAstral].map((absent) => shape(c.measureText(String.fromCodePoint(absent)))));
  const absent = /** @type {string[]} */ (tofu.get(font));
  const own = shape(m);
  const codePoint = /** @type {number} */ (text.codePointAt(0));
  const alone = text.length === String.fromCodePoint(codePoint).length;
  if (alone && (codePoint > 0xffff ? absent.slice(2) : absent.slice(0, 2)).includes(own)) return null;

  const left = Math.floor(-m.actualBoundingBoxLeft) - 1;
  const top = Math.ceil(m.actualBoundingBoxAscent) + 1;
  const width = Math.ceil(m.actualBoundingBoxRight) + 1 - left;
  const height = Math.ceil(m.actualBoundingBoxDescent) + 1 + top;
  if (!(width > 2) || !(height > 2) || width > kMostPixels || height > kMostPixels) {
    return { coloured: false, width: 0, height: 0, left: 0, top: 0, advance: m.width, pixels: new Uint8Array() };
  }
  if (c.canvas.width < width || c.canvas.height < height) {
    c.canvas.width = Math.max(c.canvas.width, width);
    c.canvas.height = Math.max(c.canvas.height, height);
    c.font = font;
  }
  c.clearRect(0, 0, width, height);
  c.fillStyle = '#000';
  c.fillText(text, -left, top);
  const rgba = c.getImageData(0, 0, width, height).data;
  let coloured = false;
  for (let i = 0; i < rgba.length && !coloured; i += 4) coloured = rgba[i] + rgba[i + 1] + rgba[i + 2] !== 0;
  let pixels;
  if (coloured) {
    pixels = new Uint8Array(rgba.buffer);
  } else {
    pixels = new Uint8Array(width * height);
    for (let i = 0; i < pixels.length; ++i) pixels[i] = rgba[4 * i + 3];
  }
  return { coloured, width, height, left, top, advance: m.width, pixels };
}
