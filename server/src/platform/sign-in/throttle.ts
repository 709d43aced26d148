import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'

/** A few mistakes cost nothing; then each doubles the pause, up to a quarter of an hour. */
const ofName = { free: 4, longest: 900 }
/** One address may be a whole office: many mistakes are free, and the pause stays short. */
const ofAddress = { free: 60, longest: 60 }

/** Guesses at a second factor by whoever already knows the password, from wherever they come. */
const ofCode = { free: 8, longest: 300 }
const anywhere = '*'

/**
 * Questions that anybody may ask before it is known who they are: each keeps a row, and may ask a provider. A whole office that comes back from lunch asks at once and goes on; after that,
 * one a second is forgotten.
 */
const ofQuestions = { free: 300, longest: 30, forgets: true }
export const countQuestion = (db: Database, address: string): Promise<void> =>
  count(db, address, 'asked before', ofQuestions)

/**
 * Counts an attempt before its password is looked at, so that many at once do not slip through, and refuses where it comes too early.
 * Counted by address and name together: nobody locks out a person by guessing at their name from elsewhere.
 */
export async function countAttempt(db: Database, address: string, userName: string): Promise<void> {
  await count(db, address, userName.toLowerCase(), ofName)
  await count(db, address, '', ofAddress)
}

/** Counts a guess at a person's second factor; only who knows the password comes this far, so nobody is slowed down by a stranger. */
export const countCode = (db: Database, personId: string): Promise<void> => count(db, anywhere, personId, ofCode)
export const forgiveCodes = (db: Database, personId: string): Promise<void> => forgive(db, anywhere, personId)

interface Limits {
  free: number
  longest: number
  /** Forgotten one by one, each second; else all together, after a day without any. */
  forgets?: boolean
}

async function count(db: Database, address: string, name: string, limits: Limits): Promise<void> {
  const { free, longest, forgets = false } = limits
  const soFar = forgets
    ? sql`greatest(f.failures - floor(extract(epoch from clock_timestamp() - f.last_at))::int, 0)`
    : sql`case when f.last_at < now() - interval '1 day' then 0 else f.failures end`
  const { rows } = await sql`
    insert into sign_in_failure as f (address, user_name, failures, last_at, wait_until) values (${address}, ${name}, 1, now(), now())
    on conflict (address, user_name) do update set
      failures = ${soFar} + 1,
      last_at = now(),
      wait_until = now() + make_interval(secs => case when ${soFar} + 1 <= ${free} then 0 else least(${longest}, 2 ^ least(${soFar} + 1 - ${free}, 12)) end)
    -- By the clock, not by when this began: another of the same address may have counted since, and that keeps nobody waiting.
    -- A pause that ends further ahead than any does was set by a clock that ran ahead: nobody waits until that clock would have been right.
    where f.wait_until <= clock_timestamp() or f.wait_until > now() + make_interval(secs => ${longest}::int)
    returning 1`.execute(db)
  if (rows.length > 0) return
  const wait = await sql<{ seconds: number }>`
    select ceil(extract(epoch from wait_until - now()))::int as seconds from sign_in_failure where address = ${address} and user_name = ${name}`.execute(
    db,
  )
  throw refuse('sign-in.wait', { seconds: Math.max(1, wait.rows[0]?.seconds ?? 1) })
}

async function forgive(db: Database, address: string, name: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('address', '=', address).where('user_name', '=', name).execute()
}

/** Who signed in was not guessing. */
export async function forgiveAttempts(db: Database, address: string, userName: string): Promise<void> {
  await forgive(db, address, userName.toLowerCase())
  await db
    .updateTable('sign_in_failure')
    .set({ failures: sql`greatest(failures - 1, 0)` })
    .where('address', '=', address)
    .where('user_name', '=', '')
    .execute()
}
