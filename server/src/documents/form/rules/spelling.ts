import type { FormFacts } from '../facts.ts'
import { inCapitals } from '../sheet.ts'
import { type Found, once, type Page, type Rules, replaced, textRule } from './rule.ts'

/** Where tone marks stand, and spaces. */

const text = ({ parts }: Page) => [
  ...parts.grounds,
  ...parts.body,
  ...parts.addressees,
  ...parts.recipients,
  ...parts.abstract,
]

/** The mark stands on the first of the two vowels that end a syllable: hòa, Ủy, khóa; after q the u is no vowel of its own: quý. */
const tones: Record<string, string> = {
  oà: 'òa',
  oá: 'óa',
  oả: 'ỏa',
  oã: 'õa',
  oạ: 'ọa',
  oè: 'òe',
  oé: 'óe',
  oẻ: 'ỏe',
  oẽ: 'õe',
  oẹ: 'ọe',
  uỳ: 'ùy',
  uý: 'úy',
  uỷ: 'ủy',
  uỹ: 'ũy',
  uỵ: 'ụy',
}
const wrongTone = new RegExp(`(?<![qQ])(?:${Object.keys(tones).join('|')})(?!\\p{L})`, 'iu')

/** The same words with each tone mark where it belongs. */
export const inTone = (words: string): string =>
  words.replace(new RegExp(wrongTone, 'giu'), (pair) => {
    const right = tones[pair.toLowerCase()] ?? pair
    if (inCapitals(pair)) return right.toUpperCase()
    return pair.charAt(0) === pair.charAt(0).toUpperCase() ? right.charAt(0).toUpperCase() + right.slice(1) : right
  })

const recorded = new WeakMap<FormFacts, Set<string>>()

/** Two words of a name as the name is recorded, where its mark stands otherwise: a place is called as the law that made it calls it (Cảnh Thuỵ). */
function ownMarks(facts: FormFacts): Set<string> {
  const known = recorded.get(facts)
  if (known) return known
  const pairs = facts.units.flatMap(({ name }) =>
    name
      .toLowerCase()
      .split(/\s+/u)
      .flatMap((word, n, words) => (n > 0 && inTone(word) !== word ? [`${words[n - 1]} ${word}`] : [])),
  )
  const own = new Set(pairs)
  recorded.set(facts, own)
  return own
}

export const spellingRules: Rules = {
  'spelling.tone': once(
    textRule((page): Found[] => {
      const own = ownMarks(page.facts)
      return [...page.parts.issuer, ...text(page), ...page.parts.authority].flatMap((block) =>
        replaced(block, /[\p{L}]+/u, ({ 0: word, index, input }) => {
          const [before = ''] = /[\p{L}]+(?=\s+$)/u.exec(input.slice(0, index)) ?? []
          return own.has(`${before} ${word}`.toLowerCase()) ? null : inTone(word)
        }),
      )
    }),
  ),
  'spelling.spaces': once({
    // Spaces of a PDF are gaps between letters.
    needs: ['text', 'ink'],
    find: (page) =>
      text(page).flatMap((block): Found[] => {
        const told = (there: string, wanted: string) => (one: Found) => ({
          ...one,
          quote: block.text.slice(0, 60),
          there,
          wanted,
        })
        return [
          // Rows of spaces that lay something out are left alone, and so is the indent of a paragraph.
          ...replaced(block, /(?<=\S) {2,4}(?=\S)/u, () => ' ').map(told('␣␣', '␣')),
          ...replaced(block, /(?<=[\p{L}\d)”"]) +(?=[,;:.!?](?:\s|$))/u, () => '').map(told('␣,', ',')),
        ]
      }),
  }),
}
