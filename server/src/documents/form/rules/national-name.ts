import { isEmpty } from '../sheet.ts'
import { aligned, type Page, present, type Rules, rewrite, ruledBelow, sized, styled, textRule } from './rule.ts'

/** National name and motto (Appendix I, II.1). */

const countryWords = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const mottoWords = 'Độc lập - Tự do - Hạnh phúc'
const country = ({ parts }: Page) => [parts.country]
const motto = ({ parts }: Page) => [parts.motto]

export const nationalNameRules: Rules = {
  'country.present': present(country, countryWords),
  'country.wording': textRule(({ parts: { country: block } }) =>
    !block || block.text === countryWords
      ? []
      : [{ block, there: block.text, wanted: countryWords, fixes: [rewrite(block, () => countryWords)] }],
  ),
  'country.size': sized(country, 12, 13),
  'country.style': styled(country, { bold: true, italic: false }),
  'country.centred': aligned(country, 'center'),
  'country.side': {
    needs: ['text', 'place'],
    find: ({ sheet, parts: { country: block } }) => {
      if (!block) return []
      const above = sheet.blocks.filter(
        (one) => one.part === 'body' && one.n < block.n && !isEmpty(one) && one.side === 'full',
      )
      return block.side === 'right' && above.length === 0
        ? []
        : [
            {
              block,
              there: block.side === 'right' ? '{some}' : block.side === 'left' ? '{onLeft}' : '{left}',
              wanted: '{onRight}',
            },
          ]
    },
  },
  'motto.present': present(motto, mottoWords),
  'motto.wording': textRule(({ parts: { motto: block } }) =>
    !block || block.text === mottoWords
      ? []
      : [{ block, there: block.text, wanted: mottoWords, fixes: [rewrite(block, () => mottoWords)] }],
  ),
  'motto.size': sized(motto, 13, 14),
  'motto.style': styled(motto, { bold: true, italic: false }),
  'motto.centred': aligned(motto, 'center'),
  'motto.line': ruledBelow(motto, true),
}
