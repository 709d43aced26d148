import { createHash, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import { type CheckpointFile, checkCheckpoint, readStatement } from './checkpoint-file.ts'
import type { CheckpointLog } from './checkpoint-log.ts'
import { readSeries } from './make-checkpoint.ts'
import type { Head } from './merkle.ts'
import type { EventProblem } from './verify-events.ts'

/**
 * Checks the checkpoints in the database (numbers, the chain of their statements, signatures, roots), those that were kept outside against them, and the
 * chains of events against all of them. Without keys, signatures are checked against the key that stands beside them, which proves less.
 */
export async function verifyCheckpoints(
  db: Database,
  outside: CheckpointLog | undefined,
  keys: KeyObject[] | undefined,
): Promise<{ checkpoints: number; problems: EventProblem[] }> {
  const problems: EventProblem[] = []
  const wrong = (what: EventProblem['what'], seq: number) => problems.push({ what, agency: null, seq, eventId: null })
  const { rows } = await readSeries(db, 0)
  const own = new Map<number, string>()
  const latest = new Map<string, Head>()
  let number = 0
  let previous: string | null = null
  for (const row of rows) {
    for (const head of row.heads) latest.set(head.agency, head)
    const statement = readStatement(row.statement)
    number++
    if (!statement) {
      wrong('checkpoint-altered', number)
      continue
    }
    for (; number < statement.number; number++) wrong('checkpoint-missing', number)
    if (statement.previous !== previous && own.has(number - 1)) wrong('checkpoint-altered', number)
    const fault = faultOf({ ...row, heads: [...latest.values()] }, keys)
    if (fault) wrong(fault, number)
    own.set(number, row.statement)
    previous = createHash('sha256').update(row.statement).digest('hex')
  }
  for (const altered of await alteredColumns(db)) wrong('checkpoint-altered', altered)
  for (const kept of outside?.checkpoints ?? []) {
    const statement = readStatement(kept.statement)
    const fault = faultOf(kept, keys)
    if (fault) wrong(fault, statement?.number ?? 0)
    // A file whose checkpoint does not hold proves nothing against the database.
    else if (statement && own.get(statement.number) !== kept.statement)
      wrong(own.has(statement.number) ? 'checkpoint-altered' : 'checkpoint-missing', statement.number)
  }
  const sound = (outside?.checkpoints ?? []).filter((kept) => !faultOf(kept, keys))
  const heads = [...rows.flatMap((row) => row.heads), ...sound.flatMap((kept) => kept.heads), ...(outside?.heads ?? [])]
  return { checkpoints: rows.length, problems: [...once(problems), ...(await differing(db, heads))] }
}

function faultOf(made: CheckpointFile, keys: KeyObject[] | undefined): EventProblem['what'] | null {
  switch (checkCheckpoint(made, keys)) {
    case null:
      return null
    case 'signature-wrong':
      return 'checkpoint-signature'
    case 'key-unknown':
      return 'checkpoint-key'
    default:
      return 'checkpoint-altered'
  }
}

const once = (problems: EventProblem[]) =>
  [...new Map(problems.map((one) => [`${one.what} ${one.seq}`, one])).values()].slice(0, 1000)

/** Rows whose other columns do not say what their statement says. */
async function alteredColumns(db: Database): Promise<number[]> {
  const rows = await db.selectFrom('checkpoint').select(['number', 'at', 'key_id', 'statement']).execute()
  return rows
    .filter((row) => {
      const said = readStatement(row.statement)
      return (
        said && (said.number !== row.number || said.key !== row.key_id || Date.parse(said.at) !== Date.parse(row.at))
      )
    })
    .map((row) => row.number)
}

/** Places of chains that are not what was signed: between the last head that still holds and the first that does not. */
async function differing(db: Database, heads: Head[]): Promise<EventProblem[]> {
  const unique = [...new Map(heads.map((head) => [`${head.agency} ${head.seq} ${head.hash}`, head])).values()]
  const { rows } = await sql<EventProblem & { upto: number }>`
    with kept as (
      select c.agency, c.seq, s.seq is not null as there, coalesce(encode(s.hash, 'hex') = c.hash, false) as same
        from jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) c (agency uuid, seq bigint, hash text)
        left join event_seal s on s.agency_id = c.agency and s.seq = c.seq
    ), first as (
      select agency, min(seq) as seq, bool_or(there) as there from kept where not same group by agency
    )
    select case when f.there then 'checkpoint-differs' else 'event-missing' end as what, f.agency,
           case when f.there then coalesce((select max(k.seq) from kept k where k.agency = f.agency and k.same and k.seq < f.seq), 0) + 1
                else coalesce((select max(s.seq) from event_seal s where s.agency_id = f.agency), 0) + 1 end as seq,
           case when f.there then f.seq else (select max(k.seq) from kept k where k.agency = f.agency) end as upto,
           null as "eventId"
      from first f
     -- A gap that more links follow is told by the chain itself.
     where f.there or f.seq > (select coalesce(max(s.seq), 0) from event_seal s where s.agency_id = f.agency) order by 2 limit 1000`.execute(
    db,
  )
  return rows
}
