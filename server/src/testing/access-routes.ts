import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Route } from '@mocban/contract/route'
import type { TestServer } from '../platform/testing/index.ts'
import type { AccessModel } from './access-model.ts'
import { heardIn, type Question } from './access-questions.ts'

const contract = fileURLToPath(new URL('../../../contract/src/', import.meta.url))

/** Every route of the contract that reads, whether a module of these tests serves it or not. */
export const readingRoutes = async (): Promise<Route[]> =>
  (await contractRoutes()).filter(({ method }) => method === 'GET')

export async function contractRoutes(): Promise<Route[]> {
  const found: Route[] = []
  for (const file of readdirSync(contract).filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'))) {
    const module = (await import(`${contract}${file}`)) as Record<string, unknown>
    for (const routes of Object.values(module))
      if (typeof routes === 'object' && routes !== null)
        for (const one of Object.values(routes)) if (isRoute(one)) found.push(one)
  }
  return found
}
const isRoute = (one: unknown): one is Route =>
  typeof one === 'object' && one !== null && 'method' in one && 'path' in one && 'needs' in one

const signIn =
  'how one signs in, and what only the one who is signed in is told of themselves; asked in platform/sign-in'
/** Routes that the walk does not ask, and why. */
export const notAsked: Record<string, string> = {
  '/api/welcome': signIn,
  '/api/session': signIn,
  '/api/sessions': signIn,
  '/api/session/proof': signIn,
  '/api/session/links': signIn,
  '/api/session/passkeys': signIn,
  '/api/session/second-factors': signIn,
  '/api/session/provider/callback': signIn,
  '/api/session-rule': signIn,
  '/api/accounts': signIn,
  '/api/accounts/:personId/links': signIn,
  '/api/second-factor-positions': signIn,
  '/api/identity-providers': signIn,
  '/api/service-accounts': signIn,
  '/api/notifications/live': 'a stream: asked by itself below, it does not end',
  '/api/exports/:id/file': 'written by a job for one person: asked by itself below, as that person and as others',
  '/api/audit/records/:id/could-see': 'compared person by person below',
  '/api/audit/checkpoints/:number/file': 'heads of chains and signatures, no record; asked in platform/events',
  '/api/organisation/courses/:id': 'training is no record; its policies are looked at row by row',
}

/** With what the parameters of an address are filled: each place in it that names something the story made. */
const filled: [RegExp, (model: AccessModel) => Record<string, string>[]][] = [
  [/^\/api\/documents\/arrivals\/:id/, (model) => model.deliveries.map(({ id }) => ({ id }))],
  [/^\/api\/documents\/(forms|templates)\/:type$/, () => [{ type: 'cong-van' }]],
  [/^\/api\/documents\/bulk\/:id/, (model) => model.bulks.map(({ id }) => ({ id }))],
  [/^\/api\/exchange\/messages\/:id/, (model) => model.messages.map((id) => ({ id }))],
  [/^\/api\/documents\/:id/, (model) => recordsOf(model, 'document')],
  [/^\/api\/tasks\/:id/, (model) => recordsOf(model, 'task')],
  [/^\/api\/work-files\/:id/, (model) => recordsOf(model, 'work-file')],
  [/^\/api\/(audit\/)?records\/:id/, (model) => model.records.map(({ id }) => ({ id }))],
  [/^\/api\/files\/:sha256/, (model) => model.files.map(({ sha256 }) => ({ sha256, page: '1' }))],
  [/^\/api\/organisation\/chart\/units\/:id/, (model) => [...model.parents.keys()].map((id) => ({ id }))],
  [/^\/api\/organisation\/staffing\/people\/:id/, (model) => model.holds.map((one) => ({ id: one.personId }))],
  [/^\/api\/organisation\/files\/:kind/, () => ['units', 'positions', 'people', 'training'].map((kind) => ({ kind }))],
  [/^\/api\/organisation\/appointments\/:id/, (model) => model.holds.map((one) => ({ id: one.positionId }))],
  [/^\/api\/reorganisations\/:id/, (model) => model.records.slice(0, 3).map(({ id }) => ({ id }))],
  [/^\/api\/signing\/pictures\/:of/, () => ['person', 'agency'].map((of) => ({ of }))],
  [/^\/api\/calendar\/:file/, () => [{ file: `${'A'.repeat(43)}.ics` }]],
  // What else is one’s own is asked for under the names of others’ things.
  [/:id$/, (model) => model.records.slice(0, 3).map(({ id }) => ({ id }))],
]
const recordsOf = (model: AccessModel, kind: string) =>
  model.records.filter((one) => one.kind === kind).map(({ id }) => ({ id }))

/** Whether an address can be asked at all: a route with a parameter that nothing here fills must be named above. */
export const isFilled = (path: string) => !path.includes('/:') || filled.some(([place]) => place.test(path))

/**
 * Every route that reads, with everything that fills its address and the words that would find what there is: whatever it answers, no word of it is one that
 * who asks may not see. A new route is asked as soon as the contract has it.
 */
export function anyQuestions(server: TestServer, model: AccessModel, routes: Route[]): Question[] {
  return routes.flatMap((route) => {
    const fillings = route.path.includes('/:')
      ? (filled.find(([place]) => place.test(route.path))?.[1](model) ?? [])
      : [{}]
    const span = { from: '2020-01-01', to: '2030-12-31', day: model.day, date: model.day }
    const rest = { kind: 'incoming', year: 2025, as: 'xlsx', kept: true }
    const queries = route.query ? [{ ...span, ...rest, q: 'vanbanchung', limit: 100 }] : [{}]
    return fillings.flatMap((params) =>
      queries.map(
        (query): Question => ({
          route,
          name: `${route.path} ${JSON.stringify(params)}`,
          given: Object.values(params),
          named: (who) => model.bulks.find((one) => one.id === params.id && one.by === who.personId)?.of ?? [],
          expect: () => null,
          every: fillings.length > 1 ? 5 : 1,
          ask: async (who) => heardIn((await server.call(who, route, { params, query } as never)).response.body),
        }),
      ),
    )
  })
}
