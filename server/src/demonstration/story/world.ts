import { createHash } from 'node:crypto'
import type { Agency, Division, Holder, Province } from '../province/province.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { Arrival } from './incoming.ts'
import type { Paper } from './paper.ts'
import { afterWork, dateOf } from './working-time.ts'

export type Row = Record<string, unknown>

/** A document of one agency while its story is told. */
export interface Told {
  id: string
  agency: Agency
  travel: 'incoming' | 'outgoing' | 'internal'
  listedAt: Date
  paper: Paper
  row: Row
  steps: Row[]
  version: number
  /** How it came from inside the province. */
  arrival?: Arrival | null
}
/** Where the story of a paper in an agency stops, and with whom, so that the desks of the demonstration's roles are not empty. */
export interface Pin {
  agency: Agency
  until: 'arrived' | 'registered' | 'presented' | 'directed' | 'passed' | 'accepted'
  leader?: Holder
  division?: Division
  specialist?: Holder
  due?: string
}
interface Taking {
  agency: Agency
  travel: string
  at: Date
  by: Holder
  told: Told
  entry: Row
}

const groups = new Map<string, string>()
const group = (kind: string, id: string): string => {
  const name = `${kind}:${id}`
  let found = groups.get(name)
  if (!found) {
    const hex = createHash('md5').update(name).digest('hex')
    found = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    groups.set(name, found)
  }
  return found
}
/** The same principals as the database's functions of these names. */
export const leadersOf = (unitId: string): string => group('leaders', unitId)
export const clerksOf = (agencyId: string): string => group('clerks', agencyId)
export const everyoneOf = (agencyId: string): string => group('everyone', agencyId)

/** What was done in the province, as rows of its tables; nothing that would happen after `now` is told. */
export class World {
  readonly rows = new Map<string, Row[]>()
  readonly papers: Paper[] = []
  readonly documents: Told[] = []
  /** The paper that answers an incoming document. */
  readonly answers = new Map<string, Paper>()
  readonly pins = new Map<Paper, Pin>()
  readonly takings: Taking[] = []
  /** Run after numbers are given, since symbols stand in them. */
  readonly later: (() => void)[] = []
  readonly #parents = new Map<string, string | null>()
  readonly #granted = new Map<string, Set<string>>()

  constructor(
    readonly province: Province,
    readonly random: SeededRandom,
    readonly now: Date,
  ) {
    for (const unit of province.units) this.#parents.set(unit.id, unit.isAgency ? null : unit.parentId)
  }

  add(table: string, row: Row): Row {
    const all = this.rows.get(table)
    if (all) all.push(row)
    else this.rows.set(table, [row])
    return row
  }
  id(at: Date): string {
    return this.random.id(at)
  }
  /** The moment some office hours later, or null where it has not come yet. */
  after(at: Date, low: number, high: number): Date | null {
    const then = afterWork(at, low + this.random.next() * (high - low))
    const later = then.getTime() <= at.getTime() ? new Date(at.getTime() + 61_000) : then
    return later <= this.now ? later : null
  }
  leadersAbove(unitId: string): string[] {
    const found: string[] = []
    for (let at: string | null | undefined = unitId; at; at = this.#parents.get(at)) found.push(leadersOf(at))
    return found
  }
  grant(
    told: { id: string; travel: string; listedAt: Date },
    grants: [principal: string, reason: string][],
    since: Date = told.listedAt,
  ): void {
    let seen = this.#granted.get(told.id)
    if (!seen) {
      seen = new Set()
      this.#granted.set(told.id, seen)
    }
    for (const [principal, reason] of grants) {
      if (seen.has(principal)) continue
      seen.add(principal)
      this.add('audience', {
        record_id: told.id,
        principal,
        list: told.travel,
        reason,
        at: told.listedAt.toISOString(),
        since: since.toISOString(),
      })
    }
  }
  event(
    at: Date,
    by: Holder,
    kind: string,
    told: { id: string; travel: string },
    data: Row,
    concerns: string[] = [],
  ): Row {
    return this.add('event', {
      id: this.id(at),
      at: at.toISOString(),
      agency_id: by.post.agencyId,
      person_id: by.person.id,
      position_id: by.post.id,
      kind,
      record_id: told.id,
      record_list: told.travel,
      data,
      concerns: [...new Set(concerns)],
    })
  }
  takeNumber(told: Told, at: Date, by: Holder): Row {
    const entry = this.add('register_entry', {
      register_id: null,
      number: null,
      document_id: told.id,
      given_at: at.toISOString(),
      given_by: by.person.id,
      cancelled_at: null,
      cancelled_by: null,
      cancel_reason: null,
    })
    this.takings.push({ agency: told.agency, travel: told.travel, at, by, told, entry })
    return entry
  }

  /** Numbers of a register in the order of their moments, 1, 2, 3 … by year in Vietnam. */
  giveNumbers(): void {
    const counters = new Map<string, { id: string; row: Row; last: number }>()
    const began = new Date('2025-07-01T00:00:00+07:00')
    const register = (agency: Agency, travel: string, year: number) => {
      const key = `${agency.key}/${travel}/${year}`
      let found = counters.get(key)
      if (!found) {
        const id = this.id(began)
        found = {
          id,
          last: 0,
          row: this.add('register', {
            id,
            agency_id: agency.unit.id,
            travel,
            series: 'general',
            year,
            last_number: 0,
            closed: false,
          }),
        }
        counters.set(key, found)
      }
      return found
    }
    const thisYear = Number(dateOf(this.now).slice(0, 4))
    for (const agency of this.province.agencies)
      for (const travel of ['incoming', 'outgoing', 'internal']) register(agency, travel, thisYear)
    this.takings.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.told.id < b.told.id ? -1 : 1))
    for (const taking of this.takings) {
      const book = register(taking.agency, taking.travel, Number(dateOf(taking.at).slice(0, 4)))
      book.last++
      book.row.last_number = book.last
      taking.entry.register_id = book.id
      taking.entry.number = book.last
      taking.told.row.register_id = book.id
      taking.told.row.number = book.last
      if (taking.travel !== 'incoming') taking.told.paper.number = book.last
    }
    for (const [key, book] of counters) if (!key.endsWith(`/${thisYear}`) && book.last > 0) book.row.closed = true
  }

  /** What had to wait for numbers and files. */
  settle(): void {
    for (const run of this.later) run()
  }
}
