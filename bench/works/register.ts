import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Bench } from '../bench.ts'
import { median, type Row, rounded } from '../measure.ts'
import { signIn } from '../program.ts'
import type { BenchAgency } from '../province.ts'

const clients = 32
const seconds = 6
const rounds = 3

/** An incoming document over HTTP, 32 clients on 50 registers, beside the same rows and event by bare SQL; then all in one register, beside a bare counter. */
export async function register(bench: Bench): Promise<Row[]> {
  const agencies = bench.province.agencies.slice(1, 51)
  return compare(bench, 'register', 'registered a second, 50 registers', agencies, (client, n) =>
    bareRegistration(client, agencies[n % agencies.length]),
  )
}

export async function registerOneBook(bench: Bench): Promise<Row[]> {
  const agencies = bench.province.agencies.slice(60, 61)
  const [one] = agencies
  return compare(bench, 'register-one-book', 'registered a second, one register', agencies, (client) =>
    client.query({
      name: 'count',
      text: `update register set last_number = last_number + 1 where agency_id = $1 and travel = 'internal' and series = 'bench' and year = 2026`,
      values: [one?.id],
    }),
  )
}

async function compare(
  bench: Bench,
  id: string,
  what: string,
  agencies: BenchAgency[],
  bare: (client: pg.Client, n: number) => Promise<unknown>,
): Promise<Row[]> {
  await bench.sql.query(
    `insert into register (agency_id, travel, series, year) select unnest($1::uuid[]), 'internal', 'bench', 2026 on conflict do nothing`,
    [agencies.map((agency) => agency.id)],
  )
  const cookies = await signIn(
    bench.sql,
    agencies.map((agency) => agency.clerk),
  )
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(bench.ownerUrl)))
  const rates = { ours: [] as number[], compared: [] as number[] }
  const before = await gaps(bench, agencies)
  await rate((n) => registration(bench, cookies[n % cookies.length] ?? ''), 2)
  for (let round = 0; round < rounds; round++) {
    rates.compared.push(await rate((n, client) => bare(connections[client] as pg.Client, n)))
    rates.ours.push(await rate((n) => registration(bench, cookies[n % cookies.length] ?? '')))
  }
  await Promise.all(connections.map((client) => client.end()))
  const wrong = (await gaps(bench, agencies)) - before
  const ours = median(rates.ours)
  const compared = median(rates.compared)
  return [
    {
      id,
      what,
      ours: rounded(ours),
      compared: rounded(compared),
      unit: '1/s',
      ratio: rounded(ours / compared),
      goal: '≥ 0.5 × bare SQL',
      holds: ours / compared >= 0.5,
    },
    {
      id,
      what: 'gaps and doubles',
      ours: wrong,
      compared: 0,
      unit: 'numbers',
      ratio: null,
      goal: '0',
      holds: wrong === 0,
    },
  ]
}

/** How often 32 clients at once get a work done, a second. */
async function rate(work: (n: number, client: number) => Promise<unknown>, length = seconds): Promise<number> {
  const from = performance.now()
  const until = from + length * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = client; performance.now() < until; n += clients) {
        await work(n, client)
        done++
      }
    }),
  )
  return done / ((performance.now() - from) / 1000)
}

const abstract = 'Về việc triển khai tổ công nghệ số cộng đồng tại địa phương'
async function registration({ program }: Bench, cookie: string): Promise<void> {
  const status = await program.ask(cookie, 'POST', '/api/documents/incoming', {
    facts: {
      arrivedOn: today(),
      issuedOn: today(),
      issuerName: 'Bộ Khoa học và Công nghệ',
      symbol: `${randomUUID().slice(0, 6)}/BKHCN-CĐS`,
      typeCode: 'cong-van',
      abstract,
    },
    files: [],
    duplicatesSeen: false,
  })
  if (status !== 200) throw new Error(`registering: ${status}`)
}
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/** The rows that a registration leaves, in one transaction of prepared statements, with the table's own triggers, and the number taken last. */
async function bareRegistration(client: pg.Client, agency: BenchAgency | undefined): Promise<void> {
  if (!agency) return
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
    name: 'document',
    text: `with n as (update register set last_number = last_number + 1 where agency_id = $2 and travel = 'internal' and series = 'bench' and year = 2026 returning id, last_number as number),
      e as (insert into register_entry (register_id, number, document_id, given_by) select id, number, $1, $3 from n),
      d as (insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, abstract, channel, created_by, created_position, listed_at)
        select $1, $2, 'incoming', 'registered', 'cong-van', id, number, $5, current_date, current_date, 'Bộ Khoa học và Công nghệ', $6, 'paper', $3, $4, transaction_timestamp() from n)
      insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data) select $2, $3, $4, 'document.registered', $1, 'incoming',
        jsonb_build_object('symbol', $5::text, 'abstract', $6::text, 'number', number) from n`,
    values: [id, agency.id, personId, positionId, `${id.slice(0, 6)}/BKHCN-CĐS`, abstract],
  })
  await client.query('commit')
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Numbers missing or given twice in the incoming registers of these agencies. */
async function gaps({ sql }: Bench, agencies: BenchAgency[]): Promise<number> {
  const { rows } = await sql.query(
    `select coalesce(sum(abs(r.last_number - e.entries) + (e.entries - e.different)), 0)::int as wrong from register r
      cross join lateral (select count(*)::int as entries, count(distinct number)::int as different from register_entry x where x.register_id = r.id) e
      where r.agency_id = any ($1) and r.travel = 'incoming'`,
    [agencies.map((agency) => agency.id)],
  )
  return rows[0]?.wrong as number
}
