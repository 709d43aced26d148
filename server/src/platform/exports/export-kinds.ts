import type { Actor, Tx } from '../database/index.ts'

export type Cell = string | number | Date | null
export interface Column {
  title: string
  width: number
}

/** Something that can be listed and therefore exported. Everything runs as the person who asked, under the policies. */
export interface ExportKind {
  columns(language: 'vi' | 'en' | 'ur'): Column[]
  /** The rows in the order of the list, read piece by piece. Throws a refusal where the query is none. */
  rows(tx: Tx, actor: Actor, query: Record<string, string>, language: 'vi' | 'en' | 'ur'): AsyncIterable<Cell[]>
}

const kinds = new Map<string, ExportKind>()

/** Declares what can be exported under a name. */
export function exportKind(name: string, kind: ExportKind): void {
  kinds.set(name, kind)
}
export const findExportKind = (name: string): ExportKind | undefined => kinds.get(name)
