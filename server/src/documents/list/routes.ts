import { documents } from '@mocban/contract/documents'
import { type App, serve } from '../../platform/http/index.ts'
import { noteReading } from '../record/note-reading.ts'
import { readRecord } from '../record/read-record.ts'
import { listDocuments } from './list-documents.ts'

export function documentRoutes(app: App): void {
  serve(app, documents.list, ({ tx, query }) => listDocuments(tx, query))
  serve(app, documents.record, async ({ tx, actor, params }) => {
    const record = await readRecord(tx, actor, params.id)
    await noteReading(tx, actor, params.id)
    return record
  })
  serve(app, documents.types, ({ tx }) =>
    tx
      .selectFrom('document_type')
      .orderBy('ordinal')
      .select(['code', 'abbreviation', 'name', 'name_en as nameEn', 'name_ur as nameUr', 'legal'])
      .execute(),
  )
}
