import { sql } from 'kysely'
import type { Database } from '../database/index.ts'

/** How a person can prove who they are, and what their positions ask. */
export interface Factors {
  password: boolean
  /** The password is known to somebody else. */
  mustChange: boolean
  totp: boolean
  recoveryCodesLeft: number
  passkeys: number
  /** A position the person holds, or acts in by delegation, asks for a second factor. */
  needed: boolean
}

export async function factorsOf(signIn: Database, personId: string): Promise<Factors> {
  const { rows } = await sql<Factors>`
    select exists (select from credential where person_id = ${personId}) as password,
           exists (select from credential where person_id = ${personId} and must_change) as "mustChange",
           exists (select from totp where person_id = ${personId} and secret is not null) as totp,
           (select count(*)::int from recovery_code where person_id = ${personId} and used_at is null) as "recoveryCodesLeft",
           (select count(*)::int from passkey where person_id = ${personId}) as passkeys,
           exists (select from app.standings_of(${personId}) s join position q on q.id = s.position_id and q.second_factor) as needed`.execute(
    signIn,
  )
  return rows[0] as Factors
}
