import { isDrafterMark } from '../parts.ts'
import { fold, inCapitals } from '../sheet.ts'
import { aligned, capitals, type Found, type Page, type Rules, sized, styled, textRule } from './rule.ts'

/** Appendices, marks of urgency, the drafter's mark (Appendix I, part III). */

const labels = ({ parts }: Page) => parts.appendices.map(([label]) => label ?? null)
const urgency = ({ parts }: Page) => [parts.urgency]
const drafter = ({ sheet }: Page) => sheet.blocks.filter((one) => one.part === 'body' && isDrafterMark(one))
const urgencyWords = { normal: '', urgent: 'KHẨN', 'very-urgent': 'THƯỢNG KHẨN', express: 'HỎA TỐC' }
const secrets = ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT']

export const appendixAndMarkRules: Rules = {
  'appendix.label': {
    needs: ['text', 'type'],
    find: (page) => [
      ...styled(labels, { bold: true, italic: false }).find(page),
      ...aligned(labels, 'center').find(page),
    ],
  },
  'appendix.number': textRule(({ parts }) =>
    parts.appendices.length < 2
      ? []
      : parts.appendices.flatMap(([label]): Found[] =>
          label && !/\s[IVXLC]+\s*[.:]?$/u.test(label.text)
            ? [{ block: label, there: label.text, wanted: 'Phụ lục I, II, III' }]
            : [],
        ),
  ),
  'appendix.title': textRule(({ parts }) =>
    parts.appendices.flatMap(([label, title]): Found[] =>
      label && !(title && inCapitals(title.text))
        ? [{ block: title ?? label, there: title?.text.slice(0, 60) ?? '{none}', wanted: '{title}, {capitals}' }]
        : [],
    ),
  ),
  'appendix.from': textRule(({ parts }) =>
    parts.appendices.flatMap(([label, ...rest]): Found[] =>
      label && !rest.slice(0, 5).some((one) => /^\(\s*k[èe]m theo\s/iu.test(one.text))
        ? [{ block: label, there: '{none}', wanted: '(Kèm theo … số …/… ngày … tháng … năm … của …)' }]
        : [],
    ),
  ),
  'appendix.named': textRule(({ parts }) => {
    const [first] = parts.appendices
    const told = [...parts.body, ...parts.grounds].some(
      (one) => fold(one.text).includes('phuluc') || /kèm theo/iu.test(one.text),
    )
    return first?.[0] && !told ? [{ block: first[0], there: '{none}', wanted: 'Phụ lục kèm theo' }] : []
  }),
  'urgency.mark': textRule(({ parts, facts }) => {
    const wanted = urgencyWords[facts.urgency]
    const there = parts.urgency?.text.toUpperCase() ?? ''
    return there === wanted
      ? []
      : [{ block: parts.urgency ?? parts.symbol, there: there || '{none}', wanted: wanted || '{none}' }]
  }),
  'urgency.style': {
    needs: ['text', 'type'],
    find: (page) => [
      ...styled(urgency, { bold: true, italic: false }).find(page),
      ...sized(urgency, 13, 14).find(page),
      ...capitals(urgency).find(page),
    ],
  },
  'secrecy.none': textRule(({ sheet }) =>
    sheet.blocks
      .filter((one) => one.part === 'body' && secrets.includes(one.text))
      .map((block) => ({ block, there: block.text, wanted: '{none}' })),
  ),
  'drafter.mark': {
    needs: ['text', 'type'],
    find: (page) => [
      ...styled(drafter, { bold: false, italic: false }).find(page),
      ...sized(drafter, 11, 11).find(page),
      ...capitals(drafter).find(page),
    ],
  },
}
