import { type NewList, newList, type OldList, oldList } from '@mocban/contract/reorganisation-lists'

export interface ListFound {
  name: string
  /** Null: it is neither of the two. */
  kind: 'old' | 'new' | null
  old?: OldList
  new?: NewList
  faults: { place: string; code: 'not-json' | 'missing' | 'malformed' }[]
}

/** Reads a dropped file: which list it is, and every fault by its place. */
export function readList(name: string, text: string): ListFound {
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return { name, kind: null, faults: [{ place: '', code: 'not-json' }] }
  }
  const keys = typeof given === 'object' && given !== null ? Object.keys(given) : []
  if (keys.includes('provinces')) {
    const read = oldList.safeParse(given)
    return read.success
      ? { name, kind: 'old', old: read.data, faults: [] }
      : { name, kind: 'old', faults: faultsOf(read.error.issues, given) }
  }
  if (keys.includes('units')) {
    const read = newList.safeParse(given)
    return read.success
      ? { name, kind: 'new', new: read.data, faults: [] }
      : { name, kind: 'new', faults: faultsOf(read.error.issues, given) }
  }
  return { name, kind: null, faults: [] }
}

function faultsOf(issues: { path: PropertyKey[] }[], given: unknown): ListFound['faults'] {
  return issues.map(({ path }) => {
    const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], given)
    return {
      place: path
        .map((key, n) => (typeof key === 'number' ? `[${key}]` : `${n > 0 ? '.' : ''}${String(key)}`))
        .join(''),
      code: value === undefined ? 'missing' : 'malformed',
    }
  })
}
