import type { ExtractPart } from '@mocban/contract/documents-drafting'
import type { Rect, Word } from '@mocban/contract/documents-reading'

/** In points: a sheet of A4, and its margins. */
export const sheet = { width: 595.28, height: 841.89, margin: 57, left: 85, right: 43 }
/** Between two parts where nothing was left out; and the room for the sign that something was. */
const [near, far, omission] = [6, 40, 30]

/** Parts that stand beside or over one another keep their places to each other. */
export interface PlacedBand {
  page: number
  parts: { part: ExtractPart; scale: number /** In points from the top left of the sheet. */; rect: Rect }[]
}
export interface PlacedSheet {
  bands: PlacedBand[]
  /** Where something was left out, in points from the top. */
  gaps: number[]
}
interface Size {
  width: number
  height: number
}
interface Band {
  page: number
  parts: ExtractPart[]
  top: number
  bottom: number
}

/** Lays the parts of an extract below each other, in the order of the document, as wide and as far left as they stand there. */
export function layParts(parts: ExtractPart[], pages: Size[], words: Map<number, Word[]>): PlacedSheet[] {
  const sheets: PlacedSheet[] = []
  let y = sheet.height
  let before: Band | null = null
  for (const band of bandsOf(parts)) {
    const size = pages[band.page - 1]
    if (!size) continue
    const { scale, left } = fit(band, size)
    const height = (band.bottom - band.top) * size.height * scale
    const leftOut = before !== null && isLeftOut(before, band, words)
    const between = leftOut ? omission : before?.page === band.page ? (band.top - before.bottom) * size.height : near
    let top = y + Math.min(Math.max(between, 0), far)
    let open = sheets.at(-1)
    if (!open || top + height > sheet.height - sheet.margin) {
      open = { bands: [], gaps: [] }
      sheets.push(open)
      top = Math.max(0, Math.min(sheet.margin + (leftOut ? omission : 0), sheet.height - height))
    }
    if (leftOut && top >= omission) open.gaps.push(top - omission / 2 + 4)
    open.bands.push({
      page: band.page,
      parts: band.parts.map((part) => ({
        part,
        scale,
        rect: {
          x: left + part.x * size.width * scale,
          y: top + (part.y - band.top) * size.height * scale,
          width: part.width * size.width * scale,
          height: part.height * size.height * scale,
        },
      })),
    })
    y = top + height
    before = band
  }
  return sheets
}

function bandsOf(parts: ExtractPart[]): Band[] {
  const bands: Band[] = []
  for (const part of [...parts].sort((a, b) => a.page - b.page || a.y - b.y || a.x - b.x)) {
    const open = bands.at(-1)
    if (open?.page === part.page && part.y < open.bottom) {
      open.parts.push(part)
      open.bottom = Math.max(open.bottom, part.y + part.height)
    } else bands.push({ page: part.page, parts: [part], top: part.y, bottom: part.y + part.height })
  }
  return bands
}

/** As large as it is (Decree 30/2020, Appendix VI: scale 100 %), unless its page is larger than the sheet. */
function fit(band: Band, { width, height }: Size): { scale: number; left: number } {
  const most = (sheet.height - 1) / ((band.bottom - band.top) * height)
  if (width <= sheet.width + 20) return { scale: Math.min(1, most), left: (sheet.width - width) / 2 }
  const from = Math.min(...band.parts.map((part) => part.x)) * width
  const to = Math.max(...band.parts.map((part) => part.x + part.width)) * width
  const scale = Math.min(1, most, (sheet.width - sheet.left - sheet.right) / (to - from))
  return { scale, left: sheet.left - from * scale }
}

/** Whether words stand between two bands; the number at the head of a page is none. */
function isLeftOut(before: Band, next: Band, words: Map<number, Word[]>): boolean {
  if (next.page - before.page > 1) return true
  const between = (page: number, from: number, to: number) =>
    (words.get(page) ?? []).some(({ text, rect }) => {
      const middle = rect.y + rect.height / 2
      return middle > from && middle < to && !(rect.y < 0.08 && /^\d{1,4}$/.test(text))
    })
  if (next.page === before.page) return between(before.page, before.bottom, next.top)
  return between(before.page, before.bottom, 1) || between(next.page, 0, next.top)
}
