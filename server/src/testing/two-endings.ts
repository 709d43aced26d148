import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { tasks } from '@mocban/contract/tasks'
import { workFiles } from '@mocban/contract/work-files'
import { sql } from 'kysely'
import { draftFiles } from '../documents/outgoing/testing/draft.ts'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import { newId, type Standing } from '../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { endUnits } from './end-units.ts'

export const names = {
  district: 'Ủy ban nhân dân huyện Lục Ngạn',
  oldWard: 'Ủy ban nhân dân phường Kinh Bắc',
  ward: 'Ủy ban nhân dân phường Vũ Ninh',
  department: 'Sở Khoa học và Công nghệ',
}

interface Works {
  database: TestDatabase
  server: TestServer
  province: SmallProvince
}
type Then = Record<'head' | 'clerk' | 'specialist' | 'inspector', Standing>
type Made = Record<
  'open' | 'asked' | 'closed' | 'complaint' | 'addressed' | 'task' | 'ended' | 'draft' | 'workFile',
  string
>

/**
 * In September 2025 a district and two wards work; on 1 January 2026 the district is dissolved into the department, and the wards are merged into a
 * third. Leaves the clock on the first morning after.
 */
export async function twoEndings(works: Works) {
  const { units, people } = works.province
  const before = await foundDistrict(works)
  clock.set('2025-09-10T02:00:00Z')
  const made = await work(works, before)
  clock.set('2026-01-05T02:00:00Z')
  const { units: founded, people: moved } = await endUnits(works.database, {
    day: '2026-01-01',
    begin: {
      ward: { kind: 'ward', name: names.ward, parent: units.ubnd, code: 'H05.99' },
      economy: { kind: 'division', name: 'Phòng Kinh tế', parent: 'ward' },
    },
    heirs: {
      [units.kinhBacEconomy]: 'economy',
      [units.kinhBac]: 'ward',
      [units.tuSon]: 'ward',
      [before.economy]: units.skhcnDigital,
      [before.district]: units.skhcn,
    },
    posts: {
      chairman: { who: people.wardChairman, unit: 'ward' },
      deputy: { who: people.otherWardChairman, unit: 'ward', rank: 2 },
      clerk: { who: people.wardClerk, unit: 'ward' },
      otherClerk: { who: people.otherWardClerk, unit: 'ward' },
      specialist: { who: people.wardSpecialist, unit: 'economy' },
      districtClerk: { who: before.people.clerk, unit: units.skhcnOffice },
      districtSpecialist: { who: before.people.specialist, unit: units.skhcnDigital },
      inspector: { who: before.people.inspector, unit: units.skhcnOffice },
    },
  })
  await sql`insert into exchange_code_alias (code, unit_id, valid) values ('H05.90', ${before.district}, '[2026-01-01,2026-07-01)')`.execute(
    works.database.owner,
  )
  return { district: before.district, former: before.people, made, now: moved, units: founded }
}

async function foundDistrict({ database: { owner } }: Works) {
  const [district, economy] = [newId(), newId()]
  for (const [id, name, abbreviation] of [
    [district, names.district, 'UBND'],
    [economy, 'Phòng Kinh tế', 'KT'],
  ] as const) {
    const top = id === district
    await sql`insert into unit (id) values (${id})`.execute(owner)
    await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, exchange_code, seal_text)
      values (${id}, '[2020-01-01,)', ${top ? 'commune' : 'division'}, ${top}, ${district}, ${top ? null : district}, ${name}, ${name}, ${abbreviation}, ${name},
        ${top ? 'H05.90' : null}, ${top ? 'UBND HUYỆN LỤC NGẠN' : null})`.execute(owner)
  }
  const people = {} as Then
  const post = async (key: keyof Then, unit: string, title: string, capabilities: string[], leads = false) => {
    const [personId, positionId] = [newId(), newId()]
    people[key] = { personId, positionId }
    await sql`insert into person (id, full_name, user_name) values (${personId}, ${`${title} huyện`}, ${`district-${key}`})`.execute(
      owner,
    )
    await sql`insert into position (id, unit_id, agency_id, title, leads, rank, capabilities)
      values (${positionId}, ${unit}, ${district}, ${title}, ${leads}, 1, ${capabilities})`.execute(owner)
    await sql`insert into appointment (person_id, position_id, valid) values (${personId}, ${positionId}, '[2020-01-01,)')`.execute(
      owner,
    )
  }
  await post('head', district, 'Chủ tịch', ['direct', 'assign', 'approve', 'review'], true)
  await post('clerk', district, 'Văn thư', ['register', 'number', 'issue'])
  await post('specialist', economy, 'Chuyên viên', ['draft'])
  await post('inspector', district, 'Thanh tra', ['audit'])
  return { district, economy, people }
}

/** What the three agencies do while they are there. */
async function work(works: Works, { district, people: then }: { district: string; people: Then }): Promise<Made> {
  const { server, province } = works
  const { people, units } = province
  const present = async (clerk: Standing, id: string, to: { unitId: string } & Partial<Standing>) => {
    const { version } = await server.ask(clerk, documents.record, { params: { id } })
    await server.ask(clerk, handling.present, { params: { id }, body: { version, to, note: '' } })
  }
  const register = async (clerk: Standing, symbol: string, changes = {}) =>
    (await registerSome(server, clerk, { symbol, ...changes })).id

  const open = await register(people.wardClerk, '1/KB')
  await present(people.wardClerk, open, { unitId: units.kinhBac, ...people.wardChairman })
  const asked = await register(people.otherWardClerk, '2/TS')
  await present(people.otherWardClerk, asked, { unitId: units.tuSon })

  // In the district everything is done: only who stands for it may still read it.
  const closed = await register(then.clerk, '3/LN', {
    abstract: 'Thủy lợi nội đồng',
    issuerName: names.oldWard,
    issuerUnitId: units.kinhBac,
  })
  await present(then.clerk, closed, { unitId: district, ...then.head })
  const last = await stepOf(server, then.head, closed)
  await server.ask(then.head, handling.finish, {
    params: { id: last.id },
    body: { version: last.version, kind: 'filed', note: 'Lưu' },
  })
  const complaint = await register(then.clerk, '4/ĐT', { typeCode: 'don-thu' })

  // The province directs to the ward what its clerk has not looked at when the ward ends.
  const addressed = await register(people.officeClerk, '5/BNV')
  await present(people.officeClerk, addressed, { unitId: units.ubnd, ...people.chairman })
  const directed = await stepOf(server, people.chairman, addressed)
  await server.ask(people.chairman, handling.assign, {
    params: { id: directed.id },
    body: { version: directed.version, lead: { unitId: units.kinhBac }, text: 'Giải quyết' },
  })

  const assign = async (title: string) => {
    const lead = { unitId: units.kinhBacEconomy, ...people.wardSpecialist }
    return (await server.ask(people.wardChairman, tasks.create, { body: { facts: { title, lead } } })).taskId
  }
  const task = await assign('Rà soát hộ kinh doanh')
  const ended = await assign('Báo cáo quý III')
  await server.ask(people.wardChairman, tasks.act, {
    params: { id: ended },
    body: { version: 1, act: 'cancel', text: 'Không còn cần' },
  })

  const { documentId: draft } = await server.ask(people.wardSpecialist, outgoing.create, {
    body: {
      facts: {
        typeCode: 'cong-van',
        abstract: 'lấy ý kiến về chợ phường',
        recipients: [{ agencyId: units.tuSon }, { agencyId: district }, { agencyId: units.skhcn }],
      },
      files: await draftFiles(server, works.database, people.wardSpecialist, 'Nội dung'),
    },
  })
  const { id: workFile } = await server.ask(people.wardSpecialist, workFiles.open, { body: { title: 'Chợ phường' } })
  return { open, asked, closed, complaint, addressed, task, ended, draft, workFile }
}

/** The step of a document that waits for somebody. */
export async function stepOf(server: TestServer, who: Standing, id: string) {
  const { steps } = await server.ask(who, documents.record, { params: { id } })
  const step = steps.find((one) => one.mine && !one.endedAt)
  if (!step) throw new Error('no step waits for them')
  return step
}
