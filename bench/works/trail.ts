import { sealEvents } from '../../server/src/platform/events/index.ts'
import type { Bench } from '../bench.ts'
import { median, type Row, rounded } from '../measure.ts'
import { bareRegistration, doFor, withConnections } from './bare.ts'

const seconds = 5
const rounds = 5

/** What the trail costs: a registration by bare SQL with its event, until the program has sealed it, beside the same without. */
export async function trail(bench: Bench): Promise<Row[]> {
  const agencies = bench.province.agencies.slice(1, 51)
  const times = { with: [] as number[], without: [] as number[] }
  await withConnections(bench, agencies, async (connections) => {
    const register = (event: boolean) => (n: number, client: number) =>
      bareRegistration(connections[client], agencies[n % agencies.length], event)
    const writing = async (event: boolean) => {
      const from = performance.now()
      const done = await doFor(register(event), seconds)
      // The program seals beside the writers; what it has not reached yet counts as well.
      if (event) await sealEvents(bench.owner)
      return (performance.now() - from) / done
    }
    for (const event of [true, false]) await doFor(register(event), 2)
    for (let round = 0; round < rounds; round++) {
      times.without.push(await writing(false))
      times.with.push(await writing(true))
    }
  })
  const ours = median(times.with)
  const compared = median(times.without)
  return [
    {
      id: 'trail',
      what: 'a registration with its event, sealed, beside one without',
      ours: rounded(ours),
      compared: rounded(compared),
      unit: 'ms each',
      ratio: rounded(ours / compared),
      goal: '≤ 1.15 ×',
      holds: ours / compared <= 1.15,
    },
  ]
}
