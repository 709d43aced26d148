import { isLetter } from '../facts.ts'
import { type Block, fold } from '../sheet.ts'
import { aligned, type Found, type Page, present, type Rules, replaced, sized, styled, textRule } from './rule.ts'

/** Kính gửi and Nơi nhận (Appendix I, II.9). */

const label = ({ parts }: Page) => [parts.recipientsLabel]
const list = ({ parts }: Page) => parts.recipients
/** Told to stand elsewhere than at the left margin, where the label and its list begin. */
const astray = ({ parts }: Page) =>
  [parts.recipientsLabel, ...parts.recipients].filter((one) => one?.align === 'right' || one?.align === 'center')
const addressed = ({ parts }: Page) => [parts.addressee, ...parts.addressees]

/** One a line: a dash before, a semicolon behind, a full stop behind the last. */
function listMarks(blocks: Block[]): Found[] {
  return blocks.flatMap((block, at) => {
    const mark = at === blocks.length - 1 ? '.' : ';'
    const begins =
      block.label !== ''
        ? []
        : replaced(block, /^\s*[-–+•]?\s*(?=[^\s\-–+•])/u, (match) => (/^\s*-\s/u.test(match[0]) ? null : '- '))
    const ends = block.text.endsWith(mark) ? [] : replaced(block, /(?<=[^\s;.,:])[\s;.,:]*$/u, () => mark)
    const both = [...begins, ...ends]
    if (both.length === 0) return []
    return [{ block, there: block.text, wanted: `- …${mark}`, fixes: both.flatMap((one) => one.fixes ?? []) }]
  })
}

export const recipientsRules: Rules = {
  'addressee.present': textRule(({ parts, facts }) =>
    !isLetter(facts) || parts.addressee ? [] : [{ block: null, there: '{none}', wanted: 'Kính gửi: …' }],
  ),
  'addressee.label': textRule(({ parts: { addressee: block } }) =>
    block
      ? replaced(block, /^\s*k[íi]nh\s+g[ửu]i\s*:?/iu, (match) =>
          match[0].trim() === 'Kính gửi:' ? null : 'Kính gửi:',
        )
      : [],
  ),
  'addressee.style': styled(addressed, { bold: false, italic: false }),
  'addressee.size': sized(addressed, 13, 14),
  'addressee.marks': textRule(({ parts }) => {
    const one = parts.addressee
    if (one && parts.addressees.length === 0 && /;\s*\p{L}/u.test(one.text))
      return [{ block: one, there: one.text, wanted: '{perLine}' }]
    return listMarks(parts.addressees)
  }),
  'recipients.present': present(label, 'Nơi nhận:'),
  'recipients.label': textRule(({ parts: { recipientsLabel: block } }) =>
    block
      ? replaced(block, /^\s*n[ơo]i\s+nh[ậa]n\s*:?\s*$/iu, (match) =>
          match[0].trim() === 'Nơi nhận:' ? null : 'Nơi nhận:',
        )
      : [],
  ),
  'recipients.label-size': sized(label, 12, 12),
  'recipients.label-style': styled(label, { bold: true, italic: true }),
  'recipients.size': sized(list, 11, 11),
  'recipients.style': styled(list, { bold: false, italic: false }),
  'recipients.marks': textRule(({ parts }) => listMarks(parts.recipients)),
  'recipients.archive': textRule(({ parts }) => {
    const last = parts.recipients.at(-1)
    if (!last || /^[-–]?\s*Lưu:\s*VT\b/u.test(last.text)) return []
    return [{ block: last, there: last.text, wanted: '- Lưu: VT, ….' }]
  }),
  // Which of two is meant somebody has to say.
  'recipients.archive-once': textRule(({ parts }) =>
    parts.recipients
      .slice(0, -1)
      .filter((one) => /^[-–]?\s*Lưu\s*:/iu.test(one.text))
      .map((block) => ({ block, there: block.text, wanted: '{none}' })),
  ),
  'recipients.as-above': textRule(({ parts }) => {
    const [first] = parts.recipients
    if (!first || !parts.addressee || fold(first.text).startsWith('nhu')) return []
    return [{ block: first, there: first.text, wanted: '- Như trên;' }]
  }),
  'recipients.side': {
    needs: ['text', 'place'],
    find: (page) => {
      const { recipientsLabel: block } = page.parts
      if (block?.side === 'right') return [{ block, there: '{onRight}', wanted: '{onLeft}' }]
      return aligned(astray, 'left').find(page)
    },
  },
}
