import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import setup from '../testing/global-setup.ts'

/**
 * `npm run schema`: migrates an empty database and writes the types of its tables to schema.ts.
 * With `--check` it writes nothing and fails where schema.ts no longer says what the migrations make.
 */
const target = fileURLToPath(new URL('./schema.ts', import.meta.url))
const check = process.argv.includes('--check')

const typeMapping = {
  timestamptz: 'ColumnType<string, Date | string, Date | string>',
  int8: 'ColumnType<number, number | string, number | string>',
}
// PostgreSQL does not tell that a view's column is never null.
const neverNull = ['id', 'kind', 'agency_id', 'name', 'short_name', 'abbreviation', 'name_en']
const columns: Record<string, string> = {}
for (const view of ['unit_now', 'unit_known']) {
  columns[`${view}.is_agency`] = 'boolean'
  columns[`${view}.ordinal`] = 'number'
  for (const column of neverNull) columns[`${view}.${column}`] = 'string'
}

let url = ''
let differs = false
const stop = await setup({
  provide: (_: string, value: string) => {
    url = value
  },
} as unknown as TestProject)
try {
  const printed = execFileSync(
    'npx',
    [
      'kysely-codegen',
      '--dialect',
      'postgres',
      '--url',
      url,
      '--print',
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--exclude-pattern',
      'pgboss.*',
      '--type-mapping',
      JSON.stringify(typeMapping),
      '--overrides',
      JSON.stringify({ columns }),
      '--log-level',
      'error',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 50_000_000 },
  )
  const formatted = execFileSync('npx', ['biome', 'format', '--stdin-file-path', target], {
    input: printed.slice(printed.indexOf('/**')),
    encoding: 'utf8',
  })
  if (!check) (await import('node:fs')).writeFileSync(target, formatted)
  else if (readFileSync(target, 'utf8') !== formatted) {
    console.error('schema.ts does not match the migrations: run `npm run schema`')
    differs = true
  }
} finally {
  await stop()
}
// The embedded server's own way out would forget an exit code that was set before.
if (differs) process.exit(1)
