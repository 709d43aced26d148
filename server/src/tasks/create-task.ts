import type { RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import { classNewRecord } from '../documents/index.ts'
import { type Asked, checkDeadline, readCalendar, resolveAddressees } from '../organisation/index.ts'
import { type Grant, grantAudience, principal, record } from '../platform/access/index.ts'
import { clock } from '../platform/clock.ts'
import { type Actor, newId, type Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { taskForAct } from './task-for-act.ts'

type Input = RouteInput<typeof tasks.create>['body']

/**
 * Assigns a task: from a leader's direction, from a place in a document, as a part of another task, or on its own. A deadline may be a date or a
 * number of working days by the agency's calendar. Whoever may assign or direct assigns to anyone; others only to themselves or as a part of their own task, and ask nobody outside their own agency.
 * @throws capability.needed, task.outside-agency, request.not-found, task.deadline-past, calendar.deadline-unlikely, organisation.no-holder
 */
export async function createTask(tx: Tx, actor: Actor, input: Input): Promise<{ taskId: string }> {
  const { facts } = input
  const [lead, ...collaborators] = await resolveAddressees(tx, [facts.lead, ...facts.collaborators])
  if (!lead) throw refuse('request.not-found')
  if (input.parentId) await mayUse(tx, input.parentId)
  else if (!mayAssign(actor) && lead.positionId !== actor.positionId)
    throw refuse('capability.needed', { capability: 'assign' })
  askedWithinReach(actor, [lead, ...collaborators])
  if (
    input.documentId &&
    !(await tx.selectFrom('document').where('id', '=', input.documentId).select('id').executeTakeFirst())
  )
    throw refuse('request.not-found')
  const dueOn = await deadline(tx, actor, facts)
  const taskId = newId()
  const listedAt = clock.now().toISOString()
  const opened = { id: taskId, listedAt, documentId: input.documentId ?? null }
  await classNewRecord(tx, taskId, {
    from: [input.documentId, input.parentId].filter((one) => one !== undefined && one !== null),
  })
  await openTask(tx, opened, actor, [lead], 'assigned')
  if (collaborators.length) await openTask(tx, opened, actor, collaborators, 'handles')
  await tx
    .insertInto('task')
    .values({
      id: taskId,
      agency_id: actor.agencyId,
      title: facts.title,
      description: facts.description,
      state: 'assigned',
      importance: facts.importance,
      product: facts.product,
      measure: facts.measure,
      due_on: dueOn,
      first_due_on: dueOn,
      origin: input.parentId ? 'task' : input.directionId ? 'direction' : input.documentId ? 'document' : 'own',
      origin_document_id: input.documentId ?? null,
      origin_direction_id: input.directionId ?? null,
      origin_place: input.place ? JSON.stringify(input.place) : null,
      parent_id: input.parentId ?? null,
      ...leadColumns(lead),
      assigned_by: actor.personId,
      assigned_position: actor.positionId,
      acting_for: actor.actingFor,
      listed_at: listedAt,
    })
    .execute()
  if (collaborators.length) {
    await tx
      .insertInto('task_collaborator')
      .values(
        collaborators.map((one) => ({
          task_id: taskId,
          unit_id: one.unitId,
          position_id: one.positionId,
          person_id: one.personId,
          holder: one.holder,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await record(tx, actor, {
    kind: 'task.assigned',
    recordId: taskId,
    recordList: 'task',
    // Not what it came out of: who is asked need not see that, and the task itself tells whoever does.
    data: { title: facts.title, to: lead.name, dueOn },
    concerns: [lead.holder, ...collaborators.map((one) => one.holder)],
  })
  return { taskId }
}

const mayAssign = (actor: Actor) => actor.capabilities.includes('assign') || actor.capabilities.includes('direct')

/**
 * Who works with whom is said by who directs the work or assigns it (Decree 30/2020, Art. 23 and 24). Among colleagues of one agency anybody may ask for help with what is theirs; another agency's
 * people are asked by somebody who answers for asking. @throws task.outside-agency
 */
export function askedWithinReach(actor: Actor, asked: Asked[]): void {
  if (!mayAssign(actor) && asked.some((one) => one.agencyId !== actor.agencyId)) throw refuse('task.outside-agency')
}

export const leadColumns = (lead: Asked) => ({
  lead_unit_id: lead.unitId,
  lead_agency_id: lead.agencyId,
  lead_position_id: lead.positionId,
  lead_person_id: lead.personId,
  holder: lead.holder,
})

/**
 * Opens a task to those who are asked, the leaders above them, and who assigns. The document it came from is opened to those of them who belong to the
 * document's own agency, by somebody who may assign there; another agency gets the document by delivery, with its own register, not by a task.
 */
export async function openTask(
  tx: Tx,
  task: { id: string; listedAt: string; documentId: string | null },
  actor: Actor,
  asked: Asked[],
  reason: 'assigned' | 'handles',
): Promise<void> {
  const grants: Grant[] = [
    { principal: principal.position(actor.positionId), reason: 'directs' },
    { principal: principal.person(actor.personId), reason: 'directs' },
    ...asked.flatMap((one): Grant[] => [
      { principal: one.holder, reason },
      ...(one.personId ? [{ principal: principal.person(one.personId), reason } as const] : []),
    ]),
  ]
  await grantAudience(tx, { id: task.id, list: 'task', at: task.listedAt }, grants, [
    ...new Set([actor.unitId, ...asked.map((one) => one.unitId)]),
  ])
  if (task.documentId) await openDocument(tx, actor, task.documentId, asked, reason)
}

async function openDocument(
  tx: Tx,
  actor: Actor,
  documentId: string,
  asked: Asked[],
  reason: 'assigned' | 'handles',
): Promise<void> {
  if (!mayAssign(actor)) return
  const document = await tx
    .selectFrom('document')
    .where('id', '=', documentId)
    .where('agency_id', 'in', actor.agencies)
    .select(['travel', 'listed_at'])
    .executeTakeFirst()
  const own = asked.filter((one) => one.agencyId === actor.agencyId)
  if (!document || own.length === 0) return
  await grantAudience(
    tx,
    { id: documentId, list: document.travel, at: document.listed_at },
    own.map((one) => ({ principal: one.holder, reason })),
    [...new Set(own.map((one) => one.unitId))],
  )
}

async function mayUse(tx: Tx, parentId: string): Promise<void> {
  const parent = await tx.selectFrom('task').where('id', '=', parentId).select('version').executeTakeFirst()
  if (!parent) throw refuse('request.not-found')
  await taskForAct(tx, parentId, 'split', parent.version)
}

async function deadline(tx: Tx, actor: Actor, facts: Input['facts']): Promise<string | null> {
  if (facts.workingDays)
    return (await readCalendar(tx, actor.agencyId)).addWorkingDays(clock.today(), facts.workingDays)
  if (facts.dueOn && facts.dueOn < clock.today()) throw refuse('task.deadline-past', { date: facts.dueOn })
  checkDeadline(facts.dueOn)
  return facts.dueOn ?? null
}
