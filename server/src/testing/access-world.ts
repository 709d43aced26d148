import { sql } from 'kysely'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import { newId, type Standing } from '../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { documentActs } from './access-acts-documents.ts'
import { laterActs } from './access-acts-later.ts'
import { organisationActs } from './access-acts-organisation.ts'
import { outsideActs } from './access-acts-outside.ts'
import { taskActs } from './access-acts-tasks.ts'
import { termActs } from './access-acts-terms.ts'
import { wayActs } from './access-acts-way.ts'
import { AccessModel, type Delivery, type Mark, type ModelRecord, type Post, same, type Who } from './access-model.ts'
import type { Act, Move, What } from './access-story.ts'

export type Name = keyof SmallProvince['people']
type NewRecord = Omit<ModelRecord, 'openings' | 'classId' | 'classed' | 'word' | 'copies'>
/** What somebody did last with a document, as far as they may take it back: with which step, and whom it brought in. */
interface Undoable {
  by: Standing
  stepId: string
  given: Who[]
  mark?: Mark
}

/** Does a story through the API of a server and tells the model what was done; what is refused changes neither. */
export class World {
  readonly model: AccessModel
  /** Of each agency its one class. */
  readonly classOf = new Map<string, string>()
  /** In which post each stands; another once their unit has ended. */
  readonly people: Record<Name, Standing>
  readonly names: Name[]
  readonly undoable = new Map<ModelRecord, Undoable>()
  /** An agency outside the province, to which documents are sent as messages. */
  readonly outside = newId()
  private serial = 0
  private readonly acts: Record<What, Act>

  private constructor(
    readonly database: TestDatabase,
    readonly server: TestServer,
    readonly province: SmallProvince,
  ) {
    this.model = new AccessModel(province)
    this.people = { ...province.people }
    this.names = Object.keys(province.people) as Name[]
    this.acts = {
      ...documentActs(this),
      ...outsideActs(this),
      ...wayActs(this),
      ...laterActs(this),
      ...taskActs(this),
      ...termActs(this),
      ...organisationActs(this),
    }
  }

  static async open(database: TestDatabase, server: TestServer, province: SmallProvince): Promise<World> {
    const world = new World(database, server, province)
    await world.readPosts()
    for (const one of Object.values(province.people)) world.model.holds.push({ ...one, lastDay: null })
    const { units, people } = province
    const seats = [people.viceChairman, people.director, people.digitalHead]
    world.model.committees.set(units.group, new Set(seats.map((one) => one.positionId)))
    for (const agency of [units.ubnd, units.skhcn, units.kinhBac]) await world.foundClass(agency)
    const outside = { id: world.outside, code: 'G98', name: 'Bộ Ngoài', valid: '[2020-01-01,)' }
    await database.owner.insertInto('outside_agency').values(outside).execute()
    world.setDay('2025-08-04')
    return world
  }

  act = (move: Move) => this.acts[move.what](move)

  /** What posts there are: a fact, not a rule. */
  async readPosts(): Promise<void> {
    for (const q of await this.database.owner.selectFrom('position').selectAll().execute())
      this.model.posts.set(q.id, {
        id: q.id,
        unitId: q.unit_id,
        agencyId: q.agency_id,
        leads: q.leads,
        clerk: q.capabilities.includes('register'),
        administers: q.capabilities.includes('administer'),
        audits: q.capabilities.includes('audit'),
        drafts: q.capabilities.includes('draft'),
        assigns: q.capabilities.includes('assign') || q.capabilities.includes('direct'),
      })
  }
  private async foundClass(agency: string) {
    const word = this.word()
    const { id } = await this.database.owner
      .insertInto('confidentiality_class')
      .values({ agency_id: agency, name: `Khiếu nại ${word}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    this.classOf.set(agency, id)
    this.model.classes.set(id, new Set())
    // Its name is the agency's, and known to who sees a record that had it, or audits what was done there.
    const ours: Mark['sees'] = (who) =>
      this.model.postOf(who).agencyId === this.model.agencyNow(agency) ||
      this.model.audits(who, agency) ||
      this.model.records.some((one) => one.classed.has(id) && this.model.sees(who, one))
    this.model.marks.push({ word, part: 'class', record: null, agencyId: agency, sees: ours })
  }

  word = () => `tuvi${String(this.serial++).padStart(4, '0')}`
  get today(): string {
    return this.model.day
  }
  setDay(day: string): void {
    this.model.day = day
    clock.set(`${day}T02:00:00Z`)
  }
  later = (days: number) =>
    new Date(Date.parse(`${this.today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

  post = (standing: Standing): Post => this.model.postOf(standing)
  pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]
  /** Somebody, by a condition on their post. */
  someone = (n: number, such: (post: Post) => boolean = () => true): Standing => {
    const fit = this.everybody().filter((one) => such(this.post(one)))
    return fit[n % fit.length] as Standing
  }
  /** Somebody who sees a record, most often; sometimes anybody, who then is told that there is no such thing. */
  whoSees = (record: ModelRecord, n: number): Standing => {
    const seeing = this.everybody().filter((one) => this.model.sees(one, record))
    return (n % 5 ? this.pick(seeing, n) : undefined) ?? this.someone(n)
  }
  everybody = (): Standing[] => this.names.map((one) => this.people[one]).filter((one) => this.stands(one))
  /** Whether somebody holds their post today. */
  stands = (one: Standing): boolean => this.model.askers().some((other) => !other.delegationId && same(one, other))
  units = (): string[] => [...this.model.parents.keys()].filter((id) => this.model.now(id) === id)
  recordOf = (kind: ModelRecord['kind'], n: number, such: (record: ModelRecord) => boolean = () => true) =>
    this.pick(
      this.model.records.filter((one) => one.kind === kind && such(one)),
      n,
    )

  /** A record under a word of its own. */
  add(record: NewRecord, word: string, classId: string | null = null): ModelRecord {
    const made = this.addAs(record, word, classId)
    this.tellFacts(made)
    return made
  }
  /** A record that says what another says. */
  addAs(record: NewRecord, word: string, classId: string | null = null): ModelRecord {
    const made = { ...record, word, classId, openings: [], classed: new Set(classId ? [classId] : []), copies: [] }
    this.model.add(made)
    return made
  }
  /** What was sent is told to the registry that it was sent to, and that stays told. */
  tellFacts(record: ModelRecord): void {
    const { model } = this
    this.mark(record.word, 'facts', record, (who) =>
      [record, ...model.bearers(record)].some((one) => model.seesSent(who, one)),
    )
  }
  mark(word: string, part: Mark['part'], record: ModelRecord, sees?: Mark['sees']): Mark {
    const mark = { word, part, record, sees: sees ?? ((who: Standing) => this.model.sees(who, record)) }
    this.model.marks.push(mark)
    return mark
  }
  /** What was sent of a record, and whether it was refused or asked back, as it stands in the database: a fact, not a rule. */
  async noteDeliveries(of: ModelRecord): Promise<Delivery[]> {
    const { rows } = await sql<{ id: string; agencyId: string; recalled: boolean }>`
      select id, recipient_agency_id as "agencyId", status in ('02', '13', '15') as recalled
        from delivery where document_id = ${of.id} and recipient_agency_id is not null order by id`.execute(
      this.database.owner,
    )
    for (const { id, agencyId, recalled } of rows) {
      const known = this.model.deliveries.find((one) => one.id === id)
      if (known) known.recalled = recalled
      else this.model.deliveries.push({ id, agencyId, of, takenAs: null, recalled })
    }
    return this.model.deliveries.filter((one) => one.of === of)
  }
  /** What went out of it as messages to outside the province. */
  async noteMessages(of: ModelRecord): Promise<void> {
    const { rows } = await sql<{ id: string }>`
      select m.id from exchange_message m join delivery d on d.id = m.delivery_id where d.document_id = ${of.id}`.execute(
      this.database.owner,
    )
    this.model.messages.push(...rows.map((one) => one.id))
  }
  own = (kind: Who['kind'], id: string): Who => ({ kind, id })
  /** Who is asked has it for themselves; the leaders above as a group. */
  granted(record: ModelRecord, to: Standing, how: 'post' | 'leaders' = 'post'): Who[] {
    const { unitId } = this.post(to)
    const own =
      how === 'leaders'
        ? [this.own('leaders', unitId)]
        : [this.own('post', to.positionId), this.own('person', to.personId)]
    const groups = this.model.leadersAbove(unitId)
    record.own.push(...own)
    record.groups.push(...groups)
    return [...own, ...groups]
  }
  /** The very parts that were given by an act are taken away again. */
  ungranted(record: ModelRecord, given: Who[]): void {
    record.own = record.own.filter((one) => !given.includes(one))
    record.groups = record.groups.filter((one) => !given.includes(one))
  }
}
