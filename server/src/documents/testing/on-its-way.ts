import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import type { Route, RouteCall } from '@mocban/contract/route'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { registerSome } from './register.ts'

type Who = keyof SmallProvince['people']
export type OnItsWay = ReturnType<typeof onItsWay>

/** What tests of a document's way ask and do again and again. */
export function onItsWay(server: TestServer, { people, units }: SmallProvince) {
  const post = (who: Who, unit: keyof SmallProvince['units']) => ({
    unitId: units[unit],
    positionId: people[who].positionId,
    personId: people[who].personId,
  })
  const read = (who: Who, id: string) => server.ask(people[who], documents.record, { params: { id } })
  /** The step that waits for somebody. */
  async function openStep(who: Who, documentId: string) {
    const step = (await read(who, documentId)).steps.find((one) => one.mine && one.endedAt === null)
    if (!step) throw new Error(`${who} has no open step`)
    return step
  }
  return {
    post,
    read,
    openStep,
    /** Does an act on the step that waits for somebody; answers what would take it back. */
    async act<R extends Route>(who: Who, documentId: string, route: R, body: Record<string, unknown> = {}) {
      const { id, version } = await openStep(who, documentId)
      await server.ask(people[who], route, { params: { id }, body: { version, ...body } } as unknown as RouteCall<R>)
      return { params: { id }, body: { version: version + 1 } }
    },
    /** A document that was registered and lies before the vice-chairman. */
    async presented(changes: Record<string, unknown> = {}) {
      const { id, version } = await registerSome(server, people.officeClerk, changes)
      const body = { version, to: post('viceChairman', 'ubnd'), note: 'Trình đồng chí cho ý kiến' }
      await server.ask(people.officeClerk, handling.present, { params: { id }, body })
      return id
    },
  }
}
