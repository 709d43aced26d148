import type pg from 'pg'
import type { Row } from '../story/world.ts'

const atOnce = 1500

/** Rows into a table, some thousands a statement; the database checks every reference. */
export async function insertRows(client: pg.Client, table: string, rows: Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
    .map((name) => `"${name}"`)
    .join(', ')
  for (let n = 0; n < rows.length; n += atOnce) {
    await client
      .query(
        `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
        [JSON.stringify(rows.slice(n, n + atOnce))],
      )
      .catch((error: Error) => {
        throw new Error(`${table}: ${error.message}`, { cause: error })
      })
  }
}
