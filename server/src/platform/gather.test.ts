import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gather, sharing } from './gather.ts'

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

describe('what is looked up for many', () => {
  it('is looked up once for those who ask at the same moment, and never before anybody asked', async () => {
    let looks = 0
    let now = 0
    const share = sharing<number>()
    const ask = async (key = 'a') => {
      const asked = now
      const seen = await share(key, async () => {
        looks += 1
        const at = now
        await soon()
        return at
      })
      expect(seen).toBeGreaterThanOrEqual(asked)
    }
    const first = ask()
    now = 1
    // While the first look is under way: all of these share the next.
    const later = [ask(), ask(), ask(), ask('b')]
    await first
    now = 2
    await Promise.all([...later, ask()])
    expect(looks).toBe(4)
  })

  it('fails for those who shared it, and is looked up anew after', async () => {
    const share = sharing<number>()
    const bad = () => Promise.reject(new Error('away'))
    const both = [share('a', bad), share('a', bad)]
    for (const one of both) await expect(one).rejects.toThrow('away')
    expect(await share('a', async () => 1)).toBe(1)
  })
})
