import { Checkbox } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ColumnChooser, useColumns } from './columns.tsx'
import { useShortcut } from './keys.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useGo } from './navigate.tsx'
import { RowPiece, rowsOfPiece } from './row-piece.tsx'

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

/**
 * A dense list: j and k move, Enter opens, x selects, e goes to what can be done with it, / to the filter; the next page loads when its end comes near.
 * Columns are chosen and kept; of a long list only the rows near the view are there. On a phone each row is a card.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, idOf, open, bulk, empty, loading, more } = props
  const t = useText<typeof vi>('shell')
  const go = useGo()
  const [current, setCurrent] = useState(-1)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const table = useRef<HTMLTableElement>(null)
  const choice = useColumns(props.columns)
  const columns = choice.shown
  const end = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)

  const move = (step: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, current + step))
    setCurrent(next)
    table.current?.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
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
  useShortcut(
    'e',
    () => {
      const row = rows[current]
      if (row && !selected.has(idOf(row))) toggle(row)
      requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('button')?.focus())
    },
    Boolean(bulk),
  )
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
  const none = !loading && rows.length === 0
  const line = (row: Row, n: number) => (
    <tr
      key={idOf(row)}
      data-row={n}
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
  )
  return (
    <div style={{ position: 'relative' }}>
      {/* What was done with the rows is told here still when they leave the list by it. */}
      {bulk && selected.size > 0 && (
        <div
          ref={bar}
          role="toolbar"
          aria-label={label}
          style={{
            position: 'sticky',
            top: 0,
            zIndex: 3,
            background: 'var(--paper-2)',
            border: '1px solid var(--rule)',
            padding: '6px 10px',
            display: chosen.length > 0 ? 'flex' : 'none',
            gap: 10,
            alignItems: 'center',
            flexWrap: 'wrap',
          }}
        >
          <strong>{t('selected', { count: chosen.length })}</strong>
          {bulk(chosen, () => setSelected(new Set()))}
        </div>
      )}
      {none ? (
        empty
      ) : (
        <>
          <ColumnChooser choice={choice} />
          <table ref={table} className="table stacks" aria-label={label} aria-busy={loading}>
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
            {loading && rows.length === 0 && (
              <tbody>
                <tr>
                  <td colSpan={columns.length + 1} className="quiet">
                    {t('loading')}
                  </td>
                </tr>
              </tbody>
            )}
            {Array.from({ length: Math.ceil(rows.length / rowsOfPiece) }, (_, piece) => (
              <RowPiece key={piece} width={columns.length + 1} keep={rows.length <= 2 * rowsOfPiece}>
                {() =>
                  rows
                    .slice(piece * rowsOfPiece, (piece + 1) * rowsOfPiece)
                    .map((row, n) => line(row, piece * rowsOfPiece + n))
                }
              </RowPiece>
            ))}
          </table>
        </>
      )}
      <div ref={end} style={{ height: 1 }} />
      {more?.loading && <p className="quiet">{t('loading')}</p>}
    </div>
  )
}
