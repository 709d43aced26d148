import type { Addressee } from '@mocban/contract/documents-handling'
import { type Asked, resolveAddressees } from '../../organisation/index.ts'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { ask, openTo } from './ask.ts'
import { endStep, type Step, setDocumentState, stepForAct } from './step.ts'
import type { UndoNote } from './undo.ts'

/**
 * Gives one's own step to a colleague of the same agency; role, deadline and instruction stay.
 * @throws request.not-found, record.changed, document.act-not-now, organisation.no-holder
 */
export async function handOver(
  tx: Tx,
  actor: Actor,
  input: { stepId: string; version: number; to: Addressee; reason: string },
): Promise<{ handlingId: string }> {
  const step = await stepForAct(tx, actor, input.stepId, 'hand-over', input.version)
  const [to] = await resolveAddressees(tx, [input.to])
  if (!to || to.agencyId !== step.documentAgencyId)
    throw refuse('document.act-not-now', { because: 'hand-over-inside-agency' })
  return passTo(tx, actor, step, to, 'hand-over', input.reason)
}

/**
 * A leader takes the step of somebody of their unit who is absent. The one it was taken from is told.
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function takeOver(
  tx: Tx,
  actor: Actor,
  input: { stepId: string; version: number; reason: string },
): Promise<{ handlingId: string }> {
  const step = await stepForAct(tx, actor, input.stepId, 'take-over', input.version)
  const [to] = await resolveAddressees(tx, [
    { unitId: actor.unitId, positionId: actor.positionId, personId: actor.actingFor ?? actor.personId },
  ])
  if (!to) throw refuse('request.not-found')
  return passTo(tx, actor, step, to, 'take-over', input.reason)
}

const kinds = { 'hand-over': 'document.handed-over', 'take-over': 'document.taken-over' } as const

async function passTo(
  tx: Tx,
  actor: Actor,
  step: Step,
  to: Asked,
  act: keyof typeof kinds,
  reason: string,
): Promise<{ handlingId: string }> {
  await openTo(tx, { id: step.documentId, travel: step.travel, listedAt: step.listedAt }, [{ to, role: step.role }])
  const [handlingId] = await ask(tx, actor, [
    {
      documentId: step.documentId,
      listedAt: step.listedAt,
      travel: step.travel,
      parentId: step.id,
      role: step.role,
      instruction: step.instruction,
      dueOn: step.dueOn,
      to,
    },
  ])
  await endStep(tx, step, 'passed', reason)
  await setDocumentState(tx, step.documentId)
  const former = (
    await resolveAddressees(tx, [{ unitId: step.unitId, positionId: step.positionId }]).catch(() => [])
  )[0]
  await record(tx, actor, {
    kind: kinds[act],
    recordId: step.documentId,
    recordList: step.travel,
    data: {
      handlingId,
      from: step.id,
      // Who got it; of what was taken over, in whose place.
      to: act === 'take-over' ? (former?.name ?? null) : to.name,
      personId: to.personId,
      reason,
      undo: { act, stepId: step.id, askedId: handlingId ?? '' } satisfies UndoNote,
    },
    concerns: [to.holder, ...(former ? [former.holder] : [])],
  })
  return { handlingId: handlingId ?? '' }
}
