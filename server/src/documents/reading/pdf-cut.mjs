import { promisify } from 'node:util'
import { deflate } from 'node:zlib'

const pack = promisify(deflate)
/** How much lighter or darker than what is around it ink must be, of 255. */
const ink = 48

/**
 * @typedef {import('@napi-rs/canvas').Canvas} Canvas
 * @typedef {import('@mocban/contract/documents-reading').Rect} Rect
 */

/**
 * Parts of a drawn page, each a picture of its own that holds no point from outside it.
 * @param {Canvas} canvas @param {Rect[]} parts @returns {AsyncGenerator<import('./pdf-process.ts').CutPart>}
 */
export async function* cutParts(canvas, parts) {
  const { createCanvas } = await import('@napi-rs/canvas')
  for (const rect of parts) {
    const { x, y, width, height } = pointsOf(canvas, rect)
    const points = canvas.getContext('2d').getImageData(x, y, width, height)
    const { bytes, grey } = bare(points.data)
    const packed = await pack(bytes)
    const part = createCanvas(width, height)
    part.getContext('2d').putImageData(points, 0, 0)
    const jpeg = await part.encode('jpeg', 90)
    yield packed.length <= jpeg.length
      ? { width, height, grey, filter: 'FlateDecode', bytes: packed }
      : { width, height, grey: false, filter: 'DCTDecode', bytes: jpeg }
  }
}

/** Which words are to be seen where they stand: one under a bar, or in the colour of the paper, is not. @param {Canvas} canvas @param {Rect[]} words */
export function seenWords(canvas, words) {
  const context = canvas.getContext('2d')
  return words.map((rect) => {
    const { x, y, width, height } = pointsOf(canvas, rect)
    const { data } = context.getImageData(x, y, width, height)
    let [least, most] = [255, 0]
    for (let at = 0; at < data.length; at += 4) {
      const light = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3
      least = Math.min(least, light)
      most = Math.max(most, light)
    }
    return most - least >= ink
  })
}

/** The points that lie wholly inside. @param {Canvas} canvas @param {Rect} rect */
function pointsOf(canvas, rect) {
  const [x, y] = [Math.ceil(rect.x * canvas.width), Math.ceil(rect.y * canvas.height)]
  const right = Math.min(canvas.width, Math.floor((rect.x + rect.width) * canvas.width))
  const bottom = Math.min(canvas.height, Math.floor((rect.y + rect.height) * canvas.height))
  const [left, top] = [Math.min(x, canvas.width - 1), Math.min(y, canvas.height - 1)]
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}

/** Without transparency, and without colours where there are none. @param {Uint8ClampedArray} data */
function bare(data) {
  let grey = true
  for (let at = 0; at < data.length && grey; at += 4) grey = data[at] === data[at + 1] && data[at] === data[at + 2]
  const each = grey ? 1 : 3
  const bytes = new Uint8Array((data.length / 4) * each)
  for (let at = 0, to = 0; at < data.length; at += 4)
    for (let colour = 0; colour < each; colour++) bytes[to++] = data[at + colour] ?? 255
  return { bytes, grey }
}
