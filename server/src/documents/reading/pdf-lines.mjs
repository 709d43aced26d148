/**
 * The horizontal lines that a PDF page draws, in points from the top left, and whether a picture covers it as in a scan.
 * Notes that are laid over the page (signatures, comments) are no part of it.
 * @param {{ fnArray: number[], argsArray: any[] }} list the page's drawing
 * @param {number[]} view from the page to points from the top left
 * @param {number} area of the page
 * @param {typeof import('pdfjs-dist').OPS} OPS
 * @returns {Pick<import('./pdf-process.ts').PdfRuns, 'lines' | 'scanned'>}
 */
export function linesOf({ fnArray, argsArray }, view, area, OPS) {
  const paints = [OPS.stroke, OPS.closeStroke, OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke]
  paints.push(OPS.closeFillStroke, OPS.closeEOFillStroke)
  const pictures = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]
  /** @type {import('./pdf-process.ts').PdfLine[]} */
  const lines = []
  /** @type {number[][]} */
  const kept = []
  let matrix = view
  let notes = 0
  let scanned = false
  for (const [at, operator] of fnArray.entries()) {
    const given = argsArray[at]
    if (operator === OPS.beginAnnotation) notes++
    else if (operator === OPS.endAnnotation) notes--
    else if (notes > 0) continue
    else if (operator === OPS.save || operator === OPS.beginGroup) kept.push(matrix)
    else if (operator === OPS.restore || operator === OPS.endGroup || operator === OPS.paintFormXObjectEnd)
      matrix = kept.pop() ?? view
    else if (operator === OPS.transform) matrix = times(matrix, given)
    else if (operator === OPS.paintFormXObjectBegin) {
      kept.push(matrix)
      if (given?.[0]) matrix = times(matrix, given[0])
    } else if (operator === OPS.constructPath && paints.includes(given[0]) && given[1]?.[0] && lines.length < mostLines)
      lines.push(...flatOnes(given[1][0], matrix))
    else if (pictures.includes(operator)) {
      const [a = 0, b = 0, c = 0, d = 0] = matrix
      scanned ||= Math.abs(a * d - b * c) > area / 2
    }
  }
  return { lines, scanned }
}

/** Nobody draws more on a page that is read for its form. */
const mostLines = 5000

/** Numbers that each step of a path takes, by its code: move, line, curve, curve with one point between, close. */
const lengths = [2, 2, 6, 4, 0]

/** The pieces of a path that are lines or bars lying flat. @param {ArrayLike<number>} path @param {number[]} matrix */
function flatOnes(path, matrix) {
  /** @type {import('./pdf-process.ts').PdfLine[]} */
  const found = []
  let box = empty()
  const end = () => {
    if (box.right - box.left >= 12 && box.bottom - box.top <= 3)
      found.push({ x: box.left, right: box.right, y: (box.top + box.bottom) / 2 })
    box = empty()
  }
  for (let at = 0; at < path.length; ) {
    const step = path[at++] ?? 0
    if (step === 0) end()
    const to = at + (lengths[step] ?? 0)
    for (; at < to; at += 2) {
      const [x, y] = moved(matrix, path[at] ?? 0, path[at + 1] ?? 0)
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y)
    }
  }
  end()
  return found
}

const empty = () => ({
  left: Number.POSITIVE_INFINITY,
  right: Number.NEGATIVE_INFINITY,
  top: Number.POSITIVE_INFINITY,
  bottom: Number.NEGATIVE_INFINITY,
})

/** @param {number[]} matrix @param {number} x @param {number} y @returns {[number, number]} */
function moved([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0], x, y) {
  return [a * x + c * y + e, b * x + d * y + f]
}

/** @param {number[]} outer @param {number[]} inner */
function times(outer, inner) {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = inner
  const turned = [
    [a, b],
    [c, d],
  ].flatMap(([x = 0, y = 0]) => {
    const [x0, y0] = moved(outer, 0, 0)
    const [x1, y1] = moved(outer, x, y)
    return [x1 - x0, y1 - y0]
  })
  return [...turned, ...moved(outer, e, f)]
}
