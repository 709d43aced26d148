/** How an act is told, and to whom it matters. Sentences begin after the name of who did it. */
export interface Act {
  /** What can be switched in the bell: acts of one topic ring and are mailed alike. */
  topic: Topic
  /** Somebody waits for the one who is told: rings loud, is mailed at once. */
  blocking?: boolean
  vi: string
  en: string
  ur: string
}

export const topics = [
  'asked',
  'returned',
  'progress',
  'deadline',
  'urged',
  'informed',
  'comment',
  'search',
  'export',
  'other',
] as const
export type Topic = (typeof topics)[number]

/**
 * Fills a sentence: `{name}` is a value of the event; a piece in square brackets is left out where one of its values is missing or empty.
 * Dates are shown as in Vietnam, lists with commas. In a sentence that is written from the right, each value stands as it is read by itself: 15/QĐ-UBND would be turned round.
 */
export function fillSentence(sentence: string, values: Record<string, unknown>, fromRight = false): string {
  const apart = (value: string) => (fromRight && value ? `\u2068${value}\u2069` : value)
  const fill = (piece: string) => piece.replace(/\{(\w+)\}/g, (_, name: string) => apart(shown(values[name])))
  return fill(
    sentence.replace(/\[([^[\]]*)\]/g, (_, piece: string) =>
      [...piece.matchAll(/\{(\w+)\}/g)].every(([, name]) => shown(values[name!]) !== '') ? piece : '',
    ),
  )
    .replace(/\s+/g, ' ')
    .trim()
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join(', ')
  if (typeof value === 'object') return Object.keys(value).join(', ')
  const text = String(value)
  const date = /^(\d{4})-(\d{2})-(\d{2})(T|$)/.exec(text)
  return date ? `${date[3]}/${date[2]}/${date[1]}` : text
}
