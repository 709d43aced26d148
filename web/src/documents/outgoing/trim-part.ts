import type { Rect } from '../../shell/pdf-viewer.tsx'

/** A part as it was drawn by hand, its edges moved so that they cut no word: one that is for the most part inside is taken whole, another is left out. */
export function trimPart(drawn: Rect, words: Rect[]): Rect {
  let [left, top, right, bottom] = [drawn.x, drawn.y, drawn.x + drawn.width, drawn.y + drawn.height]
  const share = (from: number, to: number, low: number, high: number) =>
    Math.max(0, Math.min(to, high) - Math.max(from, low)) / Math.max(to - from, 0.0001)
  const near = words.filter((word) => share(word.x, word.x + word.width, left, right) > 0)
  // Rows first: a line that is left out does not move the sides.
  const rows = near.map((word) => ({
    word,
    inside: share(word.y, word.y + word.height, drawn.y, drawn.y + drawn.height),
  }))
  for (const { word, inside } of rows) {
    const end = word.y + word.height
    if (inside <= 0 || inside >= 1) continue
    if (word.y < drawn.y) top = inside > 0.5 ? Math.min(top, word.y) : Math.max(top, end)
    else bottom = inside > 0.5 ? Math.max(bottom, end) : Math.min(bottom, word.y)
  }
  const across = (word: Rect) => share(word.x, word.x + word.width, drawn.x, drawn.x + drawn.width)
  const read = rows.filter((one) => one.inside > 0.5).map((one) => one.word)
  const [taken, cut] = [read.filter((one) => across(one) > 0.5), read.filter((one) => across(one) <= 0.5)]
  const [first, last] = [Math.min(...taken.map((one) => one.x)), Math.max(...taken.map((one) => one.x + one.width))]
  left = Math.min(left, first)
  right = Math.max(right, last)
  // Where a word was left out, midway to those that are taken: where it ends exactly is not known of every file.
  const before = cut.filter((word) => word.x < drawn.x).map((word) => word.x + word.width)
  const after = cut.filter((word) => word.x >= drawn.x).map((word) => word.x)
  if (before.length > 0) left = (Math.max(...before) + first) / 2
  if (after.length > 0) right = (Math.min(...after) + last) / 2
  // Nothing but words cut through: as it was drawn.
  if (!(right > left && bottom > top)) return drawn
  return { x: left, y: top, width: right - left, height: bottom - top }
}
