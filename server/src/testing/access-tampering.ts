import { sql } from 'kysely'
import pg from 'pg'
import type { TestDatabase } from '../platform/testing/index.ts'
import type { Asker } from './access-model.ts'
import type { Question } from './access-questions.ts'
import type { Table } from './look-at-rows.ts'

/** Names in a piece of SQL. */
const namesIn = (text: string): string[] => text.match(/[a-z_][a-z0-9_]+/g) ?? []

/** Tables that are read, and by how many steps: 0 where the statement itself names it. */
export type Reading = Map<string, number>

/**
 * Which tables a statement reads, with all that it reads by way of views, functions of the schema `app`, and policies: from the catalog, so that new
 * ones are known at once. It answers rather too many than too few.
 */
export async function openReading({ owner }: TestDatabase): Promise<(text: string) => Reading> {
  const { rows } = await sql<{ name: string; text: string; leaf: boolean }>`
    select c.relname as name, true as leaf, coalesce((select string_agg(concat_ws(' ', p.qual, p.with_check), ' ') from pg_policies p
        where p.tablename = c.relname and 'mocban_app' = any (p.roles)), '') as text
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    union all select c.relname, false, pg_get_viewdef(c.oid) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
    union all select p.proname, false, string_agg(p.prosrc, ' ') from pg_proc p where p.pronamespace = 'app'::regnamespace group by p.proname`.execute(
    owner,
  )
  const texts = new Map(rows.map((row) => [row.name, row]))
  const kept = new Map<string, Reading>()
  return (text) => {
    const known = kept.get(text)
    if (known) return known
    const tables: Reading = new Map()
    const seen = new Set<string>()
    let names = namesIn(text)
    for (let steps = 0; names.length > 0; steps += 1) {
      const next: string[] = []
      for (const name of names) {
        const found = texts.get(name)
        if (!found || seen.has(name)) continue
        seen.add(name)
        if (found.leaf) tables.set(name, steps)
        next.push(...namesIn(found.text))
      }
      names = next
    }
    kept.set(text, tables)
    return tables
  }
}

/** Hears every statement that this process sends. */
export function hearStatements(hear: (text: string) => void): () => void {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first] = given as [string | { text?: string } | undefined]
    const text = typeof first === 'string' ? first : first?.text
    if (text) hear(text)
    return (query as (...all: unknown[]) => unknown).apply(this, given)
  } as typeof query
  return () => {
    pg.Client.prototype.query = query
  }
}

/** A question to be asked again once something has been tampered with. */
export interface Sample {
  question: Question
  who: Asker
  tables: Reading
  /** How much it must tell, and how much it told. */
  must: number
  told: number
}
/** Of every route the answers that must tell most, and those that told least: what is missing is missed in the first, what is too much found in the others. */
export class Samples {
  private readonly kept = { open: new Map<string, Sample[]>(), closed: new Map<string, Sample[]>() }

  add(sample: Sample): void {
    this.keep('open', sample, (one) => one.told)
    if (sample.must > 0) this.keep('closed', sample, (one) => -one.must)
  }
  private keep(way: 'open' | 'closed', sample: Sample, by: (one: Sample) => number): void {
    const { path } = sample.question.route
    const best = [...(this.kept[way].get(path) ?? []), sample].sort((one, other) => by(one) - by(other)).slice(0, 4)
    this.kept[way].set(path, best)
  }
  /** Those whose answers read a table, whatever by way of: one of each route, nearest first, then another of each; not more than are quickly asked. */
  of(table: string, way: 'open' | 'closed', most = 24): Sample[] {
    const steps = (one: Sample) => one.tables.get(table) ?? Number.POSITIVE_INFINITY
    return [...this.kept[way].values()]
      .flatMap((all) => all.map((sample, rank) => ({ sample, rank })))
      .filter(({ sample }) => sample.tables.has(table))
      .sort((one, other) => one.rank - other.rank || steps(one.sample) - steps(other.sample))
      .slice(0, most)
      .map(({ sample }) => sample)
  }
}

export interface Tampering {
  way: 'open' | 'closed'
  done: string
  undone: string
}
/** What is done to a table, and how it is taken back: row-level security off, or everything kept from everybody. */
export function tamperings({ name, grants, policies }: Table): Tampering[] {
  const given = grants.includes('SELECT')
  const open: Tampering = {
    way: 'open',
    done: `alter table ${name} disable row level security; ${given ? '' : `grant select on ${name} to mocban_app`}`,
    undone: `alter table ${name} enable row level security; ${given ? '' : `revoke select on ${name} from mocban_app`}`,
  }
  const closed: Tampering = {
    way: 'closed',
    done: `create policy closed on ${name} as restrictive to mocban_app using (false)`,
    undone: `drop policy closed on ${name}`,
  }
  // Of what nobody is given anything there is nothing to close.
  return policies.length > 0 ? [open, closed] : [open]
}
