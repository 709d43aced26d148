import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'

const mark = '/* often */ '

/**
 * Begins a statement that every request or registration asks: each connection keeps its plan instead of making it again, which costs more than running
 * it. Only for statements whose best plan does not depend on their values.
 */
export const often = sql.raw(mark)

const names = new Map<string, string>()
function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 20)
    names.set(text, name)
  }
  return name
}

/** Lets a connection keep the plans of marked statements. */
export function keepPlans(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (text: unknown, values?: unknown, ...rest: unknown[]) => unknown
  client.query = ((text: unknown, values?: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && text.startsWith(mark)
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest)) as typeof client.query
}
