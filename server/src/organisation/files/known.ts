import type { FileFault, FileLine } from '@mocban/contract/organisation-files'
import { fileColumns } from '@mocban/contract/organisation-files'
import { bare, searchable } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { heldByPeople } from '../held-by-people.ts'
import type { Kind, Line } from './tables.ts'

/** Compared as people do: without looking at case and spaces, or at which vowel of hòa the tone stands on; but at every mark. */
export const folded = (text: string): string => searchable(text).replace(/\s+/g, ' ').trim()

export interface KnownUnit {
  id: string
  name: string
  agencyId: string
  parentId: string | null
  kind: string
  isAgency: boolean
  shortName: string
  abbreviation: string
  nameEn: string
  exchangeCode: string | null
  mine: boolean
}

/** The organisation on a day as the lines of a file name it, growing with what the lines before made. */
export class Known {
  readonly units: KnownUnit[] = []
  readonly faults: FileFault[] = []
  readonly lines: FileLine[] = []
  /** What posts stand already, so that a long table of which little is new is not asked for line by line. */
  readonly standing = new Map<string, number>()
  /** Whom codes of earlier reach for as long as they hold. */
  private readonly earlierCodes = new Map<string, string>()
  /** On which line each thing stood first. */
  private readonly seen = new Map<string, number>()

  constructor(
    readonly tx: Tx,
    readonly actor: Actor,
    readonly kind: Kind,
    readonly from: string,
  ) {}

  async load(): Promise<void> {
    const { rows } = await sql<KnownUnit>`
      select v.unit_id as id, v.name, v.agency_id as "agencyId", v.parent_id as "parentId", v.kind, v.is_agency as "isAgency", v.short_name as "shortName",
             v.abbreviation, v.name_en as "nameEn", v.exchange_code as "exchangeCode", app.administers(v.agency_id) as mine
        from unit_version v where v.valid @> ${this.from}::date`.execute(this.tx)
    this.units.push(...rows)
    const { rows: earlier } = await sql<{ code: string; id: string }>`
      select x.code, app.successor_of(x.unit_id, ${this.from}::date) as id from exchange_code_alias x where x.valid @> ${this.from}::date`.execute(
      this.tx,
    )
    for (const { code, id } of earlier) this.earlierCodes.set(code, id)
    if (this.kind === 'positions') await this.loadPosts()
  }

  /** The agencies that who asks administers: asked for once each, not for each of their posts. */
  mine = (): string[] => this.units.flatMap((one) => (one.isAgency && one.mine ? [one.id] : []))

  private async loadPosts(): Promise<void> {
    const { rows } = await sql<{ key: string; count: number }>`
      select concat_ws(chr(10), q.unit_id, lower(q.title), q.rank, q.leads::text, coalesce(q.title_en, ''),
               coalesce((select string_agg(one, ' ' order by one) from unnest(q.capabilities) one), '')) as key, count(*)::int as count
        from position q where q.valid @> ${this.from}::date and q.agency_id = any (${this.mine()}::uuid[]) and ${heldByPeople} group by 1`.execute(
      this.tx,
    )
    for (const row of rows) this.standing.set(row.key, row.count)
    for (const row of rows) {
      const post = row.key.split('\n').slice(0, 3).join('\n')
      this.standing.set(post, (this.standing.get(post) ?? 0) + row.count)
    }
  }

  private codes: Map<string, string> | null = null
  /** The code of a field of training or a certificate, by the code itself or its name. */
  async codeOf(text: string): Promise<string | undefined> {
    if (!this.codes) {
      const { rows } = await sql<{ code: string; name: string }>`
        select code, name from training_field union all select code, name from certificate_kind`.execute(this.tx)
      this.codes = new Map(rows.flatMap(({ code, name }) => [[code, code] as const, [folded(name), code] as const]))
    }
    return this.codes.get(folded(text))
  }

  fault(line: Line, key: string, code: FileFault['code'], other?: string): null {
    const heads = fileColumns[this.kind] as Record<string, string>
    const value = (line.cells[key] ?? '').slice(0, 100)
    this.faults.push({ line: line.line, column: heads[key] ?? key, code, value, ...(other ? { other } : {}) })
    return null
  }

  /** The text of a cell that must be there. */
  text(line: Line, key: string, most = 300): string | null {
    const value = line.cells[key] ?? ''
    if (!value) return this.fault(line, key, 'missing')
    return value.length > most ? this.fault(line, key, 'too-long') : value
  }

  /** Whether no formula of the line came to nothing; what a spreadsheet writes then is no name of anything. */
  readable(line: Line): boolean {
    const broken = Object.keys(line.cells).filter((key) =>
      /^(#(N\/A|[A-Z0/]+[!?])|Err:\d+)$/.test(line.cells[key] ?? ''),
    )
    for (const key of broken) this.fault(line, key, 'unknown-value')
    return broken.length === 0
  }

  /** Whether a cell says yes. */
  yes(line: Line, key: string): boolean {
    const value = bare(line.cells[key] ?? '').trim()
    if (['x', 'co', '1', 'yes', 'true'].includes(value)) return true
    if (!['', 'khong', '0', 'no', 'false'].includes(value)) this.fault(line, key, 'unknown-value')
    return false
  }

  /** The unit that a line names by its agency's code and its name there. */
  unit(line: Line, codeKey: string, nameKey: string): KnownUnit | null {
    const code = this.text(line, codeKey)
    if (!code) return null
    const agency =
      this.units.find((one) => one.isAgency && one.exchangeCode === code) ??
      this.units.find((one) => one.isAgency && one.id === this.earlierCodes.get(code))
    if (!agency) return this.fault(line, codeKey, 'unknown-agency')
    if (!agency.mine) return this.fault(line, codeKey, 'not-yours')
    const name = folded(line.cells[nameKey] ?? '')
    if (!name) return agency
    const found = this.units.filter((one) => one.agencyId === agency.id && folded(one.name) === name)
    if (found.length === 1) return found[0] ?? null
    return this.fault(line, nameKey, found.length === 0 ? 'unknown-unit' : 'several-units')
  }

  /** Says that a line repeats one before, and which. */
  once(line: Line, key: string, ...parts: string[]): boolean {
    const mark = parts.map(folded).join('\n')
    const first = this.seen.get(mark)
    if (first === undefined) this.seen.set(mark, line.line)
    else this.fault(line, key, 'double-in-file', String(first))
    return first === undefined
  }

  told(line: Line, outcome: FileLine['outcome'], what: string): void {
    this.lines.push({ line: line.line, outcome, what })
  }
}
