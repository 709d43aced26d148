import type { ExtractPart } from '@mocban/contract/documents-drafting'
import type { Rect, Suggestion, Word } from '@mocban/contract/documents-reading'
import type { FileStore } from '../../platform/files/index.ts'
import type { AsMe } from '../../platform/http/index.ts'
import { pageWords } from '../files/page-words.ts'
import { readFile } from '../files/read-file.ts'
import { around } from '../reading/page-lines.ts'
import { paragraphsOf } from '../reading/paragraphs.ts'
import { copiedFile } from './copied-file.ts'

type Found = ExtractPart & { text: string }

/**
 * What an extract of a document can be made of: a page in its paragraphs, and the components that it rebuilds, its head and its signature (Decree 30/2020, Art. 25.3),
 * as far as they are recognised.
 * @throws request.not-found, copy.not-possible
 */
export async function extractParts(
  asMe: AsMe,
  files: FileStore,
  asked: { documentId: string; page: number },
): Promise<{
  file: { sha256: string; name: string; mediaType: string }
  pages: number
  form: Found[]
  paragraphs: Found[]
}> {
  const file = await asMe((tx, actor) => copiedFile(tx, actor, asked.documentId))
  const { sha256, name } = file
  const { inspection, suggestions } = await readFile(asMe, files, { sha256, name })
  const pages = inspection.pageCount ?? 1
  const wordsOf = async (page: number) => (await pageWords(asMe, files, { sha256, page })).words
  const signed = suggestions.find((one) => one.field === 'signerName')?.page
  const form = [
    headOf(suggestions, await wordsOf(1)),
    signed ? footOf(suggestions, await wordsOf(signed), signed) : null,
  ].filter((one) => one !== null)
  const page = Math.min(asked.page, pages)
  const found = paragraphsOf({ page, source: 'text-layer', width: 210, height: 297, words: await wordsOf(page) })
  const inForm = (rect: Rect) =>
    form.some((one) => one.page === page && rect.y + rect.height / 2 > one.y && rect.y < one.y + one.height)
  return {
    file,
    pages,
    form,
    paragraphs: found
      .filter((one) => !inForm(one.rect) && !inMargin(one))
      .map(({ rect, text }) => partOf(page, rect, text)),
  }
}

/** The number of a page, and the mark of genuineness: they are the page's, not the text's. */
const inMargin = ({ rect, text }: { rect: Rect; text: string }) =>
  rect.y > 0.945 || (rect.y < 0.08 && /^\d{1,4}$/.test(text))

const headFields = new Set(['symbol', 'issuedOn', 'issuerName', 'superiorName', 'typeCode', 'abstract'])
const footFields = new Set(['signerAuthority', 'signerTitle', 'signerName', 'recipients'])

/** From the upper edge of what is written on page 1 to the last of what its head says. */
function headOf(suggestions: Suggestion[], words: Word[]): Found | null {
  const ends = rectsOn(suggestions, headFields, 1).map((rect) => rect.y + rect.height)
  if (ends.length === 0) return null
  const end = Math.max(...ends)
  return grown(
    written(1, words, (rect) => rect.y + rect.height / 2 < end),
    words,
    { above: 0.008, below: 0.02 },
  )
}

/** From the first of what is signed, or of those it is sent to, down to the last of it; the signature and the seal stand between. */
function footOf(suggestions: Suggestion[], words: Word[], page: number): Found | null {
  const { y, height } = around(rectsOn(suggestions, footFields, page))
  const found = written(page, words, (rect) => rect.y + rect.height > y && rect.y < y + height)
  return grown(found, words, { above: 0.02, below: 0.01 })
}

/** Up and down to where other words stand: for marks over capitals, the line under a title, and a seal that is higher than what it is set on. */
function grown(part: Found | null, words: Word[], by: { above: number; below: number }): Found | null {
  if (!part) return null
  const end = part.y + part.height
  const ends = words.map(({ rect }) => rect.y + rect.height).filter((one) => one <= part.y + air.y * 2)
  const begins = words.map(({ rect }) => rect.y).filter((one) => one >= end - air.y * 2)
  const top = Math.min(part.y, Math.max(0, part.y - by.above, ...ends))
  const bottom = Math.max(end, Math.min(1, end + by.below, ...begins.map((one) => one - air.y)))
  return { ...part, y: round(top), height: round(bottom - top) }
}

const rectsOn = (suggestions: Suggestion[], fields: ReadonlySet<string>, page: number): Rect[] =>
  suggestions.filter((one) => fields.has(one.field) && one.page === page).flatMap((one) => one.rects)

function written(page: number, words: Word[], within: (rect: Rect) => boolean): Found | null {
  const inside = words.filter((word) => within(word.rect))
  if (inside.length === 0) return null
  return partOf(page, around(inside.map((word) => word.rect)), inside.map((word) => word.text).join(' '))
}

const air = { x: 0.006, y: 0.002 }
const round = (value: number) => Math.round(value * 10_000) / 10_000

/** With a little air around its words, so that no mark above or tail below is cut. */
function partOf(page: number, rect: Rect, text: string): Found {
  const [x, y] = [Math.max(0, rect.x - air.x), Math.max(0, rect.y - air.y)]
  return {
    page,
    x: round(x),
    y: round(y),
    width: round(Math.min(1, rect.x + rect.width + air.x) - x),
    height: round(Math.min(1, rect.y + rect.height + air.y) - y),
    text: text.slice(0, 2000),
  }
}
