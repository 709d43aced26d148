import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { AsMe } from '../../platform/http/index.ts'

/** Records that who asks reads a document, where its kind demands it and they have not just read it. */
export const noteReading = (tx: Tx, actor: Actor, documentId: string): Promise<unknown> =>
  sql`select app.note_readings(array[${documentId}]::uuid[], ${actor.requestId ?? null})`.execute(tx)

/** The same of the documents that a file is of, in each transaction that looks at it. */
export const readingFile =
  (asMe: AsMe, sha256: string): AsMe =>
  (work) =>
    asMe(async (tx, actor) => {
      const done = await work(tx, actor)
      await sql`
        select app.note_readings(array(select document_id from document_file where sha256 = ${sha256}), ${actor.requestId ?? null})`.execute(
        tx,
      )
      return done
    })
