import type { RegistrationDraft } from '@mocban/contract/registration-drafts'
import { sql } from 'kysely'
import { type Actor, type Database, often, posted, type Tx } from '../../platform/database/index.ts'

/** What was begun: the registration of a document that arrived, or a document that goes out and was not saved once. */
export type BegunKind = 'registration' | 'outgoing'

/** An arrival that a colleague registered or sent back meanwhile is begun no more. */
const arrivalGone = sql<boolean>`exists (select from delivery y where y.id = begun_draft.id and (y.incoming_id is not null or y.status <> '01'))`

const columns = ['id', 'title', 'updated_at as updatedAt'] as const

/** What who asks began and did not finish, the latest first. */
export async function listDrafts(tx: Tx, kind: BegunKind): Promise<Omit<RegistrationDraft, 'content'>[]> {
  return tx
    .selectFrom('begun_draft')
    .where('kind', '=', kind)
    .where(sql<boolean>`not ${arrivalGone}`)
    .select(columns)
    .orderBy('updated_at', 'desc')
    .limit(50)
    .execute()
}

export async function readDraft(tx: Tx, kind: BegunKind, id: string): Promise<RegistrationDraft | null> {
  const row = await tx
    .selectFrom('begun_draft')
    .select([...columns, 'content'])
    .where('id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ? (row as RegistrationDraft) : null
}

/** Keeps what was typed so far; typing is not an act and makes no event. */
export async function keepDraft(
  tx: Tx,
  actor: Actor,
  kind: BegunKind,
  input: { id: string; title: string; content: Record<string, unknown> },
): Promise<Record<string, never>> {
  const content = JSON.stringify(input.content)
  await sql`
    insert into begun_draft (id, person_id, position_id, kind, title, content)
    values (${input.id}, ${actor.personId}, ${actor.positionId}, ${kind}, ${input.title}, ${content}::jsonb)
    on conflict (person_id, id) do update set kind = excluded.kind, title = excluded.title, content = excluded.content, updated_at = app.now()`.execute(
    tx,
  )
  return {}
}

export async function dropDraft(tx: Tx, kind: BegunKind, id: string): Promise<Record<string, never>> {
  await tx.deleteFrom('begun_draft').where('id', '=', id).where('kind', '=', kind).execute()
  return {}
}

/** What was begun ends with the act it was begun for, in the same transaction: whose answer is lost on the way finds no more of it to go on with. */
export async function endDrafts(tx: Tx, kind: BegunKind, ids: (string | null | undefined)[]): Promise<void> {
  const begun = ids.filter((id) => id !== null && id !== undefined)
  if (begun.length > 0)
    await sql`${posted}${often}delete from begun_draft where kind = ${kind} and id = any (string_to_array(${begun.join()}, ',')::uuid[])`.execute(
      tx,
    )
}

/**
 * Every night: what somebody began from an arrival that is theirs to register no more. After a month, for a registration may be cancelled and a recall taken back: then the
 * arrival waits again, and what was typed for it with it.
 */
export const sweepDrafts = (worker: Database): Promise<unknown> =>
  sql`delete from begun_draft where kind = 'registration' and updated_at < now() - interval '30 days' and ${arrivalGone}`.execute(
    worker,
  )
