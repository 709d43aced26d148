import type { form } from '@mocban/contract/form'
import { type FormRuleId, formRuleIds, formRules, type Level } from '@mocban/contract/form-rules'
import type { RouteAnswer } from '@mocban/contract/route'
import type { Kysely } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, DB, Tx } from '../../platform/database/index.ts'

/** What each rule does in an agency: as the agency says, else as the program has it. */
export async function formLevels(db: Kysely<DB>, agencyId: string): Promise<Record<FormRuleId, Level>> {
  const own = await db.selectFrom('form_rule').where('agency_id', '=', agencyId).select(['rule', 'level']).execute()
  const said = new Map(own.map((one) => [one.rule, one.level as Level]))
  return Object.fromEntries(formRuleIds.map((id) => [id, said.get(id) ?? formRules[id].level])) as Record<
    FormRuleId,
    Level
  >
}

export async function listFormRules(tx: Tx, actor: Actor): Promise<RouteAnswer<typeof form.rules>> {
  const own = await tx.selectFrom('form_rule').where('agency_id', '=', actor.agencyId).select('rule').execute()
  const levels = await formLevels(tx, actor.agencyId)
  return formRuleIds.map((rule) => ({ rule, level: levels[rule], own: own.some((one) => one.rule === rule) }))
}

/** Lets the agency decide what findings of a rule do; approvals given before stay as they are. */
export async function setFormRule(
  tx: Tx,
  actor: Actor,
  { rule, level }: { rule: FormRuleId; level: Level | null },
): Promise<Record<string, never>> {
  await tx.deleteFrom('form_rule').where('agency_id', '=', actor.agencyId).where('rule', '=', rule).execute()
  if (level) await tx.insertInto('form_rule').values({ agency_id: actor.agencyId, rule, level }).execute()
  await record(tx, actor, { kind: 'rules.form-set', data: { rule, level: level ?? formRules[rule].level } })
  return {}
}
