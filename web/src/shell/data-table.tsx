import { Checkbox } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useShortcut } from './keys.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useGo } from './navigate.tsx'

export interface Column<Row> {
  key: string
  title: string
  width?: number | string
  /** What the row is about: on a phone the head of its card. */
  main?: boolean
  /** On a phone the title stands before the value, where the value alone would not say what it is. */
  named?: boolean
  cell: (row: Row) => ReactNode
}

export interface DataTableProps<Row> {
  label: string
  rows: Row[]
  idOf: (row: Row) => string
  columns: Column<Row>[]
  /** Where Enter or a click leads. */
  open?: (row: Row) => string
  /** Shown while rows are selected; gets the selected rows and how to let go of them. */
  bulk?: (rows: Row[], done: () => void) => ReactNode
  empty: ReactNode
  loading?: boolean
  more?: { has: boolean; loading: boolean; load: () => void }
}

/** A dense list: j and k move, Enter opens, x selects, / goes to the filter; the next page loads when its end comes near. On a phone each row is a card. */
export function DataTable<Row>({ label, rows, idOf, columns, open, bulk, empty, loading, more }: DataTableProps<Row>) {
  const t = useText<typeof vi>('shell')
  const go = useGo()
  const [current, setCurrent] = useState(-1)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const body = useRef<HTMLTableSectionElement>(null)
  const end = useRef<HTMLDivElement>(null)

  const move = (step: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, current + step))
    setCurrent(next)
    body.current?.rows[next]?.scrollIntoView({ block: 'nearest' })
  }
  const toggle = (row: Row | undefined) => {
    if (!row) return
    const changed = new Set(selected)
    if (!changed.delete(idOf(row))) changed.add(idOf(row))
    setSelected(changed)
  }
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  useShortcut('x', () => bulk && toggle(rows[current]), Boolean(bulk))
  useShortcut('Enter', () => {
    const row = rows[current]
    if (row && open) go(open(row))
  })
  useShortcut('/', () => document.querySelector<HTMLInputElement>('[data-list-filter]')?.focus())

  useEffect(() => {
    const mark = end.current
    if (!mark || !more?.has || more.loading) return
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.load(), { rootMargin: '600px' })
    watcher.observe(mark)
    return () => watcher.disconnect()
  }, [more])

  const chosen = rows.filter((row) => selected.has(idOf(row)))
  if (!loading && rows.length === 0) return <>{empty}</>
  return (
    <div>
      {bulk && chosen.length > 0 && (
        <div
          role="toolbar"
          aria-label={label}
          style={{
            position: 'sticky',
            top: 0,
            zIndex: 3,
            background: 'var(--paper-2)',
            border: '1px solid var(--rule)',
            padding: '6px 10px',
            display: 'flex',
            gap: 10,
            alignItems: 'center',
            flexWrap: 'wrap',
          }}
        >
          <strong>{t('selected', { count: chosen.length })}</strong>
          {bulk(chosen, () => setSelected(new Set()))}
        </div>
      )}
      <table className="table stacks" aria-label={label} aria-busy={loading}>
        <thead>
          <tr>
            {bulk && (
              <th style={{ width: 32 }}>
                <Checkbox
                  size="xs"
                  aria-label={t('all')}
                  checked={chosen.length === rows.length && rows.length > 0}
                  indeterminate={chosen.length > 0 && chosen.length < rows.length}
                  onChange={() => setSelected(chosen.length === rows.length ? new Set() : new Set(rows.map(idOf)))}
                />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col" style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {loading && rows.length === 0 && (
            <tr>
              <td colSpan={columns.length + 1} className="quiet">
                {t('loading')}
              </td>
            </tr>
          )}
          {rows.map((row, n) => (
            <tr
              key={idOf(row)}
              data-current={n === current}
              onClick={(event) => {
                const at = event.target as HTMLElement
                setCurrent(n)
                // The whole cell of the box selects: a thumb needs more room than the box has.
                if (at.matches('.pick')) toggle(row)
                else if (open && !at.closest('a,button,input,label,.pick')) go(open(row))
              }}
              style={open ? { cursor: 'pointer' } : undefined}
            >
              {bulk && (
                <td className="pick">
                  <Checkbox
                    size="xs"
                    aria-label={t('selected', { count: 1 })}
                    checked={selected.has(idOf(row))}
                    onChange={() => toggle(row)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={column.main ? 'main-cell' : undefined}
                  data-named={column.named ? column.title : undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div ref={end} style={{ height: 1 }} />
      {more?.loading && <p className="quiet">{t('loading')}</p>}
    </div>
  )
}
