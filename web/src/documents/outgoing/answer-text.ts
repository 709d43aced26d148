import type { DocumentRecord } from '@mocban/contract/documents'
import type { DraftView } from '@mocban/contract/documents-outgoing'
import { formatDate } from '../../shell/format.ts'
import { type DraftText, textOf } from './draft-form.tsx'
import type { Recipient } from './recipients-picker.tsx'

/** What an answer begins with, from the document that it answers. Official text is Vietnamese whatever language the reader has chosen. */
export function answerTo(record: DocumentRecord, agencyName: string, text: DraftText): DraftText {
  const what = [
    `văn bản${record.symbol ? ` số ${record.symbol}` : ''}`,
    record.issuedOn && `ngày ${formatDate(record.issuedOn)}`,
    record.issuerName && `của ${record.issuerName}`,
  ]
    .filter(Boolean)
    .join(' ')
  const about = withinASentence(record.abstract.replace(/^(v\/v|về việc)\s+/iu, '').replace(/[.\s]+$/u, ''))
  return {
    ...text,
    abstract: `trả lời ${what}`,
    addressees: record.issuerName ?? '',
    body: `Phúc đáp ${what} về việc ${about}, ${agencyName} có ý kiến như sau:\n…\n${agencyName} trân trọng gửi ${record.issuerName ?? '…'} tổng hợp./.`,
    urgency: record.urgency,
  }
}

/** Begins small, unless it begins with a name (`Bắc Ninh …`) or letters that stand for one (`UBND …`). */
const withinASentence = (text: string) => {
  const [first = '', second = ''] = text.split(/\s+/u)
  const isName = /^\p{Lu}.*\p{Lu}/u.test(first) || /^\p{Lu}/u.test(second)
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** The answer goes back to where the document came from: here where that is an agency of the province, else on paper. */
export function answerRecipients(record: DocumentRecord): Recipient[] {
  if (!record.issuerName) return []
  const agencyId = record.issuerUnitId
  return [agencyId ? { agencyId, name: record.issuerName } : { name: record.issuerName, channel: 'paper' }]
}

/** What takes the place of a document begins with what that one said: its words, its signer, its recipients. */
export function replacementOf(record: DocumentRecord, draft: DraftView): { text: DraftText; recipients: Recipient[] } {
  const text = textOf(draft.fields)
  return {
    text: {
      ...text,
      // One that was brought as a file has no fields: it goes to those to whom that one went.
      addressees:
        text.addressees || (draft.recipients.length > 20 ? '' : draft.recipients.map((one) => one.name).join('\n')),
      typeCode: record.typeCode,
      abstract: record.abstract,
      urgency: record.urgency,
      signerPositionId: draft.signerPositionId,
      signerPersonId: draft.signerPersonId,
    },
    recipients: draft.recipients.flatMap((one): Recipient[] =>
      one.agencyId
        ? [{ agencyId: one.agencyId, name: one.name }]
        : one.outsideId
          ? [{ outsideId: one.outsideId, name: one.name }]
          : one.channel === 'paper' || one.channel === 'mail'
            ? [{ name: one.name, channel: one.channel }]
            : [],
    ),
  }
}
