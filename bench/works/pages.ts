import { documents } from '@mocban/contract/documents'
import { desk } from '../../server/src/documents/handling/desk.ts'
import { listDocuments } from '../../server/src/documents/list/list-documents.ts'
import type { Tx } from '../../server/src/platform/database/index.ts'

/** The pages that people open first, as the server makes them, and their addresses. */
export const pages: Record<string, { address: string; make: (tx: Tx) => Promise<unknown> }> = {
  desk: { address: '/api/documents/desk', make: (tx) => desk(tx) },
  list: {
    address: '/api/documents?travel=incoming',
    make: (tx) => listDocuments(tx, documents.list.query?.parse({ travel: 'incoming' }) as never),
  },
}
