import { refuse } from '../../platform/http/index.ts'
import type { Hash, SigningKey } from './signing-key.ts'

interface Waiting {
  /** Which of the works it belongs to. */
  place: number
  data: Uint8Array
  hash: Hash
  resolve: (value: Uint8Array) => void
  reject: (error: unknown) => void
}

/**
 * Does each work with the key, all under one authorization where the key has one: 50 documents, one PIN; under as few as the service allows otherwise.
 * Each result stands on its own; one that fails stops none of the others. Each work signs once.
 */
export async function signBatch<T>(
  key: SigningKey,
  works: ((key: SigningKey) => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  if (!key.signTogether) return oneAfterAnother(key, works)
  let waiting: Waiting[] = []
  let open = works.length
  // When all that go on have come to the point of signing, they are signed at once.
  const look = () => {
    if (waiting.length === 0 || waiting.length < open) return
    // In the order of the works, whichever was ready first: what one authorization reaches is no matter of chance.
    const ready = waiting.sort((a, b) => a.place - b.place)
    waiting = []
    void signAll(key, ready)
  }
  const together = (place: number): SigningKey => ({
    ...key,
    sign: (data, hash) =>
      new Promise((resolve, reject) => {
        waiting.push({ place, data, hash, resolve, reject })
        look()
      }),
  })
  return Promise.allSettled(
    works.map(async (work, place) => {
      try {
        return await work(together(place))
      } finally {
        open--
        look()
      }
    }),
  )
}

async function signAll(key: SigningKey, waiting: Waiting[]): Promise<void> {
  const most = Math.max(1, key.mostTogether ?? waiting.length)
  for (const hash of new Set(waiting.map((one) => one.hash))) {
    const group = waiting.filter((one) => one.hash === hash)
    // A part that the service refuses takes nothing from those signed before it.
    for (let at = 0; at < group.length; at += most) await signPart(key, group.slice(at, at + most), hash)
  }
}

async function signPart(key: SigningKey, part: Waiting[], hash: Hash): Promise<void> {
  try {
    const values = await key.signTogether!(
      part.map((one) => one.data),
      hash,
    )
    part.forEach((one, i) => {
      const value = values[i]
      if (value) one.resolve(value)
      else one.reject(refuse('signing.key-does-not-fit'))
    })
  } catch (error) {
    for (const one of part) one.reject(error)
  }
}

async function oneAfterAnother<T>(key: SigningKey, works: ((key: SigningKey) => Promise<T>)[]) {
  const results: PromiseSettledResult<T>[] = []
  for (const work of works) results.push(...(await Promise.allSettled([work(key)])))
  return results
}
