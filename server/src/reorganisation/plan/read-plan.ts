import type { RefusalCode } from '@mocban/contract/refusals'
import type { CheckView, QuestionKind } from '@mocban/contract/reorganisation-check'
import type { OperationKind, PlanView } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type Language, refuse, sentence } from '../../platform/http/index.ts'
import { type PlanRow, planColumns } from './lock-plan.ts'
import { notReady, unsettled } from './order-plan.ts'

type Row = PlanRow & {
  agency: PlanView['agency']
  createdAt: string
  createdBy: PlanView['createdBy']
  orderedBy: PlanView['scheduledBy']
  checkedAt: string | null
  result: Pick<CheckView, 'totals' | 'units'> | null
  progress: PlanView['progress']
  failure: { at: string; code: RefusalCode; values: Record<string, unknown> } | null
  outcome: PlanView['outcome']
  kinds: Partial<Record<OperationKind, number>> | null
  questions: Partial<Record<QuestionKind, number>> | null
}

/** A plan's page: its facts, the last check in short, how far what runs is, what may be done now. @throws request.not-found */
export async function readPlan(tx: Tx, id: string, language: Language): Promise<PlanView> {
  const { rows } = await sql<Row>`
    select ${planColumns}, jsonb_build_object('id', r.agency_id, 'name', app.unit_name(r.agency_id, r.created_at)) as agency,
           to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
           jsonb_build_object('id', h.id, 'name', h.full_name) as "createdBy",
           case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.full_name, 'position', q.title) end as "orderedBy",
           to_char(r.checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "checkedAt", r.check_result as result, r.failure, r.outcome,
           (select jsonb_build_object('step', p.step, 'done', p.done, 'of', p.of) from reorganisation_progress p where p.reorganisation_id = r.id) as progress,
           (select jsonb_object_agg(k.kind, k.n) from (select o.data ->> 'kind' as kind, count(*)::int as n from reorganisation_operation o
             where o.reorganisation_id = r.id group by 1) k) as kinds,
           (select jsonb_object_agg(k.kind, k.n) from (select q.kind, count(*)::int as n from reorganisation_question q
             where q.reorganisation_id = r.id and ${unsettled} group by 1) k) as questions
      from reorganisation r join person h on h.id = r.created_by left join person o on o.id = r.ordered_by left join position q on q.id = r.ordered_position
     where r.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw refuse('request.not-found')
  const because = (await notReady(tx, row)) ?? (clock.today() < row.effectiveOn ? 'reorganisation.too-early' : null)
  const kinds = row.kinds ?? {}
  const running = row.checkState === 'running'
  const waiting = row.state === 'draft' || row.state === 'scheduled'
  return {
    id: row.id,
    title: row.title,
    basis: row.basis,
    effectiveOn: row.effectiveOn,
    oldCodesUntil: row.oldCodesUntil,
    rules: row.rules,
    agency: row.agency,
    state: row.state,
    version: row.version,
    operations: Object.values(kinds).reduce((sum, n) => sum + n, 0),
    operationKinds: kinds,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    check: {
      state: row.checkState,
      progress: running ? row.progress : null,
      at: row.checkedAt,
      current: row.checkState === 'done' && row.checkedVersion === row.version,
      totals: row.result?.totals ?? {},
      units: row.result?.units ?? { ending: 0, created: 0, changed: 0 },
      unsettled: row.questions ?? {},
    },
    progress: row.state === 'carrying-out' ? row.progress : null,
    failure: row.failure && { at: row.failure.at, detail: sentence(row.failure.code, row.failure.values, language) },
    scheduledBy: row.orderedBy,
    outcome: row.outcome,
    may: {
      change: row.state === 'draft',
      check: row.state === 'draft' && !running,
      schedule: row.state === 'draft' && (because === null || because === 'reorganisation.too-early'),
      carryOut: waiting && because === null,
      because: waiting ? because : 'reorganisation.not-now',
    },
  }
}
