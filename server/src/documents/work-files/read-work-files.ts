import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { WorkFile, WorkFileRow, workFiles } from '@mocban/contract/work-files'
import { sql } from 'kysely'
import { visibleRecords } from '../../platform/access/index.ts'
import { after, page, type Tx } from '../../platform/database/index.ts'
import { parseQuery } from '../search/parse-query.ts'
import { findWorkFile, workFileList } from './find-work-file.ts'
import { readLinkedRecords } from './linked-records.ts'

type Filter = RouteInput<typeof workFiles.list>['query']

/** A page of the files that who asks may see, newest first. */
export async function listWorkFiles(tx: Tx, filter: Filter): Promise<RouteAnswer<typeof workFiles.list>> {
  const place = after(filter.after)
  const words = filter.q ? parseQuery(filter.q, { typing: true }).recall : null
  const narrowed = Boolean(words || filter.state || filter.documentId || filter.recordId)
  const { rows } = await sql<WorkFileRow>`
    select w.id, w.code, w.title, app.unit_name(w.unit_id, coalesce(w.closed_at, app.now())) as "unitName", p.full_name as "responsibleName", w.state, w.listed_at as "listedAt", w.closed_at as "closedAt",
      (select count(*) from work_file_document d where d.work_file_id = w.id and d.removed_at is null) as documents
    from ${
      // Filters meet few files of the many: they are asked of the files, the rest of the ordered runs.
      narrowed
        ? sql`(select id as record_id from work_file) v`
        : sql`${visibleRecords([workFileList], filter.limit + 1, place)} v`
    }
    join work_file w on w.id = v.record_id
    join person p on p.id = w.responsible_id
    where true
      ${filter.state ? sql`and w.state = ${filter.state}` : sql``}
      ${words ? sql`and app.words(w.code || ' ' || w.title) @@ ${words}::tsquery` : sql``}
      ${filter.documentId ? sql`and exists (select from work_file_document d where d.work_file_id = w.id and d.document_id = ${filter.documentId} and d.removed_at is null)` : sql``}
      ${filter.recordId ? sql`and exists (select from work_file_record r where r.work_file_id = w.id and r.record_id = ${filter.recordId})` : sql``}
      ${place ? sql`and (w.listed_at, w.id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``}
    order by w.listed_at desc, w.id desc limit ${filter.limit + 1}`.execute(tx)
  return page(
    rows,
    filter.limit,
    (row) => ({ at: row.listedAt, id: row.id }),
    (row) => row,
  )
}

/** One file with what is in it, as far as who asks may open it: a file opens nothing that was closed to them. */
export async function readWorkFile(tx: Tx, id: string): Promise<WorkFile> {
  const file = await findWorkFile(tx, id)
  const { rows: heads } = await sql<{ unitName: string; unitNow: string | null; responsibleName: string }>`
    select app.unit_name(${file.unit_id}, coalesce(${file.closed_at}::timestamptz, app.now())) as "unitName",
           app.now_called(${file.unit_id}, coalesce(${file.closed_at}::timestamptz, app.now())) as "unitNow", p.full_name as "responsibleName"
      from person p where p.id = ${file.responsible_id}`.execute(tx)
  const { rows: documents } = await sql<{ ordinal: number; addedAt: string; [key: string]: unknown }>`
    select w.ordinal, w.added_at as "addedAt", d.id, d.travel, d.state, d.type_code as "typeCode", d.number, d.symbol, d.issued_on as "issuedOn",
      d.arrived_on as "arrivedOn", d.issuer_name as "issuerName", app.unit_name(d.drafting_unit_id, d.listed_at) as "draftingUnitName", d.abstract, d.urgency, d.due_on as "dueOn",
      d.listed_at as "listedAt", d.finished_at as "finishedAt"
    from work_file_document w join document d on d.id = w.document_id
    where w.work_file_id = ${id} and w.removed_at is null order by w.ordinal`.execute(tx)
  const links = await tx
    .selectFrom('work_file_record')
    .select(['record_id as recordId', 'list'])
    .where('work_file_id', '=', id)
    .orderBy('added_at')
    .execute()
  const notes = await tx
    .selectFrom('work_file_note as n')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .select(['n.id', 'p.full_name as personName', 'n.text', 'n.at'])
    .where('n.work_file_id', '=', id)
    .orderBy('n.at')
    .execute()
  const people = await tx
    .selectFrom('work_file_person as w')
    .innerJoin('person as p', 'p.id', 'w.person_id')
    .select(['p.id', 'p.full_name as name'])
    .where('w.work_file_id', '=', id)
    .orderBy('w.added_at')
    .execute()
  return {
    id: file.id,
    code: file.code,
    title: file.title,
    summary: file.summary,
    keepYears: file.keep_years,
    state: file.state as WorkFile['state'],
    version: file.version,
    unitName: heads[0]?.unitName ?? '',
    unitNow: heads[0]?.unitNow ?? null,
    responsible: { id: file.responsible_id, name: heads[0]?.responsibleName ?? '' },
    listedAt: file.listed_at,
    closedAt: file.closed_at,
    documents: documents.map(({ ordinal, addedAt, ...document }) => ({
      ordinal,
      addedAt,
      document,
    })) as unknown as WorkFile['documents'],
    records: await readLinkedRecords(tx, links),
    notes,
    people,
  }
}
