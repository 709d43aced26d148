import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PDFDocument } from '@cantoo/pdf-lib'
import type { ExtractPart } from '@mocban/contract/documents-drafting'
import type { Rect, Word } from '@mocban/contract/documents-reading'
import { refuse } from '../../platform/http/index.ts'
import { asShown, typesetApart } from '../conversion/index.ts'
import { type CutPart, PdfTooHeavy, PdfUnreadable, runPdfTask } from '../reading/pdf-process.ts'
import { layParts, type PlacedBand, sheet } from './lay-parts.ts'

/** Points an inch of its pictures: as sharp on paper as print, and more than a digitised paper must have (Decree 30/2020, Appendix VI: 200). */
const dpi = 300

/** The words of a page of the original, as far as anybody read them. */
export type WordsOf = (page: number) => Promise<Word[]>

/** Words below their picture, there to be found and selected and not to be seen; and what tells that something was left out. */
const layer = `
#set page(width: ${sheet.width}pt, height: ${sheet.height}pt, margin: 0pt, fill: none)
#for (n, page) in data.pages.enumerate() {
  if n > 0 { pagebreak() }
  for w in page.words {
    let body = text(size: w.size * 1pt, fill: rgb(0, 0, 0, 0), top-edge: "baseline", bottom-edge: "baseline", w.text)
    context {
      let wide = measure(body).width
      if wide > 0pt { place(top + left, dx: w.x * 1pt, dy: w.y * 1pt, scale(x: w.width * 1pt / wide * 100%, origin: left + top, body)) }
    }
  }
  for y in page.gaps { place(top + center, dy: y * 1pt, text(size: 13pt, top-edge: "baseline", bottom-edge: "baseline", "[…]")) }
}`

/**
 * An extract's pages: the parts in the order of the document, as they look, each a picture of nothing but itself with the words that are seen in it. Nothing of the
 * original's file is taken over, so that nothing that was not chosen can be found in it.
 * @throws copy.not-possible
 */
export async function extractPdf(source: PDFDocument, parts: ExtractPart[], wordsOf: WordsOf): Promise<PDFDocument> {
  const lib = await import('@cantoo/pdf-lib')
  const pages = source.getPages().map((page) => asShown(page))
  for (const { page } of parts)
    if (page > pages.length)
      throw refuse('copy.not-possible', { because: 'no-such-page', part: String(page), count: pages.length })
  const words = new Map<number, Word[]>()
  for (const { page } of parts) if (!words.has(page)) words.set(page, await wordsOf(page))
  const sheets = layParts(parts, pages, words)
  const bands = sheets.flatMap((one) => one.bands)
  const { pictures, seen } = await cutOut(await source.save(), bands, words)
  const copy = await lib.PDFDocument.create()
  for (const one of sheets) {
    const page = copy.addPage([sheet.width, sheet.height])
    for (const band of one.bands)
      for (const { part, rect } of band.parts) {
        const picture = pictures.get(part)
        if (!picture) continue
        page.pushOperators(
          lib.pushGraphicsState(),
          lib.concatTransformationMatrix(rect.width, 0, 0, rect.height, rect.x, sheet.height - rect.y - rect.height),
          lib.drawObject(page.node.newXObject('Part', hold(lib, copy, picture))),
          lib.popGraphicsState(),
        )
      }
  }
  const text = await typesetApart((typeset) =>
    typeset(layer, {
      pages: sheets.map((one) => ({
        gaps: one.gaps,
        words: one.bands.flatMap((band) =>
          placedWords(band, pages[band.page - 1]?.height ?? 0, seen.get(band.page) ?? []),
        ),
      })),
    }),
  )
  for (const [n, face] of (
    await copy.embedPdf(
      text,
      sheets.map((_, at) => at),
    )
  ).entries())
    copy.getPage(n).drawPage(face)
  // What is drawn on a page after it was once written out would be lost.
  return lib.PDFDocument.load(await copy.save())
}

/** The parts as pictures, and of each page the words that can be seen. */
async function cutOut(pdf: Uint8Array, bands: PlacedBand[], words: Map<number, Word[]>) {
  const pictures = new Map<ExtractPart, CutPart>()
  const seen = new Map<number, Word[]>()
  const folder = await mkdtemp(join(tmpdir(), 'mocban-extract-'))
  try {
    const path = join(folder, 'a.pdf')
    await writeFile(path, pdf)
    for (const [page, all] of words) {
      const parts = bands.filter((band) => band.page === page).flatMap((band) => band.parts.map((one) => one.part))
      let at = 0
      const rects = all.map((word) => word.rect)
      await runPdfTask({ kind: 'cut', path, page, dpi, parts, words: rects }, (message) => {
        const part = parts[at]
        if (message.kind === 'seen')
          seen.set(
            page,
            all.filter((_, n) => message.words[n]),
          )
        if (message.kind !== 'part' || !part) return
        pictures.set(part, message.part)
        at++
      })
    }
    return { pictures, seen }
  } catch (error) {
    if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable)
      throw refuse('copy.not-possible', { because: 'pdf-unreadable' })
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Lib = typeof import('@cantoo/pdf-lib')

function hold(lib: Lib, copy: PDFDocument, { width, height, grey, filter, bytes }: CutPart) {
  const dict = copy.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: 8,
    ColorSpace: grey ? 'DeviceGray' : 'DeviceRGB',
    Filter: filter,
  })
  return copy.context.register(lib.PDFRawStream.of(dict, bytes))
}

/** The words of a band's parts, in points from the top left of the sheet; each once, though parts may lie over one another. */
function placedWords(band: PlacedBand, pageHeight: number, words: Word[]) {
  return words.flatMap((word) => {
    const held = band.parts.find(({ part }) => isIn(word.rect, part))
    if (!held) return []
    const { part, rect, scale } = held
    const size = (word.rect.height / 1.05) * pageHeight * scale
    return {
      text: `${word.text.normalize('NFC')} `,
      size,
      x: rect.x + ((word.rect.x - part.x) / part.width) * rect.width,
      y: rect.y + ((word.rect.y - part.y) / part.height) * rect.height + size * 0.8,
      width: (word.rect.width / part.width) * rect.width,
    }
  })
}

/** Of a word that an edge goes through, the part has what stands for more than half inside. */
function isIn(word: Rect, part: Rect): boolean {
  const across = Math.min(word.x + word.width, part.x + part.width) - Math.max(word.x, part.x)
  const down = Math.min(word.y + word.height, part.y + part.height) - Math.max(word.y, part.y)
  return across > word.width * 0.6 && down > word.height * 0.6
}
