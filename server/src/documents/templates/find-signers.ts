import type { Signer } from '@mocban/contract/documents-drafting'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { authorityLines, type IssuingAgency, usualAuthority } from './official-names.ts'

/** A post that may sign for an agency, with its holder. */
export interface SigningPost {
  positionId: string
  personId: string
  name: string
  title: string
  unitName: string
  leadsAgency: boolean
  rank: number
  headTitle: string | null
}

/**
 * Who may sign in an agency's name: its leaders, and heads of units to whom approving was given (Decree 30/2020, Art. 13: TL., TUQ.).
 * The head first.
 */
export async function signingPosts(tx: Tx, agencyId: string, positionId?: string): Promise<SigningPost[]> {
  const { rows } = await sql<SigningPost>`
    select q.id as "positionId", h.id as "personId", h.full_name as name, q.title, u.name as "unitName",
           q.unit_id = q.agency_id and q.leads as "leadsAgency", q.rank,
           (select m.title from position m where m.unit_id = q.agency_id and m.leads and m.valid @> app.today() order by m.rank limit 1) as "headTitle"
      from position q
      join appointment a on a.position_id = q.id and a.valid @> app.today()
      join person h on h.id = a.person_id and h.active
      join unit_now u on u.id = q.unit_id
     where q.agency_id = ${agencyId} and q.valid @> app.today() and 'approve' = any (q.capabilities)
       ${positionId ? sql`and q.id = ${positionId}` : sql``}
     order by q.unit_id = q.agency_id desc, q.rank, h.full_name limit 100`.execute(tx)
  return rows
}

/** The same for the screen: with the authority by which each would sign and the lines above the name. */
export async function listSigners(tx: Tx, agency: IssuingAgency, agencyId: string): Promise<Signer[]> {
  const posts = await signingPosts(tx, agencyId)
  return posts.map((post) => {
    const authority = usualAuthority(agency, post)
    return {
      positionId: post.positionId,
      personId: post.personId,
      name: post.name,
      title: post.title,
      unitName: post.unitName,
      authority,
      lines: authorityLines(agency, { title: post.title, authority, headTitle: post.headTitle }),
    }
  })
}
