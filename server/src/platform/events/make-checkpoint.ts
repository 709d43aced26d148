import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../database/index.ts'
import { type CheckpointFile, inOrder, type Statement } from './checkpoint-file.ts'
import type { CheckpointKey } from './checkpoint-key.ts'
import { type Head, leafOf, pathOf, rootOf } from './merkle.ts'

/** The heads of all chains, found by one look-up an agency however long the chains are. */
async function readHeads(db: Database): Promise<Head[]> {
  const { rows } = await sql<Head>`
    with recursive agency (id) as (
      (select agency_id from event_seal order by agency_id limit 1)
      union all
      select (select s.agency_id from event_seal s where s.agency_id > a.id order by s.agency_id limit 1) from agency a where a.id is not null
    )
    select a.id as agency, s.seq, encode(s.hash, 'hex') as hash from agency a
    cross join lateral (select seq, hash from event_seal where agency_id = a.id order by seq desc limit 1) s order by a.id`.execute(
    db,
  )
  return rows
}

/** The heads of a checkpoint as the database keeps them. */
async function headsAt(db: Database, number: number): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select agency_id as agency, seq, encode(hash, 'hex') as hash from app.heads_at(${number})`.execute(db)
  return rows
}

/**
 * Signs the heads of all chains as they stand, and keeps what was signed. Answers the checkpoint with the heads that moved since the one before, or null
 * where none did. One at a time.
 */
export function makeCheckpoint(db: Database, key: CheckpointKey): Promise<CheckpointFile | null> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(6303, 2)`.execute(tx)
    const before = await tx.selectFrom('checkpoint').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst()
    const heads = await readHeads(tx)
    const kept = new Map((before ? await headsAt(tx, before.number) : []).map((head) => [head.agency, head]))
    const moved = heads.filter((head) => kept.get(head.agency)?.hash !== head.hash)
    // A head that is gone is not forgotten: it stays under the root, and whoever verifies finds that its chain is.
    const gone = [...kept.values()].filter((head) => !heads.some((one) => one.agency === head.agency))
    if (moved.length === 0) return null
    const all = inOrder([...heads, ...gone])
    const statement = JSON.stringify({
      of: 'mocban trail checkpoint',
      version: 1,
      number: (before?.number ?? 0) + 1,
      at: await databaseTime(tx),
      previous: before ? createHash('sha256').update(before.statement).digest('hex') : null,
      root: rootOf(all.map(leafOf)).toString('hex'),
      agencies: all.length,
      events: all.reduce((sum, head) => sum + head.seq, 0),
      key: key.id,
    } satisfies Statement)
    const signature = key.sign(statement)
    await keep(tx, { statement, signature, key, moved })
    return {
      statement,
      signature: signature.toString('base64'),
      publicKey: key.publicKey.toString('base64'),
      heads: moved,
    }
  })
}

/** The time of the machine that has the trail: what a clock of the program shows may be set. */
async function databaseTime(tx: Tx): Promise<string> {
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(tx)
  return rows[0]!.at
}

async function keep(
  tx: Tx,
  made: { statement: string; signature: Buffer; key: CheckpointKey; moved: Head[] },
): Promise<void> {
  const { number, at } = JSON.parse(made.statement) as Statement
  await tx
    .insertInto('checkpoint')
    .values({
      number,
      at,
      statement: made.statement,
      signature: made.signature,
      key_id: made.key.id,
      public_key: made.key.publicKey,
    })
    .execute()
  await tx
    .insertInto('checkpoint_head')
    .values(
      made.moved.map(({ agency, seq, hash }) => ({ agency_id: agency, number, seq, hash: Buffer.from(hash, 'hex') })),
    )
    .execute()
}

/** The checkpoints after a number, in their order, each with the heads that moved. */
export async function readSeries(db: Database, after: number): Promise<{ rows: CheckpointFile[] }> {
  return sql<CheckpointFile>`
    select c.statement, replace(encode(c.signature, 'base64'), E'\\n', '') as signature, replace(encode(c.public_key, 'base64'), E'\\n', '') as "publicKey",
      coalesce((select jsonb_agg(jsonb_build_object('agency', h.agency_id, 'seq', h.seq, 'hash', encode(h.hash, 'hex')) order by h.agency_id)
        from checkpoint_head h where h.number = c.number), '[]') as heads
    from checkpoint c where c.number > ${after} order by c.number`.execute(db)
}

/** A checkpoint with the heads of all agencies, or of one, each with its way to the root: what is handed to an auditor. */
export async function readCheckpoint(
  db: Database,
  wanted: { number?: number | undefined; agency?: string | undefined } = {},
): Promise<CheckpointFile | null> {
  let asked = db.selectFrom('checkpoint').selectAll().orderBy('number', 'desc').limit(1)
  if (wanted.number !== undefined) asked = asked.where('number', '=', wanted.number)
  const found = await asked.executeTakeFirst()
  if (!found) return null
  const heads = await headsAt(db, found.number)
  const leaves = heads.map(leafOf)
  return {
    statement: found.statement,
    signature: found.signature.toString('base64'),
    publicKey: found.public_key.toString('base64'),
    heads: heads
      .map((head, place) => ({ ...head, path: pathOf(leaves, place) }))
      .filter((head) => wanted.agency === undefined || head.agency === wanted.agency),
  }
}
