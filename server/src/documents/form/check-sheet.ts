import type { FormCheck, FormFinding } from '@mocban/contract/form'
import { type FormRuleId, formRuleIds } from '@mocban/contract/form-rules'
import { copyTypes, type FormFacts } from './facts.ts'
import type { Fix } from './fix.ts'
import { findParts } from './parts.ts'
import { alignParts } from './pdf-columns.ts'
import { rules } from './rules/index.ts'
import type { Found } from './rules/rule.ts'
import type { Sheet } from './sheet.ts'

/** Part of what a kept check is known by: raise it when the same page would be judged differently. */
export const checkerVersion = 'form-7'

export interface Judged {
  findings: (Omit<FormFinding, 'level'> & { fixes: Fix[] })[]
  untold: FormCheck['untold']
  /** How many rules were looked at. */
  rules: number
}

/** Types that have a form of their own: copies have that of what they copy; Appendix III gives none for a public letter or another's document. */
const ownForm = [...copyTypes, 'thu-cong', 'don-thu', 'khac']
const mostOfOne = 40

/**
 * Looks at a page with every rule. What the file does not tell is said, not guessed. Gives way to others between rules: `progress` is told the share done.
 */
export async function checkSheet(
  sheet: Sheet,
  facts: FormFacts,
  progress: (percent: number) => void = () => {},
): Promise<Judged> {
  if (ownForm.includes(facts.typeCode))
    return { findings: [], untold: [{ reason: 'other-form', rules: [...formRuleIds] }], rules: 0 }
  const parts = findParts(sheet, facts)
  alignParts(sheet, parts, facts)
  const findings: Judged['findings'] = []
  const untold: FormRuleId[] = []
  for (const [at, id] of formRuleIds.entries()) {
    const rule = rules[id]
    if (rule.needs.some((need) => !sheet.tells.has(need))) {
      untold.push(id)
      continue
    }
    const found = rule.find({ sheet, parts, facts })
    findings.push(...found.slice(0, mostOfOne).map((one, n) => asFinding(id, one, n, sheet)))
    progress(Math.round((100 * at) / formRuleIds.length))
    await new Promise((resolve) => setImmediate(resolve))
  }
  const reason = sheet.tells.has('text') ? 'pdf' : 'scan'
  return {
    findings,
    untold: untold.length > 0 ? [{ reason, rules: untold }] : [],
    rules: formRuleIds.length - untold.length,
  }
}

/** Of words that share their paragraph with another component only what is theirs is mended. */
function mendable(sheet: Sheet, fix: Fix): boolean {
  const half = 'block' in fix ? sheet.blocks[fix.block]?.half : null
  return !half || (half === 'own-runs' && fix.kind !== 'paragraph')
}

function asFinding(rule: FormRuleId, found: Found, n: number, sheet: Sheet): Judged['findings'][number] {
  const { block } = found
  const fixes = sheet.kind === 'docx' ? (found.fixes ?? []).filter((fix) => mendable(sheet, fix)) : []
  const paragraph = block && block.part === 'body' ? block.n : null
  return {
    key: `${rule}:${block?.n ?? '-'}:${n}`,
    rule,
    paragraph,
    page: block?.page ?? null,
    rects: block?.rects ?? [],
    quote: (found.quote ?? block?.text ?? '').slice(0, 300),
    there: found.there.slice(0, 300),
    wanted: found.wanted.slice(0, 300),
    fixable: fixes.length > 0,
    fixes,
  }
}
