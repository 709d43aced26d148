import type pg from 'pg'

/** What bulk loading needs of a connection that owns the tables. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>
  /** Inserts rows by columns: `rows('person (id, full_name)', […], ['uuid', 'text'])`. */
  rows(target: string, rows: unknown[][], types: string[]): Promise<void>
  /** `unnest($1::uuid[], …) as t (id, …)` for statements of one's own. */
  table(types: string[], names: string): string
  columns(rows: unknown[][], count: number): unknown[][]
}

export function sqlOf(client: pg.Client): Sql {
  const table = (types: string[], names: string) =>
    `unnest(${types.map((type, n) => `$${n + 1}::${type}[]`).join(', ')}) as t (${names})`
  const columns = (rows: unknown[][], count: number) =>
    Array.from({ length: count }, (_, n) => rows.map((row) => row[n] ?? null))
  return {
    query: (text, values) => client.query(text, values),
    table,
    columns,
    async rows(target, rows, types) {
      const names = types.map((_, n) => `c${n}`).join(', ')
      await client.query(`insert into ${target} select * from ${table(types, names)}`, columns(rows, types.length))
    },
  }
}
