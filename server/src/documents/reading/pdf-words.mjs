/**
 * @typedef {import('@mocban/contract/documents-reading').Word} Word
 * @typedef {{ text: string, x: number, y: number, width: number, height: number }} Run
 */

/** The words of a PDF page with their places, from its text layer. @param {import('pdfjs-dist').PDFPageProxy} page */
export async function wordsOf(page) {
  const viewport = page.getViewport({ scale: 1 })
  const content = await page.getTextContent()
  /** @type {Run[]} */
  const runs = []
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue
    const [a = 1, b = 0, , , x = 0, y = 0] = item.transform
    const size = Math.hypot(a, b) || item.height || 1
    // Upright text only: slanted stamps and watermarks are not words of the document.
    if (Math.abs(b) > Math.abs(a) * 0.2) continue
    const [left = 0, baseline = 0] = viewport.convertToViewportPoint(x, y)
    const height = size * (viewport.scale || 1)
    runs.push({
      text: item.str.normalize('NFC'),
      x: left,
      y: baseline - height * 0.8,
      width: item.width * viewport.scale,
      height,
    })
  }
  return { words: joinRuns(runs, viewport.width, viewport.height), width: viewport.width, height: viewport.height }
}

/**
 * Cuts runs at spaces into words, and joins pieces of one word that were drawn apart (kerning, marks set on their own).
 * @param {Run[]} runs @param {number} pageWidth @param {number} pageHeight @returns {Word[]}
 */
function joinRuns(runs, pageWidth, pageHeight) {
  /** @type {(Run & { joins: boolean })[]} */
  const pieces = []
  for (const run of runs) {
    const total = weight(run.text)
    let at = 0
    for (const part of run.text.split(/(\s+)/u)) {
      const x = run.x + (run.width * at) / total
      at += weight(part)
      if (part.trim() === '') continue
      pieces.push({ ...run, text: part, x, width: (run.width * weight(part)) / total, joins: false })
    }
    const first = pieces.length - run.text.trim().split(/\s+/u).length
    const piece = pieces[first]
    if (piece && !/^\s/u.test(run.text)) piece.joins = true
  }
  /** @type {Run[]} */
  const words = []
  for (const piece of pieces) {
    const before = words.at(-1)
    const gap = before ? piece.x - (before.x + before.width) : Number.POSITIVE_INFINITY
    const sameLine =
      before !== undefined && Math.abs(before.y + before.height - piece.y - piece.height) < piece.height * 0.35
    if (before && piece.joins && sameLine && gap > -piece.height * 0.5 && gap < piece.height * 0.12) {
      before.text = (before.text + piece.text).normalize('NFC')
      before.width = piece.x + piece.width - before.x
    } else words.push({ ...piece })
  }
  return words
    .filter((word) => word.width >= 0 && pageWidth > 0 && pageHeight > 0)
    .map((word) => ({
      text: word.text,
      rect: {
        x: fraction(word.x / pageWidth),
        y: fraction(word.y / pageHeight),
        width: fraction(word.width / pageWidth),
        height: fraction((word.height * 1.05) / pageHeight),
      },
    }))
}

/** @param {number} value */
const fraction = (value) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000

/** Relative widths of characters in a face like Times: enough to place a word inside its run. @param {string} text */
function weight(text) {
  let sum = 0
  for (const character of text.normalize('NFD')) {
    if (/\p{M}/u.test(character)) continue
    if (/[\sijltf.,;:'!|()[\]/-]/u.test(character)) sum += 0.3
    else if (/[mwMW]/u.test(character)) sum += 0.85
    else if (/[\p{Lu}]/u.test(character)) sum += 0.68
    else sum += 0.48
  }
  return sum || 1
}
