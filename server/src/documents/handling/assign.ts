import type { Addressee } from '@mocban/contract/documents-handling'
import { type Asked, checkDeadline, resolveAddressees } from '../../organisation/index.ts'
import { principal, record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { reportOwnDelivery } from '../outgoing/delivery-status.ts'
import { forwardToAgencies } from '../outgoing/forward.ts'
import { ask, openTo } from './ask.ts'
import type { StepRole } from './states.ts'
import { endStep, setDocumentState, stepForAct } from './step.ts'
import type { UndoNote } from './undo.ts'

export interface Assignment {
  stepId: string
  version: number
  lead?: Addressee | null
  collaborators: Addressee[]
  informed: Addressee[]
  text: string
  dueOn?: string | null
}

/**
 * A leader directs, or a head passes on: one act names lead, collaborators, those to be informed and the deadline (Decree 30/2020, Art. 23).
 * A unit of the agency gets a step; another agency gets the document as a delivery, and its progress comes back to the step.
 * @throws request.not-found, record.changed, document.act-not-now, document.nobody-named, calendar.deadline-unlikely, organisation.no-holder
 */
export async function assign(tx: Tx, actor: Actor, input: Assignment): Promise<{ steps: number }> {
  const step = await stepForAct(tx, actor, input.stepId, 'assign', input.version)
  const roles: [StepRole, Addressee[]][] = [
    ['lead', input.lead ? [input.lead] : []],
    ['collaborate', input.collaborators],
    ['inform', input.informed],
  ]
  if (!input.lead && input.collaborators.length === 0) throw refuse('document.nobody-named')
  if (input.dueOn !== step.dueOn) checkDeadline(input.dueOn)
  const addressees = roles.flatMap(([role, all]) => all.map((to) => ({ role, to })))
  const resolved = await resolveAddressees(
    tx,
    addressees.map(({ to }) => to),
  )
  // Several agencies without a lead each have their own progress: each leads its part.
  const asked = resolved.map((to, n) => ({
    to,
    role: !input.lead && addressees[n]?.role === 'collaborate' ? 'lead' : (addressees[n]?.role ?? 'inform'),
  }))

  const directionId = newId()
  await tx
    .insertInto('direction')
    .values({
      id: directionId,
      document_id: step.documentId,
      person_id: actor.personId,
      position_id: actor.positionId,
      acting_for: actor.actingFor,
      text: input.text,
      due_on: input.dueOn ?? null,
    })
    .execute()
  const inside = asked.filter(({ to }) => to.agencyId === step.documentAgencyId)
  const outside = asked.filter(({ to }) => to.agencyId !== step.documentAgencyId)
  if (inside.length > 0) await openTo(tx, { id: step.documentId, travel: step.travel, listedAt: step.listedAt }, inside)
  // Nothing is asked of whom it is only told, so they have no deadline; they are the last of those named.
  const working = outside.filter(({ role }) => role !== 'inform')
  const agencies = (some: typeof outside) => some.map(({ to }) => to)
  const deliveries = await forwardToAgencies(tx, actor, step.documentId, input.text, [
    { agencies: agencies(working), dueOn: input.dueOn ?? undefined },
    { agencies: agencies(outside.slice(working.length)), dueOn: null },
  ])
  const question = (to: Asked, role: StepRole, deliveryId: string | null) => ({
    documentId: step.documentId,
    listedAt: step.listedAt,
    travel: step.travel,
    parentId: step.id,
    directionId,
    role,
    instruction: input.text,
    dueOn: role === 'inform' ? null : (input.dueOn ?? step.dueOn),
    deliveryId,
    to,
  })
  await ask(tx, actor, [
    ...inside.map(({ to, role }) => question(to, role, null)),
    ...outside.map(({ to, role }, n) => question(to, role, deliveries[n] ?? null)),
  ])
  await endStep(tx, step, 'passed', input.text)
  const dated = await tx
    .updateTable('document')
    .set({ due_on: input.dueOn ?? null })
    .where('id', '=', step.documentId)
    .where('due_on', 'is', null)
    .executeTakeFirst()
  const dueSet = Boolean(input.dueOn) && dated.numUpdatedRows > 0n
  await setDocumentState(tx, step.documentId)
  await reportOwnDelivery(tx, step.documentId, '04')
  await record(tx, actor, {
    kind: step.role === 'present' ? 'document.directed' : 'document.passed-on',
    recordId: step.documentId,
    recordList: step.travel,
    data: {
      handlingId: step.id,
      directionId,
      text: input.text,
      dueOn: input.dueOn ?? null,
      lead: asked.filter(({ role }) => role === 'lead').map(({ to }) => to.name),
      collaborators: asked.filter(({ role }) => role === 'collaborate').map(({ to }) => to.name),
      deliveries: outside.map(({ to }, n) => ({ agencyId: to.agencyId, deliveryId: deliveries[n] })),
      undo: { act: 'assign', stepId: step.id, directionId, dueSet } satisfies UndoNote,
      informed: asked.filter(({ role }) => role === 'inform').map(({ to }) => to.name),
    },
    concerns: [...inside.map(({ to }) => to.holder), ...outside.map(({ to }) => principal.clerksOf(to.agencyId))],
  })
  return { steps: asked.length }
}
