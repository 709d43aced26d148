import type { DispatchFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { often, posted, type Tx } from '../../platform/database/index.ts'

/** What taking messages in writes, gathered for all that are taken in together. */
export interface TakenRows {
  files: { sha256: string; size: number; mediaType: string }[]
  dispatches: { id: string; facts: DispatchFacts; replacesId: string | null }[]
  dispatchFiles: {
    dispatchId: string
    ordinal: number
    sha256: string
    name: string
    mediaType: string
    role: string
  }[]
  deliveries: {
    id: string
    dispatchId: string
    agencyId: string
    agencyName: string
    outsideId: string
    senderName: string
  }[]
  messages: MessageRow[]
  steps: { messageId: string; kind: string; data: Record<string, unknown> }[]
  /** Recalls that came before their document and have found it. */
  found: { id: string; deliveryId: string }[]
  /** What a partner tells of a delivery, 13 that it is asked back; `data` of the message's history, to which is added what it did. */
  told: {
    messageId: string
    deliveryId: string
    code: string
    note: string
    at: string | null
    senderName: string
    data: Record<string, unknown>
  }[]
}
export interface MessageRow {
  id: string
  business: 'new' | 'replace' | 'update' | 'recall' | 'status'
  state: 'taken' | 'early'
  agencyId: string
  ownCode: string
  outsideId: string
  partnerCode: string
  partnerName: string
  wayId: string | null
  deliveryId: string | null
  documentKey: string
  symbol: string
  abstract: string
  statusCode: string | null
  happenedAt: string | null
  note: string
  sha256: string
  size: number
  contentHash: string
  signature: unknown
}

export const emptyRows = (): TakenRows => ({
  files: [],
  dispatches: [],
  dispatchFiles: [],
  deliveries: [],
  messages: [],
  steps: [],
  found: [],
  told: [],
})

/** Writes them in one way to the database, in an order that triggers lean on: what a status goes back for is there before it. */
export async function writeRows(tx: Tx, rows: TakenRows): Promise<void> {
  const { files, dispatches, dispatchFiles, deliveries, messages, steps, found, told } = rows
  const json = JSON.stringify
  // In one order, so that of two programs that take in at the same moment none waits for the other in a circle.
  if (files.length)
    await sql`${posted}${often}select app.add_file(x.sha256, x.size, x."mediaType")
      from (select * from jsonb_to_recordset(${json(files)}::jsonb) x (sha256 text, size bigint, "mediaType" text) order by sha256) x`.execute(
      tx,
    )
  if (dispatches.length)
    await sql`${posted}${often}insert into dispatch (id, kind, facts, replaces_id)
      select x.id, 'issue', x.facts, x."replacesId" from jsonb_to_recordset(${json(dispatches)}::jsonb) x (id uuid, facts jsonb, "replacesId" uuid)`.execute(
      tx,
    )
  if (dispatchFiles.length)
    await sql`${posted}${often}insert into dispatch_file (dispatch_id, ordinal, sha256, name, media_type, role)
      select x."dispatchId", x.ordinal, x.sha256, x.name, x."mediaType", x.role
        from jsonb_to_recordset(${json(dispatchFiles)}::jsonb) x ("dispatchId" uuid, ordinal int, sha256 text, name text, "mediaType" text, role text)`.execute(
      tx,
    )
  if (deliveries.length)
    await sql`${posted}${often}insert into delivery (id, dispatch_id, recipient_agency_id, recipient_name, outside_id, sender_name, channel, status)
      select x.id, x."dispatchId", x."agencyId", x."agencyName", x."outsideId", x."senderName", 'exchange', '01'
        from jsonb_to_recordset(${json(deliveries)}::jsonb) x (id uuid, "dispatchId" uuid, "agencyId" uuid, "agencyName" text, "outsideId" uuid, "senderName" text)`.execute(
      tx,
    )
  if (messages.length)
    await sql`${posted}${often}insert into exchange_message (direction, id, business, state, agency_id, own_code, outside_id, partner_code, partner_name, way_id, delivery_id,
        document_key, symbol, abstract, status_code, happened_at, note, sha256, size, content_hash, signature, settled_at)
      select 'in', x.id, x.business, x.state, x."agencyId", x."ownCode", x."outsideId", x."partnerCode", x."partnerName", x."wayId", x."deliveryId",
        x."documentKey", x.symbol, x.abstract, x."statusCode", x."happenedAt", x.note, x.sha256, x.size, x."contentHash", x.signature, case when x.state = 'taken' then app.now() end
        from jsonb_to_recordset(${json(messages)}::jsonb) x (id uuid, business text, state text, "agencyId" uuid, "ownCode" text, "outsideId" uuid, "partnerCode" text,
          "partnerName" text, "wayId" uuid, "deliveryId" uuid, "documentKey" text, symbol text, abstract text, "statusCode" text, "happenedAt" timestamptz, note text,
          sha256 text, size bigint, "contentHash" text, signature jsonb)`.execute(tx)
  if (steps.length)
    await sql`${posted}${often}insert into exchange_step (message_id, kind, data)
      select x."messageId", x.kind, x.data from jsonb_to_recordset(${json(steps)}::jsonb) x ("messageId" uuid, kind text, data jsonb)`.execute(
      tx,
    )
  // Its trigger tells the sender that the message is here.
  if (deliveries.length)
    await sql`${posted}${often}insert into delivery_status (delivery_id, code, by_agency_id, by_name)
      select x.id, '01', x."agencyId", x."agencyName" from jsonb_to_recordset(${json(deliveries)}::jsonb) x (id uuid, "agencyId" uuid, "agencyName" text)`.execute(
      tx,
    )
  if (found.length)
    await sql`${posted}update exchange_message m set state = 'taken', delivery_id = x."deliveryId", settled_at = app.now()
      from jsonb_to_recordset(${json(found)}::jsonb) x (id uuid, "deliveryId" uuid) where m.id = x.id and m.state = 'early'`.execute(
      tx,
    )
  if (told.length)
    await sql`${posted}${often}insert into exchange_step (message_id, kind, data)
      select x."messageId", 'taken', x.data || jsonb_build_object('did', case x.code
          when '13' then app.ask_back(x."deliveryId", 'document.sender-recalled', x.note, x."senderName")
          else app.carry_outside_status(x."deliveryId", x.code, x.note, x.at) end)
        from (select * from jsonb_to_recordset(${json(told)}::jsonb)
                x ("messageId" uuid, "deliveryId" uuid, code text, note text, at timestamptz, "senderName" text, data jsonb) order by "deliveryId") x`.execute(
      tx,
    )
}
