import type { SmallProvince } from '../organisation/testing/small-province.ts'

/**
 * Who may see what, said a second time: from the acts as they were done, in plain words and without a look at the database's rules. A part is somebody's own
 * (a person, a post, the leaders of a unit who were asked); a group sees only what no class keeps from it.
 */
export type Who = { kind: 'person' | 'post' | 'leaders' | 'clerks'; id: string }
interface Opening {
  target: string
  lastDay: string
  withdrawn: boolean
}
export interface ModelRecord {
  id: string
  kind: 'document' | 'task' | 'work-file'
  agencyId: string
  typeCode: string
  /** Stands nowhere but in this record. */
  word: string
  own: Who[]
  groups: Who[]
  openings: Opening[]
  classId: string | null
}
export interface Post {
  id: string
  unitId: string
  agencyId: string
  leads: boolean
  clerk: boolean
  administers: boolean
}
export interface Delegation {
  id: string
  from: { personId: string; positionId: string }
  toPersonId: string
  lastDay: string
  ended: boolean
  units: string[]
  types: string[]
}
export interface Asker {
  personId: string
  positionId: string
  delegationId?: string
}

export class AccessModel {
  readonly records: ModelRecord[] = []
  readonly posts = new Map<string, Post>()
  readonly parents = new Map<string, string | null>()
  readonly holds: { personId: string; positionId: string; lastDay: string | null }[] = []
  readonly delegations: Delegation[] = []
  readonly committees = new Map<string, Set<string>>()
  /** Posts and units that belong to a class. */
  readonly classes = new Map<string, Set<string>>()
  day = ''

  constructor(province: SmallProvince) {
    const { units } = province
    for (const agency of [units.ubnd, units.skhcn, units.kinhBac, units.tuSon]) this.parents.set(agency, null)
    this.parents.set(units.office, units.ubnd)
    for (const division of [units.skhcnOffice, units.skhcnDigital]) this.parents.set(division, units.skhcn)
    this.parents.set(units.kinhBacEconomy, units.kinhBac)
  }

  /** A unit and those above it in its agency. */
  above(unitId: string): string[] {
    const up = this.parents.get(unitId)
    return up ? [unitId, ...this.above(up)] : [unitId]
  }
  leadersAbove = (unitId: string): Who[] => this.above(unitId).map((id) => ({ kind: 'leaders', id }))

  /** Everybody in each post they hold today, and in each delegation to them. */
  askers(): Asker[] {
    const now = this.holds.filter((one) => one.lastDay === null || one.lastDay >= this.day)
    const own = now.map(({ personId, positionId }) => ({ personId, positionId }))
    const acting = this.delegations
      .filter((one) => !one.ended && one.lastDay >= this.day && now.some((held) => same(held, one.from)))
      .map((one) => ({ personId: one.toPersonId, positionId: one.from.positionId, delegationId: one.id }))
    return [...own, ...acting]
  }

  sees(asker: Asker, record: ModelRecord): boolean {
    const delegation = this.delegations.find((one) => one.id === asker.delegationId)
    if (delegation && !this.inScope(delegation, record)) return false
    const post = this.posts.get(asker.positionId)
    if (!post) return false
    const people = delegation ? [asker.personId, delegation.from.personId] : [asker.personId]
    const is = (who: Who) =>
      (who.kind === 'person' && people.includes(who.id)) ||
      (who.kind === 'post' && who.id === post.id) ||
      (who.kind === 'leaders' && post.leads && who.id === post.unitId) ||
      (who.kind === 'clerks' && post.clerk && who.id === post.agencyId)
    if (record.own.some(is)) return true
    if (record.groups.some(is) && (record.classId === null || this.belongs(asker, delegation, record.classId)))
      return true
    const person = delegation?.from.personId ?? asker.personId
    const targets = new Set([
      person,
      ...(post.administers ? [] : this.above(post.unitId)),
      ...this.seats(person, post.id),
    ])
    return record.openings.some((one) => !one.withdrawn && one.lastDay >= this.day && targets.has(one.target))
  }

  private seats = (personId: string, positionId: string): string[] =>
    [...this.committees].filter(([, seats]) => seats.has(personId) || seats.has(positionId)).map(([id]) => id)

  private inClass(classId: string, personId: string, positionId: string): boolean {
    const post = this.posts.get(positionId)
    const of = post ? [positionId, ...this.above(post.unitId), ...this.seats(personId, positionId)] : []
    return of.some((one) => this.classes.get(classId)?.has(one))
  }
  /** The one acted for, and whoever acts in a post of their own. */
  private belongs(asker: Asker, delegation: Delegation | undefined, classId: string): boolean {
    if (!delegation) return this.inClass(classId, asker.personId, asker.positionId)
    return (
      this.inClass(classId, delegation.from.personId, asker.positionId) &&
      this.askers().some(
        (own) =>
          !own.delegationId && own.personId === asker.personId && this.inClass(classId, own.personId, own.positionId),
      )
    )
  }
  private inScope({ units, types }: Delegation, record: ModelRecord): boolean {
    const handledBy = (unit: string) =>
      [...record.own, ...record.groups].some((who) => who.kind === 'leaders' && who.id === unit)
    return (
      (units.length === 0 || units.some(handledBy)) &&
      (types.length === 0 || (record.kind === 'document' && types.includes(record.typeCode)))
    )
  }
}

const same = (one: { personId: string; positionId: string }, other: { personId: string; positionId: string }) =>
  one.personId === other.personId && one.positionId === other.positionId
