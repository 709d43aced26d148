import { fromRoman } from '../docx-numbers.ts'
import type { Block } from '../sheet.ts'

/** Numbered paragraphs: what kind, which number, how it is written. */
export interface Heading {
  kind: 'part' | 'article' | 'section' | 'clause' | 'point'
  /** Phần, Chương, Mục, Tiểu mục. */
  word?: string
  /** As it stands, and as a number; 0 where it is none. */
  written: string
  value: number
  /** What stands between number and text. */
  mark: string
  text: string
  /** How many characters the number and its words take. */
  length: number
}

/** Letters by which points are counted. */
export const pointLetters = [...'abcdđeghiklmnopqrstuvxy']

export function headingOf(block: Block): Heading | null {
  // A number that Word gives by itself stands before the text, and cannot be changed in it.
  const text = block.label ? `${block.label} ${block.text}` : block.text
  const part = /^(Phần|Chương|Tiểu mục|Mục)\s+(thứ\s+\p{L}+|[IVXLC]+|\d+)\s*([.:]?)(?:\s+(.*))?$/iu.exec(text)
  if (part && text.length < 250 && !/\b(của|Luật|Nghị định|này)\b/u.test(part[4] ?? '')) {
    const written = part[2] ?? ''
    return made(
      'part',
      part,
      written,
      /^\d/u.test(written) ? Number(written) : fromRoman(written),
      part[3],
      part[4],
      capitalised(part[1] ?? ''),
    )
  }
  const article = /^Điều\s+(\d+)([a-zđ]?)\s*([.:\-–)]|$)\s*(.*)$/iu.exec(text)
  if (article) return made('article', article, article[1] ?? '', Number(article[1]), article[3], article[4])
  const section = /^([IVXL]+)\s*([.)\-:/])\s+(.*)$/u.exec(text)
  if (section) return made('section', section, section[1] ?? '', fromRoman(section[1] ?? ''), section[2], section[3])
  const clause = /^(\d{1,3})\s*([.)\-:/])\s+(.*)$/u.exec(text)
  if (clause) return made('clause', clause, clause[1] ?? '', Number(clause[1]), clause[2], clause[3])
  const point = /^([a-zđ])\s*([).\-:/])\s+(.*)$/u.exec(text)
  if (point) return made('point', point, point[1] ?? '', pointLetters.indexOf(point[1] ?? '') + 1, point[2], point[3])
  return null
}

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

function made(
  kind: Heading['kind'],
  match: RegExpExecArray,
  written: string,
  value: number,
  mark = '',
  text = '',
  word?: string,
): Heading {
  return { kind, written, value, mark, text, length: match[0].length - text.length, ...(word ? { word } : {}) }
}

export const headingKind = (block: Block): Heading['kind'] | null => headingOf(block)?.kind ?? null
