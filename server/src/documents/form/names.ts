import type { FormFacts, UnitName } from './facts.ts'
import { fold } from './sheet.ts'

/** Finds names of units in a text, also where their spelling is wrong: by their letters alone, word by word. */

export interface NamedAt {
  from: number
  to: number
  text: string
  /** Every unit that goes by these letters. */
  units: UnitName[]
}

interface Entry {
  words: string[]
  units: UnitName[]
}
export type NameIndex = Map<string, Entry[]>

const wordsOf = (text: string) => [...text.matchAll(/[\p{L}\p{M}\d]+/gu)]
const kept = new WeakMap<FormFacts, NameIndex>()

/** Names of three words and more: shorter ones are ordinary words too. */
export function nameIndex(facts: FormFacts): NameIndex {
  const known = kept.get(facts)
  if (known) return known
  const byLetters = new Map<string, Entry>()
  for (const unit of facts.units) {
    const words = wordsOf(unit.name).map((match) => fold(match[0]))
    if (words.length < 3) continue
    const key = words.join(' ')
    const entry = byLetters.get(key) ?? { words, units: [] }
    entry.units.push(unit)
    byLetters.set(key, entry)
  }
  const index: NameIndex = new Map()
  for (const entry of byLetters.values()) {
    const key = entry.words.slice(0, 3).join(' ')
    index.set(
      key,
      [...(index.get(key) ?? []), entry].sort((a, b) => b.words.length - a.words.length),
    )
  }
  kept.set(facts, index)
  return index
}

/** The longest name at each place; no place twice. */
export function namesIn(text: string, index: NameIndex): NamedAt[] {
  const words = wordsOf(text)
  const folded = words.map((match) => fold(match[0]))
  const found: NamedAt[] = []
  for (let at = 0; at + 2 < words.length; at++) {
    const entry = index
      .get(folded.slice(at, at + 3).join(' '))
      ?.find((one) => one.words.every((word, n) => folded[at + n] === word))
    const first = words[at]
    const last = entry ? words[at + entry.words.length - 1] : undefined
    if (!entry || !first || !last) continue
    const to = last.index + last[0].length
    found.push({ from: first.index, to, text: text.slice(first.index, to), units: entry.units })
    at += entry.words.length - 1
  }
  return found
}
