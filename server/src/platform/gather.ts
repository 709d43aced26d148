interface Asked<Item, Answer> {
  item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Does together what is asked at the same moment: while one lot is worked at, the next gathers. Where a lot fails as a whole, each of it is done by itself,
 * so that one that cannot be done does not take the others with it. Two of the same key are never in one lot, the later one comes in a later lot.
 */
export function gather<Item, Answer>(
  work: (lot: Item[]) => Promise<Answer[]>,
  { most = 32, keyOf }: { most?: number; keyOf?: (item: Item) => string } = {},
): (item: Item) => Promise<Answer> {
  let waiting: Asked<Item, Answer>[] = []
  let working = false

  const nextLot = (): Asked<Item, Answer>[] => {
    const [lot, rest, keys]: [Asked<Item, Answer>[], Asked<Item, Answer>[], Set<string>] = [[], [], new Set()]
    for (const one of waiting) {
      const key = keyOf?.(one.item)
      if (lot.length === most || (key !== undefined && keys.has(key))) rest.push(one)
      else lot.push(one)
      if (key !== undefined) keys.add(key)
    }
    waiting = rest
    return lot
  }
  const workAt = async (lot: Asked<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await work(lot.map((one) => one.item))
      for (const [n, one] of lot.entries()) one.resolve(answers[n] as Answer)
    } catch (error) {
      const [first, second] = lot
      if (second) for (const one of lot) await workAt([one])
      else first?.reject(error)
    }
  }
  const run = async () => {
    working = true
    while (waiting.length > 0) {
      // What is asked in the same turn comes with it.
      await new Promise((resolve) => setImmediate(resolve))
      await workAt(nextLot())
    }
    working = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!working) void run()
    })
}

/** The same for each of many who ask: what one of them asks waits for nobody else's. */
export function gatherEach<Item, Answer>(
  work: (lot: Item[]) => Promise<Answer[]>,
  whose: (item: Item) => string,
): (item: Item) => Promise<Answer> {
  const asking = new Map<string, { ask: (item: Item) => Promise<Answer>; open: number }>()
  return (item) => {
    const key = whose(item)
    const one = asking.get(key) ?? { ask: gather(work), open: 0 }
    asking.set(key, one)
    one.open++
    return one.ask(item).finally(() => {
      one.open--
      if (one.open === 0) asking.delete(key)
    })
  }
}

/**
 * Looks once for all who ask the same at the same moment. What is answered was never looked up before it was asked for: whoever asks while a look is under way
 * waits for the next.
 */
export function sharing<Answer>(): (key: string, look: () => Promise<Answer>) => Promise<Answer> {
  const under = new Map<string, { now: Promise<unknown>; next: Promise<Answer> | null }>()
  const begin = (key: string, look: () => Promise<Answer>): Promise<Answer> => {
    const answer = look()
    const entry = { now: answer, next: null }
    under.set(key, entry)
    const end = () => {
      if (under.get(key) === entry) under.delete(key)
    }
    answer.then(end, end)
    return answer
  }
  return (key, look) => {
    const entry = under.get(key)
    if (!entry) return begin(key, look)
    entry.next ??= entry.now.then(
      () => begin(key, look),
      () => begin(key, look),
    )
    return entry.next
  }
}
