import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepCheckpoints } from './checkpoint-log.ts'
import {
  openCheckpointKey,
  publicKeysFile,
  readCheckpointLog,
  readPublicKeys,
  sealEvents,
  verifyEvents,
} from './index.ts'
import { makeSealedTrail, type SealedTrail } from './testing/sealed-trail.ts'

let trail: SealedTrail

beforeEach(async () => {
  trail = await makeSealedTrail()
})
afterEach(() => trail.remove())

const log = () => join(trail.folder, 'checkpoints.jsonl')

describe('sealed events', () => {
  it('are whole, agency by agency, and what is not sealed yet is counted', async () => {
    const { database } = trail
    await trail.act(3)
    expect(await verifyEvents(database.owner)).toEqual({ sealed: 20, unsealed: 3, checkpoints: 2, problems: [] })
    await sealEvents(database.worker, Number.POSITIVE_INFINITY)
    expect(await verifyEvents(database.owner)).toMatchObject({ sealed: 23, unsealed: 0, problems: [] })
    const { rows } = await sql`select count(*)::int as sealed from event_seal group by agency_id order by 1`.execute(
      database.owner,
    )
    expect(rows).toEqual([{ sealed: 11 }, { sealed: 12 }])
  })

  it('are sealed once by sealers that run at the same time', async () => {
    const { worker } = trail.database
    await trail.act(200)
    await Promise.all([sealEvents(worker), sealEvents(worker), sealEvents(worker)])
    expect(await verifyEvents(worker)).toMatchObject({ sealed: 220, unsealed: 0, problems: [] })
  })

  it('are found later where their transaction took longer than a look goes back', async () => {
    const { worker, owner } = trail.database
    await trail.act(3)
    await trail.tamper(`update event set id = (lpad(to_hex(((extract(epoch from now()) - 60) * 1000)::bigint), 12, '0') || '7000800000000000' || '0001')::uuid
      where id = (select id from event order by id desc limit 1)`)
    await sealEvents(worker, 20_000)
    expect(await verifyEvents(owner)).toMatchObject({ sealed: 22, unsealed: 1, problems: [] })
    await sealEvents(worker)
    expect(await verifyEvents(owner)).toMatchObject({ sealed: 23, unsealed: 0, problems: [] })
  })

  it('of before there were addresses stay whole under their own encoding', async () => {
    const { database } = trail
    await trail.tamper(`delete from event_seal; delete from checkpoint_head; delete from checkpoint;
      update event set address = null;
      insert into event_seal (agency_id, seq, event_id, previous, hash, scheme)
        select agency_id, 1, id, app.seal_start(agency_id), app.seal_link(app.seal_start(agency_id), 1, e, 1::smallint), 1
        from event e where data->>'n' in ('0', '1')`)
    await sealEvents(database.worker, Number.POSITIVE_INFINITY)
    expect(await trail.found('alone')).toEqual([])
    await trail.tamper(`update event set address = '10.0.0.9' where data->>'n' = '0'`)
    expect(await trail.found('alone')).toMatchObject([{ what: 'event-altered', agency: trail.agencies[0], seq: 1 }])
  })

  it('are written under an encoding that has every column, and reads no two values alike', async () => {
    const { owner } = trail.database
    const full = Object.fromEntries(
      ['person_id', 'position_id', 'acting_for', 'record_id'].map((name) => [name, trail.agencies[0]]),
    )
    const text = async (change: object) => {
      const { rows } = await sql<{ text: string }>`
        select app.event_text(jsonb_populate_record(e, ${JSON.stringify({ ...full, ...change })}::jsonb), 2::smallint) as text
        from event e where data->>'n' = '3'`.execute(owner)
      return rows[0]!.text
    }
    const { rows: columns } = await sql<{ name: string; type: string }>`
      select column_name as name, udt_name as type from information_schema.columns where table_name = 'event'`.execute(
      owner,
    )
    const other: Record<string, unknown[]> = {
      uuid: ['018f0000-0000-7000-8000-000000000000', null],
      timestamptz: [
        'infinity',
        '-infinity',
        '0044-03-15 00:00:00+00 BC',
        '0044-03-15 00:00:00+00',
        '2025-07-01 00:00:00.000001+00',
      ],
      text: ['', 'null', null],
      jsonb: [{}, null, { n: '3' }, { n: 3.0001 }, []],
      _uuid: [[], null, ['018f0000-0000-7000-8000-000000000000', null]],
      inet: ['10.0.0.2', '10.0.0.0/8', '::1', null],
    }
    const seen = new Set([await text({})])
    let count = 1
    for (const { name, type } of columns)
      for (const value of other[type]!) {
        seen.add(await text({ [name]: value }))
        count++
      }
    expect(columns).toHaveLength(13)
    expect(seen.size).toBe(count)
  })

  it.each(['event', 'event_seal', 'checkpoint', 'checkpoint_head'])(
    'in %s cannot be changed, removed or emptied by the program, its jobs or signing in',
    async (table) => {
      const { rows } = await sql<{ column: string }>`
        select column_name as column from information_schema.columns where table_name = ${table} and table_schema = 'public'`.execute(
        trail.database.owner,
      )
      const statements = [
        ...rows.map(({ column }) => `update ${table} set ${column} = default`),
        `delete from ${table}`,
        `truncate ${table} cascade`,
        `alter table ${table} disable trigger all`,
        `drop table ${table} cascade`,
      ]
      for (const role of ['mocban_app', 'mocban_worker', 'mocban_sign_in'])
        for (const statement of statements)
          await expect(
            trail.database.owner.transaction().execute(async (tx) => {
              await sql.raw(`set local role ${role}`).execute(tx)
              await sql.raw(statement).execute(tx)
            }),
            `${role}: ${statement}`,
          ).rejects.toThrow(/permission denied|must be owner/)
    },
  )
})

describe('checkpoints', () => {
  it('are signed with a key in the folder that only its owner reads, and kept beside the database', async () => {
    const { mode } = await stat(join(trail.folder, 'checkpoint-key.pem'))
    expect(mode & 0o077).toBe(0)
    const { checkpoints } = await readCheckpointLog(log())
    expect(checkpoints.map((one) => one.heads.map((head) => head.seq))).toEqual([
      [6, 6],
      [10, 10],
    ])
    expect(await trail.found()).toEqual([])
  })

  it('are not made where nothing happened, and a file that lost lines, or its end, gets them again', async () => {
    await trail.checkpoint()
    const whole = await readFile(log(), 'utf8')
    expect(whole.trim().split('\n')).toHaveLength(2)
    await writeFile(log(), whole.slice(0, -40))
    await keepCheckpoints(trail.database.worker, log())
    expect((await readCheckpointLog(log())).checkpoints).toHaveLength(2)
    expect(await trail.found()).toEqual([])
  })

  it('accuse nobody where the clock had run ahead and was set right; who writes into the past is found still', async () => {
    // As a clock that is a day ahead would have signed it.
    await trail.act(1)
    await trail.checkpoint()
    const { number, statement } = await trail.database.owner
      .selectFrom('checkpoint')
      .select(['number', 'statement'])
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
    const at = new Date(Date.now() + 86_400_000).toISOString()
    const ahead = JSON.stringify({ ...JSON.parse(statement), at })
    await trail.tamper(
      `update checkpoint set at = '${at}', statement = '${ahead}', signature = '\\x${trail.key.sign(ahead).toString('hex')}' where number = ${number}`,
    )
    // Set right, and nothing signed yet; then signed under the right hour, and on.
    await trail.act(2)
    expect(await trail.found('alone')).toEqual([])
    await trail.checkpoint()
    await trail.act(1)
    await trail.checkpoint()
    expect(await trail.found('alone')).toEqual([])
    await trail.tamper(
      `insert into event (agency_id, kind, at) values ('${trail.agencies[0]}', 'test.invented', now() - interval '1 day')`,
    )
    expect((await trail.found('alone')).map((one) => one.what)).toEqual(['event-added'])
  })

  it('hold also after the key was changed, whose public half stays known', async () => {
    const fresh = await openCheckpointKey(trail.folder, join(trail.folder, 'other.pem'))
    expect(fresh.id).not.toBe(trail.key.id)
    expect(await readPublicKeys(publicKeysFile(trail.folder))).toHaveLength(2)
    trail.key.sign = fresh.sign
    Object.assign(trail.key, fresh)
    await trail.act(1)
    await trail.checkpoint()
    expect(await trail.found()).toEqual([])
  })
})
