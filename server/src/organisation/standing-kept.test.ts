import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, type Standing } from '../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../platform/testing/index.ts'
import { makeSmallProvince, type SmallProvince } from './testing/small-province.ts'

/**
 * Who asks is kept from one request to the next (`app.act_as`). Whatever changes, and whenever somebody asks, it is what would be worked out anew.
 */
let database: TestDatabase
let client: pg.Client
let province: SmallProvince
let askers: Record<string, Standing>
const run = (text: string, values: unknown[] = []) => client.query(text, values)

const delegationId = newId()
const classId = newId()
const scopeClassId = newId()
beforeAll(async () => {
  database = await createTestDatabase()
  client = await connect()
  province = await makeSmallProvince(database)
  const { people, units } = province
  const deputy = { ...people.deputyDirector, positionId: people.director.positionId, delegationId }
  askers = { director: people.director, clerk: people.departmentClerk, digital: people.digitalSpecialist, deputy }
  await run(
    `insert into delegation (id, from_person_id, from_position_id, to_person_id, valid, capabilities, scope_units) values ($1, $2, $3, $4, '[2025-07-01,)', '{direct}', $5)`,
    [delegationId, people.director.personId, people.director.positionId, people.deputyDirector.personId, [units.skhcn]],
  )
  await run(`insert into confidentiality_class (id, agency_id, name) values ($1, $2, 'Đơn thư')`, [
    classId,
    units.skhcn,
  ])
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})
async function connect(): Promise<pg.Client> {
  const one = new pg.Client({ connectionString: database.ownerUrl })
  await one.connect()
  // What is tried here need not be what the rest of the program would let stand.
  await one.query("set session_replication_role = 'replica'")
  return one
}

const moment = '2025-08-04T02:00:00Z'
const settings = [
  'person',
  'position',
  'agency',
  'agencies',
  'principals',
  'capabilities',
  'acting_for',
  'delegation',
  'scoped',
  'scope_types',
  'scope_principals',
]
/** All that a request learns of who asks. `anew`: as where the transaction has changed something itself, so that nothing kept is used. */
async function ask(who: Standing, { at = moment, anew = false, by = client } = {}): Promise<unknown> {
  if (anew) await by.query(`begin; select set_config('app.standing_changed', 'on', true)`)
  const { rows } = await by.query(
    `select to_jsonb(a) as a, ${settings.map((name) => `current_setting('app.${name}', true) as ${name}`).join(', ')} from app.act_as($1, $2, $3, $4) a`,
    [who.personId, who.positionId, who.delegationId ?? null, at],
  )
  if (anew) await by.query('rollback')
  return rows
}
const asked = (name: string) => ask(askers[name] as Standing)
const anew = (name: string) => ask(askers[name] as Standing, { anew: true })

/** For each table that a standing rests on a change, whose standing it changes, and what takes it back. */
const changes = (): Record<string, { whose: string; make: string; back: string }> => {
  const { people, units } = province
  const { director, digitalSpecialist: digital } = people
  const row = (table: string, values: Record<string, string | null>) => ({
    make: `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values)
      .map((value) => (value === null ? 'null' : `'${value}'`))
      .join(', ')})`,
    back: `delete from ${table} where ${Object.entries(values)
      .filter(([name]) => /(^|_)id$|^target$/.test(name))
      .map(([name, value]) => `${name} = '${value}'`)
      .join(' and ')}`,
  })
  const set = (table: string, id: string, change: string, back: string, column = 'id') => ({
    make: `update ${table} set ${change} where ${column} = '${id}'`,
    back: `update ${table} set ${back} where ${column} = '${id}'`,
  })
  return {
    person: { whose: 'director', ...set('person', director.personId, 'active = false', 'active = true') },
    position: {
      whose: 'clerk',
      ...set(
        'position',
        people.departmentClerk.positionId,
        `capabilities = '{draft}'`,
        `capabilities = '{register,number,issue}'`,
      ),
    },
    unit_version: {
      whose: 'digital',
      ...set(
        'unit_version',
        units.skhcnDigital,
        `valid = '[2025-07-01,2025-08-01)'`,
        `valid = '[2025-07-01,)'`,
        'unit_id',
      ),
    },
    delegation: {
      whose: 'deputy',
      ...set('delegation', delegationId, `valid = '[2025-07-01,2025-07-02)'`, `valid = '[2025-07-01,)'`),
    },
    appointment: {
      whose: 'deputy',
      ...set(
        'appointment',
        director.personId,
        `valid = '[2025-07-01,2025-08-04)'`,
        `valid = '[2025-07-01,)'`,
        'person_id',
      ),
    },
    post_succession: {
      whose: 'director',
      ...row('post_succession', {
        position_id: people.wardChairman.positionId,
        successor_id: director.positionId,
        from_day: '2025-08-01',
      }),
    },
    succession: {
      whose: 'clerk',
      ...row('succession', { unit_id: units.tuSon, successor_id: units.skhcn, from_day: '2025-08-01' }),
    },
    committee_member: {
      whose: 'digital',
      ...row('committee_member', {
        unit_id: units.group,
        person_id: digital.personId,
        role: 'member',
        valid: '[2025-08-01,)',
      }),
    },
    confidentiality_member: {
      whose: 'director',
      ...row('confidentiality_member', {
        class_id: classId,
        position_id: director.positionId,
        valid: '[2025-08-01,)',
      }),
    },
    confidentiality_class: {
      whose: 'deputy',
      ...row('confidentiality_class', { id: scopeClassId, agency_id: units.skhcn, name: 'Nhân sự' }),
    },
    opening: {
      whose: 'digital',
      ...row('opening', {
        record_id: newId(),
        list: 'incoming',
        target_kind: 'person',
        target: digital.personId,
        first_day: '2025-08-01',
        last_day: '2025-09-01',
        reason: 'Phối hợp',
        opened_by: digital.personId,
        opened_position: digital.positionId,
      }),
    },
  }
}

describe('a standing that is kept', { timeout: 60_000 }, () => {
  it('rests on these tables, and a change of each is counted', async () => {
    const { rows: counted } = await run(
      `select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgfoid = 'app.note_standing_changed'::regproc order by 1`,
    )
    const { rows: read } = await run(
      `with recursive called (name, text) as (
         select 'work_out_standing', pg_get_functiondef('app.work_out_standing'::regproc)
         union select p.proname::text collate "default", pg_get_functiondef(p.oid) from called c, regexp_matches(c.text, 'app[.]([a-z_]+)[(]', 'g') m
           join pg_proc p on p.proname = m[1] and p.pronamespace = 'app'::regnamespace)
       select distinct t.relname as name from called c, regexp_matches(c.text, '(?:from|join) ([a-z_]+)', 'gi') m
         join pg_class t on t.relname = m[1] and t.relnamespace = 'public'::regnamespace and t.relkind = 'r' order by 1`,
    )
    const names = Object.keys(changes()).sort()
    expect(read.map((row) => row.name)).toEqual(names)
    expect(counted.map((row) => row.name)).toEqual(names)
  })

  it('is used as it was kept, and found anew once anything changed', async () => {
    for (const [table, { whose, make, back }] of Object.entries(changes())) {
      const before = await asked(whose)
      await run(`update standing set full_name = 'Giữ lại'`)
      expect(JSON.stringify(await asked(whose)), table).toContain('Giữ lại')
      await run(make)
      const after = await asked(whose)
      expect(after, table).not.toEqual(before)
      expect(after, table).toEqual(await anew(whose))
      await run(back)
      expect(await asked(whose), table).toEqual(before)
      // Who takes the count away, stands as before: each of them is needed.
      await run(`alter table ${table} disable trigger standing`)
      await run(make)
      expect(await asked(whose), table).not.toEqual(await anew(whose))
      await run(back)
      await run(`alter table ${table} enable always trigger standing`)
    }
  })

  it('is what would be worked out anew, whatever changes and whenever somebody asks', async () => {
    const all = Object.values(changes())
    const step = fc.record({ change: fc.nat(all.length - 1), hours: fc.integer({ min: -30, max: 60 }) })
    const turns = `update confidentiality_member set valid = '[2025-08-01,2025-08-04 09:00+07)'; update delegation set valid = '[2025-07-01,2025-08-05 12:00+07]'`
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        for (const { back } of all) await run(back)
        const made = new Set<number>()
        for (const { change, hours } of steps) {
          await run((made.has(change) ? all[change]?.back : all[change]?.make) ?? '')
          if (!made.delete(change)) made.add(change)
          if (hours % 5 === 0) await run(turns)
          const at = new Date(Date.parse(moment) + hours * 3_600_000).toISOString()
          for (const who of Object.values(askers)) {
            const now = await ask(who, { at, anew: true })
            expect(await ask(who, { at })).toEqual(now)
            expect(await ask(who, { at })).toEqual(now)
          }
        }
      }),
      { numRuns: 5 },
    )
    for (const { back } of all) await run(back)
  })

  it('holds until the moment when a class or a delegation begins or ends, and through midnight for nobody', async () => {
    const { make, back } = changes().confidentiality_member as { make: string; back: string }
    await run(make.replace('[2025-08-01,)', '[2025-08-04 10:00+07,2025-08-04 11:00+07]'))
    const director = askers.director as Standing
    for (const at of [
      '09:59:59+07',
      '10:00+07',
      '10:00:01+07',
      '11:00+07',
      '11:00:00.000001+07',
      '23:59:59+07',
      '24:00+07',
    ]) {
      const on = { at: `2025-08-04 ${at}` }
      expect(await ask(director, on), at).toEqual(await ask(director, { ...on, anew: true }))
    }
    await run(back)
  })

  it('is not kept by who has changed something themselves, and of two who change at once each counts', async () => {
    const { director, digital } = askers as Record<string, Standing>
    const [one, two] = await Promise.all([connect(), connect()])
    try {
      const { person, opening } = changes() as Record<string, { make: string; back: string }>
      const before = await asked('director')
      await one.query('begin')
      await one.query(opening?.make ?? '')
      await ask(director as Standing, { by: one })
      await ask(digital as Standing, { by: one })
      // The other does not wait, and what it keeps holds no longer than the first is open.
      await two.query('begin')
      await two.query(person?.make ?? '')
      expect(await ask(director as Standing, { by: two })).toEqual([])
      expect(await asked('director')).toEqual(before)
      await two.query('commit')
      expect(await asked('director')).toEqual([])
      const closed = await asked('digital')
      await one.query(person?.back ?? '')
      await one.query('commit')
      expect(await asked('director')).toEqual(before)
      expect(await asked('digital')).not.toEqual(closed)
      expect(await asked('digital')).toEqual(await anew('digital'))
      await run(opening?.back ?? '')
      // What was undone did not happen.
      await one.query(`begin; savepoint s; ${person?.make}; rollback to s`)
      expect(await ask(director as Standing, { by: one })).toEqual(before)
      await one.query('commit')
      expect(await asked('director')).toEqual(before)
    } finally {
      await Promise.all([one.end(), two.end()])
    }
  })

  it('is kept by the first of two at once, and neither waits', async () => {
    const clerk = askers.clerk as Standing
    const [one, two] = await Promise.all([connect(), connect()])
    try {
      await run('delete from standing')
      await one.query('begin')
      const first = await ask(clerk, { by: one })
      expect(await ask(clerk, { by: two })).toEqual(first)
      await one.query('commit')
      expect((await run('select 1 from standing where person_id = $1', [clerk.personId])).rowCount).toBe(1)
    } finally {
      await Promise.all([one.end(), two.end()])
    }
  })
})
