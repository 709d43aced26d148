import { incoming } from '@mocban/contract/documents-incoming'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { someFacts } from '../server/src/documents/testing/register.ts'
import { serveModules } from '../server/src/modules.ts'
import { asActor, openDatabase } from '../server/src/platform/database/index.ts'
import { createTestDatabase, startTestServer, type TestDatabase } from '../server/src/platform/testing/index.ts'
import { appointDeputies } from './deputies.ts'
import { loadDocuments, prepareDocuments } from './load-documents.ts'
import { type BenchProvince, loadProvince } from './province.ts'
import { sqlOf } from './sql.ts'
import { bareRegistration, withConnections } from './works/bare.ts'
import { costOfPages, flat } from './works/flat.ts'
import { pages } from './works/pages.ts'

let database: TestDatabase
let client: pg.Client
let province: BenchProvince
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const sql = sqlOf(client)
  province = await loadProvince(sql, 1500)
  await prepareDocuments(sql, province)
  await loadDocuments(sql, 0, 700, 1000)
  await loadDocuments(sql, 700, 1000, 1000)
}, 120_000)
afterAll(async () => {
  await client.end()
  await database.drop()
})
const rows = async (text: string) => (await client.query(text)).rows

describe('the bench’s province', () => {
  it('stands as the program itself would have written it', async () => {
    expect(await rows('select count(*)::int as n from document')).toEqual([{ n: 1000 }])
    expect(
      await rows(`select r.id from register r join lateral (select count(*) as n, max(number) as last from register_entry e where e.register_id = r.id) e on true
        where r.last_number <> e.n or e.n > 0 and e.last <> e.n`),
    ).toEqual([])
    expect(
      await rows(
        `with b as materialized (select id, state from document where travel = 'incoming') select id from b where app.refresh_state(id) <> state`,
      ),
    ).toEqual([])
    // But for the words of the symbol, which stand in it as a whole.
    expect(
      await rows(`select d.id from search_document s join document d on d.id = s.document_id
        where not tsvector_to_array(s.words) <@ tsvector_to_array(app.search_words(d.id)) or length(app.search_words(d.id)) - length(s.words) > 8`),
    ).toEqual([])
  })

  it('gives everybody who asks a page, and figures for it', async () => {
    const app = openDatabase({ url: database.appUrl, max: 1 })
    try {
      const costs = await costOfPages({ app, province }, 3)
      const [row] = flat([1000, 1000], [costs, costs])
      expect(row).toMatchObject({ id: 'flat', ratio: 1, holds: true })
    } finally {
      await app.destroy()
    }
  })

  it('has deputies who act for those who ask, whose standing rests on all that there is, and see what they see', async () => {
    const app = openDatabase({ url: database.appUrl, max: 1 })
    try {
      const all = [...Object.values(province.asking), ...province.agencies.slice(1, 4).map((agency) => agency.clerk)]
      const deputies = await appointDeputies(sqlOf(client), all, 20)
      for (const [n, deputy] of deputies.entries()) {
        const ask = (who: (typeof deputies)[0]) =>
          asActor(app, who, async (tx, actor) => ({ actor, list: await pages.list?.make(tx) }))
        const { actor, list } = await ask(deputy)
        expect(actor).toMatchObject({ actingFor: all[n]?.personId, delegationId: deputy.delegationId })
        expect(actor.agencies.length).toBe(3)
        expect(list).toEqual((await ask(all[n] as (typeof deputies)[0])).list)
      }
    } finally {
      await app.destroy()
    }
  })

  it('is compared by as many rows in each table as a registration over HTTP leaves', async () => {
    const server = await startTestServer(database.app, serveModules)
    const [agency] = province.agencies.slice(70)
    if (!agency) throw new Error('too few agencies')
    const left = async (act: () => Promise<unknown>) => {
      const before = await counts()
      await act()
      return Object.entries(await counts()).flatMap(([table, n]) =>
        n > (before[table] ?? 0) ? [[table, n - (before[table] ?? 0)]] : [],
      )
    }
    const register = (symbol: string) => {
      const body = { facts: someFacts({ symbol }), files: [], duplicatesSeen: false }
      return server.ask(agency.clerk, incoming.register, { body }, { 'idempotency-key': `bench-${symbol}` })
    }
    try {
      // The first opens the book of the year.
      await register('1/SKHCN')
      await withConnections({ sql: sqlOf(client), ownerUrl: database.ownerUrl }, [agency], async ([one]) => {
        const bare = await left(() => bareRegistration(one, agency))
        expect(bare.length).toBeGreaterThan(5)
        expect(bare).toEqual(await left(() => register('2/SKHCN')))
      })
    } finally {
      await server.close()
    }
  })
})

/** How many rows each table has. */
async function counts(): Promise<Record<string, number>> {
  const tables = await rows(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const counted = await rows(
    tables.map(({ name }) => `select '${name}' as name, count(*)::int as n from ${name}`).join(' union all '),
  )
  return Object.fromEntries(counted.map(({ name, n }) => [name, n]))
}
