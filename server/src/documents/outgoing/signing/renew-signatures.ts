import { sql } from 'kysely'
import type { Works } from '../../../platform/http/index.ts'
import { type SigningHouse, verdictFor } from '../../../signing/index.ts'
import { type FileAtHand, renewFile } from './renew-file.ts'

/** Long enough before the end that a night in which the service is away does no harm. */
const before = '60 days'
/** So many are read at a time. */
const atOnce = 50
/** One run's share; the next goes on. Jobs that take longer than a quarter of an hour are given to another. */
const runMilliseconds = 10 * 60_000

interface Due {
  documentId: string
  versionNo: number
  files: (FileAtHand & { due: boolean })[]
}

/**
 * Signed documents outlive certificates and algorithms: before what proves their signatures runs out, a new time-stamp is put over them, with the states of all
 * certificates (PAdES, XAdES and CAdES B-LTA). The files as they were issued stay, and are still found genuine; the renewed ones stand after them. Answers how many
 * documents were renewed. One that cannot be does not keep the others from it; it is told at the end.
 */
export async function renewSignatures(works: Works, house: SigningHouse): Promise<number> {
  const failed: unknown[] = []
  const until = performance.now() + runMilliseconds
  await lookAtSealed(works, house, { failed, until })
  let renewed = 0
  // Each once in a run: one that takes no time-stamp, or fails, stays due and does not stand before the others.
  const tried: string[] = []
  while (house.timestamps && performance.now() < until) {
    const due = await readDue(works, tried)
    if (due.length === 0) break
    for (const row of due)
      try {
        tried.push(row.documentId)
        if (await renewOne(works, house, row)) renewed++
      } catch (error) {
        failed.push(error)
      }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} documents were not time-stamped anew`)
  return renewed
}

async function readDue(works: Works, tried: string[]): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with ending as (
      select f.document_id, f.version_no, min(v.renew_before) as first, array_agg(f.sha256) as due
        from file_verdict v join document_file f on f.sha256 = v.sha256 and f.role in ('main', 'attachment')
       where v.renew_before < app.now() + ${before}::interval and v.renew_before > app.now() and v.overall in ('valid', 'attention')
         and f.media_type ~ '^application/(pdf|pkcs7-signature)$|xml$' and f.document_id <> all (${tried}::uuid[])
         and f.version_no = (select max(g.version_no) from document_file g where g.document_id = f.document_id)
         and not exists (select from event e where e.record_id = f.document_id and e.kind = 'document.renewed' and e.at > app.now() - interval '30 days')
       group by f.document_id, f.version_no order by first limit ${atOnce})
    select e.document_id as "documentId", e.version_no as "versionNo",
           json_agg(json_build_object('sha256', f.sha256, 'name', f.name, 'mediaType', f.media_type, 'due', f.sha256 = any (e.due))) as files
      from ending e join document_file f on f.document_id = e.document_id and f.version_no = e.version_no
     group by e.document_id, e.version_no, e.first order by e.first`.execute(works.worker)
  return rows
}

async function renewOne(works: Works, house: SigningHouse, row: Due): Promise<boolean> {
  const stored: { was: string; sha256: string; size: number; mediaType: string }[] = []
  for (const file of row.files.filter((one) => one.due)) {
    const bytes = await renewFile(works.files, house, file, row.files)
    if (bytes) stored.push({ ...(await works.files.putBytes(bytes)), was: file.sha256, mediaType: file.mediaType })
  }
  if (stored.length === 0) return false
  const column = (name: 'was' | 'sha256' | 'size' | 'mediaType') => stored.map((one) => one[name])
  await works.worker.transaction().execute(async (tx) => {
    await sql`
      select app.add_file(s.sha256, s.size, s.type)
        from unnest(${column('sha256')}::text[], ${column('size')}::bigint[], ${column('mediaType')}::text[]) s (sha256, size, type)`.execute(
      tx,
    )
    await sql`
      insert into document_file (document_id, sha256, name, media_type, role, version_no, ordinal)
      select f.document_id, coalesce(s.sha256, f.sha256), f.name, f.media_type, f.role, f.version_no + 1, f.ordinal
        from document_file f left join unnest(${column('was')}::text[], ${column('sha256')}::text[]) s (was, sha256) on s.was = f.sha256
       where f.document_id = ${row.documentId} and f.version_no = ${row.versionNo}`.execute(tx)
    await sql`
      insert into event (agency_id, kind, record_id, record_list, data)
      select agency_id, 'document.renewed', id, travel, '{}' from document where id = ${row.documentId}`.execute(tx)
  })
  return true
}

/** What was sealed and nobody looked at yet gets its verdict here, so that its end is known: the document, and what goes out with it. */
async function lookAtSealed(
  works: Works,
  house: SigningHouse,
  { failed, until }: { failed: unknown[]; until: number },
): Promise<void> {
  for (let after = ''; performance.now() < until; ) {
    const { rows } = await sql<{ sha256: string }>`
      select distinct f.sha256 from document_signature s
        join document_file f on f.document_id = s.document_id and f.role in ('main', 'attachment')
         and f.media_type ~ '^application/(pdf|pkcs7-signature)$|xml$'
         and f.version_no = (select max(g.version_no) from document_file g where g.document_id = s.document_id)
       where s.kind = 'seal' and f.sha256 > ${after} and not exists (select from file_verdict v where v.sha256 = f.sha256)
       order by f.sha256 limit ${atOnce}`.execute(works.worker)
    if (rows.length === 0) return
    for (const { sha256 } of rows) {
      after = sha256
      await verdictFor(works, house, sha256).catch((error) => failed.push(error))
    }
  }
}
