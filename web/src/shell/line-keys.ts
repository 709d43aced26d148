import type { RefObject } from 'react'
import { useShortcut } from './keys.ts'

/** On the desk: j and k go from line to line, over all its lists; e unfolds what can be done with the line. Enter opens it, as its link has the focus. */
export function useLineKeys(place: RefObject<HTMLElement | null>): void {
  const lines = () => [...(place.current?.querySelectorAll<HTMLElement>('.desk-line') ?? [])]
  const current = () => lines().findIndex((line) => line.contains(document.activeElement))
  const move = (step: number) => {
    const all = lines()
    const next = all[Math.max(0, Math.min(all.length - 1, current() + step))]
    next?.querySelector('a')?.focus()
  }
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  useShortcut('e', () => lines()[current()]?.querySelector<HTMLElement>('[aria-expanded]')?.click())
}
