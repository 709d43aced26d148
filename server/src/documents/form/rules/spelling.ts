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

export const spellingRules: Rules = {
  'spelling.tone': once(
    textRule((page): Found[] =>
      [...page.parts.issuer, ...text(page), ...page.parts.authority].flatMap((block) =>
        replaced(block, /[\p{L}]+/u, (match) => inTone(match[0])),
      ),
    ),
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
