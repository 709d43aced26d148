import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { OfflineError, ProblemError } from './client.ts'
import { useShortcut } from './keys.ts'
import './notices.css'

interface Notice {
  id: number
  text: string
  kind: 'done' | 'problem'
  undo?: () => void
}

let notices: Notice[] = []
let next = 1
const listeners = new Set<() => void>()
function set(changed: Notice[]): void {
  notices = changed
  for (const listener of listeners) listener()
}
function add(notice: Omit<Notice, 'id'>, seconds: number): void {
  const id = next++
  // The same refusal once more takes the place of the one before; an undo that is offered stays.
  const others = notices.filter(
    (one) => one.kind !== 'problem' || notice.kind !== 'problem' || one.text !== notice.text,
  )
  set([...others.slice(-3), { id, ...notice }])
  // Nobody's reading or reaching for the button is cut short.
  const leave = () =>
    document.querySelector('.notices:is(:hover, :focus-within)')
      ? setTimeout(leave, 2000)
      : set(notices.filter((one) => one.id !== id))
  setTimeout(leave, seconds * 1000)
}

/** Short words at the foot of the page, read out to screen readers: what was done (with undo) or what went wrong. */
export const notify = {
  done: (text: string, undo?: () => void) => add({ text, kind: 'done', ...(undo ? { undo } : {}) }, undo ? 10 : 5),
  problem: (error: unknown) => add({ text: sentenceOf(error), kind: 'problem' }, 12),
}

/** The sentence of whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) {
    const { because, ...values } = error.problem.extra ?? {}
    const why = typeof because === 'string' && i18next.t(`shell:because.${because}`, { ...values, defaultValue: '' })
    return why ? i18next.t('shell:notNow', { because: why }) : error.message
  }
  if (error instanceof OfflineError) return i18next.t('shell:offline')
  return String((error as Error)?.message ?? error)
}

export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => notices,
  )
  const undoable = shown.findLast((notice) => notice.undo)
  const undo = (notice: Notice) => {
    set(notices.filter((one) => one.id !== notice.id))
    notice.undo?.()
  }
  useShortcut('z', () => undoable && undo(undoable), Boolean(undoable))
  return (
    <div role="status" aria-live="polite" className="notices">
      {shown.map((notice) => (
        <div
          key={notice.id}
          style={{
            background: notice.kind === 'done' ? 'var(--ink)' : 'var(--seal)',
            color: 'var(--paper)',
            padding: '9px 14px',
            borderRadius: 3,
            display: 'flex',
            gap: 14,
          }}
        >
          <span style={{ flex: 1 }}>{notice.text}</span>
          {notice.undo && (
            <button
              type="button"
              onClick={() => undo(notice)}
              aria-keyshortcuts="z"
              style={{
                background: 'none',
                border: 0,
                color: 'inherit',
                display: 'flex',
                gap: 6,
                fontWeight: 600,
                cursor: 'pointer',
              }}
            >
              <u>{i18next.t('shell:undo')}</u>
              {notice === undoable && <kbd>z</kbd>}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
