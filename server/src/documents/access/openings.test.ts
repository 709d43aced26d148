import { access } from '@mocban/contract/access'
import { delegations } from '@mocban/contract/organisation-acts'
import { search } from '@mocban/contract/search'
import { trail } from '@mocban/contract/trail'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { askWhoSees, type Who } from './testing/who-sees.ts'

const served = await serveSmallProvince()
afterAll(served.close)
const { server, province } = served
const { people } = province
const { sees, seers, why, code, handled } = askWhoSees(served)
beforeAll(() => clock.set('2025-08-04T02:00:00Z'))

describe('an opening for a time', () => {
  const days = { lastDay: '2025-08-06', reason: 'Để phối hợp' }

  it('shows a record to a person, a unit or a committee until the end of its last day, and says why', async () => {
    const { units } = province
    const id = await handled('Mở có thời hạn')
    const outsiders: Who[] = ['wardSpecialist', 'wardChairman', 'otherSpecialist', 'viceChairman']
    expect(await seers(id, outsiders)).toEqual([])
    const open = (targetKind: string, targetId: string) =>
      server.ask(people.digitalHead, access.open, {
        params: { id },
        body: { targetKind, targetId, ...days } as never,
      })
    await open('person', people.wardSpecialist.personId)
    await open('unit', units.skhcnOffice)
    await open('committee', units.group)
    expect(await seers(id, outsiders)).toEqual(['wardSpecialist', 'otherSpecialist', 'viceChairman'])
    expect(await why('otherSpecialist', id)).toMatchObject([
      { reason: 'opened-until', through: 'Văn phòng Sở', by: 'Đỗ Văn Khánh', note: 'Để phối hợp', until: '2025-08-06' },
    ])
    const found = await server.ask(people.wardSpecialist, search.documents, { query: { q: 'mo co thoi han' } })
    expect(found.items.map((hit) => hit.documentId)).toContain(id)
    expect(
      await code('digitalHead', access.open, {
        params: { id },
        body: { targetKind: 'unit', targetId: units.skhcnOffice, ...days },
      }),
    ).toBe('access.open-already')
    // The last moment of the last day, and the first of the next: no job has run.
    clock.set('2025-08-06T16:59:00Z')
    expect(await seers(id, outsiders)).toEqual(['wardSpecialist', 'otherSpecialist', 'viceChairman'])
    clock.set('2025-08-06T17:00:00Z')
    expect(await seers(id, outsiders)).toEqual([])
    expect(
      (await server.ask(people.wardSpecialist, search.documents, { query: { q: 'mo co thoi han' } })).items,
    ).toEqual([])
    const told = await server.ask(people.director, access.ofRecord, { params: { id } })
    expect(told.openings.map((one) => one.state)).toEqual(['over', 'over', 'over'])
    // It may be opened again.
    await server.ask(people.director, access.open, {
      params: { id },
      body: { targetKind: 'unit', targetId: units.skhcnOffice, lastDay: '2025-08-08', reason: 'Cần thêm thời gian' },
    })
    expect(await seers(id, outsiders)).toEqual(['otherSpecialist'])
    clock.set('2025-08-04T02:00:00Z')
  })

  it('is closed again by whoever opened it or leads above; nobody else opens or closes', async () => {
    const { units } = province
    const id = await handled('Thu hồi việc mở')
    const body = { targetKind: 'person', targetId: people.wardSpecialist.personId, ...days }
    for (const who of ['departmentClerk', 'otherSpecialist'] as const)
      expect(await code(who, access.open, { params: { id }, body })).toMatch(/access.not-yours|request.not-found/)
    expect(await code('digitalHead', access.open, { params: { id }, body: { ...body, lastDay: '2025-08-03' } })).toBe(
      'access.day-past',
    )
    expect(await code('digitalHead', access.open, { params: { id }, body: { ...body, targetId: units.skhcn } })).toBe(
      'request.not-found',
    )
    const { id: opening } = await server.ask(people.digitalHead, access.open, { params: { id }, body: body as never })
    expect(await code('wardSpecialist', access.withdraw, { params: { id: opening } })).toBe('access.not-yours')
    expect(await code('wardSpecialist', access.open, { params: { id }, body })).toBe('access.not-yours')
    await server.ask(people.director, access.withdraw, { params: { id: opening } })
    expect(await sees('wardSpecialist', id)).toBe(false)
    const acts = await server.ask(people.director, trail.ofRecord, { params: { id }, query: {} })
    expect(acts.items.slice(0, 2).map((act) => act.kind)).toEqual(['access.closed-again', 'access.opened'])
  })

  it('is done by a delegate only where passing work on was delegated', async () => {
    const id = await handled('Ủy quyền mở')
    const body = { targetKind: 'person', targetId: people.wardSpecialist.personId, ...days }
    const by = async (capabilities: string[]) => {
      const { id: delegationId } = await server.ask(people.director, delegations.give, {
        body: {
          toPersonId: people.deputyDirector.personId,
          from: '2025-08-04',
          lastDay: '2025-08-05',
          capabilities,
          reason: '',
        } as never,
      })
      return server.call(
        { ...people.deputyDirector, positionId: people.director.positionId, delegationId },
        access.open,
        {
          params: { id },
          body: body as never,
        },
      )
    }
    expect((await by(['approve'])).problem.code).toBe('access.not-yours')
    expect((await by(['assign'])).status).toBe(200)
    const { openings } = await server.ask(people.director, access.ofRecord, { params: { id } })
    expect(openings[0]).toMatchObject({ openedBy: 'Đặng Văn Hải', actingForName: 'Vũ Thị Giang' })
  })
})
