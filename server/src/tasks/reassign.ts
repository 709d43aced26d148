import type { Addressee } from '@mocban/contract/documents-handling'
import { sql } from 'kysely'
import { resolveAddressees } from '../organisation/index.ts'
import { record } from '../platform/access/index.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { concerned } from './act-on-task.ts'
import { askedWithinReach, leadColumns, openTask } from './create-task.ts'
import { taskForAct } from './task-for-act.ts'

/**
 * Gives the lead to somebody else: the assigner to whomever they may assign to, the lead only inside their own agency. A task that was refused is asked anew.
 * @throws request.not-found, record.changed, task.act-not-now, task.outside-agency, organisation.no-holder
 */
export async function reassign(
  tx: Tx,
  actor: Actor,
  taskId: string,
  input: { version: number; lead: Addressee; reason: string },
): Promise<{ version: number }> {
  const task = await taskForAct(tx, taskId, 'reassign', input.version)
  const [lead] = await resolveAddressees(tx, [input.lead])
  if (!lead) throw refuse('request.not-found')
  if (!task.assigner && lead.agencyId !== task.leadAgencyId)
    throw refuse('task.act-not-now', { because: 'reassign-inside-agency' })
  askedWithinReach(actor, [lead])
  await openTask(tx, task, actor, [lead], 'assigned')
  await tx
    .updateTable('task')
    .set({
      ...leadColumns(lead),
      state: 'assigned',
      accepted_at: null,
      standstill: null,
      standstill_since: null,
      version: sql`version + 1`,
    })
    .where('id', '=', taskId)
    .execute()
  await record(tx, actor, {
    kind: 'task.assigned',
    recordId: taskId,
    recordList: 'task',
    data: { title: task.title, to: lead.name, reason: input.reason, dueOn: task.dueOn },
    concerns: [lead.holder, ...concerned(task, 'either')],
  })
  return { version: task.version + 1 }
}
