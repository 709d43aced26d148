import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCheckpoint, openCheckpointKey, sealEvents } from './index.ts'
import { makeSealedTrail, type SealedTrail } from './testing/sealed-trail.ts'

/**
 * Tampers with the trail as the database's superuser, checks and triggers off. Agency A has the events whose n is even, B those whose n is odd; the
 * event n stands at place n / 2 + 1 of its chain. A checkpoint was signed when each chain had 6 links, another at 10.
 */
let trail: SealedTrail

/** What is tampered with is undone after each look, or each test has a trail of its own. */
const oneForAll = () => {
  beforeAll(async () => {
    trail = await makeSealedTrail()
  })
  afterAll(() => trail.remove())
}
const oneForEach = () => {
  beforeEach(async () => {
    trail = await makeSealedTrail()
  })
  afterEach(() => trail.remove())
}

const idOf = async (n: number) => {
  const { rows } = await sql<{ id: string }>`select id from event where data->>'n' = ${String(n)}`.execute(
    trail.database.owner,
  )
  return rows[0]!.id
}
const a = `'00000000-0000-4000-8000-00000000000a'`
/** Seals a chain anew from a place on, as whoever can run the product's own functions would. */
const rechain = (from: number) => `
  do $$ declare s record; h bytea; begin
    for s in select x.agency_id, x.seq, x.scheme, e from event_seal x join event e on e.id = x.event_id where x.agency_id = ${a} and x.seq >= ${from} order by x.seq loop
      select coalesce((select hash from event_seal y where y.agency_id = ${a} and y.seq = s.seq - 1), app.seal_start(${a})) into h;
      update event_seal set previous = h, hash = app.seal_link(h, s.seq, s.e, s.scheme) where agency_id = ${a} and seq = s.seq;
    end loop;
  end $$`
const swapSeals = `
  alter table event_seal drop constraint event_seal_event_id_key;
  update event_seal s set event_id = (select t.event_id from event_seal t where t.agency_id = s.agency_id and t.seq = 9 - s.seq)
   where s.agency_id = ${a} and s.seq in (4, 5)`
const changed: Record<string, string> = {
  id: `id = app.new_id()`,
  at: `at = at - interval '1 microsecond'`,
  agency_id: `agency_id = '00000000-0000-4000-8000-00000000000b'`,
  person_id: 'person_id = app.new_id()',
  position_id: 'position_id = app.new_id()',
  acting_for: 'acting_for = app.new_id()',
  kind: `kind = 'test.undone'`,
  record_id: 'record_id = app.new_id()',
  record_list: 'record_list = null',
  data: `data = data || '{"x": null}'`,
  concerns: `concerns = concerns || concerns`,
  request_id: `request_id = 'Request'`,
  address: `address = '10.0.0.2'`,
}

describe('an event of which was changed', () => {
  oneForAll()

  it('any column: every column of the table is tried', async () => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'event' and table_schema = 'public'`.execute(
      trail.database.owner,
    )
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(changed).sort())
  })

  it.each(Object.entries(changed))('%s, is found from the database alone, and named', async (column, change) => {
    const id = await idOf(6)
    const found = await trail.foundAfter(`update event set ${change} where data->>'n' = '6'`)
    // With another identifier it is no longer the event that was sealed.
    const what = column === 'id' ? 'event-missing' : 'event-altered'
    expect(found).toEqual([{ what, agency: trail.agencies[0], seq: 4, upto: 4, eventId: id }])
  })
})

describe('a chain is found from the database alone', () => {
  oneForAll()

  it.each<[string, string, object[]]>([
    ['first event removed', `delete from event where data->>'n' = '0'`, [{ what: 'event-missing', seq: 1 }]],
    ['middle event removed', `delete from event where data->>'n' = '6'`, [{ what: 'event-missing', seq: 4 }]],
    ['last event removed', `delete from event where data->>'n' = '18'`, [{ what: 'event-missing', seq: 10 }]],
    [
      'first event removed with its seal',
      `delete from event where data->>'n' = '0'; delete from event_seal where agency_id = ${a} and seq = 1`,
      [{ what: 'event-missing', seq: 1, upto: 1 }],
    ],
    [
      'three events removed with their seals',
      `delete from event where data->>'n' in ('4', '6', '8'); delete from event_seal where agency_id = ${a} and seq between 3 and 5`,
      [{ what: 'event-missing', seq: 3, upto: 5 }],
    ],
    [
      'last events removed with their seals',
      `delete from event where data->>'n' in ('16', '18'); delete from event_seal where agency_id = ${a} and seq > 8`,
      [{ what: 'event-missing', seq: 9, upto: 10 }],
    ],
    [
      'two events swapped in their places',
      swapSeals,
      [
        { what: 'event-reordered', seq: 4 },
        { what: 'event-reordered', seq: 5 },
      ],
    ],
    [
      'the contents of two events swapped',
      `update event e set data = (select o.data from event o where o.data->>'n' = case e.data->>'n' when '6' then '8' else '6' end) where data->>'n' in ('6', '8')`,
      [
        { what: 'event-altered', seq: 4 },
        { what: 'event-altered', seq: 5 },
      ],
    ],
    [
      'an event altered and sealed anew',
      `update event set kind = 'x' where data->>'n' = '6'; update event_seal s set hash = app.seal_link(s.previous, s.seq, e) from event e where e.id = s.event_id and e.data->>'n' = '6'`,
      [{ what: 'event-altered', seq: 4 }],
    ],
    ['a seal removed', `delete from event_seal where agency_id = ${a} and seq = 4`, [{ what: 'seal-missing', seq: 4 }]],
    [
      'the hash of a seal changed',
      `update event_seal set hash = sha256('x') where agency_id = ${a} and seq = 4`,
      [{ what: 'seal-altered', seq: 4 }],
    ],
    [
      'what a seal goes on from changed',
      `update event_seal set previous = sha256('x') where agency_id = ${a} and seq = 4`,
      [{ what: 'seal-altered', seq: 4 }],
    ],
    [
      'the encoding of a seal changed',
      `update event_seal set scheme = 1 where agency_id = ${a} and seq = 4`,
      [{ what: 'seal-altered', seq: 4 }],
    ],
    [
      'a seal moved to another place',
      `update event_seal set seq = 14 where agency_id = ${a} and seq = 10`,
      [
        { what: 'event-missing', seq: 10, upto: 13 },
        { what: 'event-altered', seq: 14 },
      ],
    ],
    [
      'a seal doubled',
      `alter table event_seal drop constraint event_seal_event_id_key; alter table event_seal drop constraint event_seal_pkey;
       insert into event_seal select * from event_seal where agency_id = ${a} and seq = 4`,
      [{ what: 'link-doubled', seq: 4 }],
    ],
    [
      'an event written into the past',
      `insert into event (agency_id, kind, at) values (${a}, 'test.invented', now() - interval '1 day')`,
      [{ what: 'event-added' }],
    ],
    [
      'an event doubled in the past',
      `update checkpoint set at = at; insert into event select app.new_id(), at - interval '3 hours', agency_id, person_id, position_id, acting_for, kind, record_id,
         record_list, data, concerns, request_id, address from event where data->>'n' = '6'`,
      [{ what: 'event-added' }],
    ],
    [
      'its whole agency chained anew',
      `update event set kind = 'x' where data->>'n' = '2'; ${rechain(1)}`,
      [{ what: 'checkpoint-differs', seq: 1, upto: 6 }],
    ],
    [
      'an agency chained anew after the first checkpoint',
      `update event set kind = 'x' where data->>'n' = '16'; ${rechain(9)}`,
      [{ what: 'checkpoint-differs', seq: 7, upto: 10 }],
    ],
    [
      'an agency removed as a whole',
      `delete from event where agency_id = ${a}; delete from event_seal where agency_id = ${a}`,
      [{ what: 'event-missing', seq: 1, upto: 10 }],
    ],
  ])('with %s', async (_, statement, expected) => {
    const found = await trail.foundAfter(statement)
    expect(found).toMatchObject(expected.map((one) => ({ agency: trail.agencies[0], ...one })))
  })
})

describe('a chain to which the product adds', () => {
  oneForEach()

  it('is found with an event written into the past, also after the product has sealed it', async () => {
    await trail.tamper(
      `insert into event (agency_id, kind, at) values (${a}, 'test.invented', now() - interval '1 day')`,
    )
    await sealEvents(trail.database.worker, Number.POSITIVE_INFINITY)
    expect(await trail.found('alone')).toMatchObject([{ what: 'event-added', agency: trail.agencies[0], seq: 11 }])
  })
})

describe('checkpoints are found from the database alone', () => {
  oneForAll()

  it.each<[string, string, object[]]>([
    [
      'one removed',
      'delete from checkpoint_head where number = 1; delete from checkpoint where number = 1',
      [{ what: 'checkpoint-missing', seq: 1 }],
    ],
    ['renumbered', 'update checkpoint set number = 7 where number = 2', [{ what: 'checkpoint-altered', seq: 2 }]],
    [
      'dated otherwise',
      `update checkpoint set at = at - interval '1 day' where number = 2`,
      [{ what: 'checkpoint-altered', seq: 2 }],
    ],
    [
      'under another key’s name',
      `update checkpoint set key_id = 'x' where number = 2`,
      [{ what: 'checkpoint-altered', seq: 2 }],
    ],
    [
      'with another statement',
      `update checkpoint set statement = replace(statement, '"events":20', '"events":21') where number = 2`,
      [{ what: 'checkpoint-signature', seq: 2 }],
    ],
    [
      'with another signature',
      `update checkpoint set signature = sha512('x') where number = 2`,
      [{ what: 'checkpoint-signature', seq: 2 }],
    ],
    [
      'with another public key',
      `update checkpoint set public_key = 'x' where number = 2`,
      [{ what: 'checkpoint-signature', seq: 2 }],
    ],
    [
      'with another head',
      `update checkpoint_head set hash = sha256('x') where number = 2 and agency_id = ${a}`,
      [{ what: 'checkpoint-altered', seq: 2 }],
    ],
    [
      'with a head less',
      `delete from checkpoint_head where number = 2 and agency_id = ${a}`,
      [{ what: 'checkpoint-altered', seq: 2 }],
    ],
  ])('%s', async (_, statement, expected) => {
    const found = await trail.foundAfter(statement)
    for (const one of expected) expect(found).toContainEqual(expect.objectContaining(one))
  })
})

/** Here the database is made to agree with itself: nothing in it can tell, and only what was kept outside does. */
describe('only a checkpoint kept outside finds', () => {
  oneForEach()

  const alone = async () => expect(await trail.found('alone')).toEqual([])

  it('the last checkpoint removed', async () => {
    await trail.tamper('delete from checkpoint_head where number = 2; delete from checkpoint where number = 2')
    await alone()
    expect(await trail.found()).toMatchObject([{ what: 'checkpoint-missing', seq: 2 }])
  })

  it('all checkpoints removed, and an agency chained anew', async () => {
    await trail.tamper(
      `delete from checkpoint_head; delete from checkpoint; update event set kind = 'x' where data->>'n' = '16'; ${rechain(1)}`,
    )
    await alone()
    expect(await trail.found()).toMatchObject([
      { what: 'checkpoint-missing', seq: 1 },
      { what: 'checkpoint-missing', seq: 2 },
      { what: 'checkpoint-differs', agency: trail.agencies[0], seq: 7, upto: 10 },
    ])
  })

  it('everything sealed and signed anew with another key', async () => {
    await trail.tamper(
      `delete from checkpoint_head; delete from checkpoint; delete from event where data->>'n' = '18'; delete from event_seal`,
    )
    await sealEvents(trail.database.worker, Number.POSITIVE_INFINITY)
    await makeCheckpoint(
      trail.database.worker,
      await openCheckpointKey(join(trail.folder, '..'), join(trail.folder, 'forged.pem')),
    )
    await alone()
    const found = await trail.found()
    expect(found).toContainEqual(expect.objectContaining({ what: 'checkpoint-key', seq: 1 }))
    expect(found).toContainEqual({ what: 'event-missing', agency: trail.agencies[0], seq: 10, upto: 10, eventId: null })
  })

  it('an old state of the whole database put back', async () => {
    const tables = ['event', 'event_seal', 'checkpoint', 'checkpoint_head']
    await trail.tamper(tables.map((table) => `create table old_${table} as table ${table}`).join('; '))
    await trail.act(4)
    await trail.checkpoint()
    await trail.tamper(
      [
        ...tables.map((table) => `delete from ${table}`),
        ...tables.map((table) => `insert into ${table} select * from old_${table}`),
      ].join('; '),
    )
    await alone()
    expect(await trail.found()).toMatchObject([
      { what: 'checkpoint-missing', seq: 3 },
      { what: 'event-missing', agency: trail.agencies[0], seq: 11, upto: 12 },
      { what: 'event-missing', agency: trail.agencies[1], seq: 11, upto: 12 },
    ])
  })
})

describe('a checkpoint outside that was changed itself', () => {
  oneForEach()

  it.each<[string, (line: string) => string, string]>([
    [
      'has another head',
      (line) => line.replace(/"hash":"./, (one) => `"hash":"${one.endsWith('0') ? 1 : 0}`),
      'checkpoint-altered',
    ],
    ['has another statement', (line) => line.replace('\\"events\\":12', '\\"events\\":13'), 'checkpoint-signature'],
  ])('and %s proves nothing, and is told', async (_, change, what) => {
    const file = join(trail.folder, 'checkpoints.jsonl')
    const [first = '', second = ''] = (await readFile(file, 'utf8')).split('\n')
    const altered = change(first)
    expect(altered).not.toBe(first)
    await writeFile(file, `${altered}\n${second}\n`)
    expect(await trail.found()).toMatchObject([{ what, seq: 1 }])
  })
})
