import type { PDFDict, PDFDocument, PDFPage } from '@cantoo/pdf-lib'

/**
 * Makes what fields, signatures and stamps show a part of their pages and takes them away: a copy shows what the original shows and carries none of its signatures,
 * which would be broken ones there.
 */
export async function flattenPdf(document: PDFDocument): Promise<void> {
  const lib = await import('@cantoo/pdf-lib')
  for (const page of document.getPages()) {
    const annotations = page.node.Annots()?.asArray() ?? []
    for (const one of annotations) {
      const annotation = document.context.lookup(one)
      if (annotation instanceof lib.PDFDict) draw(lib, page, annotation)
    }
    page.node.delete(lib.PDFName.of('Annots'))
  }
}

type Lib = typeof import('@cantoo/pdf-lib')
const [hidden, noView] = [2, 32]

/** An annotation's appearance, where its rectangle wants it (ISO 32000-1, 12.5.5, algorithm 8.1). */
function draw(lib: Lib, page: PDFPage, annotation: PDFDict): void {
  const { PDFDict, PDFName, PDFNumber, PDFRef, PDFStream } = lib
  const at = (dict: PDFDict, name: string) => dict.lookup(PDFName.of(name))
  const numbers = (dict: PDFDict, name: string): number[] | null => {
    const value = at(dict, name)
    if (!(value instanceof lib.PDFArray)) return null
    return value.asArray().map((_, n) => {
      const number = value.lookup(n)
      return number instanceof PDFNumber ? number.asNumber() : 0
    })
  }
  const flags = at(annotation, 'F')
  if (flags instanceof PDFNumber && flags.asNumber() & (hidden | noView)) return
  // A note's window is shown beside the page, never on it.
  if (at(annotation, 'Subtype') === PDFName.of('Popup')) return
  const appearances = at(annotation, 'AP')
  if (!(appearances instanceof PDFDict)) return
  let holder = appearances
  let name = PDFName.of('N')
  const state = at(annotation, 'AS')
  const normal = at(appearances, 'N')
  // A tick box has one for each of its states.
  if (normal instanceof PDFDict && state instanceof PDFName) {
    holder = normal
    name = state
  }
  const form = holder.lookup(name)
  const ref = holder.get(name)
  const rect = numbers(annotation, 'Rect')
  if (!(form instanceof PDFStream) || !(ref instanceof PDFRef) || rect?.length !== 4) return
  const box = numbers(form.dict, 'BBox')
  if (box?.length !== 4) return
  const [a, b, c, d, e, f] = matrixOnto(box, numbers(form.dict, 'Matrix') ?? [1, 0, 0, 1, 0, 0], rect)
  page.pushOperators(
    lib.pushGraphicsState(),
    lib.concatTransformationMatrix(a, b, c, d, e, f),
    lib.drawObject(page.node.newXObject('Flat', ref)),
    lib.popGraphicsState(),
  )
}

type Matrix = [number, number, number, number, number, number]

/** What moves the form's box, as its own matrix turns it, onto the rectangle. */
function matrixOnto(box: number[], own: number[], rect: number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own
  const [left = 0, low = 0, right = 0, high = 0] = box
  const corners = [
    [left, low],
    [left, high],
    [right, low],
    [right, high],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const)
  const bounds = (values: number[]) => [Math.min(...values), Math.max(...values)] as const
  const [x0, x1] = bounds(corners.map(([x]) => x))
  const [y0, y1] = bounds(corners.map(([, y]) => y))
  const [left1, right1] = bounds([rect[0] ?? 0, rect[2] ?? 0])
  const [low1, high1] = bounds([rect[1] ?? 0, rect[3] ?? 0])
  const wide = x1 - x0 ? (right1 - left1) / (x1 - x0) : 1
  const tall = y1 - y0 ? (high1 - low1) / (y1 - y0) : 1
  return [wide, 0, 0, tall, left1 - x0 * wide, low1 - y0 * tall]
}
