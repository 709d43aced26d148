import { outgoing } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { approveSome, draftSome } from './testing/draft.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})

const cut = () =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'mocban_app'`.execute(
    database.owner,
  )

describe('issuing while connections to the database are cut at any moment', () => {
  it('loses no number, gives none twice, and leaves no document half issued', async () => {
    const clerk = province.people.departmentClerk
    const drafts: string[] = []
    for (let n = 0; n < 6; n++) drafts.push(await draftSome(server, database, province))
    for (const id of drafts) await approveSome(server, province, id)
    const told = new Map<string, number>()
    const issue = async (id: string) => {
      for (let attempt = 0; attempt < 40; attempt++) {
        const view = await server.call(clerk, outgoing.read, { params: { id } })
        if (view.status !== 200) continue
        if (!view.answer.acts.issue?.allowed && view.answer.acts.issue?.because === 'already-issued') return
        const outcome = await server.call(clerk, outgoing.issue, {
          params: { id },
          body: { version: view.answer.version },
        })
        if (outcome.status === 200) told.set(id, outcome.answer.number)
      }
      throw new Error('never issued')
    }
    let stop = false
    const cutting = (async () => {
      for (let n = 0; n < 12 && !stop; n++) {
        await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150))
        await cut()
      }
    })()
    await Promise.all(drafts.map(issue))
    stop = true
    await cutting
    const { rows } = await sql<{
      id: string
      number: number
      state: string
      files: number
      deliveries: number
      entries: number
    }>`
      select d.id, d.number, d.state,
        (select count(*)::int from document_file f where f.document_id = d.id and f.version_no = 2) as files,
        (select count(*)::int from delivery y where y.document_id = d.id) as deliveries,
        (select count(*)::int from register_entry e where e.document_id = d.id) as entries
      from document d where d.id = any (${drafts}::uuid[]) order by d.number`.execute(database.owner)
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 5, 6])
    for (const row of rows) expect(row).toMatchObject({ state: 'issued', files: 1, deliveries: 2, entries: 1 })
    for (const [id, number] of told) expect(rows.find((row) => row.id === id)?.number).toBe(number)
    const [register] = await database.owner
      .selectFrom('register')
      .where('travel', '=', 'outgoing')
      .selectAll()
      .execute()
    expect(register?.last_number).toBe(6)
  })
})
