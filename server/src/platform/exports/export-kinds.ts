import type { Actor, Tx } from '../database/index.ts'

export type Cell = string | number | Date | null

/** The day, in Vietnam, of a date or an instant, as a spreadsheet's own date: what is written as text is sorted by its days, not by its years. */
export function dayCell(value: string | null): Cell {
  if (!value) return null
  return new Date(value.length === 10 ? value : new Date(Date.parse(value) + 7 * 3_600_000).toISOString().slice(0, 10))
}

export interface Column {
  title: string
  width: number
}

/** Work under the policies as the person who asked. */
export type AsAsker = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T>

/** Something that is no list: it makes a whole file of its own, and tells how many lines of it are done. */
export interface FileExportKind {
  mediaType: string
  file(asAsker: AsAsker, query: Record<string, string>, progress: (lines: number) => Promise<unknown>): Promise<Buffer>
}

/** Something that can be listed and therefore exported. Everything runs as the person who asked, under the policies. */
export interface ExportKind {
  columns(language: 'vi' | 'en' | 'ur'): Column[]
  /** The rows in the order of the list, read piece by piece. Throws a refusal where the query is none. */
  rows(tx: Tx, actor: Actor, query: Record<string, string>, language: 'vi' | 'en' | 'ur'): AsyncIterable<Cell[]>
}

const kinds = new Map<string, ExportKind>()
const fileKinds = new Map<string, FileExportKind>()

/** Declares what can be exported under a name. */
export function exportKind(name: string, kind: ExportKind): void {
  kinds.set(name, kind)
}
export const findExportKind = (name: string): ExportKind | undefined => kinds.get(name)

/** Declares what is no list under a name of its own. */
export function fileExportKind(name: string, kind: FileExportKind): void {
  fileKinds.set(name, kind)
}
export const findFileExportKind = (name: string): FileExportKind | undefined => fileKinds.get(name)

/** The names of all that can be exported. */
export const declaredExports = (): string[] => [...kinds.keys(), ...fileKinds.keys()]
