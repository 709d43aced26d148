import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import type { Method } from './sessions.ts'

/** A sign-in under way: who it is, and what is proved so far. */
export interface Step {
  token: string
  personId: string
  method: Method
  secondFactor: boolean
  data: Record<string, unknown>
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()
/** What is asked of a device or a provider is no step: its ticket opens nothing else. */
const question = 'question'
/** Guesses at one step before signing in must begin again. */
const mostAttempts = 5

/** Keeps what is proved so far; answers the ticket for what is still wanted. */
export async function openStep(signIn: Database, proven: Omit<Step, 'token'>): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await sql`delete from sign_in_step where expires_at < now()`.execute(signIn)
  await signIn
    .insertInto('sign_in_step')
    .values({
      token_hash: hashOf(token),
      person_id: proven.personId,
      method: proven.method,
      second_factor: proven.secondFactor,
      data: JSON.stringify(proven.data),
    })
    .execute()
  return token
}

/**
 * Reads a step and counts the attempt, so that many at once do not slip through.
 * @throws sign-in.begin-again
 */
export async function readStep(signIn: Database, token: string): Promise<Step> {
  const row = await signIn
    .updateTable('sign_in_step')
    .set({ attempts: sql`attempts + 1` })
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', sql<string>`now()`)
    .where('attempts', '<', mostAttempts)
    .where('method', '<>', question)
    .returning(['person_id', 'method', 'second_factor', 'data'])
    .executeTakeFirst()
  if (!row?.person_id) throw refuse('sign-in.begin-again')
  return {
    token,
    personId: row.person_id,
    method: row.method as Method,
    secondFactor: row.second_factor,
    data: row.data as Step['data'],
  }
}

/** Keeps what the step learned; the attempts begin anew with the next step. */
export async function keepStep(
  signIn: Database,
  token: string,
  change: { secondFactor?: boolean; data?: Step['data'] },
): Promise<void> {
  await signIn
    .updateTable('sign_in_step')
    .set({
      ...(change.secondFactor === undefined ? {} : { second_factor: change.secondFactor, attempts: 0 }),
      ...(change.data === undefined ? {} : { data: JSON.stringify(change.data) }),
    })
    .where('token_hash', '=', hashOf(token))
    .execute()
}

export async function endStep(signIn: Database, token: string): Promise<boolean> {
  const ended = await signIn.deleteFrom('sign_in_step').where('token_hash', '=', hashOf(token)).executeTakeFirst()
  return ended.numDeletedRows > 0n
}

/** Keeps what was asked until the answer comes. */
export async function keepQuestion(signIn: Database, tokenHash: Buffer, data: Record<string, unknown>): Promise<void> {
  await sql`delete from sign_in_step where expires_at < now()`.execute(signIn)
  await signIn
    .insertInto('sign_in_step')
    .values({ token_hash: tokenHash, method: question, data: JSON.stringify(data) })
    .execute()
}

/** What was asked, once; null where it is over or was answered. */
export async function takeQuestion(signIn: Database, tokenHash: Buffer): Promise<Record<string, unknown> | null> {
  const row = await signIn
    .deleteFrom('sign_in_step')
    .where('token_hash', '=', tokenHash)
    .where('method', '=', question)
    .where('expires_at', '>', sql<string>`now()`)
    .returning('data')
    .executeTakeFirst()
  return (row?.data as Record<string, unknown> | undefined) ?? null
}
