import type { Suggestion } from '@mocban/contract/documents-reading'
import type { Segment } from '../page-lines.ts'
import { bare, bottom, centre, following, isUpper, type Layout, suggest } from './layout.ts'

/** Types of Decree 30, Art. 7, by the words of their title, and by the abbreviation in the symbol (Appendix III). */
const types: [code: string, title: string, abbreviation: string | null][] = [
  ['nghi-quyet', 'nghi quyet', 'NQ'],
  ['quyet-dinh', 'quyet dinh', 'QĐ'],
  ['chi-thi', 'chi thi', 'CT'],
  ['quy-che', 'quy che', 'QC'],
  ['quy-dinh', 'quy dinh', 'QyĐ'],
  ['thong-cao', 'thong cao', 'TC'],
  ['thong-bao', 'thong bao', 'TB'],
  ['huong-dan', 'huong dan', 'HD'],
  ['chuong-trinh', 'chuong trinh', 'CTr'],
  ['ke-hoach', 'ke hoach', 'KH'],
  ['phuong-an', 'phuong an', 'PA'],
  ['de-an', 'de an', 'ĐA'],
  ['du-an', 'du an', 'DA'],
  ['bao-cao', 'bao cao', 'BC'],
  ['bien-ban', 'bien ban', 'BB'],
  ['to-trinh', 'to trinh', 'TTr'],
  ['hop-dong', 'hop dong', 'HĐ'],
  ['cong-dien', 'cong dien', 'CĐ'],
  ['ban-ghi-nho', 'ban ghi nho', 'BGN'],
  ['ban-thoa-thuan', 'ban thoa thuan', 'BTT'],
  ['giay-uy-quyen', 'giay uy quyen', 'GUQ'],
  ['giay-moi', 'giay moi', 'GM'],
  ['giay-gioi-thieu', 'giay gioi thieu', 'GGT'],
  ['giay-nghi-phep', 'giay nghi phep', 'GNP'],
  ['phieu-gui', 'phieu gui', 'PG'],
  ['phieu-chuyen', 'phieu chuyen', 'PC'],
  ['phieu-bao', 'phieu bao', 'PB'],
  ['thu-cong', 'thu cong', null],
  ['sao-y', 'sao y', 'SY'],
  ['sao-luc', 'sao luc', 'SL'],
  ['trich-sao', 'trich sao', 'TrS'],
]

/** Type and abstract of the document. */
export function recogniseTitle(layout: Layout, symbol: string | null): Suggestion[] {
  const letter = officialLetter(layout)
  const title = namedTitle(layout)
  const bySymbol = typeOfSymbol(symbol)
  if (title && (!letter || (bySymbol && agreesWith(bySymbol, title.code)))) {
    const agrees = bySymbol !== null && agreesWith(bySymbol, title.code)
    const found = [
      suggest('typeCode', agrees ? bySymbol : title.code, agrees ? 0.98 : 0.85, [title.line], {
        words: title.line.text,
      }),
    ]
    const abstract = abstractUnder(title.line, layout)
    if (abstract.length > 0) found.push(suggest('abstract', joinLines(abstract), agrees ? 0.92 : 0.8, abstract))
    return found
  }
  if (letter) {
    return [
      suggest('typeCode', 'cong-van', 0.93, [letter[0] as Segment]),
      suggest('abstract', aboutOf(letter), 0.92, letter),
    ]
  }
  if (bySymbol && layout.symbol) return [suggest('typeCode', bySymbol, 0.75, [layout.symbol], { words: symbol ?? '' })]
  // A symbol without a type's letters is that of an official letter.
  if (symbol && layout.symbol && /^\d*\/[\p{Lu}]+-[\p{Lu}\d]+$/u.test(symbol))
    return [suggest('typeCode', 'cong-van', 0.6, [layout.symbol])]
  return []
}

/** The title of a legal document is that of the administrative one; its symbol tells them apart. */
const agreesWith = (bySymbol: string, title: string) => bySymbol === title || bySymbol === `${title}-qppl`

/** The type that a symbol names: 15/QĐ-UBND, 08/2026/NQ-HĐND. */
function typeOfSymbol(symbol: string | null): string | null {
  const match = symbol ? /^\d*\/(\d{4}\/)?([A-Za-zĐđ]+)-/u.exec(symbol) : null
  const code = types.find(([, , short]) => short !== null && short === match?.[2])?.[0] ?? null
  return code && match?.[1] && legalForms.has(code) ? `${code}-qppl` : code
}

/** With the year in its symbol it is a legal document, numbered on its own. */
const legalForms = new Set(['nghi-quyet', 'quyet-dinh'])

/** The line with the type's name: upper case, alone, near the middle of the page, under the head. */
function namedTitle(layout: Layout): { code: string; line: Segment } | null {
  const page = layout.first[0]?.page
  for (const line of layout.body) {
    if (line.page !== page || line.rect.y > layout.headEnd + 0.35 || line.rect.y > 0.6) break
    if (!isUpper(line.text) || Math.abs(centre(line) - 0.53) > 0.15) continue
    const text = bare(line.text.replace(/[^\p{L}\s]/gu, ' '))
    const type =
      types.find(([, title]) => text === title) ??
      types.find(([, title]) => text.startsWith(`${title} `) && text.length < title.length + 60)
    if (type) return { code: type[0], line }
  }
  return null
}

const endsAbstract =
  /^(kinh gui|can cu|thuc hien|theo de nghi|xet de nghi|uy ban|hoi dong|chu tich|giam doc|bo truong|thu tuong|dieu \d|i\.|1\.|phan |chuong |ngay \d|hom nay|tai |nham|de |ban hanh kem)/u

/** The abstract of a named document: centred lines right under the type. */
function abstractUnder(title: Segment, layout: Layout): Segment[] {
  const upper = isUpper
  const lines = layout.body.filter(
    (one) => one.page === title.page && one.rect.y > title.rect.y + title.rect.height * 0.5,
  )
  const found: Segment[] = []
  let last = title
  for (const line of lines) {
    if (line.rect.y - bottom(last) > title.rect.height * 2.2 || found.length >= 8) break
    if (/^[-_*.\s]+$/u.test(line.text)) break
    const text = bare(line.text)
    const centred = Math.abs(centre(line) - centre(title)) < 0.04
    if (
      !centred ||
      (found.length > 0 && endsAbstract.test(text)) ||
      (found.length === 0 && endsAbstract.test(text) && upper(line.text))
    )
      break
    // A wide line that stands in on the left alone begins the text; an abstract is in the middle, as its title is.
    if (line.rect.width > 0.6 && centre(line) - centre(title) > 0.018) break
    found.push(line)
    last = line
  }
  return found
}

/** The `V/v …` lines of an official letter, centred under its symbol. */
function officialLetter(layout: Layout): Segment[] | null {
  const limit = layout.headEnd + 0.2
  const start = layout.first.find(
    (one) => one.rect.y < limit && /^v\s*[/.]\s*v\b/u.test(bare(one.text)) && centre(one) < 0.55,
  )
  if (!start) return null
  const column = layout.first.filter((one) => centre(one) < 0.5 && one.rect.x < 0.45)
  return following(start, column, {
    gap: 0.9,
    most: 7,
    stop: (one) =>
      /^(kinh gui|hoa toc|khan|thuong khan|mat$|can cu)/u.test(bare(one.text)) ||
      isUpper(one.text) ||
      Math.abs(centre(one) - centre(start)) > 0.09,
  })
}

/** `V/v triển khai …` → `Triển khai …` */
function aboutOf(lines: Segment[]): string {
  const about = joinLines(lines).replace(/^v\s*[/.]\s*v\s*:?\s*/iu, '')
  return about.charAt(0).toLocaleUpperCase('vi') + about.slice(1)
}

const joinLines = (lines: Segment[]) =>
  lines
    .map((line) => line.text)
    .join(' ')
    .replace(/\s+([,.;:])/gu, '$1')
    .replace(/[.;]\s*$/u, '')
