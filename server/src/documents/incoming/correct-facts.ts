import type { IncomingFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { changedSince, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { checkFacts } from './register-incoming.ts'

/**
 * Corrects what was registered. Number and channel stay as they are; what a field said before stays in the trail.
 * @throws request.not-found, record.changed, document.act-not-now, document.secrecy-not-here, document.date-impossible
 */
export async function correctFacts(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; version: number; facts: IncomingFacts },
): Promise<{ version: number }> {
  const { facts } = input
  const before = await tx
    .selectFrom('document')
    .where('id', '=', input.documentId)
    .where('travel', '=', 'incoming')
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!before || !actor.agencies.includes(before.agency_id)) throw refuse('request.not-found')
  if (before.version !== input.version) throw await changedSince(tx, before.id)
  if (['cancelled', 'recalled', 'replaced'].includes(before.state))
    throw refuse('document.act-not-now', { because: 'document-ended' })
  checkFacts(facts)
  const after = {
    arrived_on: facts.arrivedOn,
    issuer_name: facts.issuerName,
    issuer_unit_id: facts.issuerUnitId ?? null,
    symbol: facts.symbol || null,
    issued_on: facts.issuedOn ?? null,
    type_code: facts.typeCode,
    abstract: facts.abstract,
    urgency: facts.urgency,
    signer_name: facts.signerName ?? null,
    signer_title: facts.signerTitle ?? null,
    addressed_to: facts.addressedTo ?? null,
    page_count: facts.pageCount ?? null,
    copies: facts.copies ?? null,
    due_on: facts.dueOn ?? null,
    file_code: facts.fileCode ?? null,
    note: facts.note ?? null,
  }
  const changed = Object.fromEntries(
    Object.entries(after)
      .filter(([field, value]) => before[field as keyof typeof before] !== value)
      .map(([field, value]) => [field, { from: before[field as keyof typeof before], to: value }]),
  )
  if (Object.keys(changed).length === 0) return { version: before.version }
  await tx
    .updateTable('document')
    .set({ ...after, version: sql`version + 1` })
    .where('id', '=', before.id)
    .execute()
  await record(tx, actor, {
    kind: 'document.corrected',
    recordId: before.id,
    recordList: 'incoming',
    data: { changed },
  })
  return { version: before.version + 1 }
}
