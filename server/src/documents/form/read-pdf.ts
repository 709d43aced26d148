import type { Rect } from '@mocban/contract/documents-reading'
import { type PdfRun, type PdfRuns, runPdfTask } from '../reading/pdf-process.ts'
import { drawnLines, gapsAbove, layoutOf, ruleBelow } from './pdf-layout.ts'
import {
  type Bounds,
  columnOf,
  fromTheTop,
  isCentred,
  joined,
  least,
  type Piece,
  piecesOf,
  sideOf,
} from './pdf-pieces.ts'
import { type Block, plain, type Run, type Section, type Sheet, type Telling } from './sheet.ts'

/** So many pages are looked at; the form of a document shows on its first and last ones. */
const mostPages = 200
const mm = (points: number) => Math.round((points / 72) * 254) / 10

const tells: ReadonlySet<Telling> = new Set(['text', 'type', 'place', 'layout', 'margins', 'lines', 'page-number'])

/** Reads a PDF as far as it tells its form: words, faces, sizes, places, and what the places of lines tell of alignment and spacing; of a scan nothing. @throws PdfTooHeavy, PdfUnreadable */
export async function readPdf(path: string): Promise<Sheet> {
  const pages: PdfRuns[] = []
  let count = 0
  await runPdfTask({ kind: 'runs', path, to: mostPages }, (message) => {
    if (message.kind !== 'runs') return
    count = message.pages
    pages.push(message.runs)
  })
  return sheetOf(pages, count)
}

export function sheetOf(pages: PdfRuns[], count: number): Sheet {
  const pieces = pages.flatMap((page) => fromTheTop(piecesOf(page)))
  const numbers = pieces.filter(isPageNumber)
  const text = pieces.filter((one) => !isPageNumber(one))
  const isLying = ({ page }: Pick<Piece, 'page'>) => page.width > page.height
  const lying = pages.filter((page) => isLying({ page }) !== isLying({ page: pages[0] ?? page }))
  // A page that lies on its side for a wide table has edges of its own.
  const usual = text.filter((one) => !lying.includes(one.page))
  const [bounds, boundsLying] = [edgesOf(usual), edgesOf(text.filter((one) => lying.includes(one.page)))]
  const boundsOf = (one: Piece) => (lying.includes(one.page) ? boundsLying : bounds)
  const paragraphs = joined(text, boundsOf)
  const gaps = gapsAbove(paragraphs)
  const drawn = new Map(pages.map((page) => [page, drawnLines(page)]))
  const blocks = paragraphs.map((lines, n): Block => {
    const last = lines.at(-1) as Piece
    const rule = ruleBelow(last, drawn.get(last.page) ?? [], text)
    const side = columnOf(lines[0] as Piece, text)
    return { ...blockOf(lines, n, boundsOf(last)), side, before: gaps[n] ?? null, rule, ruled: rule !== null }
  })
  const number = numbers.at(-1)
  const pageNumber = number ? { ...blockOf([number], blocks.length, bounds), ...placeOfNumber(number) } : null
  // The second page that has text in its first line: a first page without text is a scan, whatever follows.
  const read = (pages[0]?.runs.some((run) => run.text.trim() !== '') ?? false) && text.length > 0
  return {
    kind: 'pdf',
    tells: read ? told(blocks, pages[0]?.scanned ?? false) : new Set(),
    pages: count,
    sections: pages[0] ? [{ ...paperOf(pages[0], usual, bounds), numerals: numeralsOf(number) }] : [],
    blocks: pageNumber ? [...blocks, pageNumber] : blocks,
    pageNumber,
    numberOnFirst: numbers.some((one) => one.page.page === 1),
    lying: new Set(lying.map((page) => page.page)),
  }
}

const edgesOf = (text: Piece[]): Bounds => ({
  left: least(text.map((one) => one.x)),
  right: -least(text.map((one) => -one.right)),
})

/** A PDF whose faces have no names does not tell how its letters look; words that were recognised on a picture stand only about where they are seen. */
function told(blocks: Block[], scanned: boolean): ReadonlySet<Telling> {
  const hidden: Telling[] = [
    ...(blocks.some((block) => block.runs.some((run) => run.font !== null)) ? [] : (['type'] as const)),
    ...(scanned ? (['layout', 'lines'] as const) : []),
  ]
  return new Set([...tells].filter((one) => !hidden.includes(one)))
}

const numeralsOf = (number: Piece | undefined): string =>
  number && /[IVXLC]/u.test(number.text) ? 'upperRoman' : 'decimal'

const isPageNumber = (one: Piece): boolean =>
  /^[-–\s]*(\d{1,4}|[IVXLC]+)[-–\s]*$/u.test(one.text) && (one.y < 68 || one.y > one.page.height - 68)

function placeOfNumber(one: Piece): Pick<Block, 'part' | 'align'> {
  const middle = (one.x + one.right) / 2 / one.page.width
  return {
    part: one.y < one.page.height / 2 ? 'header' : 'footer',
    align: middle > 0.4 && middle < 0.62 ? 'center' : middle > 0.6 ? 'right' : 'left',
  }
}

function blockOf(lines: Piece[], n: number, bounds: Bounds): Block {
  const runs = lines.flatMap((line, at) => line.runs.map((run, k) => runOf(run, at > 0 && k === 0)))
  const raw = runs.map((run) => run.text).join('')
  const [first] = lines as [Piece, ...Piece[]]
  const layout = layoutOf(lines, bounds)
  return {
    n,
    raw,
    text: plain(raw),
    label: '',
    runs,
    ...layout,
    align: isCentred(first, bounds) ? 'center' : layout.align,
    before: null,
    after: null,
    side: sideOf(first),
    table: null,
    columns: 1,
    ruled: false,
    rule: null,
    room: null,
    drawn: null,
    half: null,
    part: 'body',
    page: first.page.page,
    rects: lines.filter((line) => line.page === first.page).map(rectOf),
  }
}

/** A face's name tells its look: BAAAAA+LiberationSerif-BoldItalic. One without a name tells nothing. */
function runOf(run: PdfRun, space: boolean): Run {
  const face = run.face.replace(/^[A-Z]{6}\+/u, '')
  const known = face !== '' && !/^(g_d\d|Type3|CIDFont|F\d+$|T\d+$)/u.test(face)
  return {
    text: `${space ? ' ' : ''}${run.text.normalize('NFC')}`,
    font: known ? family(face) : null,
    size: Math.round(run.size * 2) / 2,
    bold: known ? /bold|black|semibold/iu.test(face) : null,
    italic: known ? /italic|oblique/iu.test(face) : null,
    colour: null,
  }
}
const family = (face: string) =>
  face
    .replace(/[-,]?\s*(PS|PSMT|MT)?[-,]?(Bold|Italic|BoldItalic|Regular|Oblique|Roman|Identity-H|PSMT|MT)+$/giu, '')
    .replace(/PS$/u, '') || face

const share = (value: number, of: number) => Math.round(Math.min(1, Math.max(0, value / of)) * 10_000) / 10_000
const rectOf = ({ page, x, right, y, size }: Piece): Rect => ({
  x: share(x, page.width),
  y: share(y - size * 0.85, page.height),
  width: share(right - x, page.width),
  height: share(size * 1.15, page.height),
})

function paperOf(page: PdfRuns, text: Piece[], bounds: Bounds): Section {
  // What stands in the upper and lower margin on purpose (a note of the foot, a stamp) does not tell where they end.
  const margin = (all: number[]) => (all.length === 0 ? null : mm(least(all)))
  return {
    width: mm(page.width),
    height: mm(page.height),
    landscape: page.width > page.height,
    top: margin(text.map((one) => one.y - one.size * 0.7)),
    bottom: margin(text.map((one) => one.page.height - one.y - one.size * 0.2)),
    left: text.length > 0 ? mm(bounds.left) : null,
    right: text.length > 0 ? mm(page.width - bounds.right) : null,
    ownFirst: true,
    numerals: 'decimal',
  }
}
