import type { Rect } from '@mocban/contract/documents-reading'

/** What rules of form look at: the paragraphs of a DOCX or of a PDF in one shape. What the file does not tell is null; what it tells at all stands in `tells`. */

/** A property of the page that a file may tell: a PDF tells no colours, a scan nothing. */
export type Telling = 'text' | 'type' | 'place' | 'layout' | 'margins' | 'lines' | 'ink' | 'page-number'

export type Align = 'left' | 'center' | 'right' | 'both'

/** A piece of a paragraph in one look. */
export interface Run {
  text: string
  font: string | null
  size: number | null
  bold: boolean | null
  italic: boolean | null
  colour: string | null
}

export interface Block {
  /** Counted from 0 through the file. */
  n: number
  /** As it stands in the file, after the number that Word gives by itself. */
  raw: string
  /** In composed letters, spaces as one. */
  text: string
  /** A number that Word gives by itself ("1.", "a)"), which stands before the text on the page. */
  label: string
  runs: Run[]
  align: Align | null
  /** Indents in mm, gaps in points, lines as a multiple of single spacing. */
  first: number | null
  left: number | null
  before: number | null
  after: number | null
  line: number | null
  /** Half of the page, for what stands beside something else. */
  side: 'left' | 'right' | 'full'
  /** The table it stands in, and how many columns the row has. */
  table: number | null
  columns: number
  /** A line is drawn in or under it. */
  ruled: boolean
  /** How long that line is and the words above it, and how far its middle is from theirs, in mm; null where the file does not tell. */
  rule: { length: number; words: number; off: number } | null
  /** Of a DOCX: the width in mm of what it stands in, and the line that it draws, as a border of its own or a shape. */
  room: number | null
  drawn: { length: number | null; off: number | null; border: boolean } | null
  /** It shares its paragraph with what a tab or spaces push to the other column; of one run, its looks too. */
  half: 'own-runs' | 'of-one-run' | null
  part: 'body' | 'header' | 'footer'
  /** In the page that is shown; of a PDF at once, of a DOCX from the PDF made of it. */
  page: number | null
  rects: Rect[]
}

/** A part of the file with one paper; lengths in mm. */
export interface Section {
  width: number
  height: number
  landscape: boolean
  top: number | null
  bottom: number | null
  left: number | null
  right: number | null
  /** The first page has a head of its own. */
  ownFirst: boolean
  /** How pages are counted: `decimal` unless the file says otherwise. */
  numerals: string
}

export interface Sheet {
  kind: 'docx' | 'pdf'
  tells: ReadonlySet<Telling>
  /** Null where it is not known. */
  pages: number | null
  sections: Section[]
  blocks: Block[]
  /** The paragraph that holds the page number. */
  pageNumber: Block | null
  /** The page number stands in the head of the first page too. */
  numberOnFirst: boolean
  /** Pages of a PDF that lie on their side where the first stands, or the other way round. */
  lying?: ReadonlySet<number>
}

/** Letters alone, small and without marks: what a word is compared by when its spelling is in question. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]/gu, '')

export const plain = (raw: string): string =>
  raw
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim()

/** Dashes or dots that stand for a drawn line. */
export const isRuleText = (text: string): boolean => /^[-_–—―=.·\s]{3,}$/u.test(text)

/** The looks of the letters of a block; gaps and drawn lines have none. */
export const inked = (block: Block): Run[] => block.runs.filter((run) => run.text.trim() !== '')

export const isEmpty = (block: Block): boolean => block.text === '' || isRuleText(block.text)

/** Text in capitals alone: it has letters, and none is small. */
export const inCapitals = (text: string): boolean => /\p{L}/u.test(text) && text === text.toUpperCase()
