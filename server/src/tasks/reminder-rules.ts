import type { ReminderRule } from '@mocban/contract/tasks'
import { record } from '../platform/access/index.ts'
import type { Actor, Tx } from '../platform/database/index.ts'

/** Where an agency has set no rule: the lead three days and one day before and on the day after; then also the leaders above and the assigner, a week after again. */
export const usualReminders: ReminderRule[] = [
  { daysBefore: 3, whom: 'lead' },
  { daysBefore: 1, whom: 'lead' },
  { daysBefore: -1, whom: 'lead' },
  { daysBefore: -1, whom: 'leaders-above' },
  { daysBefore: -1, whom: 'assigner' },
  { daysBefore: -7, whom: 'lead' },
  { daysBefore: -7, whom: 'leaders-above' },
  { daysBefore: -7, whom: 'assigner' },
]

/** When whom one's agency reminds: its own rule, or the usual one. */
export async function readReminderRules(tx: Tx, actor: Actor): Promise<ReminderRule[]> {
  const rows = await tx
    .selectFrom('reminder_rule')
    .where('agency_id', '=', actor.agencyId)
    .select(['days_before as daysBefore', 'whom'])
    .orderBy('days_before', 'desc')
    .orderBy('whom')
    .execute()
  return rows.length > 0 ? (rows as ReminderRule[]) : usualReminders
}

/** Sets the agency's own rule; with no rows the usual one holds again. */
export async function setReminderRules(tx: Tx, actor: Actor, rules: ReminderRule[]): Promise<ReminderRule[]> {
  await tx.deleteFrom('reminder_rule').where('agency_id', '=', actor.agencyId).execute()
  if (rules.length > 0)
    await tx
      .insertInto('reminder_rule')
      .values(rules.map((rule) => ({ agency_id: actor.agencyId, days_before: rule.daysBefore, whom: rule.whom })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await record(tx, actor, { kind: 'rules.reminders-set', data: { rules } })
  return readReminderRules(tx, actor)
}
