import { workFiles } from '@mocban/contract/work-files'
import { type App, serve } from '../../platform/http/index.ts'
import { addNote } from './add-note.ts'
import { addPersonToFile } from './add-person.ts'
import { addDocument, removeDocument } from './change-documents.ts'
import { addRecord, removeRecord } from './change-records.ts'
import { changeWorkFile, closeWorkFile, reopenWorkFile } from './change-work-file.ts'
import { openWorkFile } from './open-work-file.ts'
import { listWorkFiles, readWorkFile } from './read-work-files.ts'

export function workFileRoutes(app: App): void {
  serve(app, workFiles.list, ({ tx, query }) => listWorkFiles(tx, query))
  serve(app, workFiles.read, ({ tx, params }) => readWorkFile(tx, params.id))
  serve(app, workFiles.open, ({ tx, actor, body }) => openWorkFile(tx, actor, body))
  serve(app, workFiles.change, ({ tx, actor, params, body }) => changeWorkFile(tx, actor, params.id, body))
  serve(app, workFiles.addDocument, ({ tx, actor, params, body }) => addDocument(tx, actor, params.id, body.documentId))
  serve(app, workFiles.removeDocument, ({ tx, actor, params }) =>
    removeDocument(tx, actor, params.id, params.documentId),
  )
  serve(app, workFiles.addRecord, ({ tx, actor, params, body }) => addRecord(tx, actor, params.id, body.recordId))
  serve(app, workFiles.removeRecord, ({ tx, actor, params }) => removeRecord(tx, actor, params.id, params.recordId))
  serve(app, workFiles.note, ({ tx, actor, params, body }) => addNote(tx, actor, params.id, body.text))
  serve(app, workFiles.addPerson, ({ tx, actor, params, body }) => addPersonToFile(tx, actor, params.id, body.personId))
  serve(app, workFiles.close, ({ tx, actor, params, body }) => closeWorkFile(tx, actor, params.id, body.version))
  serve(app, workFiles.reopen, ({ tx, actor, params, body }) => reopenWorkFile(tx, actor, params.id, body))
}
