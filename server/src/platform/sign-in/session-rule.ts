import { signIn as contract, type SessionRule } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import type { Actor, Tx } from '../database/index.ts'
import { refuse, serve } from '../http/index.ts'
import type { SignInHouse } from './house.ts'

/** How long sessions rest and last: read by everybody of the agency, set by its administrator inside what the province allows. */
export function sessionRuleRoutes({ app }: SignInHouse): void {
  serve(app, contract.rule, ({ tx, actor }) => readRule(tx, actor))

  serve(app, contract.setRule, async ({ tx, actor, body }) => {
    const { bounds, forAll } = await readRule(tx, actor)
    for (const key of ['idleMinutes', 'absoluteHours', 'freshMinutes'] as const)
      if (!forAll && body[key] > bounds[key]) throw refuse('sign-in.rule-laxer', { most: bounds[key] })
    await tx
      .insertInto('sign_in_rule')
      .values({
        agency_id: actor.agencyId,
        for_all: forAll,
        idle_minutes: body.idleMinutes,
        absolute_hours: body.absoluteHours,
        fresh_minutes: body.freshMinutes,
      })
      .onConflict((conflict) =>
        conflict.column('agency_id').doUpdateSet((values) => ({
          idle_minutes: values.ref('excluded.idle_minutes'),
          absolute_hours: values.ref('excluded.absolute_hours'),
          fresh_minutes: values.ref('excluded.fresh_minutes'),
          changed_at: sql`now()`,
        })),
      )
      .execute()
    await record(tx, actor, { kind: 'rules.sessions-set', data: body })
    return {}
  })
}

async function readRule(tx: Tx, actor: Actor) {
  const rule = (of: string) => sql<SessionRule>`
    select idle_minutes as "idleMinutes", absolute_hours as "absoluteHours", fresh_minutes as "freshMinutes" from ${sql.raw(of)}`
  const holds = await sql<SessionRule>`${rule('app.sign_in_rule_of(app.agency())')}`.execute(tx)
  const own = await sql<SessionRule>`${rule('sign_in_rule')} where agency_id = ${actor.agencyId}`.execute(tx)
  // An agency without a row of its own is bound by the province's, as a unit that does not exist would be.
  const bounds = await sql<SessionRule>`${rule('app.sign_in_rule_of(null)')}`.execute(tx)
  const province = await sql`select from unit_now where id = ${actor.agencyId} and kind = 'province'`.execute(tx)
  return {
    holds: holds.rows[0] as SessionRule,
    own: own.rows[0] ?? null,
    bounds: bounds.rows[0] as SessionRule,
    forAll: province.rows.length > 0,
  }
}
