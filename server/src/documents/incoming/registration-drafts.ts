import type { RegistrationDraft } from '@mocban/contract/registration-drafts'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'

const columns = ['id', 'title', 'updated_at as updatedAt'] as const

/** Registrations that who asks began and did not finish, the latest first. */
export async function listDrafts(tx: Tx): Promise<Omit<RegistrationDraft, 'content'>[]> {
  return tx.selectFrom('registration_draft').select(columns).orderBy('updated_at', 'desc').limit(50).execute()
}

export async function readDraft(tx: Tx, id: string): Promise<RegistrationDraft | null> {
  const row = await tx
    .selectFrom('registration_draft')
    .select([...columns, 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? (row as RegistrationDraft) : null
}

/** Keeps what was typed so far; typing is not an act and makes no event. */
export async function keepDraft(
  tx: Tx,
  actor: Actor,
  input: { id: string; title: string; content: Record<string, unknown> },
): Promise<Record<string, never>> {
  const content = JSON.stringify(input.content)
  await sql`
    insert into registration_draft (id, person_id, position_id, title, content)
    values (${input.id}, ${actor.personId}, ${actor.positionId}, ${input.title}, ${content}::jsonb)
    on conflict (id) do update set title = excluded.title, content = excluded.content, updated_at = app.now()`.execute(
    tx,
  )
  return {}
}

export async function dropDraft(tx: Tx, id: string): Promise<Record<string, never>> {
  await tx.deleteFrom('registration_draft').where('id', '=', id).execute()
  return {}
}
