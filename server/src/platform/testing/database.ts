import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../database/index.ts'
import { runOn } from './make-template.ts'
import { testPasswords } from './passwords.ts'

export interface TestDatabase {
  ownerUrl: string
  appUrl: string
  workerUrl: string
  signInUrl: string
  /** As the server's owner: for arranging and for looking behind the program's back. */
  owner: Database
  /** As the program. */
  app: Database
  /** As the program's jobs. */
  worker: Database
  drop(): Promise<void>
}

const opened = new WeakMap<Database, TestDatabase>()

/** The test's database that a program's pool belongs to. */
export function testDatabaseOf(app: Database): TestDatabase {
  const database = opened.get(app)
  if (!database) throw new Error('not the pool of a test database')
  return database
}

/** A database of one's own, cloned from a migrated template: the run's, or one on a server of the test's own. */
export async function createTestDatabase(templateUrl = inject('ownerUrl')): Promise<TestDatabase> {
  const template = new URL(templateUrl)
  const name = `t_${randomBytes(6).toString('hex')}`
  const server = new URL(template)
  server.pathname = '/postgres'
  await runOn(server.href, `create database ${name} template ${template.pathname.slice(1)}`)
  const url = (user?: string, password?: string) => {
    const own = new URL(template)
    own.pathname = `/${name}`
    if (user) own.username = user
    if (password) own.password = password
    return own.href
  }
  const ownerUrl = url()
  const appUrl = url('mocban_app', testPasswords.app)
  const workerUrl = url('mocban_worker', testPasswords.worker)
  const signInUrl = url('mocban_sign_in', testPasswords.signIn)
  await runOn(ownerUrl, `grant connect on database ${name} to mocban_app, mocban_worker, mocban_sign_in`)
  const owner = openDatabase({ url: ownerUrl, max: 4 })
  const app = openDatabase({ url: appUrl, max: 10 })
  const worker = openDatabase({ url: workerUrl, max: 4 })
  const database: TestDatabase = {
    ownerUrl,
    appUrl,
    workerUrl,
    signInUrl,
    owner,
    app,
    worker,
    drop: async () => {
      await Promise.all([owner.destroy(), app.destroy(), worker.destroy()])
      await runOn(server.href, `drop database if exists ${name} with (force)`)
    },
  }
  opened.set(app, database)
  return database
}

/** Runs `work` on a database of its own and drops it afterwards. */
export async function withDatabase(work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await createTestDatabase()
  try {
    await work(database)
  } finally {
    await database.drop()
  }
}
