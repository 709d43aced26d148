import { audit } from '@mocban/contract/audit'
import { sql } from 'kysely'
import type { Tx } from '../database/index.ts'
import { type App, refuse, serve, serveLong } from '../http/index.ts'
import { type CheckpointFile, readStatement } from './checkpoint-file.ts'
import { pathOf } from './merkle.ts'

/** What an auditor takes outside: checkpoints, each proving the chains of the auditor's own agency and of those it succeeds, and telling nothing of the others. */
export function checkpointRoutes(app: App): void {
  serve(app, audit.checkpoints, async ({ tx, query }) => {
    const before = Number(query.after ?? Number.MAX_SAFE_INTEGER)
    const { rows } = await sql<{ number: number; at: string; statement: string; keyId: string; events: number | null }>`
      select c.number, c.at, c.statement, c.key_id as "keyId",
        (select h.seq from checkpoint_head h where h.number <= c.number and h.agency_id = (select app.agency()) order by h.number desc limit 1) as events
      from checkpoint c where c.number < ${Number.isSafeInteger(before) ? before : 0} order by c.number desc limit ${query.limit + 1}`.execute(
      tx,
    )
    const items = rows.slice(0, query.limit).map(({ statement, ...row }) => ({
      ...row,
      root: readStatement(statement)?.root ?? '',
    }))
    const next = rows.length > query.limit ? { next: String(items.at(-1)!.number) } : {}
    return { items, ...next }
  })
  serveLong(app, audit.checkpoint, async ({ params, reply, asMe }) => {
    const found = await asMe((tx) => ownCheckpoint(tx, params.number))
    if (!found) throw refuse('request.not-found')
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="checkpoint-${params.number}.json"`)
      .send(`${JSON.stringify(found, null, 2)}\n`)
  })
}

async function ownCheckpoint(tx: Tx, number: number): Promise<CheckpointFile | null> {
  const made = await tx.selectFrom('checkpoint').selectAll().where('number', '=', number).executeTakeFirst()
  const heads = await tx
    .selectFrom('checkpoint_head')
    .distinctOn('agency_id')
    .select(['agency_id as agency', 'seq', sql<string>`encode(hash, 'hex')`.as('hash')])
    .where('number', '<=', number)
    .where(sql<boolean>`agency_id = any ((select app.agencies())::uuid[])`)
    .orderBy('agency_id')
    .orderBy('number', 'desc')
    .execute()
  if (!made || heads.length === 0) return null
  const { rows } = await sql<{
    leaf: Buffer
    mine: boolean
  }>`select leaf, mine from app.checkpoint_leaves(${number})`.execute(tx)
  const leaves = rows.map((row) => row.leaf)
  // Both in the order of the agencies.
  const places = rows.flatMap((row, place) => (row.mine ? [place] : []))
  return {
    statement: made.statement,
    signature: made.signature.toString('base64'),
    publicKey: made.public_key.toString('base64'),
    heads: heads.map((head, n) => ({ ...head, path: pathOf(leaves, places[n] ?? -1) })),
  }
}
