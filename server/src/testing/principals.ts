import { createHash } from 'node:crypto'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import type { Standing } from '../platform/database/index.ts'
import type { TestDatabase } from '../platform/testing/index.ts'

export type Name = keyof SmallProvince['people']

/** Somebody of the small province, as the tests' own model of the rules knows them. */
export interface Somebody extends Standing {
  name: Name
  unitId: string
  agencyId: string
  capabilities: string[]
  /** What audiences name them by. */
  principals: Set<string>
}

/** A principal that stands for a group of posts. */
export const groupPrincipal = (kind: 'leaders' | 'clerks' | 'everyone' | 'members', of: string): string => {
  const hash = createHash('md5').update(`${kind}:${of}`).digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Everybody with their principals, worked out from posts and committees here and not by the database's functions, which are under test. */
export async function everybodyOf(database: TestDatabase, province: SmallProvince): Promise<Somebody[]> {
  const posts = await database.owner.selectFrom('position').selectAll().execute()
  const members = await database.owner.selectFrom('committee_member').select(['unit_id', 'position_id']).execute()
  return Object.entries(province.people).map(([name, standing]) => {
    const post = posts.find((one) => one.id === standing.positionId)
    if (!post) throw new Error(`${name} holds no position`)
    const { unit_id: unitId, agency_id: agencyId, capabilities } = post
    const principals = new Set([standing.personId, standing.positionId])
    if (!capabilities.includes('administer')) principals.add(groupPrincipal('everyone', agencyId))
    if (post.leads) principals.add(groupPrincipal('leaders', unitId))
    if (capabilities.includes('register')) principals.add(groupPrincipal('clerks', agencyId))
    for (const member of members.filter((one) => one.position_id === post.id))
      principals.add(groupPrincipal('members', member.unit_id))
    return { name: name as Name, ...standing, unitId, agencyId, capabilities, principals }
  })
}
