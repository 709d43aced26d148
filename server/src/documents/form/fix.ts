import type { Align } from './sheet.ts'

/** A change of a DOCX that mends a finding. Several of one paragraph are made together. */
export type Fix =
  | {
      kind: 'page'
      section: number
      set: Partial<Record<'width' | 'height' | 'top' | 'bottom' | 'left' | 'right', number>>
    }
  /** A first page with a head of its own, which is empty. */
  | { kind: 'own-first'; section: number }
  | { kind: 'numerals'; section: number }
  | { kind: 'letters'; block: number; runs: number[]; set: LetterSet }
  | { kind: 'paragraph'; block: number; set: ParagraphSet }
  /** Characters of the paragraph's own text. */
  | { kind: 'text'; block: number; from: number; to: number; text: string }
  /** Each piece of text by itself, in the look that it has. */
  | { kind: 'each'; block: number; how: 'composed' | 'capitals' }

export interface LetterSet {
  font?: string
  size?: number
  bold?: boolean
  italic?: boolean
  colour?: string
}
export interface ParagraphSet {
  align?: Align
  /** Indents in mm, gaps in points, lines as a multiple. */
  first?: number
  left?: number
  right?: number
  before?: number
  line?: number
}
