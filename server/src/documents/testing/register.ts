import { type DocumentRecord, documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import type { Standing } from '../../platform/database/index.ts'
import type { TestServer } from '../../platform/testing/index.ts'

/** Facts of a document as they come from the Ministry; `changes` for what a test is about. */
export const someFacts = (changes: Record<string, unknown> = {}) => ({
  arrivedOn: '2025-08-01',
  issuerName: 'Bộ Khoa học và Công nghệ',
  symbol: '1234/BKHCN-CĐS',
  issuedOn: '2025-07-30',
  typeCode: 'cong-van',
  abstract: 'Về việc triển khai tổ công nghệ số cộng đồng tại địa phương',
  ...changes,
})

/** Registers a document as a clerk and answers its record. */
export async function registerSome(
  server: TestServer,
  clerk: Standing,
  changes: Record<string, unknown> = {},
): Promise<DocumentRecord> {
  const { documentId } = await server.ask(clerk, incoming.register, {
    body: { facts: someFacts(changes), files: [], duplicatesSeen: true },
  })
  return server.ask(clerk, documents.record, { params: { id: documentId } })
}
