import type { Comment, drafting } from '@mocban/contract/documents-drafting'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Comments on a document's drafts with their replies, in the order in which they were made. */
export async function listComments(tx: Tx, documentId: string): Promise<Comment[]> {
  const { rows } = await sql<Comment>`
    select c.id, c.version_no as "versionNo", c.parent_id as "parentId", c.place, c.text, p.full_name as "byName", f.full_name as "actingForName",
           c.person_id = (select app.person()) as mine, c.at, c.resolved_at as "resolvedAt", r.full_name as "resolvedByName"
      from draft_comment c join person p on p.id = c.person_id left join person f on f.id = c.acting_for left join person r on r.id = c.resolved_by
     where c.document_id = ${documentId} order by c.at, c.id`.execute(tx)
  return rows
}

/** Comments on a place in a page of a version, or replies to a comment. @throws request.not-found, document.act-not-now once issued */
export async function addComment(
  tx: Tx,
  actor: Actor,
  documentId: string,
  input: RouteInput<typeof drafting.addComment>['body'],
): Promise<{ id: string }> {
  const document = await tx
    .selectFrom('document')
    .where('id', '=', documentId)
    .select(['travel', 'state', 'created_by', 'agency_id'])
    .executeTakeFirst()
  if (!document || !actor.agencies.includes(document.agency_id)) throw refuse('request.not-found')
  if (!['draft', 'in-review', 'approved'].includes(document.state))
    throw refuse('document.act-not-now', { because: 'not-a-draft' })
  const parent = input.parentId
    ? await tx
        .selectFrom('draft_comment')
        .where('id', '=', input.parentId)
        .where('document_id', '=', documentId)
        .select(['person_id', 'parent_id', 'id'])
        .executeTakeFirst()
    : undefined
  if (input.parentId && !parent) throw refuse('request.not-found')
  const id = newId()
  await tx
    .insertInto('draft_comment')
    .values({
      id,
      document_id: documentId,
      version_no: input.versionNo,
      parent_id: parent ? (parent.parent_id ?? parent.id) : null,
      place: parent || !input.place ? null : JSON.stringify(input.place),
      text: input.text,
      person_id: actor.personId,
      acting_for: actor.actingFor,
    })
    .execute()
  const told = [document.created_by, parent?.person_id].filter((person) => person && person !== actor.personId)
  await record(tx, actor, {
    kind: 'document.commented',
    recordId: documentId,
    recordList: document.travel,
    data: { commentId: id, versionNo: input.versionNo, reply: Boolean(parent), page: input.place?.page ?? null },
    concerns: [...new Set(told)].map((person) => principal.person(person as string)),
  })
  return { id }
}

/** Marks a comment as dealt with, or opens it again. @throws request.not-found */
export async function resolveComment(
  tx: Tx,
  actor: Actor,
  input: { id: string; resolved: boolean },
): Promise<Record<string, never>> {
  const changed = await tx
    .updateTable('draft_comment as c')
    .from('document as d')
    .whereRef('d.id', '=', 'c.document_id')
    .where('c.id', '=', input.id)
    .where('c.parent_id', 'is', null)
    .set({
      resolved_at: input.resolved ? sql`app.now()` : null,
      resolved_by: input.resolved ? actor.personId : null,
    })
    .returning(['c.document_id', 'c.person_id', 'd.travel'])
    .executeTakeFirst()
  if (!changed) throw refuse('request.not-found')
  await record(tx, actor, {
    kind: input.resolved ? 'document.comment-resolved' : 'document.comment-reopened',
    recordId: changed.document_id,
    recordList: changed.travel,
    data: { commentId: input.id },
    concerns: changed.person_id === actor.personId ? [] : [principal.person(changed.person_id)],
  })
  return {}
}
