import { fold } from '../sheet.ts'
import {
  aligned,
  capitals,
  type Found,
  type Page,
  present,
  type Rules,
  ruledBelow,
  ruledInPart,
  sized,
  styled,
  textRule,
} from './rule.ts'

/** The issuing agency and the one above it (Appendix I, II.2). */

const issuer = ({ parts }: Page) => parts.issuer
const superior = ({ parts }: Page) => parts.superior
const full = (name: string) => name.replace(/^UBND\b/iu, 'ỦY BAN NHÂN DÂN')

export const issuerRules: Rules = {
  'superior.name': textRule(({ parts, facts }): Found[] => {
    if (parts.issuer.length === 0) return []
    const there = parts.superior.map((one) => one.text).join(' ')
    const wanted = facts.superior ?? ''
    if (fold(full(there)) === fold(full(wanted))) return []
    return [
      { block: parts.superior[0] ?? parts.issuer[0] ?? null, there: there || '{none}', wanted: wanted || '{none}' },
    ]
  }),
  'superior.style': {
    needs: ['text', 'type'],
    find: (page) => [...styled(superior, { bold: false, italic: false }).find(page), ...capitals(superior).find(page)],
  },
  'superior.size': sized(superior, 12, 13),
  'issuer.present': present(issuer, 'CƠ QUAN BAN HÀNH'),
  'issuer.name': textRule(({ parts, facts }) => {
    if (parts.issuer.length === 0) return []
    const there = parts.issuer.map((one) => one.text).join(' ')
    const wanted = facts.issuer.join(' ')
    return there.toUpperCase() === wanted ? [] : [{ block: parts.issuer[0] ?? null, there, wanted }]
  }),
  'issuer.case': capitals(issuer),
  'issuer.size': sized(issuer, 12, 13),
  'issuer.style': styled(issuer, { bold: true, italic: false }),
  'issuer.centred': aligned((page) => [...superior(page), ...issuer(page)], 'center'),
  'issuer.line': ruledBelow(issuer),
  'issuer.line-length': ruledInPart(issuer),
}
