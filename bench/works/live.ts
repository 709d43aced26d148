import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Bench } from '../bench.ts'
import { percentile, type Row, rounded } from '../measure.ts'
import { signIn } from '../program.ts'

const eventsASecond = 50
const seconds = 15
const concerned = 4

/** People with the live bell open and acts that concern some of them: what an open bell costs, and how long it takes until it rings. */
export async function live({ province, sql, program }: Bench): Promise<Row[]> {
  const people = province.people.slice(0, 2000)
  const cookies = await signIn(sql, people)
  const before = { resident: residentOf(program.pid), heap: await program.heap() }
  const bells: IncomingMessage[] = []
  for (let at = 0; at < cookies.length; at += 50)
    bells.push(
      ...(await Promise.all(
        cookies.slice(at, at + 50).map((cookie) => program.open(cookie, '/api/notifications/live')),
      )),
    )
  const delays: number[] = []
  for (const bell of bells) bell.setEncoding('utf8').on('data', (text: string) => delays.push(...delaysIn(text)))
  await pause(3000)
  const resident = (residentOf(program.pid) - before.resident) / bells.length
  const heap = ((await program.heap()) - before.heap) / bells.length
  const wanted = await ring(
    sql,
    people.map((one) => one.personId),
  )
  await pause(3000)
  for (const bell of bells) bell.destroy()
  const p95 = percentile(delays, 0.95)
  return [
    stated(`memory that an open bell holds, ${bells.length} open`, heap),
    // What opening it has left behind is in it, as far as it has not been thrown away yet.
    stated('the program’s growth for each', resident),
    {
      id: 'live',
      what: `delay p95, ${eventsASecond} events a second`,
      ours: rounded(p95),
      compared: 1000,
      unit: 'ms',
      ratio: rounded(p95 / 1000),
      goal: '≤ 1 s',
      holds: p95 <= 1000,
    },
    {
      id: 'live',
      what: 'rung of all that should have',
      ours: delays.length,
      compared: wanted,
      unit: 'rings',
      ratio: rounded(delays.length / wanted),
      goal: 'all',
      holds: delays.length === wanted,
    },
  ]
}

const stated = (what: string, kilobytes: number): Row => ({
  id: 'live',
  what,
  ours: rounded(kilobytes),
  compared: null,
  unit: 'kB',
  ratio: null,
  goal: 'stated',
  holds: true,
})

/** Writes events at an even pace, each with the moment in it. Answers how many rings should follow. */
async function ring(sql: Bench['sql'], people: string[]): Promise<number> {
  const from = performance.now()
  const all = eventsASecond * seconds
  for (let n = 0; n < all; n++) {
    await pause(from + (n * 1000) / eventsASecond - performance.now())
    const told = Array.from({ length: concerned }, (_, k) => people[(n * 37 + k * 499) % people.length])
    await sql.query(
      `insert into event (kind, data, concerns) values ('task.assigned', jsonb_build_object('sent', $1::float8), $2)`,
      [Date.now(), told],
    )
  }
  return all * concerned
}

function delaysIn(text: string): number[] {
  return [...text.matchAll(/"sent":(\d+(?:\.\d+)?)/g)].map(([, sent]) => Date.now() - Number(sent))
}

/** Resident memory of a process in kB. */
const residentOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)))
