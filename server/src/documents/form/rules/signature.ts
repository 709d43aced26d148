import { fold } from '../sheet.ts'
import { namesRole } from '../signatures.ts'
import {
  aligned,
  capitals,
  type Found,
  type Page,
  type Rules,
  replaced,
  rewrite,
  sized,
  styled,
  textRule,
} from './rule.ts'

/** Authority, title and name of the signer (Article 13; Appendix I, II.7). */

const authority = ({ parts }: Page) => parts.signatures.flatMap((one) => one.authority)
const signer = ({ parts }: Page) => parts.signatures.map((one) => one.signer)
const signers = (page: Page) => signer(page).filter((one) => one !== null)
const abbreviation = /^\s*(tm|kt|tl|tuq|q)(\s*\.\s*|\s+)(?=\p{L})/iu

const titles =
  /^(?:(?:GS|PGS|TS|TSKH|ThS|Th\.S|BS|BSCKI{1,2}|KS|CN|LS|NGND|NGƯT|TTND|TTƯT|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Luật sư)\s*[.,]?\s+|(?:GS|PGS|TS|ThS|BS|KS)\.)+/iu
const nameOf = (text: string) => text.replace(titles, '').trim()
const inTitleCase = (name: string) =>
  name
    .toLowerCase()
    .split(/(\s+)/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

export const signatureRules: Rules = {
  'signature.present': textRule(({ parts, facts }) =>
    parts.signatures.flatMap((one, at): Found[] =>
      one.authority.length > 0 && one.signer
        ? []
        : [
            {
              block: one.authority[0] ?? parts.recipientsLabel,
              there: one.authority[0]?.text ?? '{none}',
              wanted:
                facts.signer && at === 0
                  ? `${facts.signer.lines.join(' / ')} / ${facts.signer.name}`
                  : 'QUYỀN HẠN, CHỨC VỤ / Họ và tên',
            },
          ],
    ),
  ),
  'signature.authority': textRule(({ parts, facts }): Found[] => {
    if (!facts.signer || parts.authority.length === 0 || namesRole(parts.authority, facts)) return []
    const there = parts.authority.map((one) => one.text)
    if (fold(there.join('')) === fold(facts.signer.lines.join(''))) return []
    return [{ block: parts.authority[0] ?? null, there: there.join(' / '), wanted: facts.signer.lines.join(' / ') }]
  }),
  'signature.form': textRule((page) =>
    authority(page).flatMap((block) => replaced(block, abbreviation, (match) => `${(match[1] ?? '').toUpperCase()}. `)),
  ),
  'signature.order': textRule(({ parts }) =>
    parts.signatures.flatMap(({ authority: lines }): Found[] => {
      const own = lines.findIndex((one) => !abbreviation.test(one.text))
      const late = lines.find((one, at) => own >= 0 && at > own && abbreviation.test(one.text))
      return late
        ? [
            {
              block: late,
              there: lines.map((one) => one.text).join(' / '),
              wanted: `${late.text} / ${lines[own]?.text}`,
            },
          ]
        : []
    }),
  ),
  'signature.case': capitals(authority),
  'signature.size': sized(authority, 13, 14),
  'signature.style': styled(authority, { bold: true, italic: false }),
  'signature.centred': aligned((page) => [...authority(page), ...signer(page)], 'center'),
  'signer.name': textRule(({ parts: { signer: block }, facts }) =>
    !block || !facts.signer || fold(nameOf(block.text)) === fold(facts.signer.name)
      ? []
      : [{ block, there: block.text, wanted: facts.signer.name }],
  ),
  'signer.case': textRule((page) =>
    signers(page).flatMap((block): Found[] => {
      const name = nameOf(block.text)
      const wanted = inTitleCase(name)
      const before = block.text.slice(0, block.text.length - name.length)
      return name === wanted ? [] : [{ block, there: name, wanted, fixes: [rewrite(block, () => before + wanted)] }]
    }),
  ),
  'signer.title-free': textRule((page) =>
    signers(page).flatMap((block): Found[] =>
      nameOf(block.text) !== block.text
        ? [{ block, there: block.text, wanted: nameOf(block.text), fixes: [rewrite(block, () => nameOf(block.text))] }]
        : [],
    ),
  ),
  'signer.size': sized(signer, 13, 14),
  'signer.style': styled(signer, { bold: true, italic: false }),
}
