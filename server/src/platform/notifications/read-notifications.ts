import type { Notification } from '@mocban/contract/notifications'
import { sql } from 'kysely'
import { clock } from '../clock.ts'
import type { Tx } from '../database/index.ts'
import { readSubjects } from './subjects.ts'

/** The columns of the bell; the caller says whose and which. */
const bell = (tx: Tx) =>
  tx
    .selectFrom('notification as n')
    .innerJoin('event as e', 'e.id', 'n.event_id')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('person as f', 'f.id', 'e.acting_for')
    .where('n.bell', '=', true)
    .select([
      'n.seq',
      'n.person_id as personId',
      'n.event_id as eventId',
      'n.through',
      'e.kind',
      'n.topic',
      'n.blocking',
      'n.at',
      'p.full_name as who',
      'f.full_name as actingFor',
      'e.record_id as recordId',
      'e.record_list as recordList',
      'e.data',
      'n.read_at as readAt',
    ])

type BellRow = Awaited<ReturnType<ReturnType<typeof bell>['execute']>>[number]

/** One's bell, newest first, before a place; under the policies: only one's own, only of records one may see. */
export async function listNotifications(tx: Tx, query: { before?: number; unread?: boolean; limit: number }) {
  let asked = bell(tx)
    .orderBy('n.seq', 'desc')
    .limit(query.limit + 1)
  if (query.before !== undefined) asked = asked.where('n.seq', '<', query.before)
  if (query.unread) asked = asked.where('n.read_at', 'is', null)
  const rows = await asked.execute()
  return {
    items: await shown(tx, rows.slice(0, query.limit)),
    unread: await countUnread(tx),
    more: rows.length > query.limit,
  }
}

/** What rang after a place, in order: where a broken stream goes on. */
export async function listAfter(tx: Tx, seq: number, most: number): Promise<Notification[]> {
  return shown(tx, await bell(tx).where('n.seq', '>', seq).orderBy('n.seq').limit(most).execute())
}

/** For the notifier, which tells many people of one event: each notification with whom it is for and through which principals. */
export async function readToRing(tx: Tx, seqs: number[]) {
  const rows = await bell(tx).where('n.seq', 'in', seqs).orderBy('n.seq').execute()
  const items = await shown(tx, rows)
  return rows.map((row, index) => ({
    seq: row.seq,
    personId: row.personId,
    eventId: row.eventId,
    through: row.through,
    notification: items[index]!,
  }))
}

/** How many one has not read. Counting ends at a hundred: nobody needs to know more. */
export async function countUnread(tx: Tx): Promise<number> {
  const rows = await tx
    .selectFrom('notification')
    .select('seq')
    .where('bell', '=', true)
    .where('read_at', 'is', null)
    .limit(100)
    .execute()
  return rows.length
}

async function shown(tx: Tx, rows: BellRow[]): Promise<Notification[]> {
  const subjects = await readSubjects(tx, rows)
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind,
    topic: row.topic,
    blocking: row.blocking,
    at: row.at,
    who: row.who,
    actingFor: row.actingFor,
    recordId: row.recordId,
    recordList: row.recordList,
    subject: (row.recordId && subjects.get(row.recordId)) || null,
    data: row.data as Record<string, unknown>,
    readAt: row.readAt,
  }))
}

/** What waits to be mailed to one person. */
export interface MailDue {
  personId: string
  email: string
  language: 'vi' | 'en' | 'ur'
  seqs: number[]
  items: Notification[]
  /** Those whose record the person may see no more: they are told nothing of it. */
  unseen: number[]
}

const peopleAtOnce = 200

/** For the mail job: what waits to be mailed in a way, with the addresses of some people, those after the one named. */
export async function readMailDue(tx: Tx, way: 'now' | 'digest', after: string | null): Promise<MailDue[]> {
  const waits = sql`m.mail = ${way} and m.mailed_at is null and (m.mail_after is null or m.mail_after <= ${clock.now().toISOString()})`
  const { rows: due } = await sql<{
    seq: number
    personId: string
    email: string
    language: MailDue['language']
    seen: boolean
  }>`
    with someone as materialized (
      select h.id, h.email, h.language from person h
       where h.active and h.email is not null and (${after}::uuid is null or h.id > ${after}::uuid)
         and exists (select from notification m where m.person_id = h.id and ${waits})
       order by h.id limit ${peopleAtOnce}
    )
    select m.seq, h.id as "personId", h.email, h.language,
           e.record_id is null or exists (
             select from appointment a join position q on q.id = a.position_id and q.valid @> app.today()
               cross join lateral app.principals_of(h.id, q.id, app.today()) r (principal)
               join audience v on v.record_id = e.record_id and v.principal = r.principal
              where a.person_id = h.id and a.valid @> app.today()) as seen
      from someone h join notification m on m.person_id = h.id and ${waits} join event e on e.id = m.event_id
     order by h.id, m.seq`.execute(tx)
  if (due.length === 0) return []
  const seqs = due.map((one) => one.seq)
  const rows = await bell(tx).clearWhere().where('n.seq', 'in', seqs).execute()
  const items = new Map((await shown(tx, rows)).map((item) => [item.seq, item]))
  const people = new Map<string, MailDue>()
  for (const { seq, seen, ...whose } of due) {
    const person = people.get(whose.personId) ?? { ...whose, seqs: [], items: [], unseen: [] }
    people.set(whose.personId, person)
    const item = items.get(seq)
    if (!seen || !item) {
      person.unseen.push(seq)
      continue
    }
    person.seqs.push(seq)
    person.items.push(item)
  }
  return [...people.values()]
}
