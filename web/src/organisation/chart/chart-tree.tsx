import { type ChartUnit, chart } from '@mocban/contract/organisation-chart'
import { IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

interface TreeProps {
  on: string
  chosen: string | undefined
  /** From the top to the chosen unit: these are open. */
  path: string[]
  choose: (unit: string) => void
}

/** The tree, by mouse and by arrow keys; a branch is read when it is opened. */
export function ChartTree({ on, chosen, path, choose }: TreeProps) {
  const t = useText<typeof vi>('chart')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const top = useRoute(chart.branch, { query: { on } })
  const onlyTop = top.data?.length === 1 ? top.data[0]?.id : undefined
  const way = path.join(' ')
  useEffect(
    () => setOpen((before) => new Set([...before, ...way.split(' ').filter(Boolean), ...(onlyTop ? [onlyTop] : [])])),
    [way, onlyTop],
  )
  const toggle = (id: string, wanted?: boolean) =>
    setOpen((before) => {
      const after = new Set(before)
      if (wanted ?? !after.has(id)) after.add(id)
      else after.delete(id)
      return after
    })
  if (top.data?.length === 0) return <EmptyState>{t('empty')}</EmptyState>
  return (
    <div role="tree" aria-label={t('tree')} className="tree" onKeyDown={(event) => walk(event, toggle)}>
      {(top.data ?? []).map((unit, n) => (
        <Branch key={unit.id} unit={unit} first={n === 0} {...{ on, chosen, open, toggle, choose }} />
      ))}
    </div>
  )
}

function Branch(props: {
  unit: ChartUnit
  first?: boolean
  on: string
  chosen: string | undefined
  open: ReadonlySet<string>
  toggle: (id: string, wanted?: boolean) => void
  choose: (unit: string) => void
}) {
  const { unit, first, on, chosen, open, toggle, choose } = props
  const t = useText<typeof vi>('chart')
  const isOpen = unit.units > 0 && open.has(unit.id)
  const below = useRoute(chart.branch, isOpen ? { query: { on, parent: unit.id } } : undefined)
  return (
    <div
      role="treeitem"
      data-unit={unit.id}
      aria-selected={chosen === unit.id}
      {...(unit.units > 0 ? { 'aria-expanded': isOpen } : {})}
      aria-label={unit.name}
      tabIndex={chosen === unit.id || (!chosen && first) ? 0 : -1}
    >
      <div className="tree-line" data-chosen={chosen === unit.id}>
        {unit.units > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            className="tree-turn"
            aria-label={t(isOpen ? 'shut' : 'open', { name: unit.name })}
            onClick={() => toggle(unit.id)}
          >
            <IconChevronRight size={16} className={isOpen ? 'tree-open' : 'turns'} />
          </button>
        ) : (
          <span className="tree-turn" />
        )}
        <button type="button" tabIndex={-1} className="tree-name" onClick={() => choose(unit.id)}>
          <span lang="vi" className={unit.isAgency ? 'tree-agency' : ''}>
            {unit.name}
          </span>
          <span className="quiet">
            {unit.head && <span lang="vi"> {unit.head.fullName}</span>}
            {unit.vacant > 0 && <span className="late"> · {t('vacant', { count: unit.vacant })}</span>}
          </span>
        </button>
      </div>
      {isOpen && (
        <div role="group">
          {(below.data ?? []).map((one) => (
            <Branch key={one.id} {...props} unit={one} first={false} />
          ))}
        </div>
      )}
    </div>
  )
}

/** Arrow keys as the tree pattern has them: up and down along what is shown, forward opens, back closes or goes up, Enter chooses. */
function walk(event: KeyboardEvent<HTMLElement>, toggle: (id: string, wanted?: boolean) => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=treeitem]')]
  const here = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')
  if (!here) return
  const at = items.indexOf(here)
  const [forward, back] = document.dir === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  const id = here.dataset.unit ?? ''
  const expanded = here.getAttribute('aria-expanded')
  const moves: Record<string, () => void> = {
    ArrowDown: () => items[at + 1]?.focus(),
    ArrowUp: () => items[at - 1]?.focus(),
    Home: () => items[0]?.focus(),
    End: () => items.at(-1)?.focus(),
    Enter: () => here.querySelector<HTMLElement>('.tree-name')?.click(),
    [forward as string]: () => (expanded === 'false' ? toggle(id, true) : items[at + 1]?.focus()),
    [back as string]: () =>
      expanded === 'true' ? toggle(id, false) : here.parentElement?.closest<HTMLElement>('[role=treeitem]')?.focus(),
  }
  const move = moves[event.key]
  if (!move) return
  event.preventDefault()
  move()
}
