import type { Addressee } from '@mocban/contract/documents-handling'
import type { RouteAnswer } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { resolveAddressees } from '../organisation/index.ts'
import { principal, record } from '../platform/access/index.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { leadColumns, openTask } from './create-task.ts'
import { someTasks } from './task-desk.ts'

/**
 * Hands all open tasks of a post over to somebody else of the agency, whatever their state: one's own, or as a leader those of a post below one. Who leaves keeps
 * reading what they did, and past acts keep their author. What was asked of a post rather than a person needs no handing over: the successor finds it.
 * @throws request.not-found, capability.needed, task.act-not-now, organisation.no-holder
 */
export async function handOverTasks(
  tx: Tx,
  actor: Actor,
  input: { positionId: string; to: Addressee; reason: string },
): Promise<{ moved: number }> {
  const post = await postToHandOver(tx, actor, input.positionId)
  const [to] = await resolveAddressees(tx, [input.to])
  if (!to) throw refuse('request.not-found')
  if (to.agencyId !== actor.agencyId) throw refuse('task.act-not-now', { because: 'reassign-inside-agency' })
  const open = await tx
    .selectFrom('task')
    .where('holder', '=', sql<string>`${principal.position(post.id)}`)
    .where('closed_at', 'is', null)
    .select([
      'id',
      'title',
      'due_on as dueOn',
      'listed_at as listedAt',
      'assigned_by as assignedBy',
      'origin_document_id as documentId',
    ])
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const task of open) {
    await openTask(tx, task, actor, [to], 'assigned')
    await tx
      .updateTable('task')
      .set({ ...leadColumns(to), version: sql`version + 1` })
      .where('id', '=', task.id)
      .execute()
    await record(tx, actor, {
      kind: 'task.handed-over',
      recordId: task.id,
      recordList: 'task',
      data: { title: task.title, from: post.title, to: to.name, reason: input.reason, dueOn: task.dueOn },
      concerns: [to.holder, principal.person(task.assignedBy)],
    })
  }
  return { moved: open.length }
}

/** What handing over would pass on, before it does: how many tasks, and the first hundred, soonest first. */
export async function heldByPost(tx: Tx, actor: Actor, positionId: string): Promise<RouteAnswer<typeof tasks.held>> {
  const post = await postToHandOver(tx, actor, positionId)
  const held = sql`k.holder = ${principal.position(post.id)} and k.closed_at is null`
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from task k where ${held}`.execute(tx)
  return { total: rows[0]?.total ?? 0, first: await someTasks(tx, held) }
}

async function postToHandOver(tx: Tx, actor: Actor, positionId: string): Promise<{ id: string; title: string }> {
  const post = await tx
    .selectFrom('position')
    .where('id', '=', positionId)
    .where('agency_id', 'in', actor.agencies)
    .select(['id', 'title', sql<boolean>`app.leaders_above(unit_id) && (select app.principals())`.as('below')])
    .executeTakeFirst()
  if (!post) throw refuse('request.not-found')
  if (post.id !== actor.positionId) {
    if (!actor.capabilities.includes('assign')) throw refuse('capability.needed', { capability: 'assign' })
    if (!post.below) throw refuse('task.act-not-now', { because: 'not-your-unit' })
  }
  return post
}
