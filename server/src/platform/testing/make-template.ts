import pg from 'pg'
import { migrate } from '../database/migrate.ts'
import { testPasswords } from './passwords.ts'
import { named } from './postgres.ts'

/** Makes a migrated database on a server; answers its address. */
export async function makeTemplate(server: string, name: string): Promise<string> {
  const sorted = `encoding 'UTF8' locale_provider icu icu_locale 'vi' locale 'C'`
  await runOn(server, `create database ${name} template template0 ${sorted}`)
  const url = named(server, name)
  await migrate(url, testPasswords)
  return url
}

/** One statement on a connection of its own. */
export async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
