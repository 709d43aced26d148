import type { Database, Standing } from '../server/src/platform/database/index.ts'
import type { Program } from './program.ts'
import type { BenchProvince } from './province.ts'
import type { Sql } from './sql.ts'

/** What every measured work finds ready. */
export interface Bench {
  documents: number
  province: BenchProvince
  /** Who asks in `list` and `search`, by name; with `--posts` their deputies, too. */
  asking: Record<string, Standing>
  /** With `--posts`: deputies of the clerks of the fifty agencies that register. */
  deputyClerks: Standing[]
  ownerUrl: string
  /** A connection that owns the tables. */
  sql: Sql
  /** As the program asks: under the policies. */
  app: Database
  /** As a superuser asks: without them. */
  owner: Database
  program: Program
}
