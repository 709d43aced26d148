import type { TaskRecord, TaskRow } from '@mocban/contract/tasks-record'
import { sql } from 'kysely'
import { actedFor } from '../platform/access/index.ts'
import type { Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { rowColumns, rowJoins } from './list-tasks.ts'
import { actsOfTask, type TaskFacts } from './states.ts'
import { taskFacts } from './task-for-act.ts'

type Facts = Omit<
  TaskRecord,
  'collaborators' | 'reports' | 'extensions' | 'subtasks' | 'acts' | 'because' | 'parent' | 'sentBack'
> &
  TaskFacts & { parentId: string | null; parentTitle: string | null }

/** One task with everything its page shows. @throws request.not-found */
export async function readTask(tx: Tx, taskId: string): Promise<TaskRecord> {
  const { rows } = await sql<Facts>`
    select ${rowColumns}, k.version, k.description, k.product, k.measure, k.first_due_on as "firstDueOn", k.lead_unit_id as "leadUnitId",
      app.now_called(k.lead_unit_id, coalesce(k.closed_at, app.now())) as "leadUnitNow", app.now_called(k.agency_id, k.listed_at) as "agencyNow",
      k.origin_document_id as "originDocumentId", d.abstract as "originAbstract", k.origin_place as "originPlace", q.title as "assignedTitle",
      f.full_name as "actingForName", k.standstill_since as "standstillSince", k.accepted_at as "acceptedAt", k.result, k.rating, k.rating_note as "ratingNote",
      o.id as "parentId", o.title as "parentTitle",
      ${taskFacts.lead} as lead, ${taskFacts.assigner} as assigner, ${taskFacts.leadsLead} as "leadsLead", ${taskFacts.extensionAsked} as "extensionAsked"
    from task k ${rowJoins}
    join position q on q.id = k.assigned_position
    left join person f on f.id = k.acting_for
    left join task o on o.id = k.parent_id
    where k.id = ${taskId}`.execute(tx)
  const found = rows[0]
  if (!found) throw refuse('request.not-found')
  const { lead, assigner, leadsLead, extensionAsked, parentId, parentTitle, ...facts } = found
  return {
    ...facts,
    // The document it came from is named only to those who may see the document.
    originDocumentId: facts.originAbstract === null ? null : facts.originDocumentId,
    parent: parentId && parentTitle ? { id: parentId, title: parentTitle } : null,
    sentBack: await sentBack(tx, taskId),
    collaborators: await collaborators(tx, taskId),
    reports: await reports(tx, taskId),
    extensions: await extensions(tx, taskId),
    subtasks: (
      await sql<TaskRow>`select ${rowColumns} from task k ${rowJoins} where k.parent_id = ${taskId} order by k.listed_at`.execute(
        tx,
      )
    ).rows,
    acts: actsOfTask({ state: facts.state, lead, assigner, leadsLead, extensionAsked }),
    because: await reasons(tx, taskId),
  }
}

const backKinds = { 'task.returned': 'return', 'task.refused': 'refuse', 'task.cancelled': 'cancel' } as const

/** Why it came back, from whom and when, as long as nobody delivered it or was asked anew since. */
async function sentBack(tx: Tx, taskId: string): Promise<TaskRecord['sentBack']> {
  const row = await tx
    .selectFrom('event as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .where('e.record_id', '=', taskId)
    .where('e.kind', 'in', [...Object.keys(backKinds), 'task.delivered', 'task.assigned', 'task.act-undone'])
    .orderBy('e.id', 'desc')
    .select(['e.kind', 'e.at', 'p.full_name as byName', sql<string | null>`e.data ->> 'reason'`.as('reason')])
    .limit(1)
    .executeTakeFirst()
  const act = backKinds[row?.kind as keyof typeof backKinds]
  return row && act ? { act, at: row.at, byName: row.byName, reason: row.reason ?? '' } : null
}

async function collaborators(tx: Tx, taskId: string): Promise<TaskRecord['collaborators']> {
  return tx
    .selectFrom('task_collaborator as c')
    .innerJoin('unit_known as u', 'u.id', 'c.unit_id')
    .leftJoin('person as p', 'p.id', 'c.person_id')
    .where('c.task_id', '=', taskId)
    .select(['u.name as unitName', 'p.full_name as personName'])
    .execute()
}

async function reports(tx: Tx, taskId: string): Promise<TaskRecord['reports']> {
  const { rows } = await sql<TaskRecord['reports'][number]>`
    select r.id, r.at, p.full_name as "personName", ${actedFor({ record: 'r.task_id', person: 'r.person_id', at: 'r.at' })} as "actingForName",
      r.percent, r.text,
      case when d.id is not null then jsonb_build_object('id', d.id, 'symbol', d.symbol, 'typeCode', d.type_code, 'abstract', d.abstract, 'travel', d.travel, 'state', d.state) end as document,
      r.document_id is not null and d.id is null as "documentClosed", r.sha256, r.file_name as "fileName",
      r.figure::float as figure, r.figure_unit as "figureUnit"
    from task_progress r join person p on p.id = r.person_id left join document d on d.id = r.document_id
    where r.task_id = ${taskId} order by r.at desc, r.id desc`.execute(tx)
  return rows
}

async function extensions(tx: Tx, taskId: string): Promise<TaskRecord['extensions']> {
  const { rows } = await sql<TaskRecord['extensions'][number]>`
    select e.id, p.full_name as "askedByName", ${actedFor({ record: 'e.task_id', person: 'e.asked_by', at: 'e.asked_at' })} as "askedForName",
      e.asked_at as "askedAt", e.from_date as "from", e.wanted_on as "wantedOn", e.granted_on as "grantedOn", e.reason, e.state,
      a.full_name as "answeredByName", ${actedFor({ record: 'e.task_id', person: 'e.answered_by', at: 'e.answered_at' })} as "answeredForName",
      e.answered_at as "answeredAt", e.answer,
      coalesce(e.asked_by = e.answered_by and e.asked_at = e.answered_at, false) as changed
    from task_extension e join person p on p.id = e.asked_by left join person a on a.id = e.answered_by
    where e.task_id = ${taskId} order by e.asked_at desc, e.id desc`.execute(tx)
  return rows
}

async function reasons(tx: Tx, taskId: string): Promise<TaskRecord['because']> {
  const { rows } = await sql<{ reason: string; through: string }>`
    select a.reason, coalesce(u.name, q.title, '') as through
    from audience a
    left join lateral app.principals_of(coalesce(app.acting_for(), app.person()), app.position(), app.today()) p on p.principal = a.principal
    left join unit_known u on u.id = p.unit_id
    left join position q on p.kind = 'position' and q.id = a.principal
    where a.record_id = ${taskId}`.execute(tx)
  return rows
}
