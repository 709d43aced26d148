import { actWords } from '@mocban/contract/acts'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { trail } from '@mocban/contract/trail'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { atOnce, type TestDatabase, type TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { type OnItsWay, onItsWay } from '../testing/on-its-way.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let people: SmallProvince['people']
let units: SmallProvince['units']
let way: OnItsWay

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  ;({ people, units } = province)
  way = onItsWay(server, province)
  return served.close
})

const nameOf = async (who: keyof SmallProvince['people']) => {
  const one = database.owner.selectFrom('person').where('id', '=', people[who].personId)
  return (await one.select('full_name').executeTakeFirstOrThrow()).full_name
}
afterEach(() => clock.set(null))

describe('a document on its way', () => {
  beforeEach(() => clock.set('2025-08-05T02:00:00Z'))
  it('goes from the clerk over the vice-chairman and the chief of office down to the specialist, who finishes it', async () => {
    const id = await way.presented()
    expect((await way.read('viceChairman', id)).state).toBe('presented')
    const step = await way.openStep('viceChairman', id)
    const direction = { version: step.version, lead: { unitId: units.office }, text: 'Tham mưu văn bản triển khai' }
    const direct = (dueOn: string) =>
      server.call(people.viceChairman, handling.assign, { params: { id: step.id }, body: { ...direction, dueOn } })
    for (const typo of ['0202-08-15', '9999-08-15'])
      expect((await direct(typo)).problem.code).toBe('calendar.deadline-unlikely')
    await direct('2025-08-15')
    const second = await way.openStep('officeChief', id)
    expect(second.instruction).toBe('Tham mưu văn bản triển khai')
    await server.ask(people.officeChief, handling.assign, {
      params: { id: second.id },
      body: { version: second.version, lead: way.post('officeSpecialist', 'office'), text: 'Đồng chí Em soạn dự thảo' },
    })
    const third = await way.openStep('officeSpecialist', id)
    expect(third.dueOn).toBe('2025-08-15')
    const dueOnDesk = async (now: string) => {
      clock.set(now)
      const { due, toDo } = await server.ask(people.officeSpecialist, handling.desk, {})
      expect(toDo.map((one) => one.documentId)).toContain(id)
      return due.some((one) => one.documentId === id)
    }
    expect(await dueOnDesk('2025-08-11T16:59:00Z'), 'four days before').toBe(false)
    expect(await dueOnDesk('2025-08-11T17:00:00Z'), 'three days before, in Vietnam').toBe(true)
    expect(await dueOnDesk('2025-08-30T02:00:00Z'), 'late').toBe(true)
    clock.set(null)
    await server.ask(people.officeSpecialist, handling.accept, {
      params: { id: third.id },
      body: { version: third.version },
    })
    expect((await way.read('officeClerk', id)).state).toBe('processing')
    const { documentFinished } = await server.ask(people.officeSpecialist, handling.finish, {
      params: { id: third.id },
      body: { version: third.version + 1, kind: 'reported', note: 'Đã báo cáo tại cuộc họp ngày 12/8' },
    })
    expect(documentFinished).toBe(true)
    expect(await way.read('viceChairman', id)).toMatchObject({ state: 'finished', finishKind: 'reported' })
  })

  it('is not seen by those whom it does not concern', async () => {
    const id = await way.presented()
    for (const who of ['director', 'wardClerk', 'administrator', 'otherSpecialist', 'officeSpecialist'] as const) {
      const { status } = await server.call(people[who], documents.record, { params: { id } })
      expect({ who, status }).toEqual({ who, status: 404 })
    }
    expect((await way.read('viceChairman', id)).because.map((one) => one.reason)).toContain('directs')
    expect((await way.read('officeChief', id)).because).toMatchObject([
      { reason: 'leader-above', through: 'Văn phòng Ủy ban nhân dân tỉnh' },
    ])
  })

  it('is returned with the reason and recalled, and the step before is open again', async () => {
    const id = await way.presented()
    const step = await way.openStep('viceChairman', id)
    await server.ask(people.viceChairman, handling.returnStep, {
      params: { id: step.id },
      body: { version: step.version, reason: 'Không thuộc lĩnh vực phụ trách' },
    })
    const returned = await way.read('officeClerk', id)
    expect(returned.state).toBe('registered')
    await server.ask(people.officeClerk, handling.present, {
      params: { id },
      body: { version: returned.version, to: way.post('chairman', 'ubnd') },
    })
    const next = await way.openStep('chairman', id)
    await server.ask(people.chairman, handling.assign, {
      params: { id: next.id },
      body: { version: next.version, lead: { unitId: units.office }, text: 'Giao Văn phòng' },
    })
    const asked = (await way.read('chairman', id)).steps.find((one) => one.role === 'lead')
    expect(asked?.acts.recall).toEqual({ allowed: true, because: null })
    await server.ask(people.chairman, handling.recall, {
      params: { id: asked?.id ?? '' },
      body: { version: asked?.version ?? 0 },
    })
    const again = await way.openStep('chairman', id)
    expect(again.state).toBe('waiting')
    expect((await way.read('chairman', id)).state).toBe('presented')
    const onDesk = async () =>
      (await server.ask(people.chairman, handling.desk, {})).toDo.find((one) => one.documentId === id)
    expect(await onDesk()).toMatchObject({ returned: null })
    await server.ask(people.chairman, handling.assign, {
      params: { id: again.id },
      body: { version: again.version, lead: { unitId: units.office }, text: 'Giao Văn phòng' },
    })
    const back = await way.openStep('officeChief', id)
    await server.ask(people.officeChief, handling.returnStep, {
      params: { id: back.id },
      body: { version: back.version, reason: 'Việc này của Sở Nội vụ' },
    })
    expect(await onDesk()).toMatchObject({ returned: { reason: 'Việc này của Sở Nội vụ' } })
  })

  it('is recalled also after it was passed on, with all that followed; a clerk takes no direction back', async () => {
    const id = await way.presented()
    const give = async (who: 'viceChairman' | 'officeChief', lead: object) => {
      const step = await way.openStep(who, id)
      await server.ask(people[who], handling.assign, {
        params: { id: step.id },
        body: { version: step.version, lead: lead as never, text: 'Giao xử lý' },
      })
    }
    await give('viceChairman', { unitId: units.office })
    await give('officeChief', way.post('officeSpecialist', 'office'))
    const presentedStep = (await way.read('officeClerk', id)).steps.find((one) => one.role === 'present')
    expect(presentedStep?.acts.recall?.allowed).toBe(false)
    const passed = (await way.read('viceChairman', id)).steps.find(
      (one) => one.role === 'lead' && one.state === 'passed',
    )
    expect(passed?.acts.recall?.allowed).toBe(true)
    await server.ask(people.viceChairman, handling.recall, {
      params: { id: passed?.id ?? '' },
      body: { version: passed?.version ?? 0, reason: 'Giao lại đơn vị khác' },
    })
    expect((await way.openStep('viceChairman', id)).state).toBe('waiting')
    const { steps, state } = await way.read('viceChairman', id)
    expect(state).toBe('presented')
    expect(steps.filter((one) => one.role === 'lead').map((one) => one.state)).toEqual(['recalled', 'recalled'])
    await expect(way.openStep('officeSpecialist', id)).rejects.toThrow('no open step')
  })

  it('tells the second of two people what changed', async () => {
    const id = await way.presented()
    const step = await way.openStep('viceChairman', id)
    const act = () =>
      server.call(people.viceChairman, handling.assign, {
        params: { id: step.id },
        body: { version: step.version, lead: { unitId: units.office }, text: 'Giao Văn phòng' },
      })
    const outcomes = await Promise.all([act(), act()])
    expect(outcomes.map((one) => one.status).sort()).toEqual([200, 409])
    const problem = outcomes.find((one) => one.status === 409)?.problem
    expect(problem).toMatchObject({ code: 'record.changed', extra: { who: 'Trần Thị Bình' } })
    expect(problem?.detail).toContain('chính bạn đã chỉ đạo: “Giao Văn phòng”')
  })

  it('tells what was done and by whom, not who only read it or wrote beside it since', async () => {
    const id = await way.presented()
    const { version } = await way.read('officeClerk', id)
    const step = await way.openStep('viceChairman', id)
    const text = `Giao Văn phòng ${'tham mưu '.repeat(40)}`
    await server.ask(people.viceChairman, handling.assign, {
      params: { id: step.id },
      body: { version: step.version, lead: { unitId: units.office }, text },
    })
    await database.owner
      .insertInto('event')
      .values({ kind: 'document.read', record_id: id, person_id: people.chairman.personId })
      .execute()
    const cancel = (language: string) =>
      server.call(
        people.officeClerk,
        incoming.cancel,
        { params: { id }, body: { version, reason: 'Nhầm' } },
        { 'accept-language': language },
      )
    const { problem } = await cancel('vi')
    expect(problem.detail).toMatch(
      /^Lúc \d\d:\d\d \d\d\/\d\d\/\d{4} Trần Thị Bình đã chỉ đạo: “Giao Văn phòng .*…\. Việc của bạn chưa được ghi/,
    )
    expect(problem.detail.length).toBeLessThan(400)
    expect((await cancel('en')).problem.detail).toMatch(/^At .* Trần Thị Bình directed: “Giao/)
    expect((await cancel('ur')).problem.detail).toMatch(/Trần Thị Bình نے ہدایت دی/)
  })

  it('tells a leader who writes on who took it back, also where the page was read again under their hand', async () => {
    const id = await way.presented()
    const shown = (await way.read('officeClerk', id)).steps[0]
    await server.ask(people.officeClerk, handling.recall, {
      params: { id: shown?.id ?? '' },
      body: { version: shown?.version ?? 0, reason: 'Trình nhầm' },
    })
    const now = (await way.read('viceChairman', id)).steps.find((one) => one.id === shown?.id)
    const { problem } = await server.call(people.viceChairman, handling.assign, {
      params: { id: now?.id ?? '' },
      body: { version: now?.version ?? 0, lead: { unitId: units.office }, text: 'Giao Văn phòng' },
    })
    expect(problem.detail).toContain(`${await nameOf('officeClerk')} đã rút lại việc đã giao: Trình nhầm`)
  })

  it('is not recalled from who finishes it at that moment', async () => {
    const id = await way.presented()
    const asked = await way.openStep('viceChairman', id)
    await server.ask(people.viceChairman, handling.assign, {
      params: { id: asked.id },
      body: { version: asked.version, lead: way.post('officeChief', 'office'), text: 'Giao xử lý' },
    })
    const passed = await way.openStep('officeChief', id)
    await server.ask(people.officeChief, handling.assign, {
      params: { id: passed.id },
      body: { version: passed.version, lead: way.post('officeSpecialist', 'office'), text: 'Giao xử lý' },
    })
    const [last, before] = [await way.openStep('officeSpecialist', id), (await way.read('viceChairman', id)).steps]
    const version = before.find((one) => one.id === passed.id)?.version ?? 0
    const [finished, recalled] = await atOnce(
      database,
      sql`select from document where id = ${id} for update`,
      () =>
        server.call(people.officeSpecialist, handling.finish, {
          params: { id: last.id },
          body: { version: last.version, kind: 'filed' },
        }),
      () =>
        server.call(people.viceChairman, handling.recall, {
          params: { id: passed.id },
          body: { version, reason: 'Giao lại' },
        }),
    )
    expect(finished.status).toBe(200)
    expect([recalled.status, recalled.problem?.code]).toEqual([409, 'record.changed'])
    expect((await way.read('viceChairman', id)).state).toBe('finished')
  })

  it('is finished only by those who have it', async () => {
    const id = await way.presented()
    const step = await way.openStep('viceChairman', id)
    const { problem } = await server.call(people.officeClerk, handling.finish, {
      params: { id: step.id },
      body: { version: step.version, kind: 'filed' },
    })
    expect(problem).toMatchObject({ code: 'document.act-not-now', extra: { because: 'not-yours' } })
  })

  it('is handed over to a colleague and taken over from somebody absent', async () => {
    const id = await way.presented()
    const step = await way.openStep('viceChairman', id)
    await server.ask(people.viceChairman, handling.assign, {
      params: { id: step.id },
      body: { version: step.version, lead: way.post('officeSpecialist', 'office'), text: 'Giao đồng chí Em' },
    })
    const mine = await way.openStep('officeSpecialist', id)
    await server.ask(people.officeChief, handling.takeOver, {
      params: { id: mine.id },
      body: { version: mine.version, reason: 'Đồng chí Em nghỉ phép' },
    })
    const taken = await way.openStep('officeChief', id)
    await server.ask(people.officeChief, handling.handOver, {
      params: { id: taken.id },
      body: { version: taken.version, to: way.post('officeSpecialist', 'office') },
    })
    expect((await way.openStep('officeSpecialist', id)).role).toBe('lead')
    // The trail names the people who were named, not the unit in which they sit.
    const { items } = await server.ask(people.officeChief, trail.ofRecord, { params: { id }, query: {} })
    const told = items.map((one) => `${one.who} ${actWords(one.kind, one.data, 'vi')}`)
    const [bình, em] = [await nameOf('viceChairman'), await nameOf('officeSpecialist')]
    expect(told.slice(0, 4)).toEqual([
      `${await nameOf('officeChief')} bàn giao cho ${em}`,
      `${await nameOf('officeChief')} tiếp nhận thay ${em}: Đồng chí Em nghỉ phép`,
      `${bình} chỉ đạo: “Giao đồng chí Em” – chủ trì: ${em}`,
      `${await nameOf('officeClerk')} trình xin ý kiến chỉ đạo, chuyển ${bình}: Trình đồng chí cho ý kiến`,
    ])
  })

  it('stands on the desk of who is asked, and of who waits', async () => {
    const id = await way.presented()
    const desk = await server.ask(people.viceChairman, handling.desk, {})
    expect(desk.toDo.map((one) => one.documentId)).toContain(id)
    // “See all” under the desk's list opens exactly these, whatever else one may see.
    const { items } = await server.ask(people.viceChairman, documents.list, {
      query: { mine: 'true' as never, limit: 100 },
    })
    expect(items.map((one) => one.id).sort()).toEqual([...new Set(desk.toDo.map((one) => one.documentId))].sort())
    expect((await server.ask(people.officeClerk, handling.desk, {})).waiting.map((one) => one.documentId)).toContain(id)
    expect(await server.ask(people.wardClerk, handling.desk, {})).toEqual({
      toDo: [],
      due: [],
      waiting: [],
      toKnow: [],
      toDoTotal: 0,
      toDoComplete: true,
    })
  })

  it('says how much lies on a desk up to a hundred, and then only that it is more', async () => {
    const id = await way.presented()
    const before = (await server.ask(people.viceChairman, handling.desk, {})).toDoTotal
    const onDesk = async (more: number) => {
      await sql`insert into handling (document_id, role, unit_id, position_id, person_id, holder, asked_by, asked_at)
        select document_id, role, unit_id, position_id, person_id, holder, asked_by, asked_at from handling, generate_series(1, ${more}::int)
         where id = (select id from handling where document_id = ${id} limit 1)`.execute(database.owner)
      const { toDoTotal, toDoComplete } = await server.ask(people.viceChairman, handling.desk, {})
      return { toDoTotal, toDoComplete }
    }
    expect(await onDesk(100 - before)).toEqual({ toDoTotal: 100, toDoComplete: true })
    expect(await onDesk(1)).toEqual({ toDoTotal: 100, toDoComplete: false })
    await sql`delete from handling where document_id = ${id}`.execute(database.owner)
  })
})
