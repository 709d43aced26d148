import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { findFreePlace } from '../reading/free-place.ts'
import { readPages } from '../reading/read-pages.ts'
import { noteReading } from '../record/note-reading.ts'
import { sendBytes } from './send-file.ts'
import { type StampWords, stampedPdf, stampHash, stampMaker } from './stamp.ts'
import { withCopy } from './stored-file.ts'

/** Larger files are read without a stamp: rewriting them would take longer than anybody waits. */
const largest = 60_000_000

interface Stamped {
  sha256: string
  name: string
  words: StampWords
}

/**
 * Sends a copy of an incoming document's PDF with the arrival stamp: organisation, number, day, to whom, file code. Made when first asked for,
 * and again when what it says has changed; the original stays as it came.
 * @throws request.not-found, file.no-preview
 */
export async function sendStamped(
  asMe: AsMe,
  files: FileStore,
  http: { request: FastifyRequest; reply: FastifyReply },
  documentId: string,
): Promise<unknown> {
  const main = await asMe(async (tx, actor) => {
    await noteReading(tx, actor, documentId)
    return mainFileAndWords(tx, documentId)
  })
  const hash = stampHash(main.words)
  const made =
    (await asMe((tx) =>
      tx
        .selectFrom('rendition')
        .where('source_sha256', '=', main.sha256)
        .where('maker', '=', stampMaker)
        .where('words_hash', '=', hash)
        .select(['sha256', 'size'])
        .executeTakeFirst(),
    )) ?? (await makeStamped(asMe, files, main, hash))
  return sendBytes(files, http, { ...made, mediaType: 'application/pdf', name: main.name })
}

async function mainFileAndWords(tx: Tx, documentId: string): Promise<Stamped> {
  const { rows } = await sql<{
    sha256: string
    name: string
    media_type: string
    size: number
    agency: string
    number: number
    arrived_on: string
    file_code: string | null
    to: string | null
  }>`
    select f.sha256, f.name, f.media_type, b.size, app.unit_name(d.agency_id, d.listed_at) as agency, d.number, d.arrived_on, d.file_code,
      (select coalesce(q.title || ' ' || p.full_name, app.unit_name(h.unit_id, h.asked_at)) from handling h
         left join position q on q.id = h.position_id left join person p on p.id = h.person_id
        where h.document_id = d.id and h.parent_id is null and h.state <> 'recalled' and h.role <> 'inform' order by h.asked_at limit 1) as to
    from document d
    join document_file f on f.document_id = d.id and f.role = 'main'
    join file b on b.sha256 = f.sha256
    where d.id = ${documentId} and d.travel = 'incoming' and d.number is not null
    order by f.version_no desc, f.ordinal limit 1`.execute(tx)
  const row = rows[0]
  if (!row) throw refuse('request.not-found')
  if (row.media_type !== 'application/pdf' || row.size > largest) throw refuse('file.no-preview')
  const [year, month, day] = row.arrived_on.split('-')
  return {
    sha256: row.sha256,
    name: row.name,
    words: {
      agency: row.agency.toLocaleUpperCase('vi'),
      number: String(row.number),
      date: `${day}/${month}/${year}`,
      to: row.to ?? '',
      fileCode: row.file_code ?? '',
    },
  }
}

async function makeStamped(asMe: AsMe, files: FileStore, main: Stamped, hash: string) {
  const place = await withCopy(files, main.sha256, async (path) => {
    const [first] = await readPages(path, { from: 1, to: 1 }, { scans: 1 })
    return findFreePlace(first ?? { words: [] })
  }).catch(() => findFreePlace({ words: [] }))
  const copy = await stampedPdf(await files.readAll(main.sha256, largest), place, main.words).catch(() => {
    throw refuse('file.no-preview')
  })
  const stored = await files.putBytes(copy)
  await asMe((tx) =>
    tx
      .insertInto('rendition')
      .values({ source_sha256: main.sha256, maker: stampMaker, words_hash: hash, ...stored })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return stored
}
