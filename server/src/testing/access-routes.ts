import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drafting } from '@mocban/contract/documents-drafting'
import { incoming } from '@mocban/contract/documents-incoming'
import { exchange } from '@mocban/contract/exchange'
import { genuine } from '@mocban/contract/genuine'
import type { Route } from '@mocban/contract/route'
import { uploads } from '@mocban/contract/uploads'
import type { TestServer } from '../platform/testing/index.ts'
import type { AccessModel, ModelFile } from './access-model.ts'
import { heardIn, type Question } from './access-questions.ts'
import { textOf } from './access-streams.ts'

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
  '/api/signing/trust/:id/certificate':
    'certificates of authorities are no record: whoever is signed in reads the list',
  '/api/documents/:id/copies/parts':
    'the words of a page of the document’s own file, which may be words of the draft it was issued from; asked in documents/outgoing/extract.test.ts',
  '/api/organisation/courses/:id': 'training is no record; its policies are looked at row by row',
}
const leftToChance = 'only where the story leaves such a thing behind'
/** Routes that may answer nobody, whatever is asked, and why. */
export const answerNobody: Record<string, string> = {
  '/api/documents/:id/issue-preview': leftToChance,
  '/api/documents/:id/compare': leftToChance,
  '/api/documents/bulk/:id': leftToChance,
  '/api/exchange/messages/:id': leftToChance,
  '/api/exchange/messages/:id/original': leftToChance,
  '/api/exchange/certificate': 'these tests run without a key for messages',
  '/api/signing/pictures/:of': 'nobody keeps a picture of a signature or a seal in the story',
}

/** With what the parameters of an address are filled: each place in it that names something the story made. */
const filled: [RegExp, (model: AccessModel) => Record<string, string>[]][] = [
  [/^\/api\/documents\/arrivals\/:id/, (model) => model.deliveries.map(({ id }) => ({ id }))],
  [/^\/api\/documents\/(forms|templates)\/:type$/, () => [{ type: 'cong-van' }]],
  [/^\/api\/documents\/bulk\/:id/, (model) => model.bulks.map(({ id }) => ({ id }))],
  [/^\/api\/exchange\/messages\/:id/, (model) => model.messages.map((id) => ({ id }))],
  [/^\/api\/documents\/:id/, (model) => recordsOf(model, 'document')],
  [/^\/api\/tasks\/hand-over\/:id/, (model) => [...model.posts.keys()].map((id) => ({ id }))],
  [/^\/api\/tasks\/:id/, (model) => recordsOf(model, 'task')],
  [/^\/api\/work-files\/:id/, (model) => recordsOf(model, 'work-file')],
  [/^\/api\/(audit\/)?records\/:id/, (model) => model.records.map(({ id }) => ({ id }))],
  [/^\/api\/files\/:sha256/, (model) => model.files.map(({ sha256 }) => ({ sha256, page: '1' }))],
  [/^\/api\/organisation\/chart\/units\/:id/, (model) => [...model.parents.keys()].map((id) => ({ id }))],
  [/^\/api\/organisation\/staffing\/people\/:id/, (model) => model.holds.map((one) => ({ id: one.personId }))],
  [/^\/api\/organisation\/files\/:kind/, () => ['units', 'positions', 'people', 'training'].map((kind) => ({ kind }))],
  [/^\/api\/organisation\/appointments\/:id/, (model) => model.appointments.map((id) => ({ id }))],
  [/^\/api\/reorganisations\/:id/, (model) => model.plans.map((id) => ({ id }))],
  [/^\/api\/signing\/pictures\/:of/, () => ['person', 'agency'].map((of) => ({ of }))],
  [/^\/api\/calendar\/:file/, () => [{ file: `${'A'.repeat(43)}.ics` }]],
  // What else is one’s own is asked for under the names of others’ things.
  [/:id$/, (model) => model.records.slice(0, 3).map(({ id }) => ({ id }))],
]
const recordsOf = (model: AccessModel, kind: string) =>
  model.records.filter((one) => one.kind === kind).map(({ id }) => ({ id }))

/** Whether an address can be asked at all: a route with a parameter that nothing here fills must be named above. */
export const isFilled = (path: string) => !path.includes('/:') || filled.some(([place]) => place.test(path))

/** Routes that do nothing but answer, though they are sent a body: which file is asked about, or is like what a new document would have. */
export function postedQuestions(server: TestServer, model: AccessModel): Question[] {
  const alike = { issuerName: 'Bộ Thí nghiệm', symbol: '1/CV-BTN' }
  const pdf = { name: 'van-ban.pdf', mediaType: 'application/pdf' }
  const some = model.files.filter((_, n) => n % 9 === 0)
  const posted: [Route, ModelFile[], (sha256: string) => object][] = [
    [incoming.duplicates, model.files, (sha256) => ({ ...alike, files: [sha256] })],
    [genuine.ask, model.files, (sha256) => ({ sha256 })],
    // These open the file, which takes its time: some of them are enough.
    [uploads.read, some, (sha256) => ({ sha256, name: pdf.name })],
    [drafting.convert, some, (sha256) => ({ file: { ...pdf, sha256 } })],
    [exchange.explain, some, (sha256) => ({ sha256 })],
  ]
  return posted.flatMap(([route, files, bodyOf]) =>
    files.map(
      ({ sha256 }): Question => ({
        route,
        name: `${route.path} ${sha256}`,
        given: [],
        every: 6,
        expect: () => null,
        ask: async (who) => heardIn((await server.call(who, route, { body: bodyOf(sha256) } as never)).response.body),
      }),
    ),
  )
}

/** What can be asked of a route: each of these that fits what it takes, and says something else than the one before. */
function queriesOf(route: Route, model: AccessModel): Record<string, unknown>[] {
  if (!route.query) return [{}]
  const span = { from: '2020-01-01', to: '2030-12-31', day: model.day, date: model.day, on: model.day }
  const likely = [
    {},
    span,
    { ...span, q: 'vanbanchung' },
    { ...span, as: 'docx' },
    { kind: 'incoming', year: 2025, as: 'xlsx' },
    { from: 1, to: 2 },
    { days: 3 },
    { symbol: '1/CV', ...span },
  ]
  const asked = new Map<string, Record<string, unknown>>()
  for (const one of likely) {
    const query = { limit: 100, ...one }
    const fits = route.query.safeParse(query)
    if (fits.success) asked.set(JSON.stringify(fits.data), query)
  }
  return [...asked.values()]
}

/**
 * Every route that reads, with everything that fills its address and the words that would find what there is: whatever it answers, no word of it is one that
 * who asks may not see. A new route is asked as soon as the contract has it. Those that answered somebody are noted: what is refused to all is not asked.
 */
export function anyQuestions(
  server: TestServer,
  model: AccessModel,
  routes: Route[],
  answered: Set<string>,
): Question[] {
  return routes.flatMap((route) => {
    const fillings = route.path.includes('/:')
      ? (filled.find(([place]) => place.test(route.path))?.[1](model) ?? [])
      : [{}]
    return fillings.flatMap((params) =>
      queriesOf(route, model).map(
        (query): Question => ({
          route,
          name: `${route.path} ${JSON.stringify({ ...params, ...query })}`,
          given: Object.values(params),
          named: (who) => model.bulks.find((one) => one.id === params.id && one.by === who.personId)?.of ?? [],
          expect: () => null,
          // Of few, everybody: who administers is one or two.
          every: fillings.length > 8 ? 5 : 1,
          ask: async (who) => {
            const { response, status } = await server.call(who, route, { params, query } as never)
            if (status < 300) answered.add(route.path)
            return heardIn(await textOf(response))
          },
        }),
      ),
    )
  })
}
