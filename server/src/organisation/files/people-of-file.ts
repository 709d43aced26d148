import type { appointmentKinds } from '@mocban/contract/organisation-chart'
import { sql } from 'kysely'
import { newId, type Tx } from '../../platform/database/index.ts'
import { heldByPeople } from '../held-by-people.ts'
import type { Line } from './tables.ts'

interface Known {
  id: string
  userName: string
  fullName: string
  service: boolean
}
interface Post {
  id: string
  vacant: boolean
}
/** As much as one statement inserts. */
const batch = 1000

/** Whom a table of people names, the posts there are for them, and what its lines made of both: asked for and written together, not line by line. */
export class PeopleOfFile {
  readonly #people = new Map<string, Known>()
  readonly #posts = new Map<string, Post[]>()
  readonly #held = new Set<string>()
  readonly #entered: { id: string; full_name: string; user_name: string; email: string | null }[] = []
  readonly #appointed: { person_id: string; position_id: string; kind: string; valid: string }[] = []

  /** `agencies`: those that who asks administers. */
  static async load(tx: Tx, from: string, lines: Line[], agencies: string[]): Promise<PeopleOfFile> {
    const made = new PeopleOfFile()
    const names = [...new Set(lines.map((one) => one.cells.userName ?? ''))]
    const { rows: people } = await sql<Known>`
      select id, lower(user_name) as "userName", full_name as "fullName", service from person where lower(user_name) = any (${names}::text[])`.execute(
      tx,
    )
    for (const one of people) made.#people.set(one.userName, one)
    const { rows: posts } = await sql<Post & { place: string }>`
      select q.id, concat_ws(chr(10), q.unit_id, app.searchable(q.title)) as place,
             not exists (select from appointment x where x.position_id = q.id and (upper_inf(x.valid) or upper(x.valid) > ${from}::date)) as vacant
        from position q where q.valid @> ${from}::date and q.agency_id = any (${agencies}::uuid[]) and ${heldByPeople}
       order by vacant desc, q.rank, q.id`.execute(tx)
    for (const { place, ...post } of posts) {
      const there = made.#posts.get(place)
      if (there) there.push(post)
      else made.#posts.set(place, [post])
    }
    const { rows: held } = await sql<{ key: string }>`
      select concat_ws(chr(10), x.person_id, q.unit_id, app.searchable(q.title)) as key
        from appointment x join position q on q.id = x.position_id
       where x.person_id = any (${people.map((one) => one.id)}::uuid[]) and x.valid @> ${from}::date`.execute(tx)
    for (const { key } of held) made.#held.add(key)
    return made
  }

  who = (userName: string): Known | undefined => this.#people.get(userName)
  holds = (personId: string, place: string): boolean => this.#held.has(`${personId}\n${place}`)
  posts = (place: string): Post[] => this.#posts.get(place) ?? []

  enter(one: { userName: string; fullName: string; email: string | null }): Known {
    const known = { id: newId(), userName: one.userName, fullName: one.fullName, service: false }
    this.#people.set(one.userName, known)
    this.#entered.push({ id: known.id, full_name: one.fullName, user_name: one.userName, email: one.email })
    return known
  }

  appoint(
    personId: string,
    place: string,
    post: Post,
    facts: { kind: (typeof appointmentKinds)[number]; from: string },
  ): void {
    // The next line of the same post finds the next vacant one first.
    const there = this.posts(place)
    there.splice(there.indexOf(post), 1)
    there.push({ ...post, vacant: false })
    this.#held.add(`${personId}\n${place}`)
    this.#appointed.push({ person_id: personId, position_id: post.id, kind: facts.kind, valid: `[${facts.from},)` })
  }

  async write(tx: Tx): Promise<void> {
    for (let n = 0; n < this.#entered.length; n += batch)
      await tx
        .insertInto('person')
        .values(this.#entered.slice(n, n + batch))
        .execute()
    for (let n = 0; n < this.#appointed.length; n += batch)
      await tx
        .insertInto('appointment')
        .values(this.#appointed.slice(n, n + batch))
        .execute()
  }
}
