import type { Signer } from '@mocban/contract/documents-drafting'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { authorityLines, type IssuingAgency } from './official-names.ts'
import { signingAuthority } from './signing-authority.ts'

/** A post that may sign for an agency, with its holder. */
export interface SigningPost {
  positionId: string
  personId: string
  name: string
  title: string
  unitName: string
  leadsAgency: boolean
  rank: number
  /** Appointed to act in the post, until it is filled. */
  acting: boolean
  /** The post itself signs by order. */
  approves: boolean
  /** A leader of the agency lets them sign for the time being, in writing on the system: a delegation of approving. */
  authorised: boolean
  headTitle: string | null
  /** Of a deputy in a unit: the title of its head, for whom they sign what the head signs by order. */
  unitHeadTitle: string | null
  /** Appointed to act as head of a unit. */
  actsAsHead: boolean
}

/**
 * Who may sign in an agency's name: its leaders, heads of units to whom approving was given (Decree 30/2020, Art. 13: TL.) and the deputies to whom such a head gives it on, and those whom a leader authorised for
 * the time being (TUQ.), for documents of a type where the authorisation names types. The head first. `of`: of one post, and first who is named, where several hold it: its head, and who
 * acts in it for the time being.
 */
export async function signingPosts(
  tx: Tx,
  agencyId: string,
  typeCode: string | null,
  of: { positionId?: string | null | undefined; personId?: string | null | undefined } = {},
): Promise<SigningPost[]> {
  const { rows } = await sql<SigningPost>`
    select q.id as "positionId", h.id as "personId", h.full_name as name, q.title, u.name as "unitName",
           q.unit_id = q.agency_id and q.leads as "leadsAgency", q.rank, a.kind = 'acting' as acting,
           'approve' = any (q.capabilities) and uh.may as approves, g.authorised, uh.title as "unitHeadTitle",
           q.unit_id <> q.agency_id and q.leads and uh.title is null and a.kind = 'acting' as "actsAsHead",
           (select m.title from position m where m.unit_id = q.agency_id and m.leads and m.valid @> app.today() order by m.rank limit 1) as "headTitle"
      from position q
      join appointment a on a.position_id = q.id and a.valid @> app.today()
      join person h on h.id = a.person_id and h.active and not h.service
      join unit_now u on u.id = q.unit_id
      cross join lateral (
        -- Only the head of a unit signs by order; a deputy signs it for a head who does (Art. 13, 4).
        select max(m.title) as title, coalesce(bool_or('approve' = any (m.capabilities)), true) as may from (
          select m.title, m.capabilities from position m
           where m.unit_id = q.unit_id and q.unit_id <> q.agency_id and q.leads and m.leads and m.rank < q.rank and m.valid @> app.today() order by m.rank limit 1) m) uh
      cross join lateral (
        -- In one of their posts here: the main one; who was lent to the agency has that elsewhere.
        select not exists (
            select from appointment b join position o on o.id = b.position_id and o.agency_id = q.agency_id and o.valid @> app.today()
             where b.person_id = h.id and b.valid @> app.today() and (b.kind = 'main', b.id) > (a.kind = 'main', a.id))
          and not (q.unit_id = q.agency_id and q.leads) and exists (
          select from delegation d join position l on l.id = d.from_position_id and l.agency_id = q.agency_id and l.unit_id = l.agency_id and l.leads
           where d.to_person_id = h.id and d.valid @> app.now() and 'approve' = any (d.capabilities)
             and (d.scope_types = '{}' or ${typeCode}::text is null or ${typeCode} = any (d.scope_types))) as authorised) g
     where q.agency_id = ${agencyId} and q.valid @> app.today() and ('approve' = any (q.capabilities) and uh.may or g.authorised)
       ${of.positionId ? sql`and q.id = ${of.positionId}` : sql``}
     order by h.id is not distinct from ${of.personId ?? null}::uuid desc, q.unit_id = q.agency_id desc, q.rank, a.kind = 'acting', h.full_name limit 100`.execute(
    tx,
  )
  return rows
}

/** The same for the screen: with the authority by which each would sign and the lines above the name. */
export async function listSigners(
  tx: Tx,
  agency: IssuingAgency,
  agencyId: string,
  typeCode: string,
): Promise<Signer[]> {
  const posts = await signingPosts(tx, agencyId, typeCode)
  return posts.map((post) => {
    const { usual: authority, because, allowed } = signingAuthority(agency, post)
    return {
      positionId: post.positionId,
      personId: post.personId,
      name: post.name,
      title: post.title,
      unitName: post.unitName,
      authority,
      because,
      allowed,
      lines: authorityLines(agency, { ...post, authority }),
    }
  })
}

/** Whether who signs was appointed to act as head of a unit on the day (Decree 30/2020, Appendix I, II.7): of the agency’s own head the authority says it. */
const actsAsHead = (positionId: RawBuilder<unknown>, personId: RawBuilder<unknown>, day: RawBuilder<unknown>) =>
  sql<boolean>`exists (
    select from position lead join appointment a on a.position_id = lead.id and a.person_id = ${personId} and a.kind = 'acting' and a.valid @> ${day}
     where lead.id = ${positionId} and lead.leads and lead.unit_id <> lead.agency_id
       and not exists (select from position m where m.unit_id = lead.unit_id and m.leads and m.rank < lead.rank and m.valid @> ${day}))`

const byDraft = sql`(select r.signer_position_id from draft r where r.document_id = d.id)`
/** The signer’s title of `document d` as it stands above the name: as acting of who acted on the day it was issued, or acts while it is not. */
export const titleOfSigner: RawBuilder<string | null> = sql`
  case when ${actsAsHead(byDraft, sql`d.signer_person_id`, sql`coalesce(d.issued_on, app.today())`)} then 'Q. ' else '' end || d.signer_title`

/** What a post is in its unit on a day, where it leads one: of a deputy the title of the head for whom they sign by order; of a head, whether who signs was appointed to act as one. */
export async function placeInUnit(
  tx: Tx,
  positionId: string | null,
  personId: string | null,
  day: string,
): Promise<{ unitHeadTitle: string | null; actsAsHead: boolean }> {
  const on = sql`${day}::date`
  const { rows } = await sql<{ unitHeadTitle: string | null; actsAsHead: boolean }>`
    select uh.title as "unitHeadTitle", ${actsAsHead(sql`q.id`, sql`${personId}::uuid`, on)} as "actsAsHead"
      from position q
      left join lateral (
        select m.title from position m where m.unit_id = q.unit_id and m.leads and m.rank < q.rank and m.valid @> ${on} order by m.rank limit 1) uh on true
     where q.id = ${positionId}::uuid and q.leads and q.unit_id <> q.agency_id`.execute(tx)
  return rows[0] ?? { unitHeadTitle: null, actsAsHead: false }
}
