import type { Asked } from '../../organisation/index.ts'
import { type Grant, grantAudience, principal } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import type { StepRole } from './states.ts'

export interface Question {
  documentId: string
  listedAt: string
  travel: string
  parentId: string | null
  directionId?: string | null
  role: StepRole
  instruction: string | null
  dueOn: string | null
  deliveryId?: string | null
}

/** Opens the document to those who are asked and the leaders above them. */
export async function openTo(
  tx: Tx,
  document: { id: string; travel: string; listedAt: string },
  asked: { to: Asked; role: StepRole }[],
): Promise<void> {
  const grants: Grant[] = asked.flatMap(({ to, role }) => {
    const reason = role === 'inform' ? 'informed' : role === 'present' ? 'directs' : 'handles'
    return [
      { principal: to.holder, reason } as const,
      ...(to.personId ? [{ principal: principal.person(to.personId), reason } as const] : []),
    ]
  })
  await grantAudience(tx, { id: document.id, list: document.travel, at: document.listedAt }, grants, [
    ...new Set(asked.map(({ to }) => to.unitId)),
  ])
}

/** Writes the steps: one row for each who is asked. Answers their ids. */
export async function ask(tx: Tx, actor: Actor, questions: (Question & { to: Asked })[]): Promise<string[]> {
  if (questions.length === 0) return []
  const rows = questions.map((question) => ({
    id: newId(),
    document_id: question.documentId,
    parent_id: question.parentId,
    direction_id: question.directionId ?? null,
    role: question.role,
    unit_id: question.to.unitId,
    position_id: question.to.positionId,
    person_id: question.to.personId,
    holder: question.to.holder,
    asked_by: actor.personId,
    asked_position: actor.positionId,
    acting_for: actor.actingFor,
    instruction: question.instruction,
    due_on: question.dueOn,
    delivery_id: question.deliveryId ?? null,
  }))
  await tx.insertInto('handling').values(rows).execute()
  return rows.map((row) => row.id)
}
