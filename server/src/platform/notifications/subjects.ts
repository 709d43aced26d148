import type { Tx } from '../database/index.ts'

/** Answers in a few words what each of these records is: its number and what it is about. Runs under the policies of whoever asks. */
export type SubjectReader = (tx: Tx, ids: string[]) => Promise<Map<string, string>>

const readers = new Map<string, SubjectReader>()

/** A module says how its records are called where only a line is shown: in the bell, in mail, in a trail. */
export function declareSubjects(lists: readonly string[], reader: SubjectReader): void {
  for (const list of lists) readers.set(list, reader)
}

/** What these records are called; nothing for those that cannot be seen or whose module says nothing. */
export async function readSubjects(
  tx: Tx,
  records: { recordId: string | null; recordList: string | null }[],
): Promise<Map<string, string>> {
  const byReader = new Map<SubjectReader, Set<string>>()
  for (const { recordId, recordList } of records) {
    const reader = recordList ? readers.get(recordList) : undefined
    if (!reader || !recordId) continue
    byReader.set(reader, (byReader.get(reader) ?? new Set()).add(recordId))
  }
  const subjects = new Map<string, string>()
  for (const [reader, ids] of byReader)
    for (const [id, subject] of await reader(tx, [...ids])) subjects.set(id, subject)
  return subjects
}
