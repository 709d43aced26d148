import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { actFor } from '../../organisation/testing/act-for.ts'
import { asActor, type Standing } from '../../platform/database/index.ts'
import { type ServedProvince, serveSmallProvince } from '../../testing/serve-small-province.ts'
import { listDocuments } from '../list/list-documents.ts'
import { registerSome } from '../testing/register.ts'
import { desk } from './desk.ts'

/** The functions of the owner that find what a deputy's desk and lists show, beside what the policies alone let through. */

let database: ServedProvince['database']
let server: ServedProvince['server']
let province: ServedProvince['province']
let reports: string[]
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  const { people, units } = province
  reports = []
  for (const [n, typeCode] of ['cong-van', 'bao-cao', 'cong-van', 'bao-cao', 'quyet-dinh'].entries()) {
    const { id, version } = await registerSome(server, people.officeClerk, { symbol: `${n}/BC-B`, typeCode })
    if (typeCode === 'bao-cao') reports.push(id)
    const to = { unitId: units.ubnd, ...people.viceChairman }
    await server.ask(people.officeClerk, handling.present, { params: { id }, body: { version, to } })
  }
  return served.close
})

/** Somebody of a ward who acts for the vice-chairman, within these units and types. */
const deputy = (scope: { units?: string[]; types?: string[] }) =>
  actFor(database, province.people.viceChairman, province.people.wardSpecialist, scope)

/** Copies every open step so many times; each copy is asked a minute later, and due on another day of ten. */
const more = (times: number) =>
  sql`insert into handling (document_id, role, unit_id, position_id, person_id, holder, asked_by, asked_at, due_on)
    select document_id, role, unit_id, position_id, person_id, holder, asked_by, asked_at + n * interval '1 minute', app.today() - 4 + n % 10
      from handling h, generate_series(1, ${times}::int) n where h.ended_at is null and h.due_on is null`.execute(
    database.owner,
  )

/** What the desk has to show, as the policies let it through. */
async function byPolicies(who: Standing) {
  return asActor(database.app, who, async (tx) => {
    const { rows } = await sql<Record<'toDo' | 'due' | 'waiting', string[]> & { n: number }>`
      with open as (select h.* from handling h join document d on d.id = h.document_id where h.ended_at is null and h.role <> 'inform'),
        mine as (select * from open where holder = any (app.principals()) and delivery_id is null)
      select array(select id from mine order by asked_at desc, id desc limit 50) as "toDo", (select count(*)::int from mine) as n,
        array(select id from mine where due_on <= app.today() + 3 order by due_on, asked_at, id limit 50) as due,
        array(select id from open where asked_by = app.person() and not holder = any (app.principals()) order by due_on nulls last, asked_at, id limit 50) as waiting`.execute(
      tx,
    )
    const { n, toDo, ...lists } = rows[0] ?? { n: 0, toDo: [], due: [], waiting: [] }
    return { toDo: toDo.toSorted(), ...lists, toDoTotal: Math.min(n, 100), toDoComplete: n <= 100 }
  })
}
async function shown(who: Standing) {
  const { toDo, due, waiting, toDoTotal, toDoComplete } = await asActor(database.app, who, desk)
  const ids = (items: { handlingId: string }[]) => items.map((one) => one.handlingId)
  return { toDo: ids(toDo).toSorted(), due: ids(due), waiting: ids(waiting), toDoTotal, toDoComplete }
}

describe('the desk of a deputy', () => {
  it('shows and counts what the policies let through, however much lies there', async () => {
    const { people, units } = province
    const askers = [
      people.viceChairman,
      people.officeClerk,
      await deputy({}),
      await deputy({ types: ['bao-cao'] }),
      await deputy({ types: ['quyet-dinh', 'bao-cao'], units: [units.ubnd] }),
      await deputy({ units: [units.ubnd] }),
      await deputy({ units: [units.kinhBac] }),
      await deputy({ types: ['ke-hoach'] }),
    ]
    const totals: number[][] = []
    for (const times of [0, 7, 13, 60]) {
      await more(times)
      for (const who of askers) expect(await shown(who)).toEqual(await byPolicies(who))
      totals.push(await Promise.all(askers.map(async (who) => (await shown(who)).toDoTotal)))
    }
    expect(totals[0]).toEqual([5, 0, 5, 2, 3, 5, 0, 0])
    expect(totals.at(-1)).toEqual([100, 0, 100, 100, 100, 100, 0, 0])
  })

  it('lists with filters what the policies let through, page by page', async () => {
    const { people, units } = province
    const askers = [
      people.viceChairman,
      people.wardSpecialist,
      await deputy({ types: ['bao-cao'] }),
      await deputy({ types: ['quyet-dinh', 'bao-cao'], units: [units.ubnd] }),
      await deputy({ units: [units.kinhBac] }),
    ]
    await sql`update document set due_on = '2025-08-02', urgency = 'urgent' where id = ${reports[0]}`.execute(
      database.owner,
    )
    const filters: [Record<string, unknown>, string][] = [
      [{ type: 'bao-cao' }, `type_code = 'bao-cao'`],
      [{ type: 'cong-van', travel: 'incoming' }, `type_code = 'cong-van'`],
      [{ urgency: 'urgent' }, `urgency = 'urgent'`],
      [{ state: 'presented,finished' }, `state in ('presented', 'finished')`],
      [{ open: 'true' }, 'finished_at is null'],
      [{ late: 'true' }, 'due_on < app.today()'],
      [{ q: '3/bc' }, `symbol ilike '%3/BC%'`],
      [{ q: '100%' }, 'false'],
      [{ from: '2025-01-01', to: '2030-01-01' }, 'true'],
      [{ to: '2024-12-31' }, 'false'],
      [{ travel: 'outgoing', open: 'true' }, 'false'],
    ]
    let found = 0
    for (const who of askers)
      for (const [filter, condition] of filters) {
        const ids: string[] = []
        for (let after: string | undefined, n = 0; n === 0 || after; n++) {
          const page = documents.list.query?.parse({ ...filter, limit: 2, ...(after ? { after } : {}) }) as never
          const { items, next } = await asActor(database.app, who, (tx) => listDocuments(tx, page))
          ids.push(...items.map((one) => one.id))
          after = next
        }
        const { rows } = await asActor(database.app, who, (tx) =>
          sql<{
            id: string
          }>`select id from document where ${sql.raw(condition)} order by listed_at desc, id desc`.execute(tx),
        )
        expect(ids, JSON.stringify(filter)).toEqual(rows.map((row) => row.id))
        found += ids.length
      }
    expect(found).toBeGreaterThan(40)
  })

  it('knows nothing in one statement of what was within the scope in another', async () => {
    const who = await deputy({ types: ['bao-cao'] })
    const page = documents.list.query?.parse({ travel: 'incoming' }) as never
    await asActor(database.app, who, async (tx) => {
      expect((await listDocuments(tx, page)).items.map((one) => one.id).sort()).toEqual(reports.toSorted())
      await sql`update document set type_code = 'cong-van' where id = ${reports[0]}`.execute(database.owner)
      const seen = await tx.selectFrom('document').select('id').execute()
      expect(seen.map((one) => one.id)).toEqual([reports[1]])
    })
    // Nor can the program say of a record that it is within.
    const told = asActor(database.app, who, (tx) => sql`select app.note_within(${reports}::uuid[])`.execute(tx))
    await expect(told).rejects.toMatchObject({ code: '42501' })
  })
})
