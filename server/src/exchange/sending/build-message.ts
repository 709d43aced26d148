import type { DispatchFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import { type Database, often } from '../../platform/database/index.ts'
import {
  type DocumentMessage,
  type Message,
  type Named,
  type Organ,
  organ,
  type StatusMessage,
} from '../messages/message.ts'
import { WayError } from '../ways/way.ts'

export interface Outgoing {
  id: string
  business: 'new' | 'replace' | 'recall' | 'status'
  agencyId: string
  ownCode: string | null
  partnerCode: string
  partnerName: string
  wayId: string | null
  deliveryId: string
  documentKey: string
  symbol: string
  statusCode: string | null
  happenedAt: string | null
  note: string
  sha256: string | null
  size: number | null
  tries: number
  at: string
}

/** What a message is made of, as it was when it was issued. */
export interface Facts {
  agencyName: string
  parentName: string
  place: string
  facts: DispatchFacts
  authority: string | null
  copies: number | null
  typeOrdinal: number
  typeName: string
  toPlaces: string[]
  files: { sha256: string; name: string; mediaType: string; role: string; size: number; ordinal: number }[]
  answers: Named[]
  replaces: string | null
}

/** What a message that waits says, from the frozen facts of its delivery. @throws WayError where the agency has no code of its own */
export function buildMessage(out: Outgoing, facts: Facts | null): Message {
  if (!out.ownCode || !facts) throw new WayError('exchange.own-code-missing', {}, true)
  const from = organ(out.ownCode, facts.agencyName, { inCharge: facts.parentName })
  return out.business === 'status' ? status(out, facts, from) : document(out, facts, from)
}

function status(out: Outgoing, facts: Facts, from: Organ): StatusMessage {
  return {
    kind: 'status',
    from,
    about: { organ: out.partnerCode, symbol: out.symbol, documentId: out.documentKey, issuedOn: facts.facts.issuedOn },
    staff: { department: '', name: '', email: '', mobile: '' },
    status: out.statusCode ?? '01',
    note: out.note,
    at: new Date(out.happenedAt ?? out.at).toISOString(),
    unknown: [],
  }
}

function document(out: Outgoing, { facts, ...rest }: Facts, from: Organ): DocumentMessage {
  const recall = out.business === 'recall'
  const [number = '', ...notation] = facts.symbol.split('/')
  return {
    kind: 'document',
    business: out.business as 'new' | 'replace' | 'recall',
    reason: out.note,
    about: recall ? out.documentKey : null,
    from,
    to: [organ(out.partnerCode, out.partnerName)],
    documentId: out.documentKey,
    number,
    notation: notation.join('/'),
    place: rest.place,
    issuedOn: facts.issuedOn,
    type: { ordinal: rest.typeOrdinal, name: rest.typeName },
    subject: facts.abstract,
    content: '',
    signer: { authority: rest.authority ?? '', title: facts.signerTitle ?? '', name: facts.signerName ?? '' },
    dueOn: facts.dueOn,
    priority: ['normal', 'urgent', 'very-urgent', 'express'].indexOf(facts.urgency),
    copies: rest.copies,
    pages: facts.pageCount,
    sphere: '',
    typist: '',
    appendixes: [],
    answers: rest.answers,
    steering: 1,
    taskCodes: [],
    applicationType: '',
    toPlaces: rest.toPlaces,
    trace: [{ organ: from.code, at: clock.now().toISOString() }],
    paper: false,
    replaces:
      out.business === 'replace' && rest.replaces ? [{ documentId: rest.replaces, organs: [out.partnerCode] }] : [],
    receivers: [],
    staff: { department: '', name: '', email: '', mobile: '' },
    attachments: recall
      ? []
      : rest.files.map((file) => ({
          contentId: `${out.deliveryId}-${file.ordinal}`,
          name: file.name,
          description: file.role === 'main' ? 'Văn bản' : 'Phụ lục',
          mediaType: file.mediaType,
          sha256: file.sha256,
          size: file.size,
        })),
    unknown: [],
  }
}

/** The facts of messages that wait, one for each in its order; null where a delivery has none. */
export async function readFacts(db: Database, outs: Outgoing[]): Promise<(Facts | null)[]> {
  const { rows } = await sql<Facts & { id: string }>`${often}
    select w.id, app.unit_name(w.agency_id, app.today()) as "agencyName",
      coalesce((select app.unit_name(v.parent_id, app.today()) from unit_version v where v.unit_id = w.agency_id and v.valid @> app.today()), '') as "parentName",
      coalesce(r.place, '') as place, s.facts, d.signer_authority as authority, d.copies, coalesce(t.ordinal, 18) as "typeOrdinal", coalesce(t.name, '') as "typeName",
      array(select o.recipient_name from delivery o where o.dispatch_id = s.id and y.document_id is not null order by o.id) as "toPlaces",
      coalesce((select json_agg(json_build_object('sha256', f.sha256, 'name', f.name, 'mediaType', f.media_type, 'role', f.role, 'ordinal', f.ordinal, 'size', b.size) order by f.ordinal)
                  from dispatch_file f join file b on b.sha256 = f.sha256 where f.dispatch_id = s.id), '[]') as files,
      coalesce((select json_agg(json_build_object('organ', coalesce(m.partner_code, v.exchange_code, ''), 'symbol', coalesce(a.symbol, ''), 'documentId', coalesce(m.document_key, a.symbol, ''),
                                                  'issuedOn', a.issued_on))
                  from document_relation l join document a on a.id = l.to_id
                  left join delivery ay on ay.incoming_id = a.id
                  left join exchange_message m on m.delivery_id = ay.id and m.direction = 'in' and m.business in ('new', 'replace', 'update')
                  left join unit_version v on v.unit_id = a.issuer_unit_id and v.valid @> app.today()
                 where l.from_id = d.id and l.kind = 'answers'), '[]') as answers,
      (select m.document_key from delivery o join exchange_message m on m.delivery_id = o.id and m.direction = 'out' and m.business in ('new', 'replace')
        where o.dispatch_id = s.replaces_id limit 1) as replaces
      from exchange_message w join delivery y on y.id = w.delivery_id join dispatch s on s.id = y.dispatch_id
      left join document d on d.id = y.document_id left join draft r on r.document_id = d.id
      left join document_type t on t.code = s.facts ->> 'typeCode'
     where w.id = any (${outs.map((one) => one.id)}::uuid[])`.execute(db)
  const found = new Map(rows.map((row) => [row.id, row]))
  return outs.map((one) => found.get(one.id) ?? null)
}
