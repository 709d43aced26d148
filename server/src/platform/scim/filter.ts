import { type RawBuilder, sql } from 'kysely'
import { ScimError } from './scim-error.ts'

/** Attributes that can be asked for, as SQL; names compare without case, as the standard has it. */
export type Columns = Record<string, RawBuilder<unknown>>
/** Attributes with several values: a row `e` each, with what may be asked of one; `value` stands for the whole. */
export type Several = Record<string, { rows: RawBuilder<unknown>; columns: Columns }>

const word = /^\s*(?:"((?:[^"\\]|\\.)*)"|([()[\]])|([^\s()[\]"]+))/

/**
 * A filter of RFC 7644, 3.4.2.2 as SQL: eq, ne, co, sw, ew, pr, gt, ge, lt, le with and, or, not and brackets, on the attributes given; of those with several values one
 * that fits is looked for, `emails[type eq "work" and value co "@"].value`.
 * @throws ScimError invalidFilter
 */
export function filterToSql(filter: string, columns: Columns, several: Several = {}): RawBuilder<boolean> {
  const words = wordsOf(filter)
  let at = 0
  let depth = 0
  /** What may be asked here: of a resource, or in square brackets of one value. */
  let asked = columns
  const next = () => words[at++]
  const peek = () => (words[at]?.quoted ? '' : words[at]?.text.toLowerCase())
  const joined = (joint: 'and' | 'or', part: () => RawBuilder<boolean>) => {
    let left = part()
    while (peek() === joint) {
      at += 1
      left = sql<boolean>`(${left} ${sql.raw(joint)} ${part()})`
    }
    return left
  }
  const either = (): RawBuilder<boolean> => joined('or', () => joined('and', one))
  const inside = (closing: string) => {
    at += 1
    depth += 1
    if (depth > 20) throw wrong()
    const found = either()
    if (next()?.text !== closing) throw wrong()
    depth -= 1
    return found
  }
  const one = (): RawBuilder<boolean> => {
    const not = peek() === 'not'
    if (not) at += 1
    if (peek() === '(') {
      const found = inside(')')
      return not ? sql<boolean>`(not ${found})` : found
    }
    if (not) throw wrong()
    return attribute()
  }
  const attribute = (): RawBuilder<boolean> => {
    const name = next()?.text.toLowerCase().replace(prefix, '') ?? ''
    const column = asked[name]
    if (column) return test(column, name)
    const [first = '', sub = 'value'] = name.split('.')
    const set = asked === columns ? several[first] : undefined
    if (!set) throw wrong()
    let where = sql<boolean>`true`
    if (peek() === '[') {
      if (name !== first) throw wrong()
      asked = set.columns
      where = inside(']')
      asked = columns
      if (!peek()?.startsWith('.')) return sql<boolean>`exists (select from ${set.rows} where ${where})`
    }
    const of = peek()?.startsWith('.') ? (next()?.text.slice(1).toLowerCase() ?? '') : sub
    const part = set.columns[of]
    if (!part) throw wrong()
    return sql<boolean>`exists (select from ${set.rows} where ${where} and ${test(part, of)})`
  }
  const test = (column: RawBuilder<unknown>, name: string): RawBuilder<boolean> => {
    const operator = next()?.text.toLowerCase()
    if (!operator) throw wrong()
    if (operator === 'pr') return sql<boolean>`coalesce((${column})::text, '') <> ''`
    const given = next()
    if (!given) throw wrong()
    return name.startsWith('meta.')
      ? compareMoment(column, operator, given.text)
      : compare(column, operator, given.text)
  }
  const result = either()
  if (at < words.length) throw wrong()
  return result
}

/** What stands before an attribute of these kinds without changing what is meant. */
export const prefix = /^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/i

function wordsOf(filter: string): { text: string; quoted: boolean }[] {
  const words = []
  for (let rest = filter.slice(0, 2000); rest.trim(); ) {
    const found = word.exec(rest)
    if (!found) throw wrong()
    words.push({
      text: found[1]?.replace(/\\(.)/g, '$1') ?? found[2] ?? found[3] ?? '',
      quoted: found[1] !== undefined,
    })
    rest = rest.slice(found[0].length)
  }
  return words
}

const signs: Record<string, string> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' }

function compare(column: RawBuilder<unknown>, operator: string, given: string) {
  const value = given.toLowerCase()
  const text = sql`lower(coalesce((${column})::text, ''))`
  const like = value.replace(/[\\%_]/g, '\\$&')
  const pattern = { co: `%${like}%`, sw: `${like}%`, ew: `%${like}` }[operator]
  if (pattern !== undefined) return sql<boolean>`${text} like ${pattern}`
  return sql<boolean>`${text} ${signOf(operator)} ${value}`
}

/** Moments, whatever zone they are written in. */
function compareMoment(column: RawBuilder<unknown>, operator: string, given: string) {
  if (Number.isNaN(Date.parse(given))) throw wrong()
  return sql<boolean>`(${column}) ${signOf(operator)} ${new Date(given).toISOString()}::timestamptz`
}

function signOf(operator: string) {
  const sign = signs[operator]
  if (!sign) throw wrong()
  return sql.raw(sign)
}

const wrong = () => new ScimError(400, 'this filter is not understood', 'invalidFilter')
