import type { OpenedWay } from '../ways/open-ways.ts'
import { WayError } from '../ways/way.ts'
import type { Outgoing } from './build-message.ts'

/** Messages on their way at once to one partner's system: as many as it bears, and one that does not answer holds no place of another's. */
const places = 32

/** Ways over which three in a row did not go rest, longer each time, up to ten seconds; then one message tries, and what waits behind it is not tried one by one. */
const resting = new Map<string, { until: number; failures: number }>()
function rest(wayId: string): void {
  const failures = (resting.get(wayId)?.failures ?? 0) + 1
  const until = failures < 3 ? 0 : Date.now() + Math.min(250 * 2 ** (failures - 2), 10_000)
  resting.set(wayId, { until, failures })
}
function placesOf(wayId: string): number {
  const rest = resting.get(wayId)
  if (!rest || rest.failures < 3) return places
  return rest.until > Date.now() ? 0 : 1
}

/** What a try says of its way: that messages go over it; that nothing does; that somebody answers there; or nothing. */
export function noteOfWay(wayId: string, error?: unknown): void {
  if (error instanceof WayError && error.ofWay) rest(wayId)
  else if (!error || (error instanceof WayError && error.code === 'exchange.refused-there')) resting.delete(wayId)
}

interface Lane<Item> {
  queue: Item[]
  going: Set<string>
}

/** What is being sent, a lane for each way: each moves by itself, whatever the others do. */
export class Lanes<Item extends Outgoing> {
  #lanes = new Map<string, Lane<Item>>()
  #wake: (() => void) | null = null
  #broken: { error: unknown } | null = null
  sent = 0

  constructor(private readonly send: (way: OpenedWay | undefined, item: Item) => Promise<boolean>) {}

  /** Ways that have enough to do, or rest. */
  get full(): string[] {
    const busy = [...this.#lanes].flatMap(([id, { queue, going }]) =>
      id && (queue.length > 0 || going.size >= placesOf(id)) ? [id] : [],
    )
    return [...new Set([...busy, ...[...resting.keys()].filter((id) => placesOf(id) === 0)])]
  }

  /** Messages of the other ways that are on their way or wait for it here. */
  get held(): string[] {
    return [...this.#lanes.values()].flatMap(({ queue, going }) => [...going, ...queue.map((one) => one.id)])
  }

  get idle(): boolean {
    return [...this.#lanes.values()].every(({ going }) => going.size === 0)
  }

  /** Gives each its place in the lane of its way, and sends as many of each lane as it has places for. */
  add(items: Item[], ways: OpenedWay[]): void {
    for (const item of items) {
      const id = item.wayId ?? ''
      const lane = this.#lanes.get(id) ?? { queue: [], going: new Set() }
      this.#lanes.set(id, lane)
      lane.queue.push(item)
    }
    for (const id of this.#lanes.keys())
      this.#go(
        id,
        ways.find((one) => one.id === id),
      )
  }

  #go(id: string, way: OpenedWay | undefined): void {
    const lane = this.#lanes.get(id)
    if (!lane) return
    // They wait in the database as they did.
    if (placesOf(id) === 0) lane.queue = []
    while (lane.going.size < placesOf(id)) {
      const item = lane.queue.shift()
      if (!item) break
      lane.going.add(item.id)
      void this.send(way, item)
        .then(
          (went) => {
            if (went) this.sent += 1
          },
          (error) => {
            this.#broken ??= { error }
          },
        )
        .then(() => {
          lane.going.delete(item.id)
          this.#go(id, way)
        })
    }
    if (lane.queue.length === 0) this.#wake?.()
  }

  /** Until a lane can take more; at most a second, for what was issued meanwhile. @throws what could not even be noted */
  async change(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = null
    if (this.#broken) throw this.#broken.error
  }
}
