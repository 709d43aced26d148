import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { trail } from '@mocban/contract/trail'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import type { TestServer } from '../../../platform/testing/index.ts'
import type { ServedProvince } from '../../../testing/serve-small-province.ts'
import { registerSome } from '../../testing/register.ts'

export type Who = keyof SmallProvince['people']

/** Asks as the people of the small province who sees a record, and why. */
export function askWhoSees({ server, province: { people, units } }: ServedProvince) {
  const sees = async (who: Who, id: string) => {
    const { status } = await server.call(people[who], documents.record, { params: { id } })
    const listed = (await server.ask(people[who], documents.list, { query: {} })).items.some((row) => row.id === id)
    if (listed !== (status === 200)) throw new Error(`${who}: ${status}, ${listed ? 'listed' : 'not listed'}`)
    return listed
  }
  const seers = async (id: string, names: Who[]) => {
    const all: Who[] = []
    for (const who of names) if (await sees(who, id)) all.push(who)
    return all
  }
  const why = (who: Who, id: string) => server.ask(people[who], trail.why, { params: { id } })
  /** The code of the refusal. */
  const code = async (who: Who, route: Parameters<TestServer['call']>[1], input: object) =>
    (await server.call(people[who], route, input as never)).problem?.code
  /** Registered at the department, presented to its director, given to the head of a division. */
  const handled = async (abstract: string, more: object = {}) => {
    const { id, version } = await registerSome(server, people.departmentClerk, {
      abstract,
      symbol: `${abstract}/TN`,
      ...more,
    })
    await server.ask(people.departmentClerk, handling.present, {
      params: { id },
      body: { version, to: { unitId: units.skhcn, ...people.director }, note: '' },
    })
    const step = (await server.ask(people.director, documents.record, { params: { id } })).steps[0]
    await server.ask(people.director, handling.assign, {
      params: { id: step?.id ?? '' },
      body: {
        version: step?.version ?? 0,
        lead: { unitId: units.skhcnDigital, ...people.digitalHead },
        text: 'Giao phòng xử lý',
      },
    })
    return id
  }
  return { sees, seers, why, code, handled }
}
