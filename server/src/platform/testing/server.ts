import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Route, RouteAnswer, RouteCall } from '@mocban/contract/route'
import type { Problem } from '@mocban/contract/values'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Database, Standing } from '../database/index.ts'
import { type FileStore, openFolderStore } from '../files/index.ts'
import { type App, createHttp, type Works } from '../http/index.ts'
import { type Jobs, openJobs } from '../jobs/index.ts'
import { openMailer } from '../mail/index.ts'
import { openSealer } from '../sign-in/sealer.ts'
import { testDatabaseOf } from './database.ts'

/** Answers to a call in a test: the parsed answer, or the problem. */
export type Outcome<R extends Route> = {
  status: number
  answer: RouteAnswer<R>
  problem: Problem
  response: LightMyRequestResponse
}

export interface TestServer {
  http: FastifyInstance
  files: FileStore
  /** Where they lie. */
  filesFolder: string
  /** Nothing runs by itself: `jobs.runWaiting()`. */
  jobs: Jobs
  works: Works
  /** Calls a route as somebody, through HTTP: parsing, session, policies and serialisation are the product's. */
  call<R extends Route>(
    who: Standing | null,
    route: R,
    input: RouteCall<R>,
    headers?: Record<string, string>,
  ): Promise<Outcome<R>>
  /** The same where the call must succeed: answers the body. */
  ask<R extends Route>(
    who: Standing,
    route: R,
    input: RouteCall<R>,
    headers?: Record<string, string>,
  ): Promise<RouteAnswer<R>>
  /** The same where it should be refused: answers the refusal's code, nothing where the call succeeds. What is asked may be wrong in form too. */
  refusal(who: Standing | null, route: Route, input: object): Promise<string | undefined>
  close(): Promise<void>
}

/**
 * The product's server on a test's database, with a file store of its own. Who asks is named by a header that only this server reads; sign-in
 * has tests of its own. With `workModules`, `jobs.runWaiting()` runs the modules' background work.
 */
export async function startTestServer(
  db: Database,
  serveModules: (app: App) => void | Promise<void>,
  workModules: (works: Works) => void | Promise<void> = () => {},
): Promise<TestServer> {
  const http = await createHttp()
  const sessions: App['sessions'] = {
    read: async (request) => {
      const standing = request.headers['x-test-standing']
      return typeof standing === 'string' ? (JSON.parse(standing) as Standing) : null
    },
  }
  const { worker, workerUrl } = testDatabaseOf(db)
  const folder = await mkdtemp(join(tmpdir(), 'mocban-test-files-'))
  const files = await openFolderStore(folder)
  const jobs = openJobs({ workerUrl })
  const mail = openMailer({ from: 'mocban@test.example' })
  const secrets = openSealer('the key of the tests')
  const works: Works = { jobs, files, mail, worker, app: db, secrets, messageKey: join(folder, 'message-key.pem') }
  await workModules(works)
  await serveModules({ http, db, sessions, files, jobs, mail, worker, secrets })
  await http.ready()

  const call: TestServer['call'] = async (who, route, input, headers = {}) => {
    const given = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }
    const url = route.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(given.params?.[name])))
    const query = Object.fromEntries(
      Object.entries(given.query ?? {})
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, String(value)]),
    )
    const response = await http.inject({
      method: route.method,
      url,
      query,
      headers: { ...headers, ...(who ? { 'x-test-standing': JSON.stringify(who) } : {}) },
      ...(given.body === undefined ? {} : { payload: given.body as object }),
    })
    const isJson = /^application\/(problem\+)?json/.test(String(response.headers['content-type']))
    const body = isJson && response.body ? response.json() : undefined
    return { status: response.statusCode, answer: body, problem: body, response }
  }
  const ask: TestServer['ask'] = async (who, route, input, headers) => {
    const outcome = await call(who, route, input, headers)
    if (outcome.status >= 300)
      throw new Error(`${route.method} ${route.path}: ${outcome.status} ${outcome.response.body}`)
    return outcome.answer
  }
  const refusal: TestServer['refusal'] = async (who, route, input) =>
    (await call(who, route, input as never)).problem?.code
  const close = async () => {
    await http.close()
    await jobs.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { http, files, filesFolder: folder, jobs, works, call, ask, refusal, close }
}
