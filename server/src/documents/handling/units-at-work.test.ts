import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { type OnItsWay, onItsWay } from '../testing/on-its-way.ts'
import { registerSome } from '../testing/register.ts'

let server: TestServer
let people: SmallProvince['people']
let units: SmallProvince['units']
let way: OnItsWay
type Who = keyof SmallProvince['people']
const fromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const past = fromNow(-90)
const future = fromNow(90)

beforeAll(async () => {
  const served = await serveSmallProvince()
  server = served.server
  ;({ people, units } = served.province)
  way = onItsWay(server, served.province)
  const { office, skhcn, kinhBac } = units
  await directed({ unitId: office }, [], past)
  await directed({ unitId: office }, [], future)
  await directed({ unitId: office }, [{ unitId: skhcn }], future)
  await directed({ unitId: skhcn }, [{ unitId: office }, { unitId: kinhBac }], past)
  await directed({ unitId: skhcn }, [], future)
  // Not yet directed: with the vice-chairman herself, without a date.
  await presented()
  // A department's own document, which the province's leaders do not see.
  const own = await registerSome(server, people.departmentClerk, { symbol: '1/DN' })
  await server.ask(people.departmentClerk, handling.present, {
    params: { id: own.id },
    body: { version: own.version, to: { unitId: skhcn, ...people.director }, dueOn: past },
  })
  return served.close
})

let written = 0
const presented = () => way.presented({ symbol: `${++written}/BKHCN-CĐS` })
async function directed(lead: { unitId: string }, collaborators: { unitId: string }[], dueOn: string): Promise<string> {
  const id = await presented()
  await way.act('viceChairman', id, handling.assign, { lead, collaborators, text: 'Tham mưu, báo cáo', dueOn })
  return id
}

const band = async (who: Who) =>
  (await server.ask(people[who], handling.units, {})).map((row) => [
    row.unitName,
    row.inside,
    row.held,
    row.late,
    row.onTime,
  ])

describe('the leader’s band', () => {
  it('counts what the units inside hold, and the agencies directed to', async () => {
    const province = [
      ['Văn phòng Ủy ban nhân dân tỉnh', true, 4, 2, 2],
      ['Sở Khoa học và Công nghệ', false, 3, 1, 2],
      ['Ủy ban nhân dân phường Kinh Bắc', false, 1, 1, 0],
      ['Ủy ban nhân dân tỉnh Bắc Ninh', true, 1, 0, 1],
    ]
    expect(await band('chairman')).toEqual(province)
    expect(await band('viceChairman')).toEqual(province)
    // The chief of the office leads the office alone; the director sees what her own agency holds.
    expect(await band('officeChief')).toEqual([['Văn phòng Ủy ban nhân dân tỉnh', true, 4, 2, 2]])
    expect(await band('director')).toEqual([['Sở Khoa học và Công nghệ', true, 1, 1, 0]])
  })

  it('is nothing to those who lead nothing', async () => {
    for (const who of ['officeClerk', 'officeSpecialist', 'administrator', 'auditor'] as const)
      expect(await band(who)).toEqual([])
  })

  it('opens, from each number, the list of exactly those documents', async () => {
    for (const who of ['chairman', 'viceChairman', 'officeChief', 'director'] as const) {
      for (const row of await server.ask(people[who], handling.units, {})) {
        const listed = async (held?: 'late' | 'on-time') => {
          const found: string[] = []
          let after: string | undefined
          // Two a page: what is behind a number is paged like any list.
          do {
            const page = await server.ask(people[who], documents.list, {
              query: { heldBy: row.unitId, limit: 2, ...(held ? { held } : {}), ...(after ? { after } : {}) },
            })
            found.push(...page.items.map((item) => item.id))
            after = page.next
          } while (after)
          expect(new Set(found).size).toBe(found.length)
          return found
        }
        const [all, late, onTime] = [await listed(), await listed('late'), await listed('on-time')]
        expect([all.length, late.length, onTime.length]).toEqual([row.held, row.late, row.onTime])
        expect([...late, ...onTime].sort()).toEqual([...all].sort())
      }
    }
  })

  it('shows nothing behind a number to those whose number it is not', async () => {
    const { items } = await server.ask(people.officeSpecialist, documents.list, { query: { heldBy: units.office } })
    expect(items).toEqual([])
    const own = await server.ask(people.director, documents.list, { query: { heldBy: units.office } })
    expect(own.items).toEqual([])
  })

  it('follows the work: what is finished or refused is held no more', async () => {
    const id = await directed({ unitId: units.office }, [], past)
    const before = await band('officeChief')
    expect(before).toEqual([['Văn phòng Ủy ban nhân dân tỉnh', true, 5, 3, 2]])
    const { steps } = await server.ask(people.officeChief, documents.record, { params: { id } })
    const step = steps.find((one) => one.mine && one.endedAt === null)
    await server.ask(people.officeChief, handling.finish, {
      params: { id: step?.id ?? '' },
      body: { version: step?.version ?? 0, kind: 'reported', note: 'Đã báo cáo' },
    })
    expect(await band('officeChief')).toEqual([['Văn phòng Ủy ban nhân dân tỉnh', true, 4, 2, 2]])
  })
})
