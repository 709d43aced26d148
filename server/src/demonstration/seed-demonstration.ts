import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { clock } from '../platform/clock.ts'
import { FileMaker } from './files/make-files.ts'
import { finishRows, makeAllFiles } from './load/document-rows.ts'
import { loadTables, tablesOf } from './load/load-tables.ts'
import { organisationRows } from './load/organisation-rows.ts'
import { outlines, staffingRows } from './load/staffing-rows.ts'
import { demonstrationPassword } from './roles.ts'
import { SeededRandom } from './seeded-random.ts'
import { tellAccessTerms } from './story/access-terms.ts'
import type { Paper } from './story/paper.ts'
import { eveOfMerger, tellProvinces2024 } from './story/tell-2024.ts'
import { tellProvince } from './story/tell-province.ts'
import { dateOf } from './story/working-time.ts'
import type { Row } from './story/world.ts'

export interface SeedOptions {
  /** now: one province as it has stood since July 2025; 2024: the two provinces with districts, told up to the eve of their merger. */
  province?: 'now' | '2024'
  /** A connection that owns the tables. */
  ownerUrl: string
  files: { putBytes(bytes: Uint8Array): Promise<{ sha256: string }> }
  /** Where people will reach the program; it stands in the QR code on every page 1. */
  origin?: string
  /** When the demonstration begins: nothing that it tells lies after this moment. */
  now?: Date
  seed?: number
  /** 1 makes about 3,000 documents. */
  size?: number
  /** Argon2id hash of everybody's password. */
  passwordHash?: string
  /** Signs what is really signed; nothing is without it. */
  signer?: { sign(pdf: Buffer, paper: Paper): Promise<Buffer | null> }
  /** Rows and files done, of all, and what is being made. */
  progress?: (done: number, total: number, what?: string) => void
}
export interface SeedCounts {
  units: number
  people: number
  documents: number
  files: number
  events: number
}

/**
 * Fills an empty database with the province of Bắc Ninh, all rows in one transaction: a start that is cut off leaves nothing in it, and the next
 * begins again (files are stored by their hash, so doing it twice is harmless). The same seed and morning give the same records.
 */
export async function seedDemonstration(options: SeedOptions): Promise<SeedCounts> {
  const { seed = 57, size = 1.1 } = options
  const before = options.province === '2024'
  const begins = before ? eveOfMerger : (options.now ?? clock.now())
  const today = dateOf(begins)
  const progress = options.progress ?? (() => {})
  const told = before ? tellProvinces2024(seed) : [tellProvince({ seed, now: begins, size })]
  const passwordHash = options.passwordHash ?? (await hashOf(seed))

  for (const [n, { world, places }] of told.entries()) {
    const { signer } = options
    const maker = new FileMaker(
      seed + n,
      places,
      options.files,
      options.origin ?? 'http://localhost:3000',
      signer && ((pdf, paper) => signer.sign(pdf, paper)),
    )
    const earlier = await makeAllFiles(world, maker, (done, of) => progress(done, of, 'văn bản · documents'))
    world.settle()
    finishRows(world, earlier)
    if (!before) tellAccessTerms(world)
  }
  const organisations = told.map(({ province }, n) =>
    organisationRows(
      province,
      passwordHash,
      today,
      new SeededRandom(seed, n === 0 ? 'organisation' : `organisation/${n}`),
      before ? '2021-07-01' : undefined,
    ),
  )
  const tables = [
    ...(organisations[0] ?? []).map(([table], n): [string, Row[]] => [
      table,
      organisations.flatMap((one) => one[n]?.[1] ?? []),
    ]),
    // The eve of the merger has no training records yet; a province of today has.
    ...(before || !told[0]
      ? [['unit_boundary', outlines()] as [string, Row[]]]
      : staffingRows(told[0].province, today, new SeededRandom(seed, 'staffing'))),
    ...tablesOf(...told.map((one) => one.world)),
  ]
  const now = told.at(-1)?.world.now as Date
  await withClient(options.ownerUrl, (client) => loadTables(client, tables, now, progress))
  const count = (name: string) => tables.find(([table]) => table === name)?.[1].length ?? 0
  return {
    units: count('unit'),
    people: count('person'),
    documents: count('document'),
    files: count('file'),
    events: count('event'),
  }
}

// The package's constant is an ambient enum, which a module of its own cannot read.
const argon2id = 2

/** The same salt for the same seed, so that records stay the same; the password of a demonstration is no secret. */
function hashOf(seed: number): Promise<string> {
  return hash(demonstrationPassword, {
    algorithm: argon2id,
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
    salt: createHash('sha256').update(`demonstration/${seed}`).digest().subarray(0, 16),
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
