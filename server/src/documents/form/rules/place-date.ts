import { aligned, type Page, present, type Rules, replaced, sized, styled, textRule } from './rule.ts'

/** Place and date of issue (Appendix I, II.4): `Bắc Ninh, ngày 05 tháng 02 năm 2026`. */

const date = ({ parts }: Page) => [parts.date]
const line = /^(.+?),\s+ngày(\s+\d{1,2}|[\s….]*)\s*tháng(\s+\d{1,2}|[\s….]*)\s*năm\s+(\d{4}|[….]+)$/u

export interface DateLine {
  place: string
  day: number | null
  month: number | null
  year: number | null
}

/** Reads the line; days and months that are given at issue are null. */
function readDate(text: string): DateLine | null {
  const found = line.exec(text)
  if (!found) return null
  const number = (word: string | undefined) => (/\d/u.test(word ?? '') ? Number(word) : null)
  return { place: found[1] ?? '', day: number(found[2]), month: number(found[3]), year: number(found[4]) }
}

export const placeDateRules: Rules = {
  'date.present': present(date, 'Địa danh, ngày … tháng … năm …'),
  'date.wording': textRule(({ parts: { date: block }, facts }) =>
    !block || readDate(block.text)
      ? []
      : [{ block, there: block.text, wanted: `${facts.place}, ngày … tháng … năm …` }],
  ),
  'date.place': textRule(({ parts: { date: block }, facts }) => {
    const found = block ? readDate(block.text) : null
    if (!block || !found || found.place === facts.place) return []
    return replaced(block, /^[^,]+(?=,)/u, () => facts.place)
  }),
  'date.leading-zero': textRule(({ parts: { date: block } }) => {
    if (!block) return []
    const before = (word: string, digit: string) => new RegExp(`(?<=${word}\\s+)${digit}(?=\\s)`, 'iu')
    return [
      ...replaced(block, before('ngày', '\\d'), (match) => `0${match[0]}`),
      ...replaced(block, before('tháng', '[12]'), (match) => `0${match[0]}`),
    ]
  }),
  'date.real': textRule(({ parts: { date: block } }) => {
    const found = block ? readDate(block.text) : null
    if (!block || !found || found.day === null || found.month === null || found.year === null) return []
    const day = new Date(Date.UTC(found.year, found.month - 1, found.day))
    const real = day.getUTCDate() === found.day && day.getUTCMonth() === found.month - 1 && found.year > 1944
    return real ? [] : [{ block, there: block.text, wanted: 'ngày … tháng … năm …' }]
  }),
  'date.size': sized(date, 13, 14),
  'date.style': styled(date, { bold: false, italic: true }),
  'date.centred': aligned(date, 'center'),
}
