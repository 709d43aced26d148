import type { Rect } from '@mocban/contract/documents-reading'
import { type PdfRun, type PdfRuns, runPdfTask } from '../reading/pdf-process.ts'
import { type Block, plain, type Run, type Section, type Sheet, type Telling } from './sheet.ts'

/** So many pages are looked at; the form of a document shows on its first and last ones. */
const mostPages = 200
const mm = (points: number) => Math.round((points / 72) * 254) / 10

const tells: ReadonlySet<Telling> = new Set(['text', 'type', 'place', 'margins', 'page-number'])

/** Reads a PDF as far as it tells its form: words, faces, sizes and places. Of spacing and drawn lines it tells nothing, of a scan nothing at all. @throws PdfTooHeavy, PdfUnreadable */
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

/** A piece of a line: what stands together, with nothing wide between. */
interface Piece {
  page: PdfRuns
  runs: PdfRun[]
  x: number
  right: number
  y: number
  size: number
  text: string
}

export function sheetOf(pages: PdfRuns[], count: number): Sheet {
  const pieces = pages.flatMap(piecesOf)
  const numbers = pieces.filter(isPageNumber)
  const text = pieces.filter((one) => !isPageNumber(one))
  const bounds = {
    left: least(text.map((one) => one.x)),
    right: -least(text.map((one) => -one.right)),
  }
  const blocks = joined(text, bounds).map((lines, n) => blockOf(lines, n, bounds))
  const number = numbers.at(-1)
  const pageNumber = number ? { ...blockOf([number], blocks.length, bounds), ...placeOfNumber(number) } : null
  // The second page that has text in its first line: a first page without text is a scan, whatever follows.
  const read = (pages[0]?.runs.some((run) => run.text.trim() !== '') ?? false) && text.length > 0
  return {
    kind: 'pdf',
    tells: read ? told(blocks) : new Set(),
    pages: count,
    sections: pages[0] ? [paperOf(pages[0], text, bounds)] : [],
    blocks: pageNumber ? [...blocks, pageNumber] : blocks,
    pageNumber,
    numberOnFirst: numbers.some((one) => one.page.page === 1),
  }
}

/** A PDF whose faces have no names does not tell how its letters look. */
const told = (blocks: Block[]): ReadonlySet<Telling> =>
  blocks.some((block) => block.runs.some((run) => run.font !== null))
    ? tells
    : new Set([...tells].filter((one) => one !== 'type'))

function piecesOf(page: PdfRuns): Piece[] {
  const pieces: Piece[] = []
  for (const run of page.runs) {
    const last = pieces.at(-1)
    const gap = last ? run.x - last.right : 0
    if (run.text.trim() === '') continue
    // Room is left for number, day and month, which are written at issue.
    const widest = last && /(số\s*:|ngày|tháng)\s*$/iu.test(last.text) ? 110 : Math.max(28, (last?.size ?? 0) * 2)
    const goesOn = last && Math.abs(run.y - last.y) < 2 && gap > -last.size && gap < widest
    if (!last || !goesOn) {
      pieces.push({ page, runs: [run], x: run.x, right: endOf(run), y: run.y, size: run.size, text: run.text })
      continue
    }
    const apart = gap > run.size * 0.14 && !/\s$/u.test(last.text) && !/^\s/u.test(run.text)
    const text = apart ? ` ${run.text}` : run.text
    last.runs.push({ ...run, text })
    last.text += text
    last.right = endOf(run)
  }
  return pieces
}

/** Where the letters of a run end: spaces behind them hang over the margin and are not seen. */
function endOf(run: PdfRun): number {
  const trailing = run.text.length - run.text.trimEnd().length
  return run.x + run.width - trailing * run.size * 0.25
}

const isPageNumber = (one: Piece): boolean =>
  /^[-–\s]*(\d{1,4}|[IVXLC]+)[-–\s]*$/u.test(one.text) && (one.y < 68 || one.y > one.page.height - 68)

function placeOfNumber(one: Piece): Pick<Block, 'part' | 'align'> {
  const middle = (one.x + one.right) / 2 / one.page.width
  return {
    part: one.y < one.page.height / 2 ? 'header' : 'footer',
    align: middle > 0.4 && middle < 0.62 ? 'center' : middle > 0.6 ? 'right' : 'left',
  }
}

const least = (all: number[]): number => all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

interface Bounds {
  left: number
  right: number
}

function sideOf(one: Piece): Block['side'] {
  const { width } = one.page
  const middle = (one.x + one.right) / 2
  if (one.right < width * 0.57 && middle < width * 0.45) return 'left'
  return one.x > width * 0.39 && middle > width * 0.56 ? 'right' : 'full'
}

const isCentred = (one: Piece, { left, right }: Bounds): boolean =>
  sideOf(one) === 'full' &&
  Math.abs((one.x + one.right) / 2 - (left + right) / 2) < 9 &&
  one.right - one.x < (right - left) * 0.92

/** Lines joined into paragraphs: a line goes on where it begins at the margin below one that fills its line. */
function joined(pieces: Piece[], bounds: Bounds): Piece[][] {
  const paragraphs: Piece[][] = []
  for (const one of pieces) {
    const open = paragraphs.at(-1)
    const last = open?.at(-1)
    if (open && last && goesOn(last, one, open, bounds)) open.push(one)
    else paragraphs.push([one])
  }
  return paragraphs
}

function goesOn(last: Piece, one: Piece, open: Piece[], bounds: Bounds): boolean {
  if (Math.abs(one.size - last.size) > 0.4) return false
  const first = open[0] ?? last
  const nextPage = one.page.page === last.page.page + 1
  const below = one.page === last.page && one.y > last.y && one.y - last.y < last.size * 2.2
  if (/^\s*[-–+•]\s/u.test(one.text)) return false
  if (isCentred(one, bounds) && isCentred(last, bounds)) return false
  // In the columns of the head and foot: an abstract, or a recipient, that takes several lines.
  if (sideOf(last) === 'left' && sideOf(one) === 'left' && last.right < bounds.right * 0.62)
    return (
      below &&
      (/^\s*V\/v/iu.test(first.text) || /^\s*[-–]\s/u.test(first.text)) &&
      one.x < last.x + 40 &&
      !/^(Số|Nơi nhận|KHẨN|HỎA|THƯỢNG)/u.test(one.text)
    )
  if (sideOf(one) === 'right' || sideOf(last) === 'right') return false
  return (below || nextPage) && one.x < bounds.left + 14 && last.right > bounds.right - 30
}

function blockOf(lines: Piece[], n: number, bounds: Bounds): Block {
  const runs = lines.flatMap((line, at) => line.runs.map((run, k) => runOf(run, at > 0 && k === 0)))
  const raw = runs.map((run) => run.text).join('')
  const [first] = lines as [Piece, ...Piece[]]
  return {
    n,
    raw,
    text: plain(raw),
    label: '',
    runs,
    align: isCentred(first, bounds) ? 'center' : null,
    first: null,
    left: null,
    before: null,
    after: null,
    line: null,
    side: sideOf(first),
    table: null,
    columns: 1,
    ruled: false,
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
