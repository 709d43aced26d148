import type { MessageRow, Traffic } from '@mocban/contract/exchange-messages'
import { type RawBuilder, sql } from 'kysely'
import { after, page, type Tx } from '../../platform/database/index.ts'
import type { Language } from '../../platform/http/index.ts'
import { type Reason, tellReason } from './tell-reason.ts'

export interface MessageQuery {
  after?: string | undefined
  limit: number
  direction?: 'in' | 'out' | undefined
  state?: string | undefined
  business?: string | undefined
  partner?: string | undefined
  q?: string | undefined
}

export const messageColumns = sql`
  m.id, m.direction, m.business, m.state, m.partner_code as "partnerCode", m.partner_name as "partnerName", m.symbol, m.abstract, m.status_code as "statusCode", m.at,
  m.settled_at as "settledAt", m.tries, m.next_try_at as "nextTryAt",
  case when m.state in ('waiting', 'sending') then coalesce(m.reason, app.exchange_way_trouble(m.outside_id, m.way_id)) else m.reason end as reason, app.exchange_way_name(m.way_id) as "wayName"`
export type KeptRow = Omit<MessageRow, 'reason'> & { reason: Reason | null }

/** Messages that who asks may see, newest first. */
export async function listMessages(tx: Tx, query: MessageQuery, language: Language) {
  const place = after(query.after)
  const wanted: RawBuilder<unknown>[] = []
  if (query.direction) wanted.push(sql`m.direction = ${query.direction}`)
  if (query.state === 'undelivered') wanted.push(sql`m.direction = 'out' and m.state in ('refused', 'failed')`)
  else if (query.state === 'waiting') wanted.push(sql`m.state in ('waiting', 'sending')`)
  else if (query.state) wanted.push(sql`m.state = ${query.state}`)
  if (query.business) wanted.push(sql`m.business = ${query.business}`)
  if (query.partner) wanted.push(sql`m.partner_code = ${query.partner}`)
  if (query.q)
    wanted.push(
      sql`app.bare(concat_ws(' ', m.symbol, m.abstract, m.partner_name, m.partner_code)) like app.bare(${`%${query.q.replace(/[\\%_]/g, '\\$&')}%`})`,
    )
  if (place) wanted.push(sql`(m.at, m.id) < (${place.at}::timestamptz, ${place.id}::uuid)`)
  const { rows } = await sql<KeptRow>`
    select ${messageColumns} from exchange_message m ${wanted.length ? sql`where ${sql.join(wanted, sql` and `)}` : sql``}
     order by m.at desc, m.id desc limit ${query.limit + 1}`.execute(tx)
  return page(
    rows,
    query.limit,
    (row) => ({ at: row.at, id: row.id }),
    (row): MessageRow => ({ ...row, reason: tellReason(row.reason, language) }),
  )
}

/** The last week in numbers, and what needs somebody. */
export async function readTraffic(tx: Tx, language: Language): Promise<Traffic> {
  const { rows: hours } = await sql<Traffic['hours'][number]>`
    select coalesce(partner_code, '—') as "partnerCode", max(partner_name) as "partnerName", date_trunc('hour', at) as hour,
      count(*) filter (where direction = 'out')::int as sent, count(*) filter (where direction = 'in')::int as came
      from exchange_message where at > app.now() - interval '7 days' group by 1, 3 order by 3, 1`.execute(tx)
  const { rows: counts } = await sql<{ waiting: number; undelivered: number; refused: number }>`
    select count(*) filter (where state in ('waiting', 'sending'))::int as waiting, count(*) filter (where direction = 'out' and state in ('refused', 'failed'))::int as undelivered,
      count(*) filter (where direction = 'in' and state = 'refused')::int as refused
      from exchange_message where state in ('waiting', 'sending', 'refused', 'failed') and at > app.now() - interval '30 days'`.execute(
    tx,
  )
  const { rows: down } = await sql<{
    name: string
    since: string
    error: Reason | null
  }>`select name, since, error from app.exchange_ways_down()`.execute(tx)
  const count = counts[0] ?? { waiting: 0, undelivered: 0, refused: 0 }
  return { hours, ...count, down: down.map(({ error, ...way }) => ({ ...way, reason: tellReason(error, language) })) }
}
