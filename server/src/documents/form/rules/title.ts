import { isLetter } from '../facts.ts'
import { fold } from '../sheet.ts'
import {
  aligned,
  capitals,
  type Page,
  type Rule,
  type Rules,
  replaced,
  rewrite,
  ruledBelow,
  ruledInPart,
  sized,
  styled,
  textRule,
} from './rule.ts'

/** Type and abstract (Appendix I, II.5). */

const type = ({ parts }: Page) => [parts.type]
const abstract = ({ parts }: Page) => parts.abstract

/** One look for a named document, another for a letter. */
const either = (letter: Rule, named: Rule): Rule => ({
  needs: letter.needs,
  find: (page) => (isLetter(page.facts) ? letter : named).find(page),
})
const ofNamed = (rule: Rule): Rule => either({ needs: rule.needs, find: () => [] }, rule)

const withoutPrefix = (text: string) => text.replace(/^v\s*\/?\s*v\s*/iu, '').replace(/^về việc\s*/iu, '')

export const titleRules: Rules = {
  'type.present': textRule(({ parts, facts, sheet }) => {
    if (!isLetter(facts))
      return parts.type ? [] : [{ block: null, there: '{none}', wanted: facts.typeName.toUpperCase() }]
    const named = sheet.blocks.find(
      (one) => one.part === 'body' && fold(one.text) === 'congvan' && one.align === 'center',
    )
    return named ? [{ block: named, there: named.text, wanted: '{none}' }] : []
  }),
  'type.name': textRule(({ parts: { type: block }, facts }) =>
    !block || block.text.toUpperCase() === facts.typeName.toUpperCase()
      ? []
      : [{ block, there: block.text, wanted: facts.typeName.toUpperCase() }],
  ),
  'type.case': capitals(type),
  'type.size': sized(type, 13, 14),
  'type.style': styled(type, { bold: true, italic: false }),
  'type.centred': aligned(type, 'center'),
  'abstract.present': textRule(({ parts, facts }) =>
    parts.abstract.length > 0 || (!isLetter(facts) && !parts.type)
      ? []
      : [
          {
            block: parts.type ?? parts.symbol,
            there: '{none}',
            wanted: isLetter(facts) ? `V/v ${facts.abstract}` : facts.abstract,
          },
        ],
  ),
  'abstract.same': textRule(({ parts, facts }) => {
    const there = parts.abstract.map((one) => one.text).join(' ')
    if (there === '' || facts.abstract === '' || fold(withoutPrefix(there)) === fold(withoutPrefix(facts.abstract)))
      return []
    return [{ block: parts.abstract[0] ?? null, there, wanted: facts.abstract }]
  }),
  'abstract.size': either(sized(abstract, 12, 13), sized(abstract, 13, 14)),
  'abstract.style': either(
    styled(abstract, { bold: false, italic: false }),
    styled(abstract, { bold: true, italic: false }),
  ),
  'abstract.centred': aligned(abstract, 'center'),
  'abstract.line': ofNamed(ruledBelow(abstract)),
  'abstract.line-length': ofNamed(ruledInPart(abstract)),
  'abstract.end': textRule(({ parts }) => {
    const last = parts.abstract.at(-1)
    return last ? replaced(last, /(?<=\p{L}[\p{L}\d\s)]*)\.\s*$/u, () => '') : []
  }),
  // What begins with a name keeps it as it is written.
  'abstract.capital': ofNamed(
    textRule(({ parts }) => {
      const [first] = parts.abstract
      return first ? replaced(first, /^\s*\p{Ll}(?=[\p{Ll}\s])/u, (match) => match[0].toLocaleUpperCase('vi')) : []
    }),
  ),
  'abstract.prefix': textRule(({ parts, facts }) => {
    const [first] = parts.abstract
    if (!first || !isLetter(facts) || /^V\/v\s/u.test(first.text)) return []
    const rest = withoutPrefix(first.raw.trim())
    return [
      {
        block: first,
        there: first.text.slice(0, 40),
        wanted: `V/v ${rest.slice(0, 30)}`,
        fixes: [rewrite(first, () => `V/v ${rest}`)],
      },
    ]
  }),
}
