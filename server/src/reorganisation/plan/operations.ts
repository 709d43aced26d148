import type { Operation, UnitReference } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
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
  return { ...(await told(tx, actor, plan, 'operation-added', operation)), operationId }
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
  return told(tx, actor, plan, 'operation-changed', operation)
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
  return told(tx, actor, plan, 'operation-removed', removed.data as unknown as Operation)
}

/** Puts an operation before another, or at the end. */
export async function moveOperation(
  tx: Tx,
  actor: Actor,
  { planId, version, operationId, before }: Seen & { operationId: string; before: string | null },
) {
  const plan = await lockPlan(tx, planId, version)
  await place(tx, planId, operationId, before)
  return planChanged(tx, actor, plan, 'operation-moved')
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

const told = async (
  tx: Tx,
  actor: Actor,
  plan: PlanRow,
  how: 'operation-added' | 'operation-changed' | 'operation-removed',
  operation: Operation,
) => planChanged(tx, actor, plan, how, { what: await nameOfOperation(tx, operation), operation: operation.kind })

/** The unit by which people know an operation: the one that it makes, else the one that it is done with. */
async function nameOfOperation(tx: Tx, operation: Operation): Promise<string | undefined> {
  if (operation.kind === 'create') return operation.unit.name
  if (operation.kind === 'merge' && 'new' in operation.into) return operation.into.new.name
  if (operation.kind === 'merge') {
    const { unit } = operation.into as { unit: UnitReference }
    return 'unitId' in unit ? nameOfUnit(tx, unit.unitId) : undefined
  }
  return nameOfUnit(tx, operation.unitId)
}

const nameOfUnit = async (tx: Tx, unitId: string): Promise<string | undefined> =>
  (await sql<{ name: string }>`select name from unit_known where id = ${unitId}`.execute(tx)).rows[0]?.name
