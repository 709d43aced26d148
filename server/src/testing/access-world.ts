import { access } from '@mocban/contract/access'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { delegations } from '@mocban/contract/organisation-acts'
import { tasks } from '@mocban/contract/tasks'
import { workFiles } from '@mocban/contract/work-files'
import { sql } from 'kysely'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { Standing } from '../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { AccessModel, type ModelRecord, type Who } from './access-model.ts'
import { passOn } from './access-pass-on.ts'
import type { Move } from './access-story.ts'

type Name = keyof SmallProvince['people']

/** Does a story through the API of a server and tells the model what was done; what is refused changes neither. */
export async function openWorld(database: TestDatabase, server: TestServer, province: SmallProvince) {
  const model = new AccessModel(province)
  const { people } = province
  const names = Object.keys(people) as Name[]
  const posts = await database.owner.selectFrom('position').selectAll().execute()
  for (const q of posts)
    model.posts.set(q.id, {
      id: q.id,
      unitId: q.unit_id,
      agencyId: q.agency_id,
      leads: q.leads,
      clerk: q.capabilities.includes('register'),
      administers: q.capabilities.includes('administer'),
    })
  for (const one of Object.values(people)) model.holds.push({ ...one, lastDay: null })
  model.committees.set(
    province.units.group,
    new Set([people.viceChairman, people.director, people.digitalHead].map((one) => one.positionId)),
  )
  const classOf = new Map<string, string>()
  for (const agency of [province.units.ubnd, province.units.skhcn, province.units.kinhBac]) {
    const { id } = await database.owner
      .insertInto('confidentiality_class')
      .values({ agency_id: agency, name: 'Khiếu nại' })
      .returning('id')
      .executeTakeFirstOrThrow()
    classOf.set(agency, id)
    model.classes.set(id, new Set())
  }
  const setDay = (day: string) => {
    model.day = day
    clock.set(`${day}T02:00:00Z`)
  }
  setDay('2025-08-04')
  const later = (days: number) =>
    new Date(Date.parse(`${model.day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  let serial = 0

  const post = (standing: Standing) => model.posts.get(standing.positionId)!
  const pick = <T>(all: T[], n: number): T | undefined => all[n % Math.max(1, all.length)]
  const own = (kind: Who['kind'], id: string): Who => ({ kind, id })
  const add = (record: Omit<ModelRecord, 'openings' | 'classId'>) => {
    const made = { ...record, openings: [], classId: null }
    model.records.push(made)
    return made
  }
  const word = () => `tuvi${String(serial++).padStart(4, '0')}`
  const inAgency = (agencyId: string, n: number) =>
    pick(
      names.filter((one) => post(people[one]).agencyId === agencyId && !post(people[one]).administers),
      n,
    )!

  const acts: Record<Move['what'], (move: Move) => Promise<void>> = {
    register: async ({ a, b }) => {
      const clerk =
        people[
          pick(
            names.filter((one) => post(people[one]).clerk),
            a,
          )!
        ]
      const typeCode = pick(['cong-van', 'bao-cao', 'don-thu'], b)!
      const w = word()
      const { id } = await registerSome(server, clerk, {
        abstract: `Việc vanbanchung ${w}`,
        symbol: `${serial}/${w}`,
        typeCode,
      })
      const { unitId, agencyId } = post(clerk)
      add({
        id,
        kind: 'document',
        agencyId,
        typeCode,
        word: w,
        own: [own('post', clerk.positionId)],
        groups: [own('clerks', agencyId), ...model.leadersAbove(unitId), own('leaders', agencyId)],
      })
    },
    draft: async ({ a }) => {
      const drafter =
        people[
          pick(
            ['digitalSpecialist', 'otherSpecialist', 'officeSpecialist', 'wardSpecialist', 'digitalHead'] as Name[],
            a,
          )!
        ]
      const w = word()
      const { documentId } = await server.ask(drafter, outgoing.create, {
        body: { facts: { typeCode: 'ke-hoach', abstract: `Kế hoạch vanbanchung ${w}` } },
      })
      const { unitId, agencyId } = post(drafter)
      add({
        id: documentId,
        kind: 'document',
        agencyId,
        typeCode: 'ke-hoach',
        word: w,
        own: [own('person', drafter.personId), own('post', drafter.positionId)],
        groups: model.leadersAbove(unitId),
      })
    },
    task: async ({ a, b }) => {
      const from =
        people[pick(['viceChairman', 'director', 'digitalHead', 'wardChairman', 'officeChief'] as Name[], a)!]
      const to =
        people[
          pick(
            names.filter((one) => !post(people[one]).administers),
            b,
          )!
        ]
      const w = word()
      const { taskId } = await server.ask(from, tasks.create, {
        body: { facts: { title: `Nhiệm vụ ${w}`, lead: { unitId: post(to).unitId, ...to } } } as never,
      })
      add({
        id: taskId,
        kind: 'task',
        agencyId: post(from).agencyId,
        typeCode: '',
        word: w,
        own: [
          own('post', from.positionId),
          own('person', from.personId),
          own('post', to.positionId),
          own('person', to.personId),
        ],
        groups: [...model.leadersAbove(post(from).unitId), ...model.leadersAbove(post(to).unitId)],
      })
    },
    file: async ({ a, b }) => {
      const keeper =
        people[
          pick(
            names.filter((one) => !post(people[one]).administers),
            a,
          )!
        ]
      const named = people[pick(names, b)!]
      const w = word()
      const { id } = await server.ask(keeper, workFiles.open, {
        body: { title: `Hồ sơ ${w}`, personIds: [named.personId] } as never,
      })
      add({
        id,
        kind: 'work-file',
        agencyId: post(keeper).agencyId,
        typeCode: '',
        word: w,
        own: [own('person', keeper.personId), own('post', keeper.positionId), own('person', named.personId)],
        groups: model.leadersAbove(post(keeper).unitId),
      })
    },
    assign: async ({ a, b, c }) => {
      const record = pick(
        model.records.filter((one) => one.kind === 'document' && one.typeCode !== 'ke-hoach'),
        a,
      )
      if (!record) return
      const clerk =
        people[
          pick(
            names.filter((one) => post(people[one]).clerk && post(people[one]).agencyId === record.agencyId),
            0,
          )!
        ]
      const leaders = names.filter((one) => post(people[one]).leads && post(people[one]).unitId === record.agencyId)
      await passOn(server, model, record, {
        clerk,
        leader: people[pick(leaders, c)!],
        everybody: Object.values(people),
        to: people[inAgency(record.agencyId, b)],
        asUnit: c % 3 === 0,
      })
    },
    lead: async ({ a, b }) => {
      const record = pick(
        model.records.filter((one) => one.kind === 'task'),
        a,
      )
      const from = record && names.map((one) => people[one]).find((one) => record.own[0]?.id === one.positionId)
      if (!record || !from) return
      const to =
        people[
          pick(
            names.filter((one) => !post(people[one]).administers),
            b,
          )!
        ]
      const { answer, status } = await server.call(from, tasks.read, { params: { id: record.id } })
      if (status !== 200) return
      const done = await server.call(from, tasks.reassign, {
        params: { id: record.id },
        body: { version: answer.version, lead: { unitId: post(to).unitId, ...to } },
      })
      if (done.status !== 200) return
      record.own.push(own('post', to.positionId), own('person', to.personId))
      record.groups.push(...model.leadersAbove(post(to).unitId))
    },
    open: async ({ a, b, c }) => {
      const record = pick(model.records, a)
      if (!record) return
      const targets = [
        ...names.map((one) => ['person', people[one].personId] as const),
        ...[...model.parents.keys()].map((id) => ['unit', id] as const),
        ['committee', province.units.group] as const,
      ]
      const [targetKind, targetId] = pick(targets, b)!
      const lastDay = later(c % 3)
      for (const who of names) {
        const { status } = await server.call(people[who], access.open, {
          params: { id: record.id },
          body: { targetKind, targetId, lastDay, reason: 'Để biết' },
        })
        if (status !== 200) continue
        record.openings.push({ target: targetId, lastDay, withdrawn: false })
        return
      }
    },
    withdraw: async ({ a }) => {
      const record = pick(
        model.records.filter((one) => one.openings.length > 0),
        a,
      )
      if (!record) return
      for (const who of names) {
        const { answer, status } = await server.call(people[who], access.ofRecord, { params: { id: record.id } })
        const opening = status === 200 && answer.openings.find((one) => one.mayWithdraw)
        if (!opening) continue
        await server.ask(people[who], access.withdraw, { params: { id: opening.id } })
        // The latest is listed first; one is open to a target at a time.
        const { rows } = await sql<{ target: string }>`select target from opening where id = ${opening.id}`.execute(
          database.owner,
        )
        for (const one of record.openings)
          if (one.target === rows[0]?.target && one.lastDay >= model.day) one.withdrawn = true
        return
      }
    },
    class: async ({ a, b }) => {
      const record = pick(model.records, a)
      const classId = record && b % 4 ? (classOf.get(record.agencyId) ?? null) : null
      if (!record) return
      for (const who of names) {
        const { status } = await server.call(people[who], access.classify, {
          params: { id: record.id },
          body: { classId, reason: '' },
        })
        if (status !== 200) continue
        record.classId = classId
        return
      }
    },
    delegate: async ({ a, b, c }) => {
      const from = people[pick(names, a)!]
      const { agencyId } = post(from)
      const to = people[inAgency(agencyId, b)]
      const capabilities = posts.find((one) => one.id === from.positionId)?.capabilities ?? []
      const units =
        c % 3 === 0
          ? [[...model.parents.keys()].filter((id) => model.above(id).includes(agencyId))[b % 3] ?? agencyId]
          : []
      const types = c % 5 === 0 ? ['cong-van', 'ke-hoach'] : []
      const lastDay = later(c % 3)
      const { status, answer } = await server.call(from, delegations.give, {
        body: {
          toPersonId: to.personId,
          from: model.day,
          lastDay,
          capabilities,
          unitIds: units,
          typeCodes: types,
          reason: '',
        } as never,
      })
      if (status === 200)
        model.delegations.push({ id: answer.id, from, toPersonId: to.personId, lastDay, ended: false, units, types })
    },
    end: async ({ a }) => {
      const one = pick(
        model.delegations.filter((d) => !d.ended && d.lastDay >= model.day),
        a,
      )
      const from = one && { personId: one.from.personId, positionId: one.from.positionId }
      if (one && from && (await server.call(from, delegations.end, { params: { id: one.id } })).status === 200)
        one.ended = true
    },
    appoint: async ({ a, b, c }) => {
      const person = people[pick(names, a)!]
      const other = people[pick(names, b)!]
      if (
        post(other).administers ||
        model.holds.some((one) => one.personId === person.personId && one.positionId === other.positionId)
      )
        return
      const lastDay = c % 2 ? later(c % 3) : null
      await sql`insert into appointment (person_id, position_id, kind, valid) values (${person.personId}, ${other.positionId},
        ${c % 5 === 0 ? 'acting' : 'concurrent'}, daterange(${model.day}::date, ${lastDay}::date, '[]'))`.execute(
        database.owner,
      )
      model.holds.push({ personId: person.personId, positionId: other.positionId, lastDay })
    },
    belong: async ({ a, b, c }) => {
      const [agency, classId] = pick([...classOf], a)!
      const member =
        c % 2
          ? people[inAgency(agency, b)].positionId
          : pick(
              [...model.parents.keys()].filter((id) => model.above(id).includes(agency)),
              b,
            )!
      if (model.classes.get(classId)?.has(member)) return
      await sql`insert into confidentiality_member (class_id, position_id, unit_id, valid)
        values (${classId}, ${c % 2 ? member : null}, ${c % 2 ? null : member}, tstzrange(${clock.now().toISOString()}, null))`.execute(
        database.owner,
      )
      model.classes.get(classId)?.add(member)
    },
    day: async () => setDay(later(1)),
  }
  return { model, act: (move: Move) => acts[move.what](move) }
}
