import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gather } from './gather.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('what is asked at the same moment', () => {
  it('is done together, and what is asked meanwhile in the next lot', async () => {
    const lots: number[][] = []
    const twice = gather<number, number>(
      async (lot) => {
        lots.push(lot)
        await soon()
        return lot.map((n) => 2 * n)
      },
      { most: 3 },
    )
    const first = [1, 2].map(twice)
    await soon()
    await soon()
    const later = [3, 4, 5, 6].map(twice)
    expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10, 12])
    expect(lots).toEqual([[1, 2], [3, 4, 5], [6]])
  })

  it('fails alone, and is done once, in its order beside others of its key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), bad: fc.boolean() }), { maxLength: 40 }),
        async (given) => {
          const items = given.map((one, n) => ({ ...one, n }))
          const done: { key: string; n: number }[] = []
          const ask = gather<(typeof items)[number], number>(
            async (lot) => {
              expect(new Set(lot.map((one) => one.key)).size).toBe(lot.length)
              await soon()
              // As a transaction does: nothing of a lot that fails holds.
              if (lot.some((one) => one.bad)) throw new Error('bad')
              done.push(...lot)
              return lot.map((one) => one.n)
            },
            { keyOf: (one) => one.key },
          )
          const answers = await Promise.all(items.map((one) => ask(one).catch(() => 'failed')))
          expect(answers).toEqual(items.map((one) => (one.bad ? 'failed' : one.n)))
          for (const key of ['a', 'b', 'c']) {
            const ofKey = (list: { key: string; n: number }[]) =>
              list.flatMap((one) => (one.key === key ? [one.n] : []))
            expect(ofKey(done)).toEqual(ofKey(items.filter((one) => !one.bad)))
          }
        },
      ),
      { numRuns: 50 },
    )
  })
})
