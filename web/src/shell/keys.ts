import { useEffect, useRef } from 'react'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Is this the key that a shortcut names (`j`, `?`, `ctrl+k`)? */
function isShortcut(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>, shortcut: string): boolean {
  const [first, second] = shortcut.split('+')
  const held = event.ctrlKey || event.metaKey
  return second ? held && event.key.toLowerCase() === second : !held && !event.altKey && event.key === first
}

/** Runs `act` at a key pressed anywhere; single letters not while typing or while a dialog is open. */
export function useShortcut(shortcut: string, act: (event: KeyboardEvent) => void, enabled = true): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => {
      if (!isShortcut(event, shortcut)) return
      if (!shortcut.includes('+') && (typing(event.target) || document.querySelector('[role="dialog"]'))) return
      event.preventDefault()
      latest.current(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [shortcut, enabled])
}
