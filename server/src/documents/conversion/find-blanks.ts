import type { PDFDocumentProxy } from 'pdfjs-dist'
import { pdfEngine } from '../../platform/pdf-engine.ts'
import { markHeight, markWidth } from './overlay-pdf.ts'
import { asSeen, type SeenText, seenText } from './seen-text.ts'

/** A blank: the gap between two words, with the size of the text around it; like every place here, from the lower left corner of the page as its reader sees it. */
export interface Blank {
  page: number
  from: number
  to: number
  y: number
  size: number
}
export interface Blanks {
  number: Blank | null
  day: Blank | null
  month: Blank | null
  /** The year that is printed after the blanks for day and month. */
  year: string | null
  /** What stands there where no blank is: number and notation, and the day, as a paper bears them that was numbered elsewhere. */
  printed: { symbol: string | null; day: string | null }
  pages: number
  /** Page 1. */
  height: number
  /** Room on page 1 for the mark of genuineness: a corner of the margin where nothing is written. */
  corner: { x: number; y: number }
}

interface Letter {
  char: string
  x: number
  /** Its base line: what stands in one line may stand a point higher or lower than its neighbour in another box. */
  y: number
  width: number
}

/** Where a page bears number and day: in its head; a copy (Decree 30/2020, Appendix III, form 3.1) in the block that ends it, below the words of the original. */
export type NumberedAt = 'head' | 'end'

/** Finds the room left for the number ("Số:      /QĐ-UBND") and for the day and month ("ngày     tháng     năm 2026"). */
export async function findBlanks(pdf: Buffer, at: NumberedAt = 'head'): Promise<Blanks> {
  const { getDocument } = await pdfEngine()
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  try {
    const document = await loading.promise
    const first = await document.getPage(1)
    const { width, height } = asSeen(first)
    const corner = freeCorner(await seenText(first), width, height)
    const blanks: Blanks = {
      number: null,
      day: null,
      month: null,
      year: null,
      printed: { symbol: null, day: null },
      pages: document.numPages,
      height,
      corner,
    }
    if (at === 'end') search(await linesOfPage(document, document.numPages), blanks)
    // The body of page 1 may speak of numbers and days as well; only its head is meant.
    else search((await linesOfPage(document, 1)).filter((line) => line.y >= height * 0.7).reverse(), blanks)
    return blanks
  } finally {
    await loading.destroy()
  }
}

/** From the lowest up. */
const linesOfPage = async (document: PDFDocumentProxy, page: number): Promise<Line[]> =>
  linesOf(page, await seenText(await document.getPage(page), { disableNormalization: true })).sort((a, b) => a.y - b.y)

/** The first of the lines that has it gives each. */
function search(lines: Line[], blanks: Blanks): void {
  for (const line of lines) {
    const text = line.letters.map((letter) => letter.char).join('')
    const number = /S\s?ố\s?:([\s\u00a0.…_]*)\/\S/u.exec(text)
    if (number && !blanks.number) blanks.number = gap(line, number, 1)
    const day = /ngày([\s\u00a0.…_]*)tháng([\s\u00a0.…_]*)năm\s*(\d{4})?/u.exec(text)
    if (day && !blanks.day) {
      blanks.day = gap(line, day, 1)
      blanks.month = gap(line, day, 2)
      blanks.year = day[3] ?? null
    }
    const words = withSpaces(line)
    blanks.printed.symbol ??= /S\s?ố\s?:\s*(\d+\s?\/\s?\S+)/u.exec(words)?.[1]?.replace(/\s/g, '') ?? null
    blanks.printed.day ??= printedDay(words)
  }
}

/** The margins of the form (Decree 30/2020, Appendix I: left 30 mm, others 15 mm and more) leave room below left; where somebody wrote there, another corner. */
function freeCorner(items: SeenText[], width: number, height: number): { x: number; y: number } {
  const edge = 17
  const corners = [
    { x: edge, y: edge },
    { x: width - edge - markWidth, y: edge },
    { x: edge, y: height - edge - markHeight },
    { x: width - edge - markWidth, y: height - edge - markHeight },
  ]
  const written = ({ x, y }: { x: number; y: number }) =>
    items.some(({ str, transform: [, , , size = 0, left = 0, base = 0], width: long }) => {
      const clear = str.trim() === '' || left > x + markWidth || left + long < x
      return !clear && base < y + markHeight && base + size > y
    })
  return corners.find((one) => !written(one)) ?? { x: edge, y: edge }
}

interface Line {
  page: number
  y: number
  size: number
  letters: Letter[]
}

/** Text items joined into lines of letters, each letter with its place. */
function linesOf(page: number, items: SeenText[]): Line[] {
  const lines: Line[] = []
  for (const item of items) {
    if (item.str === '') continue
    const [, , , size = 0, x = 0, y = 0] = item.transform
    let line = lines.find((one) => Math.abs(one.y - y) < 2)
    if (!line) {
      line = { page, y, size, letters: [] }
      lines.push(line)
    }
    const chars = [...item.str]
    const whole = chars.reduce((sum, char) => sum + share(char), 0)
    let at = x
    for (const char of chars) {
      const width = (item.width * share(char)) / whole
      line.letters.push({ char, x: at, y, width })
      at += width
    }
  }
  for (const line of lines) line.letters.sort((a, b) => a.x - b.x)
  return lines
}

/** The letters of a line, with a space wherever there is room for one. */
function withSpaces({ letters, size }: Line): string {
  return letters
    .map(({ char, x }, n) => {
      const before = letters[n - 1]
      return before && x - before.x - before.width > size * 0.4 ? ` ${char}` : char
    })
    .join('')
}

/** "ngày 05 tháng 02 năm 2026" */
function printedDay(words: string): string | null {
  const [, day, month, year] = /ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})/u.exec(words) ?? []
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
}

/** A letter's share of its item's width, near enough to Times. */
const share = (char: string): number =>
  /[\s\u00a0.,:;/|ijltf]/u.test(char) ? 0.27 : /[A-ZĐmw]/u.test(char) ? 0.7 : 0.5

/** The room of a group of a match: from the end of the letter before it to the start of the letter after it. */
function gap(line: Line, match: RegExpExecArray, group: number): Blank | null {
  let start = match.index
  const whole = match[0]
  let offset = 0
  for (let n = 1; n <= group; n++) {
    const text = match[n] ?? ''
    // Groups follow each other in the match, so each is looked for after the one before it.
    const word = n === 1 ? (whole.startsWith('ngày') ? 4 : whole.indexOf(':') + 1) : whole.indexOf('tháng', offset) + 5
    offset = word
    if (n === group) {
      start += word
      const before = line.letters[start - 1]
      const after = line.letters[start + text.length]
      if (!before || !after) return null
      return { page: line.page, from: before.x + before.width, to: after.x, y: before.y, size: line.size }
    }
    offset += text.length
  }
  return null
}
