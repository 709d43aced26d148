import { actWords } from '@mocban/contract/acts'
import becauseEn from '@mocban/contract/because/en'
import becauseUr from '@mocban/contract/because/ur'
import becauseVi from '@mocban/contract/because/vi'
import { tellFault } from '@mocban/contract/parser-faults'
import { type RefusalCode, refusals } from '@mocban/contract/refusals'
import IntlMessageFormat from 'intl-messageformat'
import { whatIsWrong } from './faults.ts'

export type Language = 'vi' | 'en' | 'ur'

const becauses: Record<Language, Record<string, string>> = { vi: becauseVi, en: becauseEn, ur: becauseUr }

/** A refusal on its way to the reader: a stable code and what its sentence needs. Turned into an RFC 9457 problem in one place. */
export class RefusalError extends Error {
  constructor(
    readonly code: RefusalCode,
    /** Fills the sentence; also answered as `extra`, so never put here what the reader may not see. */
    readonly values: Record<string, unknown> = {},
  ) {
    super(code)
  }
  get status(): number {
    return refusals[this.code].status
  }
}

/** `throw refuse('document.already-registered', { … })` */
export function refuse(code: RefusalCode, values?: Record<string, unknown>): RefusalError {
  return new RefusalError(code, values)
}

/** A date as people here read it: 2025-08-01 is 01/08/2025. */
const asRead = (value: string): string => value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1')

/** The sentence of a refusal in a language. */
export function sentence(code: RefusalCode, values: Record<string, unknown>, language: Language): string {
  const said = code === 'request.invalid' ? { what: whatIsWrong(values, language) } : values
  // Why not, and what a parser found wrong, is said in the reader's language too; what a sentence chooses by stays as it is.
  const chosen = (value: string) => refusals[code][language].includes(` ${value} {`)
  const told = (name: string, value: string) =>
    (name === 'because' || name === 'what') && !chosen(value)
      ? (tellBecause(value, values, language) ?? tellFault(value, language))
      : value
  const given = Object.fromEntries(
    Object.entries(said)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => [name, typeof value === 'string' ? told(name, asRead(value)) : value]),
  )
  if (values.act instanceof Object) given.act = tellAct(values.act as DoneAct, language)
  // Some branches of a sentence name values that only they have; a missing one is a dash, not the end of the sentence.
  const shown = new Proxy(given, { has: () => true, get: (all, name) => all[String(name)] ?? '—' })
  try {
    return new IntlMessageFormat(refusals[code][language], language).format(shown) as string
  } catch {
    // A value that the sentence names is missing: the bare sentence still helps more than none.
    return refusals[code][language]
  }
}

interface DoneAct {
  kind: string
  data: Record<string, unknown>
}
/** What somebody did, in words; of a long direction its beginning. */
function tellAct({ kind, data }: DoneAct, language: Language): string {
  const words = actWords(kind, data, language)
  return words.length <= longestAct ? words : `${words.slice(0, longestAct).replace(/\s+\S*$/, '')}…`
}
const longestAct = 160

/** The words of a permission's code, in which other values may be named; null where it is none. */
function tellBecause(code: string, values: Record<string, unknown>, language: Language): string | null {
  const words = becauses[language][`because.${code}`]
  return words ? (new IntlMessageFormat(words, language).format(values as Record<string, string>) as string) : null
}
