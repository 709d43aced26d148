import type { Notification } from '@mocban/contract/notifications'
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

/** For the mail job: what waits to be mailed in a way, person by person, with their address and language. */
export async function readMailDue(tx: Tx, way: 'now' | 'digest') {
  const due = await tx
    .selectFrom('notification as m')
    .innerJoin('person as h', 'h.id', 'm.person_id')
    .where('m.mail', '=', way)
    .where('m.mailed_at', 'is', null)
    .where('h.active', '=', true)
    .where('h.email', 'is not', null)
    .select(['m.seq', 'm.person_id', 'h.email', 'h.language'])
    .orderBy('m.seq')
    .limit(2000)
    .execute()
  if (due.length === 0) return []
  const rows = await bell(tx)
    .clearWhere()
    .where(
      'n.seq',
      'in',
      due.map((one) => one.seq),
    )
    .orderBy('n.seq')
    .execute()
  const items = await shown(tx, rows)
  const people = new Map<
    string,
    { email: string; language: 'vi' | 'en' | 'ur'; seqs: number[]; items: Notification[] }
  >()
  for (const [index, item] of items.entries()) {
    const one = due[index]!
    const person = people.get(one.person_id) ?? {
      email: one.email!,
      language: one.language as 'vi',
      seqs: [],
      items: [],
    }
    person.seqs.push(item.seq)
    person.items.push(item)
    people.set(one.person_id, person)
  }
  return [...people.values()]
}
