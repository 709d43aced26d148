import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Faults that the database finds in the organisation as an act leaves it, by the name of the constraint. */
const faults = {
  'organisation.unit-hole': 'organisation.unit-absent',
  'organisation.unit-parent-absent': 'organisation.unit-absent',
  'organisation.unit-agency-absent': 'organisation.unit-absent',
  'organisation.unit-agency-other': 'organisation.other-agency',
  'organisation.unit-cycle': 'organisation.unit-cycle',
  'organisation.unit-has-children': 'organisation.unit-has-children',
  'organisation.unit-has-posts': 'organisation.unit-has-posts',
  'organisation.unit-has-members': 'organisation.unit-has-members',
  'organisation.successor-absent': 'organisation.unit-absent',
  'organisation.succession-cycle': 'organisation.unit-cycle',
  'organisation.post-absent': 'organisation.post-absent',
  'organisation.post-held': 'organisation.post-held',
  unit_version_unit_id_valid_excl: 'organisation.later-change',
  unit_version_exchange_code_valid_excl: 'organisation.code-taken',
  unit_version_parent_id_check: 'organisation.unit-cycle',
  unit_version_check1: 'organisation.unit-cycle',
  appointment_person_id_position_id_valid_excl: 'organisation.already-holds',
  leave_person_id_valid_excl: 'organisation.already-away',
  person_user_name: 'organisation.user-name-taken',
  committee_member_unit_id_valid_excl: 'organisation.one-head',
  committee_member_unit_id_position_id_valid_excl: 'organisation.already-member',
  committee_member_unit_id_person_id_valid_excl: 'organisation.already-member',
} as const

/** Does an act and has the database look at once at what it left, so that a fault is told as a refusal and not at the commit. */
export async function settle<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    await sql`set constraints all immediate`.execute(tx)
    await sql`set constraints all deferred`.execute(tx)
    return result
  } catch (error) {
    const { constraint } = error as { constraint?: string }
    if (constraint && constraint in faults) throw refuse(faults[constraint as keyof typeof faults])
    throw error
  }
}

/** What is past stands: an act holds from today or later. @throws organisation.past */
export function notPast(day: string): void {
  if (day < clock.today()) throw refuse('organisation.past')
}

/** Refuses where the agency is not one that who asks administers. @throws organisation.not-yours */
export async function administers(tx: Tx, actor: Actor, agencyId: string): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`select app.administers(${agencyId}) as may`.execute(tx)
  if (!actor.capabilities.includes('administer') || !rows[0]?.may) throw refuse('organisation.not-yours')
}

/** The day after, as dates in ranges end. */
export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** A range of days with the last day in it; without end where there is none. */
export const days = (from: string, lastDay?: string | null): string => {
  if (lastDay && lastDay < from) throw refuse('organisation.days-reversed')
  return `[${from},${lastDay ? dayAfter(lastDay) : ''})`
}
