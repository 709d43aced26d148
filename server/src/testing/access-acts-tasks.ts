import { tasks } from '@mocban/contract/tasks'
import { workFiles } from '@mocban/contract/work-files'
import type { Standing } from '../platform/database/index.ts'
import type { ModelRecord } from './access-model.ts'
import type { Act } from './access-story.ts'
import type { Name, World } from './access-world.ts'

/** Tasks are assigned, reported on, given to others and handed over; work files are opened, written in, and documents put in them. */
export function taskActs(world: World) {
  const { server, model, post, pick, own } = world
  const assigners: Name[] = ['viceChairman', 'director', 'digitalHead', 'wardChairman', 'officeChief']
  const working = (n: number) => world.someone(n, (one) => !one.administers)
  const told = (to: Standing, record: ModelRecord, by: Standing) =>
    model.told.push({ positionId: to.positionId, record, by: by.personId })

  const newTask = (id: string, from: Standing) => ({
    id,
    kind: 'task' as const,
    agencyId: post(from).agencyId,
    typeCode: '',
    own: [own('post', from.positionId), own('person', from.personId)],
    groups: model.leadersAbove(post(from).unitId),
  })
  const task: Act = async ({ a, b, c }) => {
    const from = world.people[pick(assigners, a) ?? 'director']
    const to = working(b)
    const word = world.word()
    const facts = {
      title: `Nhiệm vụ ${word}`,
      lead: { unitId: post(to).unitId, ...to },
      ...(c % 2 ? { dueOn: world.later(20) } : {}),
    }
    const { answer, status } = await server.call(from, tasks.create, { body: { facts } as never })
    if (status !== 200) return
    const record = world.add(newTask(answer.taskId, from), word)
    world.granted(record, to)
    model.leads.set(record, to.positionId)
    if ('dueOn' in facts) model.due.add(record)
    told(to, record, from)
  }
  /** Out of a document, which it opens to those who are asked inside the agency; of its class. */
  const followUp: Act = async ({ a, b, c }) => {
    const from = world.people[pick(assigners, a) ?? 'director']
    const document = world.recordOf('document', b, (one) => model.sees(from, one))
    const to = working(c)
    const beside = b % 3 === 0 ? working(b + c) : null
    if (!document) return
    const word = world.word()
    const facts = {
      title: `Nhiệm vụ ${word}`,
      lead: { unitId: post(to).unitId, ...to },
      collaborators: beside ? [{ unitId: post(beside).unitId, ...beside }] : [],
    }
    const body = { facts, documentId: document.id } as never
    const { answer, status } = await server.call(from, tasks.create, { body })
    if (status !== 200) return
    const record = world.add(newTask(answer.taskId, from), word, document.classId)
    model.origins.set(record, document)
    model.leads.set(record, to.positionId)
    for (const asked of beside ? [to, beside] : [to]) {
      world.granted(record, asked)
      told(asked, record, from)
      openOrigin(record, from, asked)
    }
  }
  /** Whoever may give tasks opens to who is asked, inside the agency, what the task came out of. */
  const openOrigin = (record: ModelRecord, by: Standing, asked: Standing) => {
    const document = model.origins.get(record)
    const { agencyId, assigns } = post(by)
    if (!document || !assigns || !model.sees(by, document)) return
    if (model.agencyNow(document.agencyId) !== agencyId || post(asked).agencyId !== agencyId) return
    document.own.push(own('post', asked.positionId))
    document.groups.push(...model.leadersAbove(post(asked).unitId))
  }
  /** A part of a task, given by who leads it; of its class. */
  const part: Act = async ({ a, b }) => {
    const whole = world.recordOf('task', a)
    const by = whole && world.everybody().find((one) => one.positionId === model.now(model.leads.get(whole) ?? ''))
    if (!whole || !by) return
    const to = working(b)
    const word = world.word()
    const facts = { title: `Nhiệm vụ ${word}`, lead: { unitId: post(to).unitId, ...to } }
    const body = { facts, parentId: whole.id } as never
    const { answer, status } = await server.call(by, tasks.create, { body })
    if (status !== 200) return
    const record = world.add(newTask(answer.taskId, by), word, whole.classId)
    world.granted(record, to)
    model.leads.set(record, to.positionId)
    told(to, record, by)
  }
  const lead: Act = async ({ a, b }) => {
    const record = world.recordOf('task', a)
    const from = record && world.everybody().find((one) => record.own[0]?.id === one.positionId)
    if (!record || !from) return
    const to = working(b)
    const { answer, status } = await server.call(from, tasks.read, { params: { id: record.id } })
    if (status !== 200) return
    const done = await server.call(from, tasks.reassign, {
      params: { id: record.id },
      body: { version: answer.version, lead: { unitId: post(to).unitId, ...to }, reason: '' },
    })
    if (done.status !== 200) return
    world.granted(record, to)
    openOrigin(record, from, to)
    model.leads.set(record, to.positionId)
    told(to, record, from)
  }
  const report: Act = async ({ a }) => {
    const record = world.recordOf('task', a)
    const by = record && world.everybody().find((one) => one.positionId === model.now(model.leads.get(record) ?? ''))
    if (!record || !by) return
    const seen = await server.call(by, tasks.read, { params: { id: record.id } })
    if (seen.status !== 200) return
    const word = world.word()
    const params = { id: record.id }
    let { version } = seen.answer
    if (seen.answer.acts.accept?.allowed)
      version = (await server.ask(by, tasks.act, { params, body: { version, act: 'accept', text: '' } as never }))
        .version
    const body = { version, percent: 30, text: `Đã làm ${word}` }
    if ((await server.call(by, tasks.report, { params, body })).status === 200) world.mark(word, 'report', record)
  }
  const handOverTasks: Act = async ({ a, b }) => {
    const from = working(a)
    const to = world.someone(b, (one) => one.agencyId === post(from).agencyId && !one.administers)
    const held = [...model.leads].filter(([, positionId]) => model.now(positionId) === from.positionId)
    const { status } = await server.call(from, tasks.handOver, {
      body: { positionId: from.positionId, to: { unitId: post(to).unitId, ...to }, reason: 'Bàn giao' },
    })
    if (status !== 200) return
    for (const [record] of held) {
      world.granted(record, from)
      world.granted(record, to)
      openOrigin(record, from, to)
      model.leads.set(record, to.positionId)
    }
  }

  const file: Act = async ({ a, b }) => {
    const keeper = working(a)
    const named = world.someone(b)
    const word = world.word()
    const { answer, status } = await server.call(keeper, workFiles.open, {
      body: { title: `Hồ sơ ${word}`, personIds: [named.personId] } as never,
    })
    if (status !== 200) return
    world.add(
      {
        id: answer.id,
        kind: 'work-file',
        agencyId: post(keeper).agencyId,
        typeCode: '',
        own: [own('person', keeper.personId), own('post', keeper.positionId), own('person', named.personId)],
        groups: model.leadersAbove(post(keeper).unitId),
      },
      word,
    )
  }
  const note: Act = async ({ a, b }) => {
    const record = world.recordOf('work-file', a)
    if (!record) return
    const word = world.word()
    const { status } = await server.call(world.whoSees(record, b), workFiles.note, {
      params: { id: record.id },
      body: { text: `Ghi ${word}` },
    })
    if (status === 200) world.mark(word, 'note', record)
  }
  /** What lies in a file is seen by who may see both. */
  const put: Act = async ({ a, b, c }) => {
    const record = world.recordOf('work-file', a)
    const document = world.recordOf('document', b)
    if (record && document)
      await server.call(world.whoSees(record, c), workFiles.addDocument, {
        params: { id: record.id },
        body: { documentId: document.id },
      })
  }
  /** Somebody is named in it, and sees it from now on. */
  const name: Act = async ({ a, b, c }) => {
    const record = world.recordOf('work-file', a)
    if (!record) return
    const { personId } = world.someone(b)
    const { status } = await server.call(world.whoSees(record, c), workFiles.addPerson, {
      params: { id: record.id },
      body: { personId },
    })
    if (status === 200) record.own.push(own('person', personId))
  }
  /** A task that lies in a file, like a document, is seen by who may see both. */
  const link: Act = async ({ a, b, c }) => {
    const [record, linked] = [world.recordOf('work-file', a), world.recordOf('task', b)]
    if (record && linked)
      await server.call(world.whoSees(record, c), workFiles.addRecord, {
        params: { id: record.id },
        body: { recordId: linked.id },
      })
  }
  /** Closed, it is seen by the same. */
  const close: Act = async ({ a, b }) => {
    const record = world.recordOf('work-file', a)
    if (!record) return
    const by = world.whoSees(record, b)
    const params = { id: record.id }
    const { status, answer } = await server.call(by, workFiles.read, { params })
    if (status === 200) await server.call(by, workFiles.close, { params, body: { version: answer.version } })
  }
  return {
    task,
    'follow-up': followUp,
    part,
    lead,
    report,
    'hand-over-tasks': handOverTasks,
    file,
    note,
    put,
    name,
    link,
    close,
  }
}
