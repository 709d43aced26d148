import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
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
  return {
    post,
    read,
    /** The step that waits for somebody. */
    async openStep(who: Who, documentId: string) {
      const step = (await read(who, documentId)).steps.find((one) => one.mine && one.endedAt === null)
      if (!step) throw new Error(`${who} has no open step`)
      return step
    },
    /** A document that was registered and lies before the vice-chairman. */
    async presented() {
      const { id, version } = await registerSome(server, people.officeClerk)
      const body = { version, to: post('viceChairman', 'ubnd'), note: 'Trình đồng chí cho ý kiến' }
      await server.ask(people.officeClerk, handling.present, { params: { id }, body })
      return id
    },
  }
}
