import { makeSmallProvince } from '../organisation/testing/small-province.ts'
import { createTestDatabase } from '../platform/testing/index.ts'
import { openLook, type Table } from './look-at-rows.ts'
import { plantedRows } from './planted-rows.ts'
import { everybodyOf, type Somebody } from './principals.ts'

/** A table that the program's role is given nothing of. */
export const notGiven = (table: Table) => table.grants.length === 0 && table.policies.length === 0

/** A province of its own with rows planted in every table, and what everybody sees of them and may do with them against what they should. */
export async function openPlantedLook() {
  const database = await createTestDatabase()
  const province = await makeSmallProvince(database)
  const look = await openLook(database.ownerUrl)
  const tables = await look.tables()
  // A connection without an actor, too.
  const everybody = [null, ...(await everybodyOf(database, province))]
  const rows = plantedRows(province)
  // What the program's role is given nothing of is nobody's to see, whatever it holds.
  for (const table of tables.filter(notGiven))
    if (!rows.some((row) => row.table === table.name)) rows.push({ table: table.name, values: {}, seen: () => false })
  const planted = await look.plant(tables, rows)
  const rowsOf = (table: Table) => planted.filter((row) => row.table === table.name)
  const called = (who: Somebody | null) => who?.name ?? 'a connection without an actor'

  /** What anybody sees of the tables that they should not, or does not see that they should. Ends at the first with `first`. */
  async function wronglySeen(of: Table[], first = false): Promise<string[]> {
    const wrong: string[] = []
    for (const who of everybody) {
      const seen = await look.seen(who, of)
      for (const [n, table] of of.entries())
        for (const row of rowsOf(table)) {
          const should = who !== null && row.seen(who)
          if (seen[n]?.has(row.key) !== should)
            wrong.push(`${called(who)} ${should ? 'does not see' : 'sees'} ${table.name} ${JSON.stringify(row.values)}`)
        }
      if (first && wrong.length > 0) break
    }
    return wrong
  }

  /** Who may put in a row that they should not, or may not put in one that they should. */
  async function wronglyInserted(of: Table[], first = false): Promise<string[]> {
    const wrong: string[] = []
    const rows = of.flatMap(rowsOf)
    for (const who of everybody) {
      const may = await look.insertable(who, rows)
      for (const row of rows) {
        const should = who !== null && (row.written ?? row.seen)(who)
        if (may.has(row) !== should)
          wrong.push(`${called(who)} ${should ? 'may not' : 'may'} write ${row.table} ${JSON.stringify(row.values)}`)
      }
      if (first && wrong.length > 0) break
    }
    return wrong
  }

  /** Who sees nothing of a table and still changes it. */
  async function wronglyChanged(of: Table[], change: (table: Table) => string, first = false): Promise<string[]> {
    const wrong: string[] = []
    for (const who of everybody) {
      const outside = of.filter(
        (table) =>
          who === null || (!who.capabilities.includes('administer') && !rowsOf(table).some((row) => row.seen(who))),
      )
      if (outside.length === 0) continue
      for (const done of await look.reaches(who, outside.map(change))) wrong.push(`${called(who)}: ${done}`)
      if (first && wrong.length > 0) break
    }
    return wrong
  }

  const close = async () => {
    await look.close()
    await database.drop()
  }
  return { tables, rowsOf, wronglySeen, wronglyInserted, wronglyChanged, changed: look.changed, close }
}
