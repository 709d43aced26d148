import { isLetter } from '../facts.ts'
import type { Block } from '../sheet.ts'
import { aligned, type Found, type Page, present, type Rules, replaced, sized, styled, textRule } from './rule.ts'

/** Number and notation (Appendix I, II.3): `Số: 15/QĐ-UBND`, of a letter `Số: 12/UBND-KGVX`, of a legal document `Số: 15/2026/QĐ-UBND`. */

const symbol = ({ parts }: Page) => [parts.symbol]

interface Symbol {
  /** As it stands: digits, or the blank that is filled at the moment of issue. */
  number: string
  year: string | null
  groups: string[]
}

/** Reads what stands behind "Số:"; null where it is put together otherwise. */
function readSymbol(text: string): Symbol | null {
  const found = /^s[ốo]\s*:?\s*([\d….\s_]*?)\s*\/\s*(?:(\d{4})\s*\/\s*)?(.+)$/iu.exec(text)
  if (!found) return null
  const groups = (found[3] ?? '').split(/\s*[-–]\s*/u).map((one) => one.trim())
  return { number: (found[1] ?? '').trim(), year: found[2] ?? null, groups }
}

const group = /^[A-ZĐ][\p{L}\d&.]*$/u

/** The notation that the facts ask for, as far as they tell it: of a letter the issuer alone. */
function wantedOf({ facts }: Page): string {
  if (isLetter(facts) || !facts.typeAbbreviation) return `…/${facts.agency.abbreviation}-…`
  const notation = `${facts.typeAbbreviation}-${facts.agency.abbreviation}`
  return facts.legal ? `…/${facts.day.slice(0, 4)}/${notation}` : `…/${notation}`
}

const read = (page: Page): { block: Block; symbol: Symbol } | null => {
  const block = page.parts.symbol
  const found = block ? readSymbol(block.text) : null
  return block && found ? { block, symbol: found } : null
}

/** Puts another word in the place of a group of the notation. */
const regroup = (block: Block, from: string, to: string): Found[] =>
  from === ''
    ? []
    : replaced(
        block,
        new RegExp(`(?<=[/\\-–]\\s*)${from.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?=\\s*(?:[-–]|$))`, 'u'),
        () => to,
      ).slice(0, 1)

export const symbolRules: Rules = {
  'symbol.present': present(symbol, 'Số: …/…'),
  'symbol.label': textRule(({ parts: { symbol: block } }) =>
    block ? replaced(block, /(?<=^\s*)s[ốo]\s*:?\s*/iu, (match) => (/^Số:\s/u.test(match[0]) ? null : 'Số: ')) : [],
  ),
  'symbol.syntax': textRule((page) => {
    const block = page.parts.symbol
    if (!block) return []
    const symbol = readSymbol(block.text)
    const good = symbol && symbol.groups.length >= 2 && symbol.groups.every((one) => group.test(one))
    return good ? [] : [{ block, there: block.text, wanted: wantedOf(page) }]
  }),
  'symbol.type': textRule((page) => {
    const found = read(page)
    const { facts } = page
    if (!found || isLetter(facts) || !facts.typeAbbreviation) return []
    const [there = ''] = found.symbol.groups
    if (there === facts.typeAbbreviation || found.symbol.groups.length < 2) return []
    const fixes = regroup(found.block, there, facts.typeAbbreviation)[0]?.fixes
    return [{ block: found.block, there, wanted: facts.typeAbbreviation, fixes: fixes ?? [] }]
  }),
  'symbol.agency': textRule((page) => {
    const found = read(page)
    if (!found || found.symbol.groups.length < 2) return []
    const wanted = page.facts.agency.abbreviation
    const at = isLetter(page.facts) || !page.facts.typeAbbreviation ? 0 : 1
    const there = found.symbol.groups.slice(at).join('-')
    if (there === wanted || there.startsWith(`${wanted}-`)) return []
    const [word = ''] = found.symbol.groups.slice(at)
    const fixes = regroup(found.block, word, wanted)[0]?.fixes
    return [{ block: found.block, there: word, wanted, fixes: wanted.includes('-') ? [] : (fixes ?? []) }]
  }),
  'symbol.year': textRule((page) => {
    const found = read(page)
    if (!found || (found.symbol.year !== null) === page.facts.legal) return []
    return [{ block: found.block, there: found.block.text.replace(/^s[ốo]\s*:?\s*/iu, ''), wanted: wantedOf(page) }]
  }),
  'symbol.leading-zero': textRule(({ parts: { symbol: block } }) =>
    block ? replaced(block, /(?<=^\s*s[ốo]\s*:?\s*)\d(?=\s*\/)/iu, (match) => `0${match[0]}`) : [],
  ),
  'symbol.spaces': textRule(({ parts: { symbol: block } }) => {
    if (!block) return []
    // The blank before the first / is where the number will stand.
    const first = block.raw.indexOf('/')
    return replaced(block, /\s*([/\-–])\s*/u, (match) => {
      const blank =
        match.index <= first && !/\d$/u.test(block.raw.slice(0, match.index)) ? (/^\s*/u.exec(match[0])?.[0] ?? '') : ''
      return match[1] === '/' ? `${blank}/` : '-'
    })
  }),
  'symbol.size': sized(symbol, 13, 13),
  'symbol.style': styled(symbol, { bold: false, italic: false }),
  'symbol.centred': aligned(symbol, 'center'),
}
