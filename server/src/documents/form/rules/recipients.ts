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

/** Below the head, above the text, in the middle: in none of the columns of the head, and not pushed to the right. In a table of its own it stands as its cells do. */
function addresseeAstray({ parts }: Page): Found[] {
  const { addressee: block, addressees, head, body } = parts
  if (!block) return []
  const inHead = head.includes(block) || (block.table !== null && head.some((one) => one.table === block.table))
  if (inHead) return [{ block, there: '{inHead}', wanted: '{belowHead}' }]
  if (body[0] && stands(body[0], block)) return [{ block, there: '{belowText}', wanted: '{belowHead}' }]
  const list = addressees.length > 0
  const right = [block, ...addressees].filter((one) => one.align === 'right')
  const astray = right.length === 0 && isPushedRight(block) ? [block] : right
  return astray
    .filter((one) => one.table === null)
    .map((one) => {
      // Several stand below each other, so that their dashes do.
      const left = one === block ? 28 : 40
      const set = list
        ? ({ align: 'left', first: 0, left } as const)
        : ({ align: 'center', first: 0, left: 0 } as const)
      return {
        block: one,
        there: one.align === 'right' ? '{right}' : '{onRight}',
        wanted: list ? '{left}' : '{center}',
        // Tabs and spaces are no one's to take away but who set them.
        fixes: /^\s{2}|^\t/u.test(one.raw) ? [] : [{ kind: 'paragraph', block: one.n, set }],
      }
    })
}

/** Whether one stands above another; in a PDF, where boxes are drawn behind the text, by their places. */
function stands(above: Block, below: Block): boolean {
  const [a, b] = [above.rects[0], below.rects[0]]
  if (!a || !b || above.page !== below.page) return above.n < below.n
  return a.y < b.y
}

/** From here on, in mm, what begins stands on the right half of the page. */
const rightHalf = 70
function isPushedRight(block: Block): boolean {
  const spaces = /^\s*/u.exec(block.raw)?.[0] ?? ''
  const tabs = spaces.split('\t').length - 1
  const begins = (block.left ?? 0) + (block.first ?? 0) + tabs * 12.7 + (spaces.length - tabs) * 1.2
  return block.side === 'right' || (block.align !== 'center' && begins >= rightHalf)
}

export const recipientsRules: Rules = {
  'addressee.present': textRule(({ parts, facts }) =>
    !isLetter(facts) || parts.addressee ? [] : [{ block: null, there: '{none}', wanted: 'Kính gửi: …' }],
  ),
  'addressee.place': { needs: ['text', 'place'], find: addresseeAstray },
  'addressee.label': textRule(({ parts: { addressee: block } }) =>
    block
      ? replaced(block, /^\s*k[íi]nh\s+g[ửu]i(?:\s*:)?[ \u00a0]*/iu, (match) => {
          const behind = block.raw.slice(match[0].length)
          const close = behind !== '' && !/^\s/u.test(behind)
          // However wide the gap is, there is one before a name.
          if (match[0].trim() === 'Kính gửi:' && (!close || /\s$/u.test(match[0]))) return null
          return close ? 'Kính gửi: ' : 'Kính gửi:'
        })
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
