import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Bench } from '../bench.ts'
import type { BenchAgency } from '../province.ts'

const clients = 32
export const abstract = 'Về việc triển khai tổ công nghệ số cộng đồng tại địa phương'
/** A symbol that no document has yet. */
export const newSymbol = () => `${randomUUID().slice(24)}/BKHCN-CĐS`

/** How often 32 clients at once get a work done, a second. */
export async function rate(work: (n: number, client: number) => Promise<unknown>, seconds: number): Promise<number> {
  const from = performance.now()
  return (await doFor(work, seconds)) / ((performance.now() - from) / 1000)
}

/** What 32 clients at once get done in so many seconds. */
export async function doFor(work: (n: number, client: number) => Promise<unknown>, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = client; performance.now() < until; n += clients) {
        await work(n, client)
        done++
      }
    }),
  )
  return done
}

/** Work on 32 connections of one's own, past the program, on registers that only the bench has. */
export async function withConnections<T>(
  bench: Pick<Bench, 'sql' | 'ownerUrl'>,
  agencies: BenchAgency[],
  work: (connections: pg.Client[]) => Promise<T>,
): Promise<T> {
  await bench.sql.query(
    `insert into register (agency_id, travel, series, year) select unnest($1::uuid[]), 'internal', 'bench', 2026 on conflict do nothing`,
    [agencies.map((agency) => agency.id)],
  )
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: bench.ownerUrl })
      await client.connect()
      return client
    }),
  )
  return work(connections).finally(() => Promise.all(connections.map((client) => client.end())))
}

/**
 * The rows that a registration over HTTP leaves, its answer kept for a request that comes again among them, in one transaction of prepared statements, with the
 * tables' own triggers, and the number taken last.
 */
export async function bareRegistration(
  client: pg.Client | undefined,
  agency: BenchAgency | undefined,
  withEvent = true,
): Promise<void> {
  if (!client || !agency) return
  const id = randomUUID()
  const { personId, positionId } = agency.clerk
  await client.query('begin')
  await client.query({
    name: 'audience',
    text: `insert into audience (record_id, principal, list, reason, at) values ($1, $2, 'incoming', 'registered', transaction_timestamp()),
      ($1, app.clerks_of($3), 'incoming', 'clerk', transaction_timestamp()), ($1, app.leaders_of($3), 'incoming', 'leader-above', transaction_timestamp())`,
    values: [id, positionId, agency.id],
  })
  await client.query({
    name: withEvent ? 'document' : 'document alone',
    text: `with n as (update register set last_number = last_number + 1 where agency_id = $2 and travel = 'internal' and series = 'bench' and year = 2026 returning id, last_number as number),
      ${withEvent ? event : ''}
      e as (insert into register_entry (register_id, number, document_id, given_by) select id, number, $1, $3 from n),
      k as (insert into idempotency (person_id, key, route, body_hash, status, answer)
        select $3, $1::uuid::text, 'POST /api/documents/incoming', repeat('0', 64), 200, jsonb_build_object('documentId', $1::uuid, 'number', number, 'year', 2026) from n)
      insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, abstract, channel, created_by, created_position, listed_at)
        select $1, $2, 'incoming', 'registered', 'cong-van', id, number, $5, current_date, current_date, 'Bộ Khoa học và Công nghệ', $6, 'paper', $3, $4, transaction_timestamp() from n`,
    values: [id, agency.id, personId, positionId, newSymbol(), abstract],
  })
  await client.query('commit')
}

const event = `t as (insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data) select $2, $3, $4, 'document.registered', $1, 'incoming',
        jsonb_build_object('symbol', $5::text, 'abstract', $6::text, 'number', number) from n),`
