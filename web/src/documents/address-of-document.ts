import type { DocumentRow } from '@mocban/contract/documents'

/** Drafts open where they are worked on, everything else as a record. */
export function addressOfDocument(row: Pick<DocumentRow, 'id' | 'travel' | 'state'>): string {
  return row.travel !== 'incoming' && ['draft', 'in-review', 'approved'].includes(row.state)
    ? `/outgoing/${row.id}`
    : `/documents/${row.id}`
}
