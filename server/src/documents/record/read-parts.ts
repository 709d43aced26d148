import type { DeliveryView, DocumentFile, DocumentRecord, HandlingStep } from '@mocban/contract/documents'
import { sql } from 'kysely'
import { heldAs, urgedFrom } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { actsOf, canUrge, type StepFacts } from '../handling/states.ts'
import { stepFacts } from '../handling/step.ts'
import { shownName } from '../reading/file-name.ts'

/** Files of a document: the version in force first, the main file before its attachments. */
export async function readFiles(tx: Tx, documentId: string): Promise<DocumentFile[]> {
  const rows = await tx
    .selectFrom('document_file as f')
    // As it was signed last, where somebody signed the version.
    .leftJoinLateral(
      (on) =>
        on
          .selectFrom('document_signature as s')
          .whereRef('s.document_id', '=', 'f.document_id')
          .whereRef('s.version_no', '=', 'f.version_no')
          .where('f.role', '=', 'main')
          .orderBy('s.ordinal', 'desc')
          .limit(1)
          .select('s.sha256')
          .as('signed'),
      (join) => join.onTrue(),
    )
    // Not `coalesce`, of which PostgreSQL does not know that it tells nothing: it would ask the policies of every file there is.
    .innerJoin('file as b', (join) =>
      join.on('b.sha256', '=', sql`case when signed.sha256 is null then f.sha256 else signed.sha256 end`),
    )
    .where('f.document_id', '=', documentId)
    .orderBy('f.version_no', 'desc')
    .orderBy(sql`f.role = 'main'`, 'desc')
    .orderBy('f.ordinal')
    .select([
      'f.id',
      'b.sha256',
      'f.name',
      'f.media_type as mediaType',
      'b.size',
      'f.role',
      'f.version_no as versionNo',
      'f.ordinal',
      'f.added_at as addedAt',
    ])
    .execute()
  return rows.map((row) => ({ ...row, name: shownName(row.name) })) as DocumentFile[]
}

/** The document's way, in the order in which it was asked, who leads before who helps: who had it, who has it, since when. */
export async function readSteps(tx: Tx, actor: Actor, documentId: string): Promise<HandlingStep[]> {
  const { rows } = await sql<Omit<HandlingStep, 'acts'> & StepFacts & { ofMyAgency: boolean }>`
    select h.id, h.parent_id as "parentId", h.role, h.state, h.unit_id as "unitId", app.unit_name(h.unit_id, coalesce(h.ended_at, app.now())) as "unitName",
      app.now_called(h.unit_id, coalesce(h.ended_at, app.now())) as "unitNow", x.full_name as "personName", q.title as "positionTitle",
      p.full_name as "askedByName", f.full_name as "actingForName", h.asked_at as "askedAt", h.instruction, h.due_on as "dueOn", h.seen_at as "seenAt",
      h.accepted_at as "acceptedAt", h.ended_at as "endedAt", h.end_note as "endNote", h.version, y.status as "deliveryStatus", ${urgedFrom('h')} as urged,
      ${stepFacts.mine} as mine, ${stepFacts.askedByMe} as "askedByMe", ${stepFacts.leadsHolder} as "leadsHolder", ${stepFacts.elsewhere} as elsewhere,
      ${stepFacts.openBelow} as "openBelow",
      exists (select from document d where d.id = ${documentId} and d.agency_id = any ((select app.agencies())::uuid[])) as "ofMyAgency"
    from handling h
    join person p on p.id = h.asked_by
    left join person f on f.id = h.acting_for
    left join position q on q.id = h.position_id
    left join person x on x.id = h.person_id
    left join delivery y on y.id = h.delivery_id
    where h.document_id = ${documentId}
    order by h.asked_at, array_position(array['present', 'lead', 'collaborate', 'inform'], h.role::text), h.id`.execute(
    tx,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const askedAbove = ({ parentId }: { parentId: string | null }): boolean => {
    const above = byId.get(parentId ?? '')
    return above !== undefined && (above.askedByMe || askedAbove(above))
  }
  const registers = actor.capabilities.includes('register')
  return rows.map(({ askedByMe, leadsHolder, elsewhere, openBelow, ofMyAgency, ...row }) => {
    const facts = { role: row.role, state: row.state, mine: row.mine, askedByMe, leadsHolder, elsewhere, openBelow }
    const urge = canUrge({ ...facts, askedAbove: askedAbove(row), clerk: registers && ofMyAgency })
    return { ...row, acts: { ...actsOf(facts, actor.capabilities), urge } }
  })
}

export async function readDirections(tx: Tx, documentId: string): Promise<DocumentRecord['directions']> {
  return tx
    .selectFrom('direction as n')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .innerJoin('position as q', 'q.id', 'n.position_id')
    .leftJoin('person as f', 'f.id', 'n.acting_for')
    .where('n.document_id', '=', documentId)
    .where('n.taken_back_at', 'is', null)
    .orderBy('n.at')
    .select([
      'n.id',
      'p.full_name as personName',
      'q.title as positionTitle',
      heldAs('n').as('heldAs'),
      'f.full_name as actingForName',
      'n.text',
      'n.due_on as dueOn',
      'n.at',
    ])
    .execute()
}

const deliveryColumns = sql`
  y.id, y.recipient_agency_id as "recipientAgencyId", y.recipient_name as "recipientName", y.channel, y.status, y.sent_at as "sentAt", y.status_at as "statusAt",
  coalesce((select json_agg(json_build_object('code', s.code, 'at', to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'byName', s.by_name, 'note', s.note) order by s.at, s.code)
    from delivery_status s where s.delivery_id = y.id), '[]') as history`

/** Where it was sent, and what came back from each recipient. */
export async function readDeliveries(tx: Tx, documentId: string): Promise<DeliveryView[]> {
  const { rows } =
    await sql<DeliveryView>`select ${deliveryColumns} from delivery y where y.document_id = ${documentId} order by y.sent_at, y.recipient_name`.execute(
      tx,
    )
  return rows
}

/** By which delivery it came from inside the province, and the words with which it was directed here. */
export async function readOrigin(tx: Tx, documentId: string): Promise<DocumentRecord['origin']> {
  const { rows } = await sql<NonNullable<DocumentRecord['origin']>>`
    select ${deliveryColumns}, coalesce(y.sender_name, app.unit_name(y.sender_agency_id, y.sent_at)) as "senderName", app.now_called(y.sender_agency_id, y.sent_at) as "senderNow", s.facts->>'direction' as direction,
      case when s.kind = 'forward' then app.asked_as(y.id) end as "askedAs"
    from delivery y join dispatch s on s.id = y.dispatch_id
    where y.incoming_id = ${documentId}`.execute(tx)
  return rows[0] ?? null
}

export async function readRelations(tx: Tx, documentId: string): Promise<DocumentRecord['relations']> {
  const { rows } = await sql<DocumentRecord['relations'][number]>`
    select r.kind, r.from_id = ${documentId} as outward, d.id as "documentId", d.symbol, d.abstract, d.travel
    from document_relation r join document d on d.id = case when r.from_id = ${documentId} then r.to_id else r.from_id end
    where r.from_id = ${documentId} or r.to_id = ${documentId} order by r.created_at`.execute(tx)
  return rows
}
