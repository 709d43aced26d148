import type { DispatchFacts } from '@mocban/contract/documents-incoming'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'

/** Where a dispatch goes: an agency of the province, one outside that takes part in exchange, or somebody on paper or by mail. */
export type Recipient =
  | { agencyId: string; name: string }
  | { outsideId: string; name: string }
  | { name: string; channel: 'paper' | 'mail' }

export interface DispatchInput {
  documentId: string
  kind: 'issue' | 'forward'
  facts: DispatchFacts
  files: { sha256: string; name: string; mediaType: string; role: 'main' | 'attachment' }[]
  recipients: Recipient[]
  replacesId?: string | null
}

/**
 * Freezes what goes out, the facts and the exact bytes, and makes one delivery for each recipient: inside the province it is in their
 * queue at once (status 01), an agency outside has it waiting to be sent, on paper it is recorded as sent. Answers the deliveries' ids in the order of the recipients.
 */
export async function dispatch(tx: Tx, actor: Actor, input: DispatchInput): Promise<string[]> {
  const dispatchId = newId()
  await tx
    .insertInto('dispatch')
    .values({
      id: dispatchId,
      document_id: input.documentId,
      agency_id: actor.agencyId,
      kind: input.kind,
      facts: JSON.stringify(input.facts),
      replaces_id: input.replacesId ?? null,
    })
    .execute()
  if (input.files.length > 0) {
    await tx
      .insertInto('dispatch_file')
      .values(
        input.files.map((file, n) => ({
          dispatch_id: dispatchId,
          ordinal: n + 1,
          sha256: file.sha256,
          name: file.name,
          media_type: file.mediaType,
          role: file.role,
        })),
      )
      .execute()
  }
  if (input.recipients.length === 0) return []
  const deliveries = input.recipients.map((recipient) => ({
    id: newId(),
    dispatch_id: dispatchId,
    document_id: input.documentId,
    sender_agency_id: actor.agencyId,
    recipient_agency_id: 'agencyId' in recipient ? recipient.agencyId : null,
    recipient_name: recipient.name,
    outside_id: 'outsideId' in recipient ? recipient.outsideId : null,
    ...('agencyId' in recipient
      ? { channel: 'in-province', status: '01' }
      : 'outsideId' in recipient
        ? { channel: 'exchange', status: 'queued' }
        : { channel: recipient.channel, status: 'sent' }),
  }))
  await tx.insertInto('delivery').values(deliveries).execute()
  await tx
    .insertInto('delivery_status')
    .values(
      deliveries.map((one) => ({
        delivery_id: one.id,
        code: one.status,
        by_agency_id: actor.agencyId,
        by_name: actor.agencyName,
      })),
    )
    .execute()
  return deliveries.map((one) => one.id)
}
