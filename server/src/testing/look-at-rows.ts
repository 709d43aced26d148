import pg from 'pg'
import { newId } from '../platform/database/index.ts'
import type { PlantedRow } from './planted-rows.ts'
import type { Somebody } from './principals.ts'

interface Column {
  name: string
  type: string
  filled: boolean
}
export interface Table {
  name: string
  key: string[]
  columns: Column[]
  /** What the program's role is granted on the whole table. */
  grants: string[]
  /** Its policies for the program's role that let rows be read. */
  policies: string[]
}
export interface Planted extends PlantedRow {
  /** The row's key, as `look` finds it. */
  key: string
  /** All its values, to write the same once more. */
  full: Record<string, unknown>
}

interface Done {
  rows: Record<string, unknown>[]
  rowCount: number
  /** Of the error it ended with. */
  code?: string
}

/** What the refusal of a policy or a missing grant is called. */
const refused = '42501'

/** A superuser's connection that looks at tables as others do: with the program's role, and nothing that it does stays. */
export async function openLook(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl, pipeline: true } as pg.ClientConfig)
  await client.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)

  /** Every table with policies on, as the catalog has it. */
  const tables = async (): Promise<Table[]> => (await run(tablesQuery)).rows

  /** Puts rows in as they are, whatever they refer to: only who sees them is the matter here. */
  const plant = async (all: Table[], rows: PlantedRow[]): Promise<Planted[]> => {
    await run("set session_replication_role = 'replica'")
    const planted: Planted[] = []
    for (const row of rows) {
      const table = all.find((one) => one.name === row.table)
      if (!table) throw new Error(`no table ${row.table} with policies`)
      const given: Record<string, unknown> = {}
      for (const column of table.columns)
        if (column.filled && !(column.name in row.values)) given[column.name] = filler(column.type)
      const { rows: put } = await insert(
        row.table,
        { ...given, ...row.values },
        `returning ${keyOf(table)} as row_key, *`,
      )
      const { row_key: key, ...whole } = put[0]
      // What the table works out itself is not written.
      const full = Object.fromEntries(table.columns.map(({ name }) => [name, whole[name]]))
      planted.push({ ...row, key, full })
    }
    await run("set session_replication_role = 'origin'")
    return planted
  }
  const insert = (table: string, values: Record<string, unknown>, returning = '') => {
    const names = Object.keys(values)
    return run(
      `insert into ${table} (${names.join(', ')}) overriding system value values (${names.map((_, at) => `$${at + 1}`).join(', ')}) ${returning}`,
      Object.values(values).map((value) => (isDocument(value) ? JSON.stringify(value) : value)),
    )
  }

  /** Sends statements as somebody, or as a connection without an actor, each on its own, and takes them back. None waits for the one before. */
  const as = async (who: Somebody | null, statements: (() => Promise<pg.QueryResult>)[]): Promise<Done[]> => {
    const standing = who && `select from app.act_as('${who.personId}', '${who.positionId}', null, null);`
    const around = [run(`savepoint look; ${standing ?? ''} set local role mocban_app`)]
    const done = statements.map((send) => {
      around.push(run('savepoint one'))
      const result = send().then(
        ({ rows, rowCount }): Done => ({ rows, rowCount: rowCount ?? 0 }),
        ({ code }: { code?: string }): Done => ({ rows: [], rowCount: 0, code: code ?? 'lost' }),
      )
      around.push(run('rollback to savepoint one'))
      return result
    })
    around.push(run('rollback to savepoint look'))
    await Promise.all(around)
    return Promise.all(done)
  }

  /** The keys that somebody sees in each of the tables. */
  const seen = async (who: Somebody | null, of: Table[]): Promise<Set<string>[]> => {
    const found = await as(
      who,
      of.map((table) => () => run(`select ${keyOf(table)} as key from ${table.name}`)),
    )
    return found.map(({ rows, code }, n) => {
      if (code && code !== refused) throw new Error(`${of[n]?.name} cannot be read: ${code}`)
      return new Set(rows.map((row) => row.key as string))
    })
  }

  /** Those of the rows that somebody may put in once more: a policy is asked before a key's uniqueness is. */
  const insertable = async (who: Somebody | null, rows: Planted[]): Promise<Set<Planted>> => {
    const tried = await as(
      who,
      rows.map((row) => () => insert(row.table, row.full)),
    )
    return new Set(
      rows.filter((row, n) => {
        const code = tried[n]?.code
        // Whatever else is wrong with the statement itself tells nothing of who may.
        if (code?.startsWith('42') && code !== refused) throw new Error(`${row.table} cannot be written: ${code}`)
        return code !== refused
      }),
    )
  }

  /** Which of the changes, which name no row, and so read none, reach any. */
  const reaches = async (who: Somebody | null, changes: string[]): Promise<string[]> => {
    const tried = await as(
      who,
      changes.map((change) => () => run(change)),
    )
    return changes.filter((_, n) => {
      const one = tried[n]
      return one?.code ? one.code !== refused : (one?.rowCount ?? 0) > 0
    })
  }

  /** Tries the walk with the house's rules changed, and puts them back. */
  const changed = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    await run('begin')
    try {
      // What is tried is who may, not what belongs together: no triggers, no references.
      await run("set local session_replication_role = 'replica'")
      if (sql) await run(sql)
      return await work()
    } finally {
      await run('rollback')
    }
  }
  return { tables, plant, seen, insertable, reaches, changed, close: () => client.end() }
}

const keyOf = (table: Table) => `concat_ws('|', ${table.key.join(', ')})`
const isDocument = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !Buffer.isBuffer(value) &&
  !(value instanceof Date)

let last = 0
/** Something for a column that must have something, another each time. */
function filler(type: string): unknown {
  last += 1
  if (type === 'uuid') return newId()
  if (type === 'text') return `x${last}`
  if (type === 'integer' || type === 'bigint' || type === 'smallint') return last
  return fillers[type]
}
const fillers: Record<string, unknown> = {
  boolean: false,
  date: '2025-08-01',
  'timestamp with time zone': '2025-08-01T00:00:00Z',
  jsonb: '{}',
  daterange: '[2025-07-01,)',
  tstzrange: '[2025-07-01,)',
  bytea: Buffer.alloc(32),
  'uuid[]': '{}',
  'text[]': '{}',
  tsvector: '',
}

const tablesQuery = `
  select c.relname as name,
    (select array_agg(a.attname::text order by a.attnum) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
      where i.indrelid = c.oid and i.indisprimary) as key,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
        'filled', a.attnotnull and not a.atthasdef and a.attidentity = '')) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    array(select privilege_type::text from information_schema.role_table_grants g where g.grantee = 'mocban_app' and g.table_name = c.relname) as grants,
    array(select policyname::text from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
      and 'mocban_app' = any (p.roles) and p.cmd in ('SELECT', 'ALL') order by 1) as policies
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity order by 1`
