import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { Line } from './tables.ts'

interface Known {
  id: string
  userName: string
  fullName: string
  mine: boolean
}
/** A degree or a certificate by what tells it from others: `code` of its field or kind, and the day on which it was given. */
interface Paper {
  personId: string
  code: string
  level: string | null
  on: string
}
interface Given extends Paper {
  degree: boolean
  subject: string
  institution: string
  lastDay: string | null
}

const markOf = (paper: Paper) => [paper.personId, paper.code, paper.level ?? '', paper.on].join('\n')

/** Whom a table of training names, what is recorded of them, and what its lines made of it: asked for and written together, not line by line. */
export class TrainingOfFile {
  readonly #people = new Map<string, Known>()
  readonly #papers = new Map<string, { id: string; lastDay: string | null }>()
  readonly #given: Given[] = []
  readonly #prolonged: { id: string; lastDay: string }[] = []

  static async load(tx: Tx, lines: Line[]): Promise<TrainingOfFile> {
    const made = new TrainingOfFile()
    const names = [...new Set(lines.map((one) => (one.cells.userName ?? '').toLowerCase()))]
    const { rows: people } = await sql<Known>`
      with named as materialized (select id, lower(user_name) as user_name, full_name from person where lower(user_name) = any (${names}::text[]))
      select n.id, n.user_name as "userName", n.full_name as "fullName", t.administered is true as mine
        from named n left join app.trained_of(array(select id from named)) t on t.person_id = n.id`.execute(tx)
    for (const one of people) made.#people.set(one.userName, one)
    const { rows: papers } = await sql<Paper & { id: string; lastDay: string | null }>`
      select q.id, q.person_id as "personId", coalesce(q.field_code, q.certificate_code) as code, q.level, lower(q.valid)::text as on,
             (upper(q.valid) - 1)::text as "lastDay"
        from qualification q where q.withdrawn_at is null and q.person_id = any (${people.map((one) => one.id)}::uuid[])`.execute(
      tx,
    )
    for (const one of papers) made.#papers.set(markOf(one), one)
    return made
  }

  who = (userName: string): Known | undefined => this.#people.get(userName)

  /** Takes down a paper; of one that stands already only the day to which it holds. */
  enter(paper: Given): 'new' | 'changed' | 'same' {
    const stands = this.#papers.get(markOf(paper))
    if (!stands) {
      this.#given.push(paper)
      return 'new'
    }
    if (!paper.lastDay || paper.lastDay === stands.lastDay) return 'same'
    this.#prolonged.push({ id: stands.id, lastDay: paper.lastDay })
    return 'changed'
  }

  /** A certificate holds as long as its paper says, else as long as its kind. */
  async write(tx: Tx, actor: Actor): Promise<void> {
    await sql`
      insert into qualification (person_id, field_code, level, certificate_code, subject, institution, valid, recorded_by)
      select g."personId", case when g.degree then g.code end, g.level, k.code, g.subject, g.institution,
             daterange(g.on, coalesce(g."lastDay" + 1, (g.on + make_interval(months => k.months_valid))::date)), ${actor.personId}::uuid
        from jsonb_to_recordset(${JSON.stringify(this.#given)}::jsonb)
               g ("personId" uuid, degree boolean, code text, level text, subject text, institution text, "on" date, "lastDay" date)
        left join certificate_kind k on not g.degree and k.code = g.code`.execute(tx)
    await sql`
      update qualification q set valid = daterange(lower(q.valid), p."lastDay" + 1)
        from jsonb_to_recordset(${JSON.stringify(this.#prolonged)}::jsonb) p (id uuid, "lastDay" date) where q.id = p.id`.execute(
      tx,
    )
  }
}
