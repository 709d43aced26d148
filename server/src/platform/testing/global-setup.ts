import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../database/migrate.ts'
import { testPasswords } from './passwords.ts'
import { named, startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
  }
}

/** One real PostgreSQL for the whole run with one migrated template, from which each test clones a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL ? given(process.env.DATABASE_URL) : await startPostgres()
  const template = `mocban_template_${process.pid}`
  await run(
    server.url,
    `create database ${template} template template0 encoding 'UTF8' locale_provider icu icu_locale 'vi' locale 'C'`,
  )
  await migrate(named(server.url, template), testPasswords)
  project.provide('ownerUrl', named(server.url, template))
  return async () => {
    await run(server.url, `drop database if exists ${template} with (force)`)
    await server.stop()
  }
}

const given = (url: string) => ({ url, stop: async () => {} })

async function run(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
