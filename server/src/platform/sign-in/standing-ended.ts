import { type RawBuilder, sql } from 'kysely'
import { clock } from '../clock.ts'
import type { Database, SessionProof, Tx } from '../database/index.ts'
import { type RefusalError, refuse } from '../http/refuse.ts'

/** What is told where the post or delegation ended in which a session lasts; null where it did not, or where there is no own post to go on in. */
export const standingEnded = (app: Database, { session }: SessionProof): Promise<RefusalError | null> =>
  told(app, sql`select e.*, e.own_title as own from app.standing_ended(${session}, ${moment()}) e`)

/** The same of a standing in which one who is signed in wants to go on; `own` is the post in which they are. */
export const standingOver = (
  tx: Tx,
  { positionId, delegationId, own }: { positionId: string; delegationId: string | null; own: string },
): Promise<RefusalError | null> =>
  told(tx, sql`select e.*, ${own}::text as own from app.own_standing_over(${positionId}, ${delegationId}::uuid) e`)

async function told(db: Database | Tx, ended: RawBuilder<unknown>): Promise<RefusalError | null> {
  const { rows } = await sql<Record<string, string>>`
    select case when by_delegation then 'delegation' else 'post' end as kind, coalesce(from_name, '') as name, title, own,
           case when here::time = '00:00' then 'yes' else 'no' end as whole,
           case when here::time = '00:00' then to_char(here - interval '1 day', 'DD/MM/YYYY') else to_char(here, 'HH24:MI DD/MM/YYYY') end as "when"
      from (select e.*, ended_at at time zone 'Asia/Ho_Chi_Minh' as here from (${ended}) e) e`.execute(db)
  return rows[0] ? refuse('session.standing-ended', rows[0]) : null
}

/** The session goes on in the person's own post, where the standing it was in has ended; else nothing changes. */
export async function goOnInOwnPost(app: Database, { session }: SessionProof): Promise<void> {
  await sql`select app.go_on_in_own_post(${session}, ${moment()})`.execute(app)
}

const moment = () => clock.fixed()?.toISOString() ?? null
