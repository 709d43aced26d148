import { setTimeout as pause } from 'node:timers/promises'
import { SeededRandom } from '../../server/src/demonstration/seeded-random.ts'
import { issueMany } from '../../server/src/exchange/testing/issue-many.ts'
import {
  type End,
  faultsOf,
  faultsOfProof,
  openTwoPrograms,
  progressOf,
  registerArrivals,
} from '../../server/src/exchange/testing/two-programs.ts'
import { startOwnPostgres } from '../../server/src/platform/testing/index.ts'
import { type Row, rounded } from '../measure.ts'
import { attachment, somePdf } from './exchange-house.ts'

/** Stuck is what has not moved for so long: the longest pause between two tries over a bad link is far below it. */
const stuckAfter = 10 * 60_000

/**
 * Two complete installations exchange documents, half each way, while either is killed at random and the link cuts, delays and repeats. Ends when every
 * one is registered and reported, or nothing moves any more.
 */
export async function exchangeProof(count: number): Promise<Row[]> {
  const postgres = await startOwnPostgres()
  const seed = Number(process.env.KILL_SEED ?? 1)
  const random = new SeededRandom(seed)
  const two = await openTwoPrograms(postgres.template, random, { trouble: 0.1, delay: 20 })
  const [a, b] = two.ends
  const from = performance.now()
  const half = Math.ceil(count / 2)
  let over = false
  const issue = async (end: End, there: End) => {
    const file = await end.files.putBytes(somePdf(attachment))
    for (let n = 0; n < half; n += 25) {
      await issueMany(end, there, [file], n, Math.min(25, half - n))
      await pause(random.int(0, 200))
    }
  }
  const killing = async () => {
    while (!over) {
      await pause(random.int(10_000, 40_000))
      if (!over) await two.kill(random.pick(two.ends))
    }
  }
  const untilReported = async () => {
    let [before, since] = ['', Date.now()]
    for (let said = 0; !over; said++) {
      const states = await Promise.all(two.ends.map(progressOf))
      const now = JSON.stringify(states)
      if (said % 12 === 0) console.error(`${Math.round((performance.now() - from) / 1000)} s ${now}`)
      if (states.every((one) => one.reported === half && one.registered === half && one.waiting === 0)) return
      if (now !== before) [before, since] = [now, Date.now()]
      if (Date.now() - since > stuckAfter) return console.error(`nothing moves any more: ${now}`)
      await pause(5000)
    }
  }
  try {
    await Promise.all(two.ends.map(two.start))
    const helpers = [...two.ends.map((end) => registerArrivals(end, () => over)), killing()]
    // Whatever fails ends the run; helpers end by themselves only when it is over.
    const work = Promise.all([issue(a, b), issue(b, a)]).then(untilReported)
    await Promise.race([work, Promise.all(helpers)])
    over = true
    await Promise.all(helpers)
    const faults = [
      ...(await faultsOf(a, b, half)),
      ...(await faultsOf(b, a, half)),
      ...(await faultsOfProof(a)),
      ...(await faultsOfProof(b)),
    ]
    for (const fault of faults.slice(0, 40)) console.error(fault)
    console.error(
      `seed ${seed}: killed ${a.killed} and ${b.killed} times; links ${JSON.stringify(two.links.map((link) => link.counted))}`,
    )
    const row = { id: 'exchange-proof', compared: null, unit: '', ratio: null }
    return [
      {
        ...row,
        what: `faults in ${2 * half} documents, ${a.killed + b.killed} kills`,
        ours: faults.length,
        goal: '0',
        holds: faults.length === 0,
      },
      { ...row, what: 'seconds', ours: rounded((performance.now() - from) / 1000), goal: 'stated', holds: true },
    ]
  } catch (error) {
    // Said before what ends because of it.
    console.error(error)
    throw error
  } finally {
    over = true
    await two.close()
    await postgres.stop()
  }
}
