import type { TestProject } from 'vitest/node'
import { makeTemplate, runOn } from './make-template.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
  }
}

/** One real PostgreSQL for the whole run with one migrated template, from which each test clones a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL ? given(process.env.DATABASE_URL) : await startPostgres()
  const template = `mocban_template_${process.pid}`
  project.provide('ownerUrl', await makeTemplate(server.url, template))
  return async () => {
    await runOn(server.url, `drop database if exists ${template} with (force)`)
    await server.stop()
  }
}

const given = (url: string) => ({ url, stop: async () => {} })
