import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { type Jobs, openJobs } from './index.ts'

let database: TestDatabase
let jobs: Jobs
const reports: string[] = []

beforeEach(async () => {
  reports.length = 0
  database = await createTestDatabase()
  jobs = openJobs({
    workerUrl: database.workerUrl,
    report: (error, about) => reports.push(`${about}: ${error.message}`),
  })
})
afterEach(async () => {
  await jobs.stop(2)
  await database.drop()
})

const enqueue = (data: Record<string, unknown>, options = {}) =>
  database.app.transaction().execute((tx) => jobs.enqueue(tx, 'test.work', data, options))

describe('jobs', () => {
  it('commit or vanish with the transaction that adds them', async () => {
    const done: unknown[] = []
    jobs.work('test.work', async (data) => done.push(data))
    await enqueue({ n: 1 })
    await database.app
      .transaction()
      .execute(async (tx) => {
        await jobs.enqueue(tx, 'test.work', { n: 2 })
        throw new Error('changed my mind')
      })
      .catch(() => {})
    await jobs.runWaiting()
    expect(done).toEqual([{ n: 1 }])
  })

  it('begin in many programs at once on a database that has none of their queues yet', async () => {
    const programs = Array.from({ length: 8 }, () => openJobs({ workerUrl: database.workerUrl }))
    for (const program of programs) for (let n = 0; n < 12; n++) program.work(`test.at-once-${n}`, async () => {})
    try {
      await Promise.all(programs.map((program) => program.start()))
    } finally {
      await Promise.all(programs.map((program) => program.stop(1)))
    }
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from pgboss.queue where name like 'test.at-once-%'`.execute(database.owner)
    expect(rows).toEqual([{ n: 12 }])
  })

  it('wait once for each key, and every job without a key is its own', async () => {
    const done: unknown[] = []
    jobs.work('test.work', async (data) => done.push(data))
    for (const key of ['a', 'a', 'b', undefined, undefined]) await enqueue({ key }, { key })
    await jobs.runWaiting()
    expect(done).toHaveLength(4)
  })

  it('that fail are tried again later', async () => {
    jobs.work('test.work', async () => {
      throw new Error('no')
    })
    await enqueue({})
    await expect(jobs.runWaiting()).rejects.toThrow('no')
    const { rows } = await sql<{ state: string }>`select state from pgboss.job where name = 'test.work'`.execute(
      database.worker,
    )
    expect(rows).toEqual([{ state: 'retry' }])
  })

  it('are not read by the program, only added', async () => {
    await enqueue({ secret: 1 })
    await expect(sql`select * from pgboss.job`.execute(database.app)).rejects.toThrow('permission denied')
  })

  it('go on after the database went away and came back', async () => {
    const done: number[] = []
    jobs.work<{ n: number }>('test.work', async ({ n }) => done.push(n))
    await jobs.start()
    await enqueue({ n: 1 })
    await vi.waitFor(() => expect(done).toEqual([1]), 10_000)
    const name = new URL(database.workerUrl).pathname.slice(1)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and usename = 'mocban_worker'`.execute(
      database.owner,
    )
    await enqueue({ n: 2 })
    await vi.waitFor(() => expect(done).toEqual([1, 2]), 15_000)
    expect(reports.length).toBeGreaterThan(0)
  })

  it('outlive the connection of work that is due by the clock, lost while that work was doing something else', async () => {
    let turns = 0
    jobs.eachSeconds('test.timed', 0.1, async () => {
      turns += 1
      if (turns > 1) return
      // Nothing is asked over the connection that holds the turn; without a listener its loss would end the program.
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'mocban jobs' and state = 'idle'`.execute(
        database.owner,
      )
      await new Promise((done) => setTimeout(done, 200))
    })
    await jobs.start()
    await vi.waitFor(() => expect(turns).toBeGreaterThan(2), { timeout: 10_000 })
    expect(reports.join()).toContain('terminating connection')
  })

  it('let what runs finish when they stop', async () => {
    let finished = false
    let begun = false
    jobs.work('test.work', async () => {
      begun = true
      await new Promise((resolve) => setTimeout(resolve, 300))
      finished = true
    })
    await jobs.start()
    await enqueue({})
    await vi.waitFor(() => expect(begun).toBe(true), 10_000)
    await jobs.stop()
    expect(finished).toBe(true)
    const { rows } = await sql<{ state: string }>`select state from pgboss.job where name = 'test.work'`.execute(
      database.worker,
    )
    expect(rows).toEqual([{ state: 'completed' }])
  })
})
