import type { FormFacts } from './facts.ts'
import { type Block, fold, inCapitals, isEmpty } from './sheet.ts'

/** Who signs: authority and title, and the name below them. Minutes are signed by two, and so is what two parties agree on (Appendix III, form 1.9). */
export interface Signature {
  authority: Block[]
  signer: Block | null
}

export function signatureOf(column: Block[]): Signature {
  // "(Đã ký)", "(Ký, ghi rõ họ tên)" between them are no part of either.
  const written = column.filter((one) => !isEmpty(one) && !/^\(.*\)$/u.test(one.text))
  const signer = written.length > 1 ? (written.at(-1) ?? null) : null
  // A name in capitals is a fault of the name; a title alone is no name.
  const named =
    signer && (!inCapitals(signer.text) || !/^(TM|KT|TL|TUQ|Q)\b|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH/u.test(signer.text))
      ? signer
      : null
  return { authority: written.filter((one) => one !== named), signer: named }
}

const twoSign = ['bien-ban', 'hop-dong', 'ban-ghi-nho', 'ban-thoa-thuan']
const roles = ['chutoa', 'chutri', 'thuky', 'daidien']

/** Minutes name who presided, an agreement whom the signer stands for, in the place of an office. */
export const namesRole = (authority: Block[], facts: FormFacts): boolean =>
  twoSign.includes(facts.typeCode) && authority.some((one) => roles.some((role) => fold(one.text).startsWith(role)))

/** Two signatures side by side below the text; that of the draft's signer, else the right one, comes first. Null where one signs. */
export function pairOf(rest: Block[], facts: FormFacts): { signatures: Signature[]; blocks: Block[] } | null {
  if (!twoSign.includes(facts.typeCode)) return null
  const begin = rest.findLast((one) => isTitle(one) && one.side === 'left' && rest.some((two) => isBeside(one, two)))
  const right = begin && rest.find((two) => isBeside(begin, two))
  if (!begin || !right) return null
  // A title of two lines begins above the last line that has something beside it.
  const first = begin.table === null ? begin.n - 3 : 0
  const column = (side: Block['side']) => {
    const all = rest.filter((one) => one.side === side && one.table === begin.table && !isEmpty(one))
    const from = all.findIndex(
      (one) => one.n >= first && isTitle(one) && (begin.table !== null || one.page === begin.page),
    )
    const below = from < 0 ? [] : all.slice(from)
    const end = below.findIndex((one) => fold(one.text).startsWith('noinhan') || isAppendixLabel(one))
    return end < 0 ? below : below.slice(0, end)
  }
  const [left, beside] = [column('left'), column('right')]
  const signatures = [signatureOf(beside), signatureOf(left)]
  const wanted = facts.signer ? fold(facts.signer.name) : ''
  if (wanted !== '' && signatures[1]?.signer && fold(signatures[1].signer.text).endsWith(wanted)) signatures.reverse()
  return { signatures, blocks: [...left, ...beside] }
}

const isAppendixLabel = (one: Block): boolean => /^ph[ụu]\s*l[ụu]c\b/iu.test(one.text)

/** Capitals that name an office or a role; a role in small letters is one with a fault. */
const isTitle = (one: Block): boolean =>
  one.text.length > 3 &&
  one.text.length < 80 &&
  !/[\d:]/u.test(one.text) &&
  (inCapitals(one.text) || roles.includes(fold(one.text)))

/** In the other column of the same table; without one, on the same line of the page. */
function isBeside(one: Block, two: Block): boolean {
  if (two.side !== 'right' || !isTitle(two) || one.table !== two.table) return false
  if (one.table !== null) return one.columns === 2
  const [a, b] = [one.rects[0], two.rects[0]]
  return a && b ? one.page === two.page && Math.abs(a.y - b.y) < 0.01 : Math.abs(one.n - two.n) < 3
}
