import { fileColumns } from '@mocban/contract/organisation-files'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { asActor, type Standing, type Tx } from '../../platform/database/index.ts'
import { createTestDatabase, rowsRead, type TestDatabase } from '../../platform/testing/index.ts'
import { exportRows } from '../files/export-table.ts'
import { importTable } from '../files/import-table.ts'
import { makeSmallProvince, type SmallProvince } from '../testing/small-province.ts'
import { readPersonTraining } from './read-person.ts'
import { recordQualification } from './record-qualification.ts'

let database: TestDatabase
let province: SmallProvince
const others = 3000

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  clock.set('2025-08-04T02:00:00Z')
  await database.owner.connection().execute(async (owner) => {
    await sql`set session_replication_role = replica`.execute(owner)
    await sql`
      with people as (
        insert into person (id, full_name, user_name)
          select app.new_id(), 'Người thứ ' || n, 'nguoi' || n from generate_series(1, ${others}::int) n returning id),
      posts as (
        insert into position (id, unit_id, agency_id, title, rank, valid)
          select id, ${province.units.tuSon}, ${province.units.tuSon}, 'Chuyên viên', 9, '[2025-07-01,)' from people returning id)
      insert into appointment (person_id, position_id, kind, valid) select id, id, 'main', '[2025-07-01,)' from posts`.execute(
      owner,
    )
    await sql`set session_replication_role = origin`.execute(owner)
    await sql`
      insert into qualification (person_id, field_code, level, valid) select id, '3402', 'university', '[2015-06-15,)' from person where not service`.execute(
      owner,
    )
  })
  await sql`analyze person, position, appointment, qualification`.execute(database.owner)
  return () => database.drop()
})

/** How many people, posts and papers an answer looked at. */
const reads = (who: Standing, work: (tx: Tx, actor: never) => Promise<unknown>): Promise<number> =>
  asActor(database.app, who, async (tx, actor) => {
    const tables = ['person', 'appointment', 'position', 'qualification', 'course_place']
    const before = await rowsRead(tx, ...tables)
    await work(tx, actor as never)
    return (await rowsRead(tx, ...tables)) - before
  })

describe('a record of training', () => {
  it.each(['chairman', 'administrator', 'wardSpecialist'] as const)(
    'costs what is read of it, not a list of everybody whose record may be read: %s',
    async (who) => {
      const of = province.people[who === 'wardSpecialist' ? 'wardSpecialist' : 'wardChairman'].personId
      expect(await reads(province.people[who], (tx) => readPersonTraining(tx, of))).toBeLessThan(200)
    },
  )

  it('is written so, one by one and as a table', async () => {
    const { administrator, wardChairman } = province.people
    const given = { certificate: { code: 'an-toan-thong-tin' }, institution: '', on: '2024-02-29' }
    expect(
      await reads(administrator, (tx, actor) =>
        recordQualification(tx, actor, { personId: wardChairman.personId, ...given }),
      ),
    ).toBeLessThan(200)
    const lines = Array.from(
      { length: 40 },
      (_, n) => `Người thứ ${n + 1};nguoi${n + 1};;;an-toan-thong-tin;;;15/6/2023;`,
    )
    const content = Buffer.from([Object.values(fileColumns.training).join(';'), ...lines].join('\n')).toString('base64')
    const bring = (tx: Tx, actor: never) =>
      importTable(tx, actor, { kind: 'training', format: 'csv', content, from: '2025-08-04', carryOut: true })
    // Whom the table names is looked for once, be it by reading through the posts once.
    expect(await reads(administrator, bring)).toBeLessThan(3 * others)
    expect(await asActor(database.app, administrator, (tx, actor) => bring(tx, actor as never))).toMatchObject({
      done: true,
      counts: { new: 0, same: 40 },
    })
    const out = await asActor(database.app, administrator, (tx) => exportRows(tx, 'training'))
    expect(out.filter((one) => one.on === '15/06/2023').map((one) => one.lastDay)).toEqual(Array(40).fill('14/06/2026'))
  })

  it('is said to be open, or to be changed, to whom its policies open it', async () => {
    const people = Object.values(province.people)
    const asked = people.map((one) => one.personId)
    for (const who of people)
      await asActor(database.app, who, async (tx) => {
        const { rows: said } = await sql`
          select person_id as id, administered as changes from app.trained_of(${asked}::uuid[]) order by 1`.execute(tx)
        const { rows: opened } = await sql<{ id: string }>`
          select distinct person_id as id from qualification where person_id = any (${asked}::uuid[]) order by 1`.execute(
          tx,
        )
        const { rows: changed } = await sql<{ id: string }>`
          update qualification set subject = subject where person_id = any (${asked}::uuid[]) returning person_id as id`.execute(
          tx,
        )
        expect(said).toEqual(opened.map(({ id }) => ({ id, changes: changed.some((one) => one.id === id) })))
      })
  })
})
