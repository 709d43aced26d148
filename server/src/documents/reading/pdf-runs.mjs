import { linesOf } from './pdf-lines.mjs'

/**
 * The pieces of text of a PDF page as they are drawn: their face, size and place in points from the top left; and the lines that it draws.
 * @param {import('pdfjs-dist').PDFPageProxy} page
 * @param {typeof import('pdfjs-dist').OPS} OPS
 * @returns {Promise<import('./pdf-process.ts').PdfRuns>}
 */
export async function runsOf(page, OPS) {
  const viewport = page.getViewport({ scale: 1 })
  // Faces have their names only once the page's drawing is read.
  const drawing = await page.getOperatorList()
  const { items } = await page.getTextContent({ disableNormalization: true })
  /** @type {Map<string, string>} */
  const faces = new Map()
  /** @type {import('./pdf-process.ts').PdfRun[]} */
  const runs = []
  for (const item of items) {
    if (!('str' in item) || item.str === '') continue
    const [a = 1, b = 0, , , x = 0, y = 0] = item.transform
    // Upright text only: slanted stamps and watermarks are no part of the document's form.
    if (Math.abs(b) > Math.abs(a) * 0.2) continue
    const size = Math.hypot(a, b) || item.height || 1
    const [left = 0, baseline = 0] = viewport.convertToViewportPoint(x, y)
    let face = faces.get(item.fontName)
    if (face === undefined) {
      face = nameOf(page, item.fontName)
      faces.set(item.fontName, face)
    }
    runs.push({ text: item.str, x: left, y: baseline, width: item.width, size: Math.round(size * 10) / 10, face })
  }
  const { width, height } = viewport
  return {
    page: page.pageNumber,
    width,
    height,
    runs,
    ...linesOf(drawing, viewport.transform, width * height, OPS),
  }
}

/** @param {import('pdfjs-dist').PDFPageProxy} page @param {string} id */
function nameOf(page, id) {
  try {
    return String(page.commonObjs.get(id)?.name ?? '')
  } catch {
    return ''
  }
}
