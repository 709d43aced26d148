import { delegations } from '@mocban/contract/organisation-acts'
import { search } from '@mocban/contract/search'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { asActor, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome } from '../testing/register.ts'
import { askSavedSearches } from './ask-saved-searches.ts'
import { parseQuery } from './parse-query.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
const ids: Record<string, string> = {}

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  const clerk = province.people.officeClerk
  const make = async (key: string, changes: Record<string, unknown>) => {
    ids[key] = (await registerSome(server, clerk, changes)).id
  }
  await make('invoice', {
    symbol: '15/QĐ-UBND',
    abstract: 'Về hóa đơn điện tử của hộ kinh doanh',
    typeCode: 'quyet-dinh',
  })
  await make('flower', { symbol: '150/KH-UBND', abstract: 'Về hoa đơn lẻ ở Thuận Thành', typeCode: 'ke-hoach' })
  await make('peace', {
    symbol: '16/BC-SKHCN',
    abstract: 'Về hoà giải ở cơ sở',
    issuerName: 'Sở Tư pháp',
    typeCode: 'bao-cao',
  })
  await readPages(ids.peace!, [
    'Trang đầu không có gì.',
    'Trang hai nói về chỉ dẫn địa lý Lục Ngạn cho quả cam, kèm bản đồ.',
  ])
  return served.close
})

/** What the job that reads files leaves. */
async function readPages(documentId: string, pages: string[]) {
  const sha256 = documentId.replaceAll('-', '').repeat(2)
  await database.owner.insertInto('file').values({ sha256, size: 1, media_type: 'application/pdf' }).execute()
  await database.owner
    .insertInto('document_file')
    .values({ document_id: documentId, sha256, name: 'van-ban.pdf', media_type: 'application/pdf', role: 'main' })
    .execute()
  await database.worker
    .insertInto('page_text')
    .values(pages.map((text, index) => ({ sha256, page: index + 1, text })))
    .execute()
}
const find = async (who: Standing, query: Record<string, unknown>) => {
  const answer = await server.ask(who, search.documents, { query: query as never })
  return { ...answer, ids: answer.items.map((item) => item.documentId) }
}

describe('search', () => {
  it('finds with or without diacritics; as typed first', async () => {
    const clerk = province.people.officeClerk
    expect((await find(clerk, { q: 'hoa don' })).ids.sort()).toEqual([ids.invoice, ids.flower].sort())
    expect((await find(clerk, { q: 'hóa đơn' })).ids).toEqual([ids.invoice, ids.flower])
    expect((await find(clerk, { q: 'hoa đơn' })).ids).toEqual([ids.flower, ids.invoice])
    expect((await find(clerk, { q: 'hòa giải' })).ids).toEqual([ids.peace])
  })

  it('finds exact phrases in quotes, in facts and in pages', async () => {
    const clerk = province.people.officeClerk
    expect((await find(clerk, { q: '"hóa đơn điện tử"' })).ids).toEqual([ids.invoice])
    expect((await find(clerk, { q: '"đơn hóa"' })).ids).toEqual([])
    expect((await find(clerk, { q: '"dia ly luc ngan"' })).ids).toEqual([ids.peace])
    expect((await find(clerk, { q: '"ngan luc"' })).ids).toEqual([])
  })

  it('puts what says it in its facts, side by side, before what only has the words', async () => {
    const clerk = province.people.officeClerk
    const apart = (await registerSome(server, clerk, { symbol: '21/TB', abstract: 'Về nước ngầm và việc làm sạch' })).id
    const near = (await registerSome(server, clerk, { symbol: '22/TB', abstract: 'Về nước sạch' })).id
    const inFile = (await registerSome(server, clerk, { symbol: '23/TB', abstract: 'Về việc khác' })).id
    await readPages(inFile, ['Báo cáo về nước sạch nông thôn.'])
    expect((await find(clerk, { q: 'nuoc sach' })).ids).toEqual([near, apart, inFile])
    expect((await find(clerk, { q: 'nước sạch' })).ids).toEqual([near, apart, inFile])
    for (const id of [apart, near, inFile])
      await database.owner.deleteFrom('audience').where('record_id', '=', id).execute()
  })

  it.each(['15/QĐ-UBND', '15/qd-ubnd', '15 qd ubnd'])('finds the symbol %s', async (q) => {
    expect((await find(province.people.officeClerk, { q })).ids[0]).toBe(ids.invoice)
  })

  it('finds while typing', async () => {
    const clerk = province.people.officeClerk
    expect((await find(clerk, { q: 'thuan th', typing: true })).ids).toEqual([ids.flower])
    expect((await find(clerk, { q: '15/q', typing: true })).ids).toEqual([ids.invoice])
    const suggested = await server.ask(clerk, search.suggest, { query: { q: 'hóa đơn điệ' } })
    expect(suggested.map((one) => one.id)).toEqual([ids.invoice])
  })

  it('opens at the page where the words stand, and marks them', async () => {
    const { items } = await find(province.people.officeClerk, { q: 'luc ngan cam' })
    expect(items[0]).toMatchObject({ documentId: ids.peace, page: { page: 2, fileName: 'van-ban.pdf' } })
    const { text, marks } = items[0]!.page!.snippet
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['Lục', 'Ngạn', 'cam'])
  })

  it('counts facets of what was found, and narrows by them', async () => {
    const all = await find(province.people.officeClerk, {})
    expect(all.total).toBe(3)
    expect(all.facets.type.map((one) => one.value).sort()).toEqual(['bao-cao', 'ke-hoach', 'quyet-dinh'])
    const narrowed = await find(province.people.officeClerk, { q: 'don', type: 'ke-hoach' })
    expect(narrowed.ids).toEqual([ids.flower])
    expect((await find(province.people.officeClerk, { issuer: 'Sở Tư pháp' })).ids).toEqual([ids.peace])
    expect((await find(province.people.officeClerk, { from: '2020-01-01', to: '2020-12-31' })).total).toBe(0)
  })

  it('goes on page after page without gaps or doubles', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const answer = await find(province.people.officeClerk, { q: 'về', limit: 1, ...(after ? { after } : {}) })
      seen.push(...answer.ids)
      after = answer.next
    } while (after)
    expect(seen.sort()).toEqual(Object.values(ids).sort())
  })

  it('tells nobody else anything: no hit, no count, no facet, no suggestion', async () => {
    for (const who of ['wardClerk', 'administrator', 'otherSpecialist', 'director'] as const) {
      for (const q of ['hóa đơn', 'luc ngan', '15/QĐ-UBND', '']) {
        const answer = await find(province.people[who], { q })
        expect(answer.total, `${who} ${q}`).toBe(0)
        expect(Object.values(answer.facets).flat()).toEqual([])
        expect(await server.ask(province.people[who], search.suggest, { query: { q: q || 'hoa' } })).toEqual([])
      }
    }
    expect((await server.call(null, search.documents, { query: {} })).status).toBe(401)
  })

  it('answers the newest where there is more than can be ranked, still only what may be seen', async () => {
    const { officeClerk, wardClerk } = province.people
    const made: string[] = []
    for (let n = 0; n < 6; n++)
      made.push(
        (await registerSome(server, officeClerk, { symbol: `${n}/TB-Q`, abstract: n === 0 ? 'quạt' : 'quát' })).id,
      )
    await registerSome(server, wardClerk, { symbol: '9/TB-Q', abstract: 'quát' })
    const ask = (q: string, most: number, counted: number) =>
      asActor(database.app, officeClerk, async (tx) => {
        const query = parseQuery(q)
        const { rows } = await sql<{ document_id: string; complete: boolean; total: number }>`
          select document_id, complete, total from app.search(${query.recall}::tsquery, ${query.typed}::tsquery, null, null, null, '{}', '{}',
            null, null, null, null, null, null, null, null, ${most}::int, ${counted}::int) f order by f.rank desc, f.at desc`.execute(
          tx,
        )
        return { ids: rows.map((row) => row.document_id), complete: rows[0]?.complete, total: rows[0]?.total }
      })
    expect(await ask('quat', 10, 100)).toMatchObject({ complete: true, total: 6 })
    // More than ranked, all counted: the newest of them.
    expect(await ask('quat', 2, 100)).toEqual({ ids: [made[5], made[4]], complete: false, total: 6 })
    // More than counted: met on the runs of the audience.
    expect(await ask('quat', 2, 3)).toEqual({ ids: [made[5], made[4]], complete: false, total: 4 })
    // The one as typed is the oldest, and comes first all the same.
    expect((await ask('quạt', 2, 3)).ids).toEqual([made[0], made[5]])
    // Among the newest of what was found none is as typed: the index is asked.
    expect((await ask('quạt', 2, 100)).ids).toEqual([made[0], made[5]])
    for (const id of made) await database.owner.deleteFrom('audience').where('record_id', '=', id).execute()
  })

  it('does not count what very many say: the newest are met at once, what is as typed still first', async () => {
    const { otherWardClerk } = province.people
    const old = await registerSome(server, otherWardClerk, { symbol: '1/TB-L', abstract: 'thử lụa' })
    await registerSome(server, otherWardClerk, { symbol: '2/TB-L', abstract: 'thử gấm' })
    // Two thousand like the first, but for the mark of one word.
    await database.owner.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`create temp table copy on commit drop as select app.new_id() as id, n, now() + n * interval '1 second' as at from generate_series(1, 2000) n`.execute(
        tx,
      )
      await sql`insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, arrived_on, issuer_name, abstract, created_by, created_position, listed_at)
        select c.id, d.agency_id, d.travel, d.state, d.type_code, d.register_id, 10000 + c.n, c.n || '/TB-N', d.arrived_on, d.issuer_name, 'thử lúa', d.created_by,
               d.created_position, c.at from copy c join document d on d.id = ${old.id}`.execute(tx)
      await sql`insert into audience (record_id, principal, list, reason, at)
        select c.id, a.principal, a.list, a.reason, c.at from copy c join audience a on a.record_id = ${old.id}`.execute(
        tx,
      )
      await sql`insert into search_document (document_id, at, words) select c.id, c.at, app.search_words(c.id) from copy c`.execute(
        tx,
      )
    })
    await sql`analyze search_document`.execute(database.owner)
    const ask = (q: string, counted: number) =>
      asActor(database.app, otherWardClerk, async (tx) => {
        const query = parseQuery(q)
        const { rows } = await sql<{ symbol: string; complete: boolean; total: number }>`
          select d.symbol, f.complete, f.total from app.search(${query.recall}::tsquery, ${query.typed}::tsquery, null, null, null, ${query.phrases}::tsquery[], ${query.phraseLines}::text[],
            null, null, null, null, null, null, null, null, 20, ${counted}::int) f join document d on d.id = f.document_id order by f.rank desc, f.at desc limit 3`.execute(
          tx,
        )
        return rows
      })
    const newest = ['2000/TB-N', '1999/TB-N', '1998/TB-N']
    expect((await ask('thu lua', 100)).map((row) => row.symbol)).toEqual(newest)
    // At least so many were met; counted, there would be 101.
    expect((await ask('thu lua', 100))[0]).toMatchObject({ complete: false, total: 500 })
    expect((await ask('thử lúa', 100)).map((row) => row.symbol)).toEqual(newest)
    expect((await ask('thử lụa', 100)).map((row) => row.symbol)).toEqual(['1/TB-L', '2000/TB-N', '1999/TB-N'])
    expect(await ask('thu gam', 100)).toMatchObject([{ symbol: '2/TB-L', complete: true, total: 1 }])
    // Phrases are looked for in the newest, whether what has their words was counted or not.
    for (const counted of [100, 100_000]) {
      expect((await ask('"thu lua"', counted)).map((row) => row.symbol)).toEqual(newest)
      expect((await ask('"thử lụa"', counted)).map((row) => row.symbol)).toEqual(['1/TB-L'])
      expect(await ask('"lúa thử"', counted)).toEqual([])
    }
    expect((await ask('"thu lua"', 100_000))[0]).toMatchObject({ complete: false, total: 1000 })
    // Expected in vain: two words that are never together are looked for, not met.
    expect(await ask('lua gam', 100)).toEqual([])
  })

  it('shows it from the moment at which it is opened to somebody', async () => {
    expect((await find(province.people.viceChairman, { q: 'điện tử' })).total).toBe(1)
    const chief = province.people.officeSpecialist
    expect((await find(chief, { q: 'điện tử' })).total).toBe(0)
    await database.worker
      .insertInto('audience')
      .values({
        record_id: ids.invoice!,
        principal: chief.personId,
        list: 'incoming',
        reason: 'informed',
        at: (await listedAt(ids.invoice!))!,
      })
      .execute()
    expect((await find(chief, { q: 'điện tử' })).total).toBe(1)
    await database.worker.deleteFrom('audience').where('principal', '=', chief.personId).execute()
    expect((await find(chief, { q: 'điện tử' })).total).toBe(0)
  })

  it('keeps a search and tells its owner what it finds for the first time', async () => {
    const clerk = province.people.officeClerk
    const saved = await server.ask(clerk, search.save, {
      body: { name: 'Cam', query: { q: 'cam lục ngạn' }, notify: true },
    })
    expect(await askSavedSearches(database.app, database.worker)).toBe(1)
    const told = () => database.owner.selectFrom('event').selectAll().where('kind', '=', 'search.found').execute()
    expect(await told()).toEqual([])
    ids.orange = (await registerSome(server, clerk, { symbol: '17/TB', abstract: 'Nghiệm thu dự án cam Lục Ngạn' })).id
    await askSavedSearches(database.app, database.worker)
    await askSavedSearches(database.app, database.worker)
    expect((await told()).map((event) => [event.concerns, (event.data as { documentId: string }).documentId])).toEqual([
      [[clerk.personId], ids.orange],
    ])
    const stranger = await server.call(province.people.wardClerk, search.forget, { params: { id: saved.id } })
    expect(stranger.status).toBe(404)
    await server.ask(clerk, search.forget, { params: { id: saved.id } })
    expect(await server.ask(clerk, search.saved, {})).toEqual([])
  })

  it('keeps a search of who acts for another, and asks it in that one’s place as long as they stand in it', async () => {
    const { officeClerk: clerk, officeSpecialist } = province.people
    const give = () =>
      server.ask(clerk, delegations.give, {
        body: {
          toPersonId: officeSpecialist.personId,
          from: clock.today(),
          lastDay: clock.today(),
          capabilities: ['register'],
          reason: 'Nghỉ phép',
        },
      })
    const { id: delegationId } = await give()
    const deputy = { personId: officeSpecialist.personId, positionId: clerk.positionId, delegationId }
    await server.ask(deputy, search.save, { body: { name: 'Vải', query: { q: 'vải thiều' }, notify: true } })
    const comes = async (symbol: string) => {
      await registerSome(server, clerk, { symbol, abstract: 'Tiêu thụ vải thiều' })
      await askSavedSearches(database.app, database.worker)
      const rang = await database.owner
        .selectFrom('event')
        .select('concerns')
        .where('kind', '=', 'search.found')
        .execute()
      return rang.filter((event) => event.concerns.includes(deputy.personId)).length
    }
    expect(await comes('18/TB')).toBe(1)
    await server.ask(clerk, delegations.end, { params: { id: delegationId } })
    expect(await comes('19/TB')).toBe(1)
    // Given anew, as one for each leave is: it tells what came meanwhile as well.
    await give()
    expect(await comes('20/TB')).toBe(2)
  })
})

const listedAt = async (id: string) =>
  (await database.owner.selectFrom('document').select('listed_at').where('id', '=', id).executeTakeFirst())?.listed_at
