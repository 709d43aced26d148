import type { LinkedRecord } from '@mocban/contract/work-files'
import type { Tx } from '../../platform/database/index.ts'

/** A module says what its records are, where they are linked to a work file. Runs under the policies: what is not visible is left out. */
export type LinkedRecordReader = (tx: Tx, ids: string[]) => Promise<LinkedRecord[]>

const readers = new Map<string, LinkedRecordReader>()

/** Declares how the records of a list are shown in work files; `open` keeps a file from being closed. */
export function linkedRecords(list: string, reader: LinkedRecordReader): void {
  readers.set(list, reader)
}

export async function readLinkedRecords(tx: Tx, links: { recordId: string; list: string }[]): Promise<LinkedRecord[]> {
  const found: LinkedRecord[] = []
  for (const list of new Set(links.map((link) => link.list))) {
    const ids = links.filter((link) => link.list === list).map((link) => link.recordId)
    found.push(...((await readers.get(list)?.(tx, ids)) ?? []))
  }
  return found
}
