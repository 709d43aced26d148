import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { delegations, organisationActs } from '@mocban/contract/organisation-acts'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { workFiles } from '@mocban/contract/work-files'
import { approveSome, draftSome, issueSome } from '../../documents/outgoing/testing/draft.ts'
import { registerSome } from '../../documents/testing/register.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { ServedProvince } from '../../testing/serve-small-province.ts'

/** What lies open on the day of a reorganisation, each by its identifier. */
export type WorkOfEverySort = Record<
  | 'registered'
  | 'presented'
  | 'inProcess'
  | 'finished'
  | 'ofTuSon'
  | 'draft'
  | 'reviewed'
  | 'approved'
  | 'issued'
  | 'task'
  | 'subtask'
  | 'closedTask'
  | 'workFile',
  string
>

/** Work of every sort and in every state, as the wards and the department have it on 2 March 2026; the jobs' work is done. */
export async function plantWork({ database, server, province }: ServedProvince): Promise<WorkOfEverySort> {
  const { people, units } = province
  const work = {} as WorkOfEverySort
  const post = (who: Standing, unitId: string) => ({ unitId, ...who })
  const inWard = async (abstract: string, symbol: string) => {
    const { id, version } = await registerSome(server, people.wardClerk, { abstract, symbol, arrivedOn: '2026-03-02' })
    return { id, version }
  }
  const present = async (one: { id: string; version: number }, who: Standing, to: Standing, unitId: string) => {
    await server.ask(who, handling.present, {
      params: { id: one.id },
      body: { version: one.version, to: post(to, unitId) },
    })
    return one.id
  }
  const give = async (id: string) => {
    const [step] = (await server.ask(people.wardChairman, documents.record, { params: { id } })).steps
    await server.ask(people.wardChairman, handling.assign, {
      params: { id: step?.id ?? '' },
      body: {
        version: step?.version ?? 0,
        lead: post(people.wardSpecialist, units.kinhBacEconomy),
        text: 'Giao xử lý',
      },
    })
    return id
  }
  work.registered = (await inWard('Chờ trình', '1/BKH')).id
  work.presented = await present(
    await inWard('Đã trình', '2/BKH'),
    people.wardClerk,
    people.wardChairman,
    units.kinhBac,
  )
  work.inProcess = await give(
    await present(await inWard('Đang xử lý', '3/BKH'), people.wardClerk, people.wardChairman, units.kinhBac),
  )
  work.finished = await give(
    await present(await inWard('Đã xong', '4/BKH'), people.wardClerk, people.wardChairman, units.kinhBac),
  )
  const step = (
    await server.ask(people.wardSpecialist, documents.record, { params: { id: work.finished } })
  ).steps.find((one) => one.mine)
  await server.ask(people.wardSpecialist, handling.finish, {
    params: { id: step?.id ?? '' },
    body: { version: step?.version ?? 0, kind: 'filed' },
  })
  work.ofTuSon = await present(
    await registerSome(server, people.otherWardClerk, {
      abstract: 'Của Từ Sơn',
      symbol: '5/BKH',
      arrivedOn: '2026-03-02',
    }),
    people.otherWardClerk,
    people.otherWardChairman,
    units.tuSon,
  )
  // Two letters of the department, on their way to both wards; one approved and not issued, one under review.
  work.issued = await draftSome(server, database, province)
  await issueSome(server, province, work.issued)
  work.approved = await draftSome(server, database, province)
  await approveSome(server, province, work.approved)
  work.reviewed = await draftSome(server, database, province)
  const { version } = await server.ask(people.digitalSpecialist, outgoing.read, { params: { id: work.reviewed } })
  await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id: work.reviewed }, body: { version } })
  work.draft = await draftSome(server, database, province, {
    who: people.wardSpecialist,
    signer: people.wardChairman,
    recipients: [{ agencyId: units.skhcn }],
  })
  const task = async (who: Standing, title: string, lead: object, parent?: string) =>
    (
      await server.ask(who, tasks.create, {
        body: { facts: { title, lead, dueOn: '2026-03-20' }, ...(parent ? { parentId: parent } : {}) } as never,
      })
    ).taskId
  work.task = await task(people.viceChairman, 'Báo cáo của phường', { unitId: units.kinhBac })
  const act = async (who: Standing, id: string, kind: string, more = {}) => {
    const { version } = await server.ask(who, tasks.read, { params: { id } })
    await server.ask(who, tasks.act, { params: { id }, body: { version, act: kind, ...more } as never })
  }
  await act(people.wardChairman, work.task, 'accept')
  work.subtask = await task(people.wardChairman, 'Phần của phòng', post(people.wardSpecialist, units.kinhBacEconomy))
  await act(people.wardSpecialist, work.subtask, 'accept')
  const seen = await server.ask(people.wardSpecialist, tasks.read, { params: { id: work.subtask } })
  await server.ask(people.wardSpecialist, tasks.askExtension, {
    params: { id: work.subtask },
    body: { version: seen.version, wantedOn: '2026-03-27', reason: 'Chờ số liệu' } as never,
  })
  work.closedTask = await task(people.wardChairman, 'Việc đã xong', post(people.wardSpecialist, units.kinhBacEconomy))
  await act(people.wardSpecialist, work.closedTask, 'accept')
  await act(people.wardSpecialist, work.closedTask, 'deliver', { text: 'Xong' })
  await act(people.wardChairman, work.closedTask, 'verify')
  const file = await server.ask(people.wardSpecialist, workFiles.open, {
    body: { title: 'Hồ sơ của phường' } as never,
  })
  work.workFile = Object.values(file as Record<string, string>)[0] ?? ''
  await server.ask(people.wardChairman, delegations.give, {
    body: {
      toPersonId: people.wardClerk.personId,
      from: '2026-03-02',
      lastDay: '2026-06-30',
      capabilities: ['direct'],
      reason: 'Đi công tác',
    } as never,
  })
  await server.ask(people.administrator, organisationActs.addMember, {
    params: { id: units.group },
    body: { role: 'member', positionId: people.wardChairman.positionId, from: '2026-03-02' },
  })
  await server.ask(people.wardSpecialist, search.save, {
    body: { name: 'Của tôi', query: { q: 'xử lý' }, notify: false } as never,
  })
  await server.jobs.runWaiting()
  return work
}
