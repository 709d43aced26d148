import { useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

/** What was typed into a dialog stays until it is sent: neither Escape, nor a click beside it, nor a reload, nor a session that ended takes it away. */

const all = 'mocban.kept.'
let owner = ''
const nameOf = (place: string, field: string) => `${all}${owner}.${place}.${field}`

/** Whose typing is kept from now on; another person at the same device does not see it. */
export function keepFor(personId: string): void {
  owner = personId
}

export const keptFor = (): string => owner

/** State as `useState` has it, kept in this tab under a place (`assign:<step>`) and a field of it. What equals the beginning is not kept. */
export function useKept<T>(place: string, field: string, initial: T): [T, (value: T) => void] {
  const name = nameOf(place, field)
  const [value, setValue] = useState<T>(() => {
    const kept = sessionStorage.getItem(name)
    return kept === null ? initial : (JSON.parse(kept) as T)
  })
  const set = (next: T) => {
    setValue(next)
    const written = JSON.stringify(next)
    if (written === JSON.stringify(initial)) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, written)
  }
  return [value, set]
}

const keysOf = (prefix: string): string[] => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix))

/** What was typed has been sent: nothing of it is kept any more. */
export function forgetKept(place: string): void {
  for (const key of keysOf(nameOf(place, ''))) sessionStorage.removeItem(key)
}

/** Leaving the program leaves nothing typed behind on the device. */
export function forgetAllKept(): void {
  for (const key of keysOf(all)) sessionStorage.removeItem(key)
}

/** Says, at the top of a dialog, that what was typed before is there again. */
export function KeptNote({ place }: { place: string }) {
  const t = useText<typeof vi>('shell')
  const [kept] = useState(() => keysOf(nameOf(place, '')).length > 0)
  return kept ? (
    <p className="quiet" role="status" style={{ margin: 0 }}>
      {t('keptTyped')}
    </p>
  ) : null
}
