import type { RefObject } from 'react'
import { useShortcut } from './keys.ts'

/** On the desk: j and k go from line to line, over all its lists; e unfolds what can be done with the line and goes to it. Enter opens the line, as its link has the focus. */
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
  useShortcut('e', () => {
    const line = lines()[current()]
    const fold = line?.querySelector<HTMLElement>('[aria-expanded]')
    if (!line || !fold) return
    if (fold.getAttribute('aria-expanded') === 'true') line.querySelector('a')?.focus()
    else goToActs(line)
    fold.click()
  })
}

/** The acts are read when the line unfolds: the first has the focus as soon as it is there, where nobody went elsewhere meanwhile. */
function goToActs(line: HTMLElement): void {
  const here = document.activeElement
  const look = new MutationObserver(() => {
    const act = line.querySelector<HTMLElement>('.desk-acts button')
    if (!act && line.querySelector('.desk-acts')) return
    look.disconnect()
    if (document.activeElement === here) act?.focus()
  })
  look.observe(line, { childList: true, subtree: true })
}
