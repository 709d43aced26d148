import type { SmallProvince } from '../organisation/testing/small-province.ts'

/**
 * Who may see what, said a second time: from the acts as they were done, in plain words and without a look at the database's rules. A part is somebody's own
 * (a person, a post, the leaders of a unit who were asked); a group sees only what no class keeps from it. Who stands for the heir of a unit or a post stands
 * for that unit or post.
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
  /** A document's list. */
  travel?: 'incoming' | 'outgoing' | 'internal'
  agencyId: string
  typeCode: string
  /** Stands nowhere but in this record. */
  word: string
  own: Who[]
  groups: Who[]
  openings: Opening[]
  classId: string | null
  /** All that it ever had. */
  classed: Set<string>
  /** Copies that were made of it, each a document of its own with its pages. */
  copies: ModelRecord[]
}
/** A document on its way to another agency, until that agency has made a record of its own of it. */
export interface Delivery {
  id: string
  of: ModelRecord
  agencyId: string
  takenAs: ModelRecord | null
  /** Asked back before it was taken in. */
  recalled: boolean
}
/** A word that stands in one place only, and who may read it. */
export interface Mark {
  word: string
  part:
    | 'facts'
    | 'symbol'
    | 'file'
    | 'sent'
    | 'step'
    | 'direction'
    | 'comment'
    | 'note'
    | 'report'
    | 'search'
    | 'begun'
    | 'export'
    | 'class'
  record: ModelRecord | null
  /** What said it was taken back: it may stand in the trail still, and need not. */
  gone?: boolean
  /** Of what is an agency's own. */
  agencyId?: string
  sees: (who: Asker) => boolean
}
export interface ModelFile {
  sha256: string
  /** A word for it, though it may stand nowhere. */
  mark: Mark
  record: ModelRecord
  broughtBy: string
  /** A draft's pages stay where it is drafted; what is issued, or sent on, are pages that go out. */
  sent: boolean
  /** Nobody has read it for search. */
  unread?: boolean
}
export interface Post {
  id: string
  unitId: string
  agencyId: string
  leads: boolean
  clerk: boolean
  administers: boolean
  audits: boolean
  drafts: boolean
  assigns: boolean
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
  readonly marks: Mark[] = []
  readonly files: ModelFile[] = []
  readonly deliveries: Delivery[] = []
  readonly posts = new Map<string, Post>()
  readonly parents = new Map<string, string | null>()
  /** Below which agency another stands. */
  readonly belowAgency = new Map<string, string>()
  /** Of units and posts that have ended. */
  readonly heirs = new Map<string, string>()
  readonly holds: { personId: string; positionId: string; lastDay: string | null }[] = []
  readonly delegations: Delegation[] = []
  readonly committees = new Map<string, Set<string>>()
  /** Posts and units that belong to a class. */
  readonly classes = new Map<string, Set<string>>()
  /** Of which tasks whoever holds a post is told by the bell, but who assigned them. */
  readonly told: { positionId: string; record: ModelRecord; by: string }[] = []
  /** Which tasks have a deadline. */
  readonly due = new Set<ModelRecord>()
  /** Who a task was given to last, while it is open. */
  readonly leads = new Map<ModelRecord, string>()
  /** Out of which document a task has come. */
  readonly origins = new Map<ModelRecord, ModelRecord>()
  /** Acts on many documents at once, and messages from outside the province, by their names. */
  readonly bulks: { id: string; by: string; of: string[] }[] = []
  readonly messages: string[] = []
  /** Plans of reorganisation, and who holds which post, by their names. */
  readonly plans: string[] = []
  readonly appointments: string[] = []
  /** Records whose facts have the same word: what was taken over as it came has its sender's. */
  private readonly byWord = new Map<string, ModelRecord[]>()
  day = ''

  constructor(province: SmallProvince) {
    const { units } = province
    for (const agency of [units.ubnd, units.skhcn, units.kinhBac, units.tuSon]) this.parents.set(agency, null)
    for (const agency of [units.skhcn, units.kinhBac, units.tuSon]) this.belowAgency.set(agency, units.ubnd)
    this.parents.set(units.office, units.ubnd)
    for (const division of [units.skhcnOffice, units.skhcnDigital]) this.parents.set(division, units.skhcn)
    this.parents.set(units.kinhBacEconomy, units.kinhBac)
  }

  add(record: ModelRecord): void {
    this.records.push(record)
    this.byWord.set(record.word, [...this.bearers(record), record])
  }
  /** The records that a word of facts stands in. */
  bearers = ({ word }: ModelRecord): ModelRecord[] => this.byWord.get(word) ?? []

  /** A unit and those above it in its agency. */
  above(unitId: string): string[] {
    const up = this.parents.get(unitId)
    return up ? [unitId, ...this.above(up)] : [unitId]
  }
  leadersAbove = (unitId: string): Who[] => this.above(unitId).map((id) => ({ kind: 'leaders', id }))

  /** A unit or post, its heir, the heir’s heir, to the one that is there today. */
  line(id: string): string[] {
    const heir = this.heirs.get(id)
    return heir ? [id, ...this.line(heir)] : [id]
  }
  now = (id: string): string => this.line(id).at(-1) ?? id
  agencyNow = (agencyId: string): string => this.above(this.now(agencyId)).at(-1) ?? agencyId

  /** Everybody in each post they hold today, and in each delegation to them. */
  askers(): Asker[] {
    const now = this.holds.filter((one) => one.lastDay === null || one.lastDay >= this.day)
    const own = now.map(({ personId, positionId }) => ({ personId, positionId }))
    const acting = this.delegations
      .filter((one) => !one.ended && one.lastDay >= this.day && now.some((held) => same(held, one.from)))
      .map((one) => ({ personId: one.toPersonId, positionId: one.from.positionId, delegationId: one.id }))
    return [...own, ...acting]
  }
  postOf = (asker: Asker): Post => this.posts.get(asker.positionId) as Post

  sees(asker: Asker, record: ModelRecord): boolean {
    const delegation = this.delegationOf(asker)
    if (delegation && !this.inScope(delegation, record)) return false
    const post = this.postOf(asker)
    const people = delegation ? [asker.personId, delegation.from.personId] : [asker.personId]
    const is = (who: Who) =>
      (who.kind === 'person' && people.includes(who.id)) ||
      (who.kind === 'post' && this.now(who.id) === post.id) ||
      (who.kind === 'leaders' && post.leads && this.now(who.id) === post.unitId) ||
      (who.kind === 'clerks' && post.clerk && this.agencyNow(who.id) === post.agencyId)
    if (record.own.some(is)) return true
    if (record.groups.some(is) && (record.classId === null || this.belongs(asker, delegation, record.classId)))
      return true
    const person = delegation?.from.personId ?? asker.personId
    const targets = new Set([
      person,
      ...(post.administers ? [] : this.above(post.unitId)),
      ...this.seats(person, post.id),
    ])
    return record.openings.some((one) => !one.withdrawn && one.lastDay >= this.day && targets.has(this.now(one.target)))
  }

  /** Whether somebody keeps the registry of the agency to which a document was sent. */
  receives(asker: Asker, delivery: Delivery): boolean {
    const post = this.postOf(asker)
    return post.clerk && this.agencyNow(delivery.agencyId) === post.agencyId && !this.scoped(asker)
  }
  /** Who may read what was sent: who sees the record, the registry it was sent to, who sees what was made of it there. */
  seesSent(asker: Asker, record: ModelRecord): boolean {
    return (
      this.sees(asker, record) ||
      this.deliveries.some(
        (one) =>
          one.of === record &&
          (this.receives(asker, one) || (one.takenAs !== null && this.seesSent(asker, one.takenAs))),
      )
    )
  }
  /** The bytes of a file: of a record that is seen, of what waits at one’s registry or was made of it, or brought by oneself. */
  seesFile(asker: Asker, file: ModelFile): boolean {
    return (
      file.broughtBy === asker.personId ||
      this.sees(asker, file.record) ||
      (file.sent && this.reaches(asker, file.record))
    )
  }
  /** What goes out with a record goes on with what was made of it elsewhere. */
  private reaches(asker: Asker, record: ModelRecord): boolean {
    return this.deliveries.some(
      (one) =>
        one.of === record &&
        (one.takenAs ? this.sees(asker, one.takenAs) || this.reaches(asker, one.takenAs) : this.receives(asker, one)),
    )
  }
  /** Whoever audits an agency does so for what it succeeds, and for those below it that have ended. */
  audits(asker: Asker, agencyId: string): boolean {
    const { audits, agencyId: own } = this.postOf(asker)
    const ended = this.heirs.has(agencyId) && this.belowAgency.get(agencyId) === own
    return audits && (ended || this.agencyNow(agencyId) === own)
  }
  scoped(asker: Asker): boolean {
    const delegation = this.delegationOf(asker)
    return delegation !== undefined && (delegation.units.length > 0 || delegation.types.length > 0)
  }

  private delegationOf = (asker: Asker) => this.delegations.find((one) => one.id === asker.delegationId)

  private seats = (personId: string, positionId: string): string[] =>
    [...this.committees]
      .filter(([, seats]) => [...seats].some((seat) => seat === personId || seat === positionId))
      .map(([id]) => id)

  private inClass(classId: string, personId: string, positionId: string): boolean {
    const post = this.posts.get(positionId)
    const of = post ? [positionId, ...this.above(post.unitId), ...this.seats(personId, positionId)] : []
    return [...(this.classes.get(classId) ?? [])].some((member) => of.includes(this.now(member)))
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
      [...record.own, ...record.groups].some((who) => who.kind === 'leaders' && this.line(who.id).includes(unit))
    return (
      (units.length === 0 || units.some(handledBy)) &&
      (types.length === 0 || (record.kind === 'document' && types.includes(record.typeCode)))
    )
  }
}

export const same = (one: Asker, other: Asker) => one.personId === other.personId && one.positionId === other.positionId
