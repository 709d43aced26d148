import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gather, gatherEach, sharing } from './gather.ts'

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

describe('what each of many asks at the same moment', () => {
  it('is done together for each, and waits for nobody else', async () => {
    const lots: string[] = []
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const ask = gatherEach<string, string>(
      async (lot) => {
        lots.push(lot.join())
        if (lot[0] === 'a1') await held
        return lot
      },
      (item) => item.slice(0, 1),
    )
    const slow = ask('a1')
    await soon()
    await soon()
    const waiting = ['a2', 'a3'].map(ask)
    expect(await Promise.all([ask('b1'), ask('b2')])).toEqual(['b1', 'b2'])
    expect(lots).toEqual(['a1', 'b1,b2'])
    letGo()
    expect(await Promise.all([slow, ...waiting])).toEqual(['a1', 'a2', 'a3'])
    expect(lots).toEqual(['a1', 'b1,b2', 'a2,a3'])
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
