import { type Fault, fault, faults, fieldNames } from '@mocban/contract/refusals/faults'
import IntlMessageFormat from 'intl-messageformat'
import type { Language } from './refuse.ts'

/** An issue as zod has it, by way of the HTTP server. */
export interface Issue {
  keyword: string
  instancePath: string
  params: Record<string, unknown>
}

/** What is wrong with what was sent, as few kinds that people know; zod's own sentences are for who writes programs. */
export function faultsOf(issues: Issue[], sent: unknown): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    const path = issue.instancePath.slice(1).split('/').filter(Boolean)
    if (issue.keyword === 'unrecognized_keys')
      return (issue.params.keys as string[]).map((key) => ({ path: [...path, key], kind: 'unknown' }))
    const limit = Number(issue.params.maximum ?? issue.params.minimum)
    const kind = kindOf(issue, path.reduce<unknown>(inside, sent), limit)
    return [{ path, kind, ...(kind.startsWith('too-') ? { limit } : {}) }]
  })
}

const inside = (value: unknown, key: string): unknown =>
  value && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined

function kindOf({ keyword, params }: Issue, value: unknown, limit: number): Fault['kind'] {
  if (value === undefined || value === null) return 'missing'
  const { origin, format, expected } = params
  if (keyword === 'too_big') return origin === 'string' ? 'too-long' : origin === 'array' ? 'too-many' : 'too-great'
  if (keyword === 'too_small') {
    if (origin === 'string' || origin === 'array') {
      if (limit === 1) return 'missing'
      return origin === 'string' ? 'too-short' : 'too-few'
    }
    return 'too-small'
  }
  if (keyword === 'invalid_format') return format === 'date' || format === 'datetime' ? 'not-a-date' : 'wrong-form'
  if (keyword === 'invalid_type') return expected === 'number' || expected === 'int' ? 'not-a-number' : 'wrong-form'
  return keyword === 'invalid_value' ? 'not-one-of' : 'wrong'
}

/** Which field and what of it, in the reader's language: “Trích yếu dài quá 1000 ký tự”. */
export function faultWords({ path, kind, limit }: Fault, language: Language): string {
  const what = new IntlMessageFormat(faults[kind][language], language).format({ limit }) as string
  const where = path.map((step, at) => {
    if (Number.isInteger(Number(step))) return ` ${Number(step) + 1}`
    return `${at > 0 ? ' › ' : ''}${nameOf(step, language)}`
  })
  return [where.join(''), what].filter(Boolean).join(' ')
}

const nameOf = (field: string | number, language: Language): string => fieldNames[field]?.[language] ?? String(field)

/** What `request.invalid` says is wrong: faults, or the one field that was named. */
export function whatIsWrong(values: Record<string, unknown>, language: Language): string {
  const found = fault.array().safeParse(values.faults)
  if (found.success) return found.data.map((one) => faultWords(one, language)).join('; ')
  return nameOf(String(values.what), language)
}
