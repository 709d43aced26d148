import type { Database } from '../server/src/platform/database/index.ts'
import type { Program } from './program.ts'
import type { BenchProvince } from './province.ts'
import type { Sql } from './sql.ts'

/** What every measured work finds ready. */
export interface Bench {
  documents: number
  province: BenchProvince
  ownerUrl: string
  /** A connection that owns the tables. */
  sql: Sql
  /** As the program asks: under the policies. */
  app: Database
  /** As a superuser asks: without them. */
  owner: Database
  program: Program
}
