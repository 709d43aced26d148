import { access, accessRules } from '@mocban/contract/access'
import { audit } from '@mocban/contract/audit'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { delegations, organisationActs } from '@mocban/contract/organisation-acts'
import { tasks } from '@mocban/contract/tasks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome } from '../testing/register.ts'
import { askWhoSees, type Who } from './testing/who-sees.ts'

const served = await serveSmallProvince()
afterAll(served.close)
const { database, server, province } = served
const { people } = province
const { sees, seers, why, code, handled } = askWhoSees(served)
beforeAll(() => clock.set('2025-08-11T02:00:00Z'))

describe('a class of confidentiality', () => {
  let classId: string
  const inside: Who[] = ['departmentClerk', 'director', 'deputyDirector', 'digitalHead']
  const belong = async (member: object) =>
    (await server.ask(await administrator(), accessRules.addMember, { params: { id: classId }, body: member })).id
  /** The department has no administrator in the small province: its office's specialist becomes one for a while. */
  const administrator = async () => {
    await database.owner
      .updateTable('position')
      .set({ capabilities: ['administer'] })
      .where('id', '=', people.otherSpecialist.positionId)
      .execute()
    return people.otherSpecialist
  }

  it('closes a record to groups whose people do not belong to it, and to nobody who has a part in it', async () => {
    classId = (await server.ask(await administrator(), accessRules.create, { body: { name: 'Khiếu nại, tố cáo' } })).id
    expect(await code('director', accessRules.create, { body: { name: 'x' } })).toBe('capability.needed')
    const id = await handled('Đơn tố cáo')
    expect(await seers(id, inside)).toEqual(inside)
    await server.ask(people.digitalHead, access.classify, { params: { id }, body: { classId, reason: 'Đơn tố cáo' } })
    // The clerk who registered it, the director who directed it and the head who has it; the deputy director only led above.
    expect(await seers(id, inside)).toEqual(['departmentClerk', 'director', 'digitalHead'])
    expect((await server.ask(people.director, access.ofRecord, { params: { id } })).class?.name).toBe(
      'Khiếu nại, tố cáo',
    )
    const seat = await belong({ positionId: people.deputyDirector.positionId })
    expect(await seers(id, inside)).toEqual(inside)
    expect(await why('deputyDirector', id)).toMatchObject([{ reason: 'leader-above', class: 'Khiếu nại, tố cáo' }])
    clock.set('2025-08-11T03:00:00Z')
    await server.ask(await administrator(), accessRules.endMember, { params: { id: seat } })
    expect(await sees('deputyDirector', id)).toBe(false)
    // Taken out by a slip of the hand, and let in again at once; not by somebody else, nor twice, nor an hour later.
    expect(await code('director', accessRules.restoreMember, { params: { id: seat } })).toBe('capability.needed')
    const again = await server.ask(await administrator(), accessRules.restoreMember, { params: { id: seat } })
    expect(await sees('deputyDirector', id)).toBe(true)
    const { problem } = await server.call(people.otherSpecialist, accessRules.restoreMember, { params: { id: seat } })
    expect(problem?.code).toBe('access.belongs-already')
    await server.ask(await administrator(), accessRules.endMember, { params: { id: again.id } })
    clock.set('2025-08-11T03:30:00Z')
    expect(await code('otherSpecialist', accessRules.restoreMember, { params: { id: again.id } })).toBe(
      'request.not-found',
    )
    expect(await sees('deputyDirector', id)).toBe(false)
    // What passes on keeps to the class: a specialist gets it, the leaders above stay out.
    const step = (await server.ask(people.digitalHead, documents.record, { params: { id } })).steps.find(
      (one) => one.role === 'lead',
    )
    await server.ask(people.digitalHead, handling.assign, {
      params: { id: step?.id ?? '' },
      body: {
        version: step?.version ?? 0,
        lead: { unitId: province.units.skhcnDigital, ...people.digitalSpecialist },
        text: 'Giao',
      },
    })
    expect(await seers(id, [...inside, 'digitalSpecialist'])).toEqual([
      'departmentClerk',
      'director',
      'digitalHead',
      'digitalSpecialist',
    ])
    await server.ask(people.digitalSpecialist, access.classify, {
      params: { id },
      body: { classId: null, reason: '' },
    })
    expect(await seers(id, inside)).toEqual(inside)
  })

  it('keeps out the leaders of a unit whose part was taken back, before or after; a person who was asked sees it still', async () => {
    const { units } = province
    const presented = async (abstract: string) => {
      const one = await registerSome(server, people.departmentClerk, { abstract, symbol: `${abstract}/TB` })
      await server.ask(people.departmentClerk, handling.present, {
        params: { id: one.id },
        body: { version: one.version, to: { unitId: units.skhcn, ...people.director }, note: '' },
      })
      return one.id
    }
    const steps = async (id: string) =>
      (await server.ask(people.director, documents.record, { params: { id } })).steps.filter((one) => !one.endedAt)
    const give = async (id: string, lead: { unitId: string } & object) => {
      const [mine] = await steps(id)
      await server.ask(people.director, handling.assign, {
        params: { id: mine?.id ?? '' },
        body: { version: mine?.version ?? 0, lead, text: 'Giao' },
      })
    }
    const takeBack = async (id: string) => {
      const [asked] = await steps(id)
      const step = { params: { id: asked?.id ?? '' }, body: { version: asked?.version ?? 0, reason: 'Giao nhầm' } }
      await server.ask(people.director, handling.recall, step)
      return step.params.id
    }
    const undo = async (id: string, step: string) => {
      const all = (await server.ask(people.director, documents.record, { params: { id } })).steps
      const version = all.find((one) => one.id === step)?.version ?? 0
      await server.ask(people.director, handling.undo, { params: { id: step }, body: { version } })
    }
    const close = (id: string) =>
      server.ask(people.director, access.classify, { params: { id }, body: { classId, reason: '' } })
    const division = { unitId: units.skhcnDigital }

    const before = await presented('Thu hồi rồi hạn chế')
    await give(before, division)
    await takeBack(before)
    expect(await sees('digitalHead', before)).toBe(true)
    await close(before)
    expect(await sees('digitalHead', before)).toBe(false)

    const after = await presented('Hạn chế rồi thu hồi')
    await close(after)
    await give(after, division)
    expect(await why('digitalHead', after)).toMatchObject([{ reason: 'handles' }])
    const step = await takeBack(after)
    expect(await sees('digitalHead', after)).toBe(false)
    await undo(after, step)
    expect(await why('digitalHead', after)).toMatchObject([{ reason: 'handles' }])
    await takeBack(after)
    await give(after, division)
    expect(await sees('digitalHead', after)).toBe(true)
    await takeBack(after)
    const seat = await belong({ unitId: units.skhcnDigital })
    expect(await why('digitalHead', after)).toMatchObject([{ reason: 'leader-above', class: 'Khiếu nại, tố cáo' }])
    clock.set('2025-08-11T04:00:00Z')
    await server.ask(await administrator(), accessRules.endMember, { params: { id: seat } })

    // Somebody above was there first: the order of the rows does not matter.
    const above = await presented('Người trước, phòng sau')
    await give(above, { ...division, ...people.digitalSpecialist })
    await takeBack(above)
    await give(above, division)
    await close(above)
    expect(await seers(above, ['digitalHead', 'digitalSpecialist'])).toEqual(['digitalHead', 'digitalSpecialist'])
    await takeBack(above)
    expect(await seers(above, ['digitalHead', 'digitalSpecialist'])).toEqual(['digitalSpecialist'])
  })

  it('opens nothing to an agency that was sent the document: neither a class nor a hand-over of the post that was asked', async () => {
    const { units } = province
    const sent = await registerSome(server, people.departmentClerk, { abstract: 'Chuyển phường', symbol: 'CP/TN' })
    await server.ask(people.departmentClerk, handling.present, {
      params: { id: sent.id },
      body: { version: sent.version, to: { unitId: units.skhcn, ...people.director }, note: '' },
    })
    const step = (await server.ask(people.director, documents.record, { params: { id: sent.id } })).steps[0]
    await server.ask(people.director, handling.assign, {
      params: { id: step?.id ?? '' },
      body: {
        version: step?.version ?? 0,
        lead: { unitId: units.kinhBac, ...people.wardChairman },
        collaborators: [{ unitId: units.skhcnDigital }],
        text: 'Chuyển giải quyết',
      },
    })
    const ward: Who[] = ['wardChairman', 'wardClerk', 'wardSpecialist']
    expect(await seers(sent.id, ward)).toEqual([])
    await server.ask(people.director, access.classify, { params: { id: sent.id }, body: { classId, reason: '' } })
    expect(await seers(sent.id, ward)).toEqual([])
    const post = await database.owner
      .selectFrom('appointment')
      .where('position_id', '=', people.wardChairman.positionId)
      .select('id')
      .executeTakeFirstOrThrow()
    await server.ask(people.administrator, organisationActs.endAppointment, {
      params: { id: post.id },
      body: { lastDay: clock.today(), reason: 'Nghỉ hưu', handTo: people.wardSpecialist.positionId },
    })
    expect(await seers(sent.id, ['wardClerk', 'wardSpecialist'])).toEqual([])
  })

  it('is given at registration by the rule for a type, goes on to tasks, to their parts in another agency and to answers, and is never set against oneself', async () => {
    await server.ask(await administrator(), accessRules.change, {
      params: { id: classId },
      body: { typeCodes: ['don-thu'] },
    })
    const id = (await registerSome(server, people.departmentClerk, { abstract: 'Đơn khiếu nại', typeCode: 'don-thu' }))
      .id
    expect(await seers(id, inside)).toEqual(['departmentClerk'])
    const one = await handled('Đơn phản ánh', { typeCode: 'don-thu' })
    const { taskId } = await server.ask(people.digitalHead, tasks.create, {
      body: {
        documentId: one,
        facts: { title: 'Xác minh đơn', lead: { unitId: province.units.skhcnDigital, ...people.digitalSpecialist } },
      } as never,
    })
    const task = async (who: Who) => (await server.call(people[who], tasks.read, { params: { id: taskId } })).status
    expect([await task('digitalSpecialist'), await task('digitalHead'), await task('deputyDirector')]).toEqual([
      200, 200, 404,
    ])
    const { kinhBac, kinhBacEconomy } = province.units
    const assign = async (who: Who, from: object, lead: object) =>
      (
        await server.ask(people[who], tasks.create, {
          body: { ...from, facts: { title: 'Phối hợp xác minh', lead } } as never,
        })
      ).taskId
    const whole = await assign('digitalHead', { documentId: one }, { unitId: kinhBacEconomy, ...people.wardSpecialist })
    const part = await assign('wardSpecialist', { parentId: whole }, { unitId: kinhBac, ...people.wardClerk })
    for (const id of [whole, part])
      expect((await server.call(people.wardChairman, tasks.read, { params: { id } })).status).toBe(404)
    const draft = await server.ask(people.digitalSpecialist, outgoing.create, {
      body: { answers: [one], facts: { typeCode: 'cong-van', abstract: 'Trả lời đơn' } } as never,
    })
    expect(await seers(draft.documentId, ['digitalSpecialist', 'digitalHead', 'director'])).toEqual([
      'digitalSpecialist',
    ])
    // The deputy director sees a letter only as a leader above, and does not belong to the class.
    const open = await handled('Thư mời họp')
    expect(await code('deputyDirector', access.classify, { params: { id: open }, body: { classId, reason: '' } })).toBe(
      'access.closes-to-yourself',
    )
    expect(await sees('deputyDirector', open)).toBe(true)
  })

  it('lets nobody in by delegation who does not belong to it themselves; the auditor learns the same', async () => {
    clock.set('2025-08-18T02:00:00Z')
    const id = (await registerSome(server, people.departmentClerk, { abstract: 'Đơn kiến nghị', typeCode: 'don-thu' }))
      .id
    const seat = await belong({ positionId: people.director.positionId })
    expect(await sees('director', id)).toBe(true)
    const { id: delegationId } = await server.ask(people.director, delegations.give, {
      body: {
        toPersonId: people.digitalHead.personId,
        from: '2025-08-18',
        lastDay: '2025-08-19',
        capabilities: ['direct'],
        reason: '',
      } as never,
    })
    const acting = { ...people.digitalHead, positionId: people.director.positionId, delegationId }
    const seen = async () => (await server.call(acting, documents.record, { params: { id } })).status
    expect(await seen()).toBe(404)
    const own = await belong({ unitId: province.units.skhcnDigital })
    expect(await seen()).toBe(200)
    // Ask as an auditor of the department.
    await database.owner
      .updateTable('position')
      .set({ capabilities: ['audit'] })
      .where('id', '=', people.otherSpecialist.positionId)
      .execute()
    const could = async () =>
      (await server.ask(people.otherSpecialist, audit.couldSee, { params: { id }, query: { day: '2025-08-18' } })).map(
        (row) => `${row.who}${row.actingFor ? ` for ${row.actingFor}` : ''}: ${row.reason}`,
      )
    expect((await could()).sort()).toEqual([
      'Bùi Thị Hoa: registered',
      'Vũ Thị Giang: leader-above',
      'Đỗ Văn Khánh for Vũ Thị Giang: leader-above',
    ])
    clock.set('2025-08-18T03:00:00Z')
    for (const one of [seat, own])
      await server.ask(await administrator(), accessRules.endMember, { params: { id: one } })
    clock.set('2025-08-19T02:00:00Z')
    expect(await seen()).toBe(404)
  })
})
