import { handling } from '@mocban/contract/documents-handling'
import { tasks } from '@mocban/contract/tasks'
import { beforeAll, expect, it } from 'vitest'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'

let server: TestServer
let province: SmallProvince
type Who = keyof SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ server, province } = served)
  return served.close
})

let minute = 0
const assign = async (
  who: Who,
  unit: keyof SmallProvince['units'],
  title: string,
  more: Record<string, unknown> = {},
) => {
  clock.set(new Date(Date.UTC(2025, 7, 4, 2, minute++)).toISOString())
  const { taskId } = await server.ask(province.people[who], tasks.create, {
    body: { facts: { title, lead: { unitId: province.units[unit] }, dueOn: '2025-08-15' }, ...more },
  })
  return taskId
}
const act = async (who: Who, id: string, name: 'accept' | 'deliver' | 'cancel') => {
  const { version } = await server.ask(province.people[who], tasks.read, { params: { id } })
  await server.ask(province.people[who], tasks.act, { params: { id }, body: { version, act: name, text: 'Xong' } })
}

it('groups tasks by the document, task or person they came from, counted, the newest first, to who may see them', async () => {
  const registered = await registerSome(server, province.people.officeClerk, { symbol: '57/KH-BKHCN' })
  const { positionId, personId } = province.people.viceChairman
  await server.ask(province.people.officeClerk, handling.present, {
    params: { id: registered.id },
    body: { version: registered.version, to: { unitId: province.units.ubnd, positionId, personId }, note: '' },
  })
  const documentId = registered.id
  const first = await assign('viceChairman', 'skhcn', 'Xây dựng kế hoạch', { documentId })
  await assign('viceChairman', 'kinhBac', 'Thành lập tổ', { documentId })
  const dropped = await assign('viceChairman', 'tuSon', 'Giao nhầm', { documentId })
  await act('viceChairman', dropped, 'cancel')
  await act('director', first, 'accept')
  await assign('director', 'skhcnDigital', 'Phần của phòng', { parentId: first })
  await assign('viceChairman', 'skhcn', 'Việc riêng')
  await assign('viceChairman', 'kinhBac', 'Việc riêng khác')
  clock.set('2025-08-16T02:00:00Z')

  const seen = async (who: Who, query: Record<string, unknown> = {}) =>
    (await server.ask(province.people[who], tasks.origins, { query: query as never })).items
  const brief = (all: Awaited<ReturnType<typeof seen>>) =>
    all.map((one) => [one.origin, one.symbol ?? one.title, one.total, one.done, one.late])
  expect(brief(await seen('viceChairman'))).toEqual([
    ['own', null, 2, 0, 2],
    ['document', '57/KH-BKHCN', 2, 0, 2],
  ])
  expect(brief(await seen('director'))).toEqual([
    ['own', null, 1, 0, 1],
    ['task', 'Xây dựng kế hoạch', 1, 0, 1],
    // The document is another agency's: its symbol is not told, nor its identifier.
    ['document', null, 1, 0, 1],
  ])
  expect(JSON.stringify(await seen('director'))).not.toContain(documentId)
  // Pages go through all of them once, and each opens its own tasks.
  const pages: string[] = []
  let after: string | undefined
  do {
    const page = await server.ask(province.people.director, tasks.origins, {
      query: { limit: 1, ...(after ? { after } : {}) },
    })
    pages.push(...page.items.map((one) => one.origin))
    after = page.next
  } while (after)
  expect(pages).toEqual(['own', 'task', 'document'])
  const document = (await seen('viceChairman')).find((one) => one.origin === 'document')
  const { items } = await server.ask(province.people.viceChairman, tasks.list, {
    query: { sameOriginAs: document?.id ?? '', open: 'true' as never },
  })
  expect(items.map((one) => one.title)).toEqual(['Thành lập tổ', 'Xây dựng kế hoạch'])
  // What the filter leaves out is not counted; a group whose newest is left out stands by its next.
  expect(brief(await seen('viceChairman', { q: 'kế hoạch' }))).toEqual([['document', '57/KH-BKHCN', 1, 0, 1]])
})
