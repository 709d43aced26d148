import type pg from 'pg'
import type { Standing } from '../../server/src/platform/database/index.ts'
import type { Bench } from '../bench.ts'
import { median, type Row, rounded } from '../measure.ts'
import { signIn } from '../program.ts'
import type { BenchAgency, BenchProvince } from '../province.ts'
import { abstract, bareRegistration, newSymbol, rate, withConnections } from './bare.ts'

const seconds = 6
const rounds = 3
/** Until the program runs as it does on any day: its code compiled, the plans of its twenty connections kept. */
const warming = 12

/** An incoming document over HTTP, 32 clients on 50 registers, beside the same rows and event by bare SQL; then all in one register, beside a bare counter. */
export async function register(bench: Bench): Promise<Row[]> {
  const agencies = registering(bench.province)
  const bare = (client: pg.Client, n: number) => bareRegistration(client, agencies[n % agencies.length])
  const clerks = agencies.map((agency) => agency.clerk)
  const rows = await compare(bench, 'register', 'registered a second, 50 registers', agencies, clerks, bare)
  if (bench.deputyClerks.length === 0) return rows
  const what = 'the same by deputies with many posts'
  return [...rows, ...(await compare(bench, 'register', what, agencies, bench.deputyClerks, bare))]
}

/** The agencies whose clerks register. */
export const registering = (province: BenchProvince): BenchAgency[] => province.agencies.slice(1, 51)

export async function registerOneBook(bench: Bench): Promise<Row[]> {
  const agencies = bench.province.agencies.slice(60, 61)
  const [one] = agencies
  const id = 'register-one-book'
  const clerks = agencies.map((agency) => agency.clerk)
  const rows = await compare(bench, id, 'registered a second, one register', agencies, clerks, (client) =>
    client.query({
      name: 'count',
      text: `update register set last_number = last_number + 1 where agency_id = $1 and travel = 'internal' and series = 'bench' and year = 2026`,
      values: [one?.id],
    }),
  )
  // What any registration in one book can reach here: the counter writes one row, a document some fifteen.
  const ours = rows[0]?.ours ?? Number.NaN
  const bare = await withConnections(bench, agencies, (connections) =>
    rate((_, client) => bareRegistration(connections[client], one), seconds),
  )
  // What 32 people at once reach, of whom each waits for the others' commits: only what one session asks is written together.
  const apart = await apartRate(bench, clerks)
  const stated = (what: string, figure: number) =>
    ({
      id,
      what,
      ours: rounded(figure),
      compared: rounded(bare),
      unit: '1/s',
      ratio: rounded(figure / bare),
      goal: 'stated',
      holds: true,
    }) as const
  return [
    ...rows,
    stated('the same beside the same rows by bare SQL in one register', ours),
    stated('by 32 sessions, beside the same', apart),
  ]
}

/** Each of the 32 clients in a session of its own. */
async function apartRate(bench: Bench, clerks: Standing[]): Promise<number> {
  const cookies = await signIn(
    bench.sql,
    Array.from({ length: 32 }, (_, n) => clerks[n % clerks.length] as Standing),
  )
  return rate((_, client) => registration(bench, cookies[client] ?? ''), seconds)
}

async function compare(
  bench: Bench,
  id: string,
  what: string,
  agencies: BenchAgency[],
  clerks: Standing[],
  bare: (client: pg.Client, n: number) => Promise<unknown>,
): Promise<Row[]> {
  const cookies = await signIn(bench.sql, clerks)
  const before = await gaps(bench, agencies)
  const rates = { ours: [] as number[], compared: [] as number[] }
  await withConnections(bench, agencies, async (connections) => {
    const ours = (n: number) => registration(bench, cookies[n % cookies.length] ?? '')
    const compared = (n: number, client: number) => bare(connections[client] as pg.Client, n)
    await rate(compared, warming / 6)
    await rate(ours, warming)
    for (let round = 0; round < rounds; round++) {
      rates.compared.push(await rate(compared, seconds))
      rates.ours.push(await rate(ours, seconds))
    }
  })
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

async function registration({ program }: Bench, cookie: string): Promise<void> {
  const status = await program.ask(cookie, 'POST', '/api/documents/incoming', {
    facts: {
      arrivedOn: today(),
      issuedOn: today(),
      issuerName: 'Bộ Khoa học và Công nghệ',
      symbol: newSymbol(),
      typeCode: 'cong-van',
      abstract,
    },
    files: [],
    duplicatesSeen: false,
  })
  if (status !== 200) throw new Error(`registering: ${status}`)
}
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

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
