import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Table } from './testing/look-at-rows.ts'
import { notGiven, openPlantedLook } from './testing/planted-look.ts'

/**
 * Looks into every table as everybody, through the policies alone, and compares with the rules as this test has them. Then takes each policy
 * away, or opens it, and expects that the same look finds out: a policy that nobody would miss is not tested.
 */

/** Tables whose rows tell nothing of anybody, and why no harm comes of their being open. */
const holdNothing: Record<string, string> = {
  installation: 'one row that says whether this is a demonstration; asked before anybody is signed in',
}
/** Policies for writing whose rows are read by another policy already; the look at writing tries them. */
const forWriting = ['administer']

let look: Awaited<ReturnType<typeof openPlantedLook>>
let tables: Table[]

beforeAll(async () => {
  look = await openPlantedLook()
  tables = look.tables
})
afterAll(() => look?.close())

const drop = (table: Table, policies: string[]) =>
  policies.map((policy) => `drop policy ${policy} on ${table.name}`).join('; ')
const update = (table: Table) => {
  const column = table.columns.find((one) => !table.key.includes(one.name)) ?? table.columns[0]
  return `update ${table.name} set ${column?.name} = default`
}
const remove = (table: Table) => `delete from ${table.name}`

describe('the look at every table', { timeout: 180_000 }, () => {
  // Where a new table fails here: say in testing/planted-rows.ts who sees its rows.
  it('has rows in each, except where nothing is anybody’s', () => {
    const empty = tables.filter((table) => look.rowsOf(table).length === 0).map((table) => table.name)
    expect(empty).toEqual(Object.keys(holdNothing))
  })

  it('finds everybody seeing what they may see, and nothing else', async () => {
    await look.changed('', async () => {
      expect(await look.wronglySeen(tables)).toEqual([])
    })
  })

  it('finds everybody writing what they may write, and nothing else', async () => {
    await look.changed('', async () => {
      const granted = (act: string) => tables.filter((table) => table.grants.includes(act))
      expect(await look.wronglyInserted(granted('INSERT'))).toEqual([])
      expect(await look.wronglyChanged(granted('UPDATE'), update)).toEqual([])
      expect(await look.wronglyChanged(granted('DELETE'), remove)).toEqual([])
    })
  })
})

describe('a table whose policies are tampered with', { timeout: 180_000 }, () => {
  /** Tables for which the look finds nothing amiss after a change that it should find. */
  async function unnoticed(change: (table: Table) => string[], walk: (table: Table) => Promise<string[]>) {
    const missed: string[] = []
    for (const table of tables.filter((one) => !(one.name in holdNothing)))
      for (const sql of change(table)) if ((await look.changed(sql, () => walk(table))).length === 0) missed.push(sql)
    return missed
  }
  const seeing = (table: Table) => look.wronglySeen([table], true)

  it('is noticed when it is opened to all', async () => {
    const open = (table: Table) => [
      `grant select on ${table.name} to mocban_app; create policy opened on ${table.name} for select to mocban_app using (true)`,
    ]
    expect(await unnoticed(open, seeing)).toEqual([])
  })

  it('is noticed when row-level security is off', async () => {
    const off = (table: Table) => [
      `grant select on ${table.name} to mocban_app; alter table ${table.name} disable row level security`,
    ]
    expect(await unnoticed(off, seeing)).toEqual([])
  })

  it('is noticed when its policies are gone', async () => {
    const closed = (table: Table) => (notGiven(table) ? [] : [drop(table, table.policies)])
    expect(await unnoticed(closed, seeing)).toEqual([])
  })

  it('is noticed when any one policy that lets rows be read is gone', async () => {
    const one = (table: Table) =>
      table.policies.filter((policy) => !forWriting.includes(policy)).map((policy) => drop(table, [policy]))
    expect(await unnoticed(one, seeing)).toEqual([])
  })

  it('is noticed when everybody may write to it', async () => {
    const insert = (table: Table) => [
      `grant insert on ${table.name} to mocban_app; create policy opened on ${table.name} for insert to mocban_app with check (true)`,
    ]
    expect(await unnoticed(insert, (table) => look.wronglyInserted([table], true))).toEqual([])
    const change = (table: Table) => [
      `grant update on ${table.name} to mocban_app; create policy opened on ${table.name} for update to mocban_app using (true)`,
    ]
    expect(await unnoticed(change, (table) => look.wronglyChanged([table], update, true))).toEqual([])
    const end = (table: Table) => [
      `grant delete on ${table.name} to mocban_app; create policy opened on ${table.name} for delete to mocban_app using (true)`,
    ]
    expect(await unnoticed(end, (table) => look.wronglyChanged([table], remove, true))).toEqual([])
  })
})
