/** One line of the result: our figure beside the one it is compared with, in the same run. */
export interface Row {
  id: string
  what: string
  ours: number
  compared: number | null
  unit: string
  ratio: number | null
  goal: string
  holds: boolean
}

export const median = (times: number[]): number => percentile(times, 0.5)
export function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Times both works in turns, so that what else the machine does meets both alike. In milliseconds. */
export async function inTurns(
  rounds: number,
  ours: () => Promise<unknown>,
  compared: () => Promise<unknown>,
): Promise<{ ours: number[]; compared: number[] }> {
  const times = { ours: [] as number[], compared: [] as number[] }
  for (let n = 0; n < 5; n++) await Promise.all([await ours(), await compared()])
  for (let n = 0; n < rounds; n++) {
    const order = n % 2 ? (['ours', 'compared'] as const) : (['compared', 'ours'] as const)
    for (const which of order) times[which].push(await time(which === 'ours' ? ours : compared))
  }
  return times
}

export async function time(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

export const rounded = (value: number): number => Number(value.toPrecision(4))
