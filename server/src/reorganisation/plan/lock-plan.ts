import type { PeopleRules, PlanState } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

export interface PlanRow {
  id: string
  agencyId: string
  title: string
  basis: string
  effectiveOn: string
  oldCodesUntil: string
  rules: PeopleRules
  state: PlanState
  version: number
  checkState: 'none' | 'running' | 'failed' | 'done'
  checkedVersion: number | null
}

export const planColumns = sql`
  r.id, r.agency_id as "agencyId", r.title, r.basis, r.effective_on::text as "effectiveOn", r.old_codes_until::text as "oldCodesUntil", r.rules, r.state,
  r.version, r.check_state as "checkState", r.checked_version as "checkedVersion"`

/** A plan locked for an act, as whoever acts saw it. @throws request.not-found, reorganisation.changed, reorganisation.not-now */
export async function lockPlan(tx: Tx, id: string, version: number, states: PlanState[] = ['draft']): Promise<PlanRow> {
  const read = sql<PlanRow>`select ${planColumns} from reorganisation r where r.id = ${id}`
  // What is being carried out is held until that has ended: nobody waits for it to be told so.
  const [seen] = (await read.execute(tx)).rows
  if (seen?.state === 'carrying-out') throw await notNow(tx, seen)
  const [plan] = (await sql<PlanRow>`${read} for update`.execute(tx)).rows
  if (!plan) throw refuse('request.not-found')
  if (plan.version !== version) throw await changedBefore(tx, plan, version)
  if (!states.includes(plan.state)) throw await notNow(tx, plan)
  return plan
}

/** Tells the second of two who acted before them, what they did, and when. */
async function changedBefore(tx: Tx, plan: PlanRow, seen: number) {
  const { rows } = await sql<{ who: string; how: string; what: string | null; at: string }>`
    select h.full_name as who, r.changed_how as how, r.changed_what as what,
           to_char(r.changed_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY') as at
      from reorganisation r join person h on h.id = r.changed_by where r.id = ${plan.id}`.execute(tx)
  const [last] = rows
  return refuse('reorganisation.changed', {
    who: last?.who ?? '—',
    how: asChosen(last?.how ?? ''),
    about: last?.what ? ` “${last.what}”` : '',
    when: last?.at ?? '—',
    more: Math.max(0, plan.version - seen - 1),
  })
}

/** What a plan in another state does not let be done, and who brought it there. */
async function notNow(tx: Tx, plan: PlanRow) {
  const { rows } = await sql<{ who: string }>`
    select h.full_name as who from reorganisation r join person h on h.id = case when r.state = 'abandoned' then r.changed_by else r.ordered_by end
     where r.id = ${plan.id}`.execute(tx)
  return refuse('reorganisation.not-now', { state: asChosen(plan.state), who: rows[0]?.who ?? '—' })
}

/** A sentence chooses its words by letters and low lines only. */
const asChosen = (code: string) => code.replaceAll('-', '_')

type Way =
  | 'changed'
  | 'imported'
  | 'operation-added'
  | 'operation-changed'
  | 'operation-removed'
  | 'operation-moved'
  | 'answered'
  | 'person-placed'
  | 'people-placed'
  | 'abandoned'

/** Records a change of a locked plan and counts it: what was checked before is another plan now. `what` names what was changed in it. */
export async function planChanged(
  tx: Tx,
  actor: Actor,
  plan: PlanRow,
  how: Way,
  { what, ...data }: { what?: string | undefined } & Record<string, unknown> = {},
): Promise<{ version: number }> {
  await record(tx, actor, {
    kind: `reorganisation.${how}`,
    recordId: plan.id,
    data: { name: plan.title, ...(what ? { what } : {}), ...data },
  })
  const version = plan.version + 1
  await tx
    .updateTable('reorganisation')
    .set({
      version,
      changed_by: actor.personId,
      changed_at: sql`app.now()`,
      changed_how: how,
      changed_what: what ?? null,
    })
    .where('id', '=', plan.id)
    .execute()
  return { version }
}
