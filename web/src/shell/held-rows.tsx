import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

interface Held<Row> {
  row: Row
  at: number
}

const RowHold = createContext<((held: boolean) => void) | null>(null)

/** Tells the list that one of its rows has a dialog open, where it has. */
export function useHoldRow(): void {
  const hold = useContext(RowHold)
  useEffect(() => {
    hold?.(true)
    return () => hold?.(false)
  }, [])
}

/** The rows, and among them the held one, where it was, if they have it no longer. */
export function withHeld<Row>(rows: Row[], held: Held<Row> | null, idOf: (row: Row) => string): Row[] {
  if (!held || rows.some((row) => idOf(row) === idOf(held.row))) return rows
  return [...rows.slice(0, held.at), held.row, ...rows.slice(held.at)]
}

/**
 * The rows of a list whose rows open dialogs. While one is open its row stays, also when the list is read again without it: what somebody types or is being
 * told does not go because somebody else dealt with the record, or because other words were typed above. Each row is put around by `line`.
 */
export function useHeldRows<Row>(read: Row[], idOf: (row: Row) => string) {
  const [held, setHeld] = useState<Held<Row> | null>(null)
  const rows = withHeld(read, held, idOf)
  return {
    rows,
    line: (row: Row, children: ReactNode) => (
      <RowHold key={idOf(row)} value={(holds) => setHeld(holds ? { row, at: rows.indexOf(row) } : null)}>
        {children}
      </RowHold>
    ),
  }
}
