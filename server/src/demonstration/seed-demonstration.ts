import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { clock } from '../platform/clock.ts'
import { FileMaker } from './files/make-files.ts'
import { finishRows, makeAllFiles } from './load/document-rows.ts'
import { insertRows } from './load/insert-rows.ts'
import { organisationRows } from './load/organisation-rows.ts'
import { buildProvince } from './province/build-province.ts'
import { demonstrationPassword } from './roles.ts'
import { SeededRandom } from './seeded-random.ts'
import { tellDesks } from './story/desks.ts'
import { tellFirstSession } from './story/first-session.ts'
import { tellDays } from './story/impulses.ts'
import { tellTasks } from './story/tasks.ts'
import { tellWorkFiles } from './story/work-files.ts'
import { addWorkingDays, afterWork, isWorkingDay, midnightOf } from './story/working-time.ts'
import { type Row, World } from './story/world.ts'

export interface SeedOptions {
  /** A connection that owns the tables. */
  ownerUrl: string
  files: { putBytes(bytes: Uint8Array): Promise<{ sha256: string }> }
  /** The day on which the province stands, in Vietnam. */
  today?: string
  seed?: number
  /** 1 makes about 3,000 documents. */
  size?: number
  /** Argon2id hash of everybody's password. */
  passwordHash?: string
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

// In the order of references.
const order = [
  'register',
  'audience',
  'file',
  'document',
  'register_entry',
  'document_relation',
  'document_file',
  'direction',
  'dispatch',
  'dispatch_file',
  'delivery',
  'delivery_status',
  'handling',
  'draft',
  'draft_version',
  'draft_recipient',
  'review',
  'task',
  'task_collaborator',
  'task_progress',
  'task_extension',
  'work_file',
  'work_file_document',
  'work_file_record',
  'work_file_note',
  'work_file_person',
  'event',
  'page_text',
]
// Their triggers do row by row what is done at once at the end.
const triggered = ['document', 'document_file', 'dispatch_file', 'audience', 'event', 'page_text']

/**
 * Fills an empty database with the province of Bắc Ninh, all rows in one transaction: a start that is cut off leaves nothing in it, and the next
 * begins again (files are stored by their hash, so doing it twice is harmless). The same seed and day give the same records.
 */
export async function seedDemonstration(options: SeedOptions): Promise<SeedCounts> {
  const { seed = 57, size = 1.1 } = options
  const today = options.today ?? clock.today()
  const progress = options.progress ?? (() => {})
  const province = buildProvince(seed)
  const passwordHash = options.passwordHash ?? (await hashOf(seed))

  const world = new World(province, new SeededRandom(seed, 'story'), endOf(today))
  const places = province.communes.map((one) => one.calledBy.replace('Ủy ban nhân dân ', ''))
  tellFirstSession(world, places)
  tellDays(world, size)
  tellDesks(world)
  tellTasks(world, size, places)
  tellWorkFiles(world)
  world.giveNumbers()

  const maker = new FileMaker(seed, places, options.files)
  const earlier = await makeAllFiles(world, maker, (done, of) => progress(done, of, 'văn bản · documents'))
  world.settle()
  finishRows(world, earlier)

  const tables = [
    ...organisationRows(province, passwordHash, today, new SeededRandom(seed, 'organisation')),
    ...order.map((table): [string, Row[]] => [table, world.rows.get(table) ?? []]),
  ]
  await withClient(options.ownerUrl, (client) => load(client, tables, world.now, progress))
  return {
    units: province.units.length,
    people: province.people.length,
    documents: world.documents.length,
    files: world.rows.get('file')?.length ?? 0,
    events: world.rows.get('event')?.length ?? 0,
  }
}

async function load(
  client: pg.Client,
  tables: [string, Row[]][],
  now: Date,
  progress: (done: number, total: number, what?: string) => void,
): Promise<void> {
  await client.query('begin')
  try {
    for (const table of triggered) await client.query(`alter table "${table}" disable trigger user`)
    const all = tables.reduce((sum, [, rows]) => sum + rows.length, 0)
    let done = 0
    for (const [table, rows] of tables) {
      await insertRows(client, table, rows)
      done += rows.length
      progress(done, all, 'bản ghi · records')
    }
    await client.query('set constraints all immediate')
    for (const table of triggered) await client.query(`alter table "${table}" enable trigger user`)
    progress(0, 1, 'chỉ mục tìm kiếm · search index')
    await client.query('drop index if exists search_document_words')
    await client.query('select app.index_missing_documents()')
    await client.query('create index search_document_words on search_document using gin (words)')
    // The bell rings for what happened in the last days; the notifier tells it at its first round.
    await client.query(
      `insert into notification_due (event_id) select id from event where concerns <> '{}' and at > $1::timestamptz - interval '4 days'`,
      [now],
    )
    await client.query(`update installation set demonstration = 'loaded'`)
    progress(1, 1, 'chỉ mục tìm kiếm · search index')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await client.query('analyze')
}

/** The moment at which the story stops: mid-morning of the day, or the end of the last working day before. */
function endOf(today: string): Date {
  if (isWorkingDay(today)) return afterWork(midnightOf(today), 2.2)
  let day = today
  for (let back = 1; !isWorkingDay(day); back++)
    day = new Date(Date.parse(`${today}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10)
  return new Date(midnightOf(addWorkingDays(day, 0)).getTime() + 17 * 3_600_000)
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
