import type { DocumentRow } from '@mocban/contract/documents'

/** Drafts open where they are worked on, everything else as a record. */
export function addressOfDocument(row: Pick<DocumentRow, 'id' | 'travel' | 'state'>): string {
  return row.travel !== 'incoming' && ['draft', 'in-review', 'approved'].includes(row.state)
    ? `/outgoing/${row.id}`
    : `/documents/${row.id}`
}

/** In which nothing is left to do with a document: done, issued, or it stands no longer. */
export const endedStates: ReadonlySet<string> = new Set(['finished', 'issued', 'recalled', 'replaced', 'cancelled'])
