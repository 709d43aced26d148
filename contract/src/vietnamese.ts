/**
 * How Vietnamese is compared: with diacritics (`searchable`) and without (`bare`). The database does exactly the same
 * (`app.searchable`, `app.bare`); a test holds the two together.
 */

/** Grave, acute, hook above, tilde, dot below: the five tone marks, as they stand after decomposition. */
const tones = '\u0300\u0301\u0309\u0303\u0323'

/** What stands between words. Everything else belongs to a word, in any script. */
const separators =
  '\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u00d7\\u00f7\\u2000-\\u2bff\\u3000-\\u303f\\ufeff'

/** No word of a language is longer; what is longer is cut, on both sides alike. */
const longestWord = 60

const tonePlace = new RegExp(`([ou])([${tones}])([aey])`, 'g')
const between = new RegExp(`[${separators}]+`, 'g')
const edges = new RegExp(`^[${separators}]+|[${separators}]+$`, 'g')

/** hòa and hoà, thụy and thuỵ are one word: the tone mark goes to the second vowel of oa, oe, uy. Lower case, NFC. */
export function searchable(text: string): string {
  return text
    .replaceAll('\u0000', ' ')
    .toLowerCase()
    .normalize('NFD')
    .replace(tonePlace, (all, first: string, tone: string, second: string) =>
      // ua, ue and oy are no such pairs: "của" keeps its mark.
      (first === 'o' && second !== 'y') || (first === 'u' && second === 'y') ? first + second + tone : all,
    )
    .normalize('NFC')
}

/** Without tone marks, hats, horns and the bar of đ; what a person types who is in a hurry. */
export function bare(text: string): string {
  return searchable(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
}

/** The words of a text as they are compared, in order. */
export function wordsOf(text: string): string[] {
  return searchable(text)
    .split(between)
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, longestWord).join(''))
}

/** A symbol as it is compared: 15/QĐ-UBND, 15/qd-ubnd and 15 qd ubnd are all 15qdubnd. */
export const compactSymbol = (symbol: string): string => wordsOf(bare(symbol)).join('')

/** Whether a text carries marks that the bare form drops. */
export const hasDiacritics = (text: string): boolean => bare(text) !== searchable(text)

export interface Word {
  /** Place in the text as given: `text.slice(start, end)`. */
  start: number
  end: number
  typed: string
  bare: string
}

/** The words of a text with their places, for marking matches in what is shown. */
export function wordsWithPlaces(text: string): Word[] {
  const found: Word[] = []
  for (const match of text.matchAll(new RegExp(`[^${separators}\\u0000]+`, 'g'))) {
    const typed = searchable(match[0]).replace(edges, '')
    if (typed) found.push({ start: match.index, end: match.index + match[0].length, typed, bare: bare(typed) })
  }
  return found
}
