import { type RawBuilder, sql } from 'kysely'
import { ScimError } from './scim-error.ts'

/** Attributes that can be asked for, as SQL; names compare without case, as the standard has it. */
export type Columns = Record<string, RawBuilder<unknown>>

const word = /^\s*(?:"((?:[^"\\]|\\.)*)"|([()])|([^\s()"]+))/

/**
 * A filter of RFC 7644, 3.4.2.2 as SQL: eq, ne, co, sw, ew, pr with and, or, not and brackets, on the attributes given.
 * @throws ScimError invalidFilter
 */
export function filterToSql(filter: string, columns: Columns): RawBuilder<boolean> {
  const words: { text: string; quoted: boolean }[] = []
  for (let rest = filter.slice(0, 2000); rest.trim(); ) {
    const found = word.exec(rest)
    if (!found) throw wrong()
    words.push({
      text: found[1]?.replace(/\\(.)/g, '$1') ?? found[2] ?? found[3] ?? '',
      quoted: found[1] !== undefined,
    })
    rest = rest.slice(found[0].length)
  }
  let at = 0
  let depth = 0
  const peek = () => (words[at]?.quoted ? '' : words[at]?.text.toLowerCase())
  const either = (): RawBuilder<boolean> => {
    let left = both()
    while (peek() === 'or') {
      at += 1
      left = sql<boolean>`(${left} or ${both()})`
    }
    return left
  }
  const both = (): RawBuilder<boolean> => {
    let left = one()
    while (peek() === 'and') {
      at += 1
      left = sql<boolean>`(${left} and ${one()})`
    }
    return left
  }
  const one = (): RawBuilder<boolean> => {
    const not = peek() === 'not'
    if (not) at += 1
    if (peek() === '(') {
      at += 1
      depth += 1
      if (depth > 20) throw wrong()
      const inside = either()
      if (words[at++]?.text !== ')') throw wrong()
      depth -= 1
      return not ? sql<boolean>`(not ${inside})` : inside
    }
    if (not) throw wrong()
    const column = columns[words[at++]?.text.toLowerCase() ?? '']
    const operator = words[at++]?.text.toLowerCase()
    if (!column || !operator) throw wrong()
    if (operator === 'pr') return sql<boolean>`(${column})::text <> ''`
    const given = words[at++]
    if (!given) throw wrong()
    return compare(column, operator, given)
  }
  const result = either()
  if (at < words.length) throw wrong()
  return result
}

function compare(column: RawBuilder<unknown>, operator: string, given: { text: string; quoted: boolean }) {
  const value = given.text.toLowerCase()
  const text = sql`lower(coalesce((${column})::text, ''))`
  const like = value.replace(/[\\%_]/g, '\\$&')
  switch (operator) {
    case 'eq':
      return sql<boolean>`${text} = ${value}`
    case 'ne':
      return sql<boolean>`${text} <> ${value}`
    case 'co':
      return sql<boolean>`${text} like ${`%${like}%`}`
    case 'sw':
      return sql<boolean>`${text} like ${`${like}%`}`
    case 'ew':
      return sql<boolean>`${text} like ${`%${like}`}`
    default:
      throw wrong()
  }
}

const wrong = () => new ScimError(400, 'this filter is not understood', 'invalidFilter')
