import { asActor } from '../../server/src/platform/database/index.ts'
import type { Bench } from '../bench.ts'
import { median, type Row, rounded, time } from '../measure.ts'
import { pages } from './pages.ts'

/** What a page costs at one size: the median of many, by page and person. */
export async function costOfPages(
  { app, province }: Pick<Bench, 'app' | 'province'>,
  rounds = 90,
): Promise<Map<string, number>> {
  const costs = new Map<string, number>()
  for (const [name, who] of Object.entries(province.asking))
    for (const [page, { make }] of Object.entries(pages)) {
      const times: number[] = []
      for (let n = 0; n < rounds; n++) times.push(await time(() => asActor(app, who, make)))
      costs.set(`${page}, ${name}`, median(times.slice(Math.floor(rounds / 9))))
    }
  return costs
}

/** The cost at the largest size beside that at the smallest. */
export function flat(sizes: number[], costs: Map<string, number>[]): Row[] {
  const [first] = costs
  const last = costs.at(-1)
  return [...(first ?? [])].map(([what, small]) => {
    const large = last?.get(what) ?? Number.NaN
    return {
      id: 'flat',
      what: `${what}: ${sizes.at(-1)} documents beside ${sizes[0]}`,
      ours: rounded(large),
      compared: rounded(small),
      unit: 'ms',
      ratio: rounded(large / small),
      goal: '≤ 1.3 ×',
      holds: large / small <= 1.3,
    }
  })
}
