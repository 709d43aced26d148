import type { ComponentType } from 'react'

/** Places in the frame that a module fills: the bell, rows of the command line's search. */
interface Slots {
  bell?: ComponentType
  /** Finds records for the command line while typing. */
  suggest?: (q: string, signal: AbortSignal) => Promise<{ id: string; title: string; note: string; to: string }[]>
  /** Where a full search for the words lies. */
  searchAddress?: (q: string) => string
  /** The button that writes a list, as it is filtered, to a file; `label` where it is no spreadsheet. */
  exportList?: ComponentType<{ kind: string; name: string; query: Record<string, string>; label?: string }>
  /** What there is to say of the signatures on files that are not registered yet. */
  signatures?: ComponentType<{ files: { sha256: string; name: string; mediaType: string; role: string }[] }>
}
export const slots: Slots = {}
