import { sql } from 'kysely'
import pg from 'pg'
import PgBoss from 'pg-boss'
import type { Tx } from '../database/index.ts'
import type { Jobs, WorkOptions } from './jobs.ts'

interface Queue {
  handler: (data: never, job: { id: string }) => Promise<unknown>
  options: Required<WorkOptions>
  cron?: string
  running: number
}
type Job = { id: string; data: object }

const pollMilliseconds = 1000

/**
 * Jobs in pg-boss. The loop that takes them is our own: one look for all queues, a result is only left behind when the database has it, and a
 * database that goes away and comes back ends nothing.
 */
export function openJobs(options: { workerUrl: string; report?: (error: Error, about: string) => void }): Jobs {
  const report = options.report ?? (() => {})
  const queues = new Map<string, Queue>()
  const timed = new Map<string, { seconds: number; handler: () => Promise<unknown> }>()
  const running = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  let started = false
  let stopping = false
  let pool: pg.Pool | null = null
  let boss: PgBoss | null = null

  const database = () => {
    if (pool) return pool
    const lost = (error: Error) => report(error, 'the jobs’ connection')
    pool = new pg.Pool({
      connectionString: options.workerUrl,
      max: 4,
      application_name: 'mocban jobs',
      connectionTimeoutMillis: 10_000,
    })
    pool.on('error', lost)
    // One that is held for a turn, and lost while its work does something else, has no query to fail: without a listener it would end the program.
    pool.on('connect', (client) => client.on('error', lost))
    return pool
  }
  const open = async () => {
    if (boss) return boss
    boss = new PgBoss({
      db: { executeSql: (text, values) => database().query(text, values) },
      migrate: false,
      supervise: started,
      schedule: started,
      archiveCompletedAfterSeconds: 3600,
      deleteAfterDays: 7,
    })
    boss.on('error', (error) => report(error, 'pg-boss'))
    await boss.start()
    for (const [name, queue] of queues) {
      // One program after the other: two that make the same queue at once would wait for each other for ever.
      await database().query(
        'with turn as materialized (select pg_advisory_xact_lock(6301, 3)) select app.ensure_queue($1, $2, $3) from turn',
        [name, queue.options.retries, queue.options.minutes],
      )
      if (queue.cron) await boss.schedule(name, queue.cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
    }
    return boss
  }
  const waiting = async (): Promise<string[]> => {
    const { rows } = await database().query<{ name: string }>(
      `select q.name from unnest($1::text[]) q (name)
        where exists (select from pgboss.job j where j.name = q.name and j.state < 'active' and j.start_after <= now())`,
      [[...queues.keys()]],
    )
    return rows.map((row) => row.name)
  }
  const run = async (name: string, queue: Queue, job: Job): Promise<Error | null> => {
    const failure = await queue.handler(job.data as never, { id: job.id }).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    )
    if (failure) report(failure, `job ${name} ${job.id}`)
    // What cannot be noted now is taken again when its time is over: handlers are safe to run twice.
    await (failure ? boss?.fail(name, job.id, failure) : boss?.complete(name, job.id))?.catch((error) =>
      report(error, `the end of job ${name} ${job.id}`),
    )
    return failure
  }

  let looking = false
  let again = false
  const look = async () => {
    if (looking || stopping) {
      again = true
      return
    }
    looking = true
    try {
      for (const name of await waiting()) {
        const queue = queues.get(name)
        const free = queue ? queue.options.atOnce - queue.running : 0
        if (!queue || !boss || free <= 0 || stopping) continue
        for (const job of await boss.fetch<object>(name, { batchSize: free })) {
          queue.running++
          const done: Promise<void> = run(name, queue, job).then(() => {
            queue.running--
            running.delete(done)
            void look()
          })
          running.add(done)
        }
      }
    } catch (error) {
      report(error as Error, 'looking for jobs')
    } finally {
      looking = false
      if (again && !stopping) {
        again = false
        setImmediate(() => void look())
      }
    }
  }
  /** Of all processes, the one that gets the lock runs it. */
  const runAlone = async (name: string, handler: () => Promise<unknown>) => {
    const client = await database().connect()
    try {
      const { rows } = await client.query('select pg_try_advisory_lock(6302, hashtext($1)) as mine', [name])
      if (!rows[0].mine) return
      try {
        await handler()
      } finally {
        await client.query('select pg_advisory_unlock(6302, hashtext($1))', [name])
      }
    } finally {
      client.release()
    }
  }
  const keepTime = (name: string, seconds: number, handler: () => Promise<unknown>) => {
    let busy = false
    timers.add(
      setInterval(() => {
        if (busy || stopping) return
        busy = true
        const done: Promise<void> = runAlone(name, handler)
          .catch((error) => report(error, name))
          .then(() => {
            busy = false
            running.delete(done)
          })
        running.add(done)
      }, seconds * 1000),
    )
  }

  const jobs: Jobs = {
    async enqueue(tx: Tx, queue, data, { key, startAfter, priority } = {}) {
      await sql`select app.enqueue(${queue}, ${JSON.stringify(data)}::jsonb, ${key ?? null}, ${startAfter?.toISOString() ?? null}, ${priority ?? 0})`.execute(
        tx,
      )
    },
    work(name, handler, given = {}) {
      const { atOnce = 1, retries = 5, minutes = 15 } = given
      queues.set(name, { handler: handler as Queue['handler'], options: { atOnce, retries, minutes }, running: 0 })
    },
    every(name, cron, handler) {
      jobs.work(name, handler)
      Object.assign(queues.get(name) as Queue, { cron })
    },
    eachSeconds(name, seconds, handler) {
      timed.set(name, { seconds, handler })
    },
    async start() {
      started = true
      await open()
      timers.add(setInterval(() => void look(), pollMilliseconds))
      for (const [name, { seconds, handler }] of timed) keepTime(name, seconds, handler)
    },
    async stop(seconds = 20) {
      if (stopping) return
      stopping = true
      for (const timer of timers) clearInterval(timer)
      await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())])
      await boss?.stop({ graceful: false, wait: true, close: false }).catch(() => {})
      await pool?.end()
    },
    async runWaiting() {
      const taken = await open()
      for (let names = await waiting(); names.length > 0; names = await waiting()) {
        for (const name of names)
          for (const job of await taken.fetch<object>(name, { batchSize: 1 })) {
            const failure = await run(name, queues.get(name) as Queue, job)
            if (failure) throw failure
          }
      }
    },
    async runTimed(name) {
      const work = timed.get(name)?.handler ?? queues.get(name)?.handler
      if (!work) throw new Error(`no timed work is named ${name}`)
      await work({} as never, { id: '' })
    },
  }
  return jobs
}
