import type { Addressee } from '@mocban/contract/documents-handling'
import { checkDeadline, resolveAddressees } from '../../organisation/index.ts'
import { changedSince, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { ask, openTo } from './ask.ts'
import { setDocumentState } from './step.ts'

/**
 * Presents a registered document to a leader of the agency for direction (Decree 30/2020, Art. 23: the same day, at latest the next working day).
 * @throws request.not-found, record.changed, document.act-not-now, calendar.deadline-unlikely, organisation.no-holder
 */
export async function present(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; version: number; to: Addressee; note: string; dueOn?: string | null },
): Promise<{ handlingId: string }> {
  const document = await tx
    .selectFrom('document')
    .where('id', '=', input.documentId)
    .select(['id', 'version', 'state', 'travel', 'agency_id', 'listed_at', 'due_on'])
    .forUpdate()
    .executeTakeFirst()
  if (!document || !actor.agencies.includes(document.agency_id)) throw refuse('request.not-found')
  if (document.version !== input.version) throw await changedSince(tx, document.id)
  if (document.travel !== 'incoming' || document.state !== 'registered')
    throw refuse('document.act-not-now', { because: 'not-registered-state' })
  checkDeadline(input.dueOn)
  const [to] = await resolveAddressees(tx, [input.to])
  if (!to || to.agencyId !== actor.agencyId) throw refuse('document.act-not-now', { because: 'present-inside-agency' })
  const shown = { id: document.id, travel: document.travel, listedAt: document.listed_at }
  await openTo(tx, shown, [{ to, role: 'present' }])
  const [handlingId] = await ask(tx, actor, [
    {
      documentId: document.id,
      listedAt: document.listed_at,
      travel: document.travel,
      parentId: null,
      role: 'present',
      instruction: input.note || null,
      dueOn: input.dueOn ?? document.due_on,
      to,
    },
  ])
  await setDocumentState(tx, document.id)
  await record(tx, actor, {
    kind: 'document.presented',
    recordId: document.id,
    recordList: document.travel,
    data: { handlingId, to: to.name, positionId: to.positionId, personId: to.personId, note: input.note },
    concerns: [to.holder],
  })
  return { handlingId: handlingId ?? '' }
}
