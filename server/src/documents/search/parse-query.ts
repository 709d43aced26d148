import { bare, compactSymbol, hasDiacritics, wordsOf } from '@mocban/contract/vietnamese'

/** What a person typed, as PostgreSQL asks it. Every part is a valid tsquery whatever was typed. */
export interface SearchQuery {
  /** Finds: every word, marks or not. Null where nothing to look for was typed. */
  recall: string | null
  /** The same words exactly as typed; ranks. */
  typed: string | null
  /** The text as a document's symbol; ranks first. */
  symbol: string | null
  /** The words within symbol, abstract and names; ranks. */
  facts: string | null
  /** The words side by side, in this order; ranks. And the same as the line of words to find in a page. */
  near: string | null
  nearLine: string | null
  /** Each quoted phrase as a tsquery over the facts, and as the line of words to find in a page. */
  phrases: string[]
  phraseLines: string[]
  /** What to mark in what is shown. */
  marks: Mark[]
}
export interface Mark {
  bare: string
  /** Given where only the word with these marks was meant (a quoted phrase with diacritics). */
  typed?: string
  prefix: boolean
}

interface Term {
  words: string[]
  quoted: boolean
  exact: boolean
  negative: boolean
  prefix: boolean
  symbol: string | null
}

/** More words than these are not read: a pasted page is no question. */
const mostWords = 24
/** A prefix of one letter would read half the index. */
const shortestPrefix = 2

/** Reads words, "exact phrases", -excluded words and symbols; `typing` takes the last word as the beginning of one. */
export function parseQuery(text: string, options: { typing?: boolean } = {}): SearchQuery {
  const terms = readTerms(text, options.typing ?? false)
  const positive = terms.filter((term) => !term.negative)
  const whole = wholeSymbol(text)
  const recallOf = (term: Term) =>
    withSymbol(
      every(term, (word) => (term.exact ? typedWord(word) : bareWord(word))),
      term,
    )
  const excluded = terms.filter((term) => term.negative).map((term) => `!(${every(term, bareWord)})`)
  const recall = and([...positive.map(recallOf), ...excluded])
  const phrases = positive.filter((term) => term.quoted && term.words.length > 1)
  const plain = positive.flatMap((term) => term.words.map(bareWord))
  return {
    recall: recall && whole ? `(${recall}) | ${lexeme(`#${whole}`)}:*` : recall,
    typed: and([...positive.map((term) => withSymbol(every(term, typedWord), term)), ...excluded]),
    symbol: symbolQuery(whole, positive),
    facts: and(positive.map((term) => every(term, bareWord, 'AB'))),
    near: plain.length > 1 ? plain.map(lexeme).join(' <-> ') : null,
    nearLine: plain.length > 1 ? ` ${plain.join(' ')} ` : null,
    phrases: phrases.map((term) =>
      term.words
        .map(term.exact ? typedWord : bareWord)
        .map(lexeme)
        .join(' <-> '),
    ),
    phraseLines: phrases.map((term) => ` ${term.words.map((word) => (term.exact ? word : bare(word))).join(' ')} `),
    marks: positive.flatMap((term) =>
      term.words.map((word, place) => ({
        bare: bare(word),
        ...(term.exact ? { typed: word } : {}),
        prefix: term.prefix && place === term.words.length - 1,
      })),
    ),
  }
}

function readTerms(text: string, typing: boolean): Term[] {
  const terms: Term[] = []
  let left = mostWords
  const pieces = [
    ...text
      .normalize('NFC')
      .replace(/[“”„«»]/g, '"')
      .matchAll(/(-?)"([^"]*)"?|(\S+)/g),
  ]
  for (const [index, piece] of pieces.entries()) {
    const quoted = piece[2] !== undefined
    const chunk = piece[2] ?? piece[3] ?? ''
    const negative = quoted ? piece[1] === '-' : /^-[\p{L}\p{N}]/u.test(chunk)
    const words = wordsOf(chunk)
      .filter((word) => bare(word) !== '')
      .slice(0, left)
    if (words.length === 0) continue
    left -= words.length
    const last = index === pieces.length - 1 && !/\s$/.test(text)
    terms.push({
      words,
      quoted,
      exact: quoted && hasDiacritics(chunk),
      negative,
      prefix: typing && last && !quoted && !negative && bare(words.at(-1) ?? '').length >= shortestPrefix,
      symbol: !quoted && /^\d+[^\s]*\/[^\s]*\p{L}/u.test(chunk) ? compactSymbol(chunk) : null,
    })
  }
  return terms
}

/** `15 qd ubnd`, typed alone, is a symbol too. */
function wholeSymbol(text: string): string | null {
  return text.length <= 60 && /^\s*\d+[\s/.–-]+\p{L}[\p{L}\p{N}\s/.–-]*$/u.test(text) ? compactSymbol(text) : null
}

function symbolQuery(whole: string | null, terms: Term[]): string | null {
  const symbols = [...(whole ? [whole] : []), ...terms.flatMap((term) => (term.symbol ? [term.symbol] : []))]
  return symbols.length ? symbols.map((symbol) => lexeme(`#${symbol}`)).join(' | ') : null
}

const bareWord = (word: string) => bare(word)
const typedWord = (word: string) => `=${word}`
const withSymbol = (query: string, term: Term) => (term.symbol ? `(${query}) | ${lexeme(`#${term.symbol}`)}:*` : query)

function every(term: Term, form: (word: string) => string, weights = ''): string {
  return term.words
    .map((word, place) => {
      const prefix = term.prefix && place === term.words.length - 1 ? '*' : ''
      return lexeme(form(word)) + (prefix || weights ? `:${prefix}${weights}` : '')
    })
    .join(' & ')
}

const and = (parts: string[]): string | null => (parts.length ? parts.map((part) => `(${part})`).join(' & ') : null)

/** Quoted, so that no character of it is read as an operator. */
const lexeme = (word: string) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
