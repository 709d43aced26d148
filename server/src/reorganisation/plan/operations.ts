import type { Operation } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { lockPlan, type PlanRow, planChanged } from './lock-plan.ts'

interface Seen {
  planId: string
  version: number
}

/** Adds an operation, before another or at the end. @throws request.not-found, reorganisation.changed, reorganisation.not-now, reorganisation.operation-wrong */
export async function addOperation(
  tx: Tx,
  actor: Actor,
  { planId, version, operation, before }: Seen & { operation: Operation; before?: string | null | undefined },
) {
  const plan = await lockPlan(tx, planId, version)
  checkOperation(operation)
  const operationId = newId()
  await appendOperations(tx, planId, [{ id: operationId, operation }])
  if (before) await place(tx, planId, operationId, before)
  await told(tx, actor, plan, 'operation-added', operation)
  return { ...(await planChanged(tx, plan)), operationId }
}

export async function appendOperations(tx: Tx, planId: string, operations: { id: string; operation: Operation }[]) {
  await sql`
    insert into reorganisation_operation (id, reorganisation_id, ordinal, data)
    select n.id, ${planId}, n.ordinal + (select coalesce(max(o.ordinal), 0) from reorganisation_operation o where o.reorganisation_id = ${planId}), n.data
      from unnest(${operations.map((one) => one.id)}::uuid[], ${operations.map((one) => JSON.stringify(one.operation))}::jsonb[])
           with ordinality n (id, data, ordinal)`.execute(tx)
}

/** Puts another operation in the place of one. */
export async function changeOperation(
  tx: Tx,
  actor: Actor,
  { planId, version, operationId, operation }: Seen & { operationId: string; operation: Operation },
) {
  const plan = await lockPlan(tx, planId, version)
  checkOperation(operation)
  const { numUpdatedRows } = await ofPlan(tx.updateTable('reorganisation_operation'), planId, operationId)
    .set({ data: JSON.stringify(operation) })
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw refuse('request.not-found')
  await told(tx, actor, plan, 'operation-changed', operation)
  return planChanged(tx, plan)
}

export async function removeOperation(
  tx: Tx,
  actor: Actor,
  { planId, version, operationId }: Seen & { operationId: string },
) {
  const plan = await lockPlan(tx, planId, version)
  const removed = await ofPlan(tx.deleteFrom('reorganisation_operation'), planId, operationId)
    .returning('data')
    .executeTakeFirst()
  if (!removed) throw refuse('request.not-found')
  await told(tx, actor, plan, 'operation-removed', removed.data as unknown as Operation)
  return planChanged(tx, plan)
}

/** Puts an operation before another, or at the end. */
export async function moveOperation(
  tx: Tx,
  actor: Actor,
  { planId, version, operationId, before }: Seen & { operationId: string; before: string | null },
) {
  const plan = await lockPlan(tx, planId, version)
  await place(tx, planId, operationId, before)
  await record(tx, actor, { kind: 'reorganisation.changed', recordId: plan.id, data: { name: plan.title } })
  return planChanged(tx, plan)
}

async function place(tx: Tx, planId: string, operationId: string, before: string | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from reorganisation_operation where reorganisation_id = ${planId} order by ordinal for update`.execute(tx)
  const rest = rows.map((row) => row.id).filter((id) => id !== operationId)
  const at = before === null ? rest.length : rest.indexOf(before)
  if (at < 0 || rest.length === rows.length) throw refuse('request.not-found')
  rest.splice(at, 0, operationId)
  await sql`
    update reorganisation_operation o set ordinal = n.ordinal from unnest(${rest}::uuid[]) with ordinality n (id, ordinal) where o.id = n.id`.execute(
    tx,
  )
}

/** What no schema says: an heir and divisions name a unit among those that a split makes; a merger's main predecessor is one of them. */
function checkOperation(operation: Operation): void {
  const wrong =
    (operation.kind === 'split' &&
      [operation.heir, ...operation.divisions.map((one) => one.to)].some((n) => n >= operation.into.length)) ||
    (operation.kind === 'merge' &&
      operation.mainId !== undefined &&
      !operation.from.some((one) => 'named' in one || one.unitId === operation.mainId))
  if (wrong) throw refuse('reorganisation.operation-wrong')
}

const ofPlan = <Q extends { where(column: 'reorganisation_id' | 'id', is: '=', value: string): Q }>(
  query: Q,
  planId: string,
  operationId: string,
): Q => query.where('reorganisation_id', '=', planId).where('id', '=', operationId)

const told = (tx: Tx, actor: Actor, plan: PlanRow, act: string, operation: Operation) =>
  record(tx, actor, {
    kind: `reorganisation.${act}`,
    recordId: plan.id,
    data: { name: plan.title, operation: operation.kind },
  })
