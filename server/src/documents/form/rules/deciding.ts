import { fold } from '../sheet.ts'
import { aligned, type Page, type Rules, rewrite, styled, textRule } from './rule.ts'

/** Who decides, and the words with which it is done: above and below the grounds of a decision or resolution (Appendix III, forms 1.1 to 1.3). */

const words: Record<string, string> = {
  'quyet-dinh': 'QUYẾT ĐỊNH:',
  'quyet-dinh-qppl': 'QUYẾT ĐỊNH:',
  'nghi-quyet': 'QUYẾT NGHỊ:',
  'nghi-quyet-qppl': 'QUYẾT NGHỊ:',
}
export const decides = ({ facts }: Page): boolean => facts.typeCode in words
const verb = ({ parts }: Page) => [parts.verb]
const decider = (page: Page) => (decides(page) ? page.parts.decider : [])

export const decidingRules: Rules = {
  'decider.present': textRule((page) => {
    const { parts, facts } = page
    // Without grounds it is not known where they would stand.
    if (!decides(page) || parts.decider.length > 0 || parts.grounds.length === 0) return []
    return [{ block: parts.grounds[0] ?? null, there: '{none}', wanted: facts.issuer.join(' ').toUpperCase() }]
  }),
  'decider.style': styled(decider, { bold: true, italic: false }),
  'decider.centred': aligned(decider, 'center'),
  'verb.present': textRule((page) =>
    !decides(page) || page.parts.verb
      ? []
      : [{ block: page.parts.grounds.at(-1) ?? null, there: '{none}', wanted: words[page.facts.typeCode] ?? '' }],
  ),
  'verb.form': textRule(({ parts: { verb: block }, facts }) => {
    const wanted = words[facts.typeCode]
    // Another word than the type's is for a person to choose.
    if (!block || !wanted || block.text === wanted) return []
    const own = fold(block.text) === fold(wanted)
    return [{ block, there: block.text, wanted, fixes: own ? [rewrite(block, () => wanted)] : [] }]
  }),
  'verb.style': styled(verb, { bold: true, italic: false }),
  'verb.centred': aligned(verb, 'center'),
}
