import { IconSquare, IconSquareCheckFilled } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useText } from '../../shell/languages.ts'
import type vi from './messages/vi.ts'
import { keyOf, type Part } from './parts-taken.ts'

/** The paragraphs of a page, to be taken by the keyboard alone: up and down over all pages, the space bar takes one or leaves it out. */
export function ParagraphList({
  page,
  found,
  taken,
  active,
  onActive,
  onToggle,
  onPage,
}: {
  page: number
  found: Part[]
  taken: Part[]
  active: string | null
  onActive: (key: string | null) => void
  onToggle: (part: Part) => void
  /** To another page, whose first or last paragraph is meant then. */
  onPage: (by: 1 | -1) => void
}) {
  const t = useText<typeof vi>('outgoing')
  const list = useRef<HTMLDivElement>(null)
  const keys = new Set(taken.map(keyOf))
  const at = found.findIndex((one) => keyOf(one) === active)
  useEffect(() => {
    list.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const to = (n: number) => {
    const one = found[n]
    if (one) onActive(keyOf(one))
    else onPage(n < 0 ? -1 : 1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => to(at + 1),
      ArrowUp: () => to(at < 0 ? found.length - 1 : at - 1),
      Home: () => to(0),
      End: () => to(found.length - 1),
      PageDown: () => onPage(1),
      PageUp: () => onPage(-1),
      ' ': () => found[at] && onToggle(found[at]),
    }
    const step = steps[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    step()
  }
  return (
    <div
      ref={list}
      className="extract-list"
      role="listbox"
      aria-multiselectable
      aria-label={t('extractFound', { page })}
      aria-activedescendant={at >= 0 ? `part-${page}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => active === null && found[0] && onActive(keyOf(found[0]))}
    >
      {found.map((one, n) => {
        const chosen = keys.has(keyOf(one))
        const Box = chosen ? IconSquareCheckFilled : IconSquare
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its list has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: its list has the focus
          <div
            key={keyOf(one)}
            id={`part-${page}-${n}`}
            role="option"
            aria-selected={chosen}
            className={n === at ? 'active' : ''}
            onClick={() => {
              onActive(keyOf(one))
              onToggle(one)
            }}
          >
            <Box size={17} aria-hidden style={{ flexShrink: 0, color: chosen ? 'var(--act)' : 'var(--ink-2)' }} />
            <span className="extract-words" lang="vi">
              {one.text}
            </span>
          </div>
        )
      })}
    </div>
  )
}
