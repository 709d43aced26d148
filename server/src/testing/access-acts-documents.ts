import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import { draftFiles } from '../documents/outgoing/testing/draft.ts'
import { someFacts } from '../documents/testing/register.ts'
import { asActor, type Standing } from '../platform/database/index.ts'
import { fileOf, pageOf, read, takenIn } from './access-files.ts'
import type { ModelRecord } from './access-model.ts'
import type { Act } from './access-story.ts'
import type { World } from './access-world.ts'

/** Documents come, are drafted, issued, sent, taken in elsewhere and recalled. */
export function documentActs(world: World) {
  const { server, database, model, pick, post, own } = world
  const { units } = world.province

  /** A page with a word of its own. */
  const page = async (who: Standing, word: string) => {
    const { sha256, size } = await server.files.putBytes(pageOf(word))
    await asActor(database.app, who, (tx) =>
      sql`select app.add_file(${sha256}, ${size}, 'application/pdf')`.execute(tx),
    )
    await read(world, sha256, word)
    return { sha256, name: `${word}.pdf`, mediaType: 'application/pdf' }
  }
  /** What a registry has taken in, under a word and a symbol of its own. */
  const registered = (id: string, clerk: Standing, typeCode: string, [word, symbol]: [string, string]): ModelRecord => {
    const record = world.add(takenIn(world, id, clerk, typeCode), word)
    // Acts are told to the agency's auditors by the symbol of the record, whatever it says; and what arrived at an agency, to those of that one.
    world.mark(symbol, 'symbol', record, (who) =>
      model
        .bearers(record)
        .some(
          (one) =>
            model.seesSent(who, one) ||
            [one, ...model.deliveries.filter(({ of }) => of === one)].some((at) => model.audits(who, at.agencyId)),
        ),
    )
    return record
  }
  const register: Act = async ({ a, b, c }) => {
    const clerk = world.someone(a, (one) => one.clerk)
    const typeCode = pick(['cong-van', 'bao-cao', 'don-thu'], b) as string
    const [word, symbol, inside] = [world.word(), world.word(), c % 2 ? world.word() : null]
    const file = inside ? await page(clerk, inside) : null
    const { status, answer } = await server.call(clerk, incoming.register, {
      body: {
        facts: someFacts({
          abstract: `Việc vanbanchung ${word}`,
          symbol: `${symbol}/BKHCN`,
          typeCode,
          arrivedOn: world.today,
        }),
        files: file ? [file] : [],
        duplicatesSeen: true,
      },
    })
    if (status !== 200) return
    const record = registered(answer.documentId, clerk, typeCode, [word, symbol])
    if (file && inside) fileOf(world, record, { sha256: file.sha256, word: inside, by: clerk, sent: true })
  }

  /** A draft; `annexed`: with an annex. What it answers or takes the place of gives it its class. */
  const create = async (
    drafter: Standing,
    changes: Record<string, unknown>,
    { annexed = false, answers, replaces }: { annexed?: boolean; answers?: ModelRecord; replaces?: ModelRecord } = {},
  ) => {
    const [word, inside] = [world.word(), world.word()]
    const annex = annexed ? await page(drafter, world.word()) : null
    const files = await draftFiles(server, database, drafter, `trongtep ${inside}`)
    const { main } = files
    await read(world, main.sha256, inside)
    const typeCode = String(changes.typeCode ?? 'ke-hoach')
    const { status, answer } = await server.call(drafter, outgoing.create, {
      body: {
        facts: { typeCode, abstract: `Kế hoạch vanbanchung ${word}`, ...changes },
        files: { main: { ...main, name: `${inside}.pdf` }, attachments: annex ? [annex] : [] },
        answers: answers ? [answers.id] : [],
        replaces: replaces?.id ?? null,
      } as never,
    })
    if (status !== 200) return null
    const { unitId, agencyId } = post(drafter)
    const record = world.add(
      {
        id: answer.documentId,
        kind: 'document',
        travel: 'outgoing',
        agencyId,
        typeCode,
        own: [own('person', drafter.personId), own('post', drafter.positionId)],
        groups: model.leadersAbove(unitId),
      },
      word,
      answers?.classId ?? replaces?.classId,
    )
    fileOf(world, record, { sha256: main.sha256, word: inside, by: drafter, sent: false })
    if (annex)
      fileOf(world, record, {
        sha256: annex.sha256,
        word: annex.name.replace('.pdf', ''),
        by: drafter,
        sent: false,
      })
    return record
  }
  const draft: Act = async ({ a, b, c }) => {
    const { people } = world
    const drafters = [
      'digitalSpecialist',
      'otherSpecialist',
      'officeSpecialist',
      'wardSpecialist',
      'digitalHead',
    ] as const
    const drafter = people[pick(drafters, a) ?? 'digitalHead']
    if (!world.stands(drafter)) return
    const answers =
      b % 2 ? world.recordOf('document', c, (one) => one.travel === 'incoming' && model.sees(drafter, one)) : undefined
    await create(drafter, {}, { annexed: a % 3 === 0, ...(answers ? { answers } : {}) })
  }
  const issue: Act = async ({ a, b, c }) => {
    const { people } = world
    const to = [units.kinhBac, units.tuSon, units.ubnd].filter((_, n) => (a >> n) % 2 === 0)
    const issued = model.deliveries.map((one) => one.of).filter((one) => one.travel === 'outgoing')
    const replaces = c % 3 === 0 ? pick([...new Set(issued)], b) : undefined
    const record = await create(
      people.digitalSpecialist,
      {
        typeCode: 'cong-van',
        signerPositionId: people.deputyDirector.positionId,
        recipients: [
          ...(to.length ? to : [units.ubnd]).map((agencyId) => ({ agencyId })),
          ...(b % 3 === 1 ? [{ outsideId: world.outside }] : []),
        ],
      },
      { annexed: c % 2 === 0, ...(replaces ? { replaces } : {}) },
    )
    if (!record) return
    const params = { id: record.id }
    const { version } = await server.ask(people.digitalSpecialist, outgoing.read, { params })
    const sent = await server.call(people.digitalSpecialist, outgoing.submit, { params, body: { version } })
    if (sent.status !== 200) return
    record.own.push(own('leaders', units.skhcnDigital))
    if (b % 4 === 0) return
    for (const [who, next] of [
      [people.digitalHead, own('post', people.deputyDirector.positionId)],
      [people.deputyDirector, own('clerks', units.skhcn)],
    ] as const) {
      const { answer, status } = await server.call(who, outgoing.read, { params })
      const mine = status === 200 && answer.reviews.find((step) => step.mine && step.state === 'asked')
      if (!mine) return
      const body = { version: mine.version, verdict: 'agreed' as const, versionSeen: answer.lastVersion }
      if ((await server.call(who, outgoing.judge, { params: { id: mine.id }, body })).status !== 200) return
      ;(next.kind === 'clerks' ? record.groups : record.own).push(next)
    }
    const clerk = people.departmentClerk
    const approved = await server.call(clerk, outgoing.read, { params })
    if (approved.status !== 200) return
    const sentOut = await server.call(clerk, outgoing.issue, { params, body: { version: approved.answer.version } })
    if (sentOut.status !== 200) return
    await world.noteDeliveries(record)
    await world.noteMessages(record)
    if (replaces) await world.noteDeliveries(replaces)
    const { rows } = await sql<{ sha256: string }>`
      select f.sha256 from dispatch_file f join dispatch d on d.id = f.dispatch_id where d.document_id = ${record.id}`.execute(
      database.owner,
    )
    for (const { sha256 } of rows) {
      const annex = model.files.find((one) => one.sha256 === sha256)
      if (annex) annex.sent = true
      else fileOf(world, record, { sha256, word: world.word(), by: clerk, sent: true })
    }
  }
  const recall: Act = async ({ a }) => {
    const clerk = world.people.departmentClerk
    const { items } = await server.ask(clerk, documents.list, {
      query: { state: 'issued', travel: 'outgoing' } as never,
    })
    const one = pick(items, a)
    if (!one) return
    const { answer, status } = await server.call(clerk, outgoing.read, { params: { id: one.id } })
    if (status !== 200) return
    const body = { version: answer.version, reason: 'Gửi nhầm' }
    await server.call(clerk, outgoing.recall, { params: { id: one.id }, body })
    const record = model.records.find((other) => other.id === one.id)
    if (record) await world.noteDeliveries(record)
  }
  /** The registry of the recipient takes in what arrived, under a name of its own. */
  const arrival: Act = async ({ a, b }) => {
    const clerk = world.someone(a, (one) => one.clerk)
    const { answer } = await server.call(clerk, incoming.arrivals, {})
    const one = pick(answer ?? [], b)
    const delivery = model.deliveries.find((other) => other.id === one?.deliveryId)
    if (!one || !delivery) return
    const [word, symbol] = [world.word(), world.word()]
    const { facts } = one
    const taken = await server.call(clerk, incoming.register, {
      body: {
        deliveryId: one.deliveryId,
        facts: someFacts({
          ...facts,
          abstract: `Việc vanbanchung ${word}`,
          symbol: `${symbol}/SKHCN`,
          arrivedOn: world.today,
          issuedOn: null,
        }),
        files: [],
        duplicatesSeen: true,
      } as never,
    })
    if (taken.status === 200)
      delivery.takenAs = registered(taken.answer.documentId, clerk, facts.typeCode, [word, symbol])
  }
  const comment: Act = async ({ a, b }) => {
    const record = world.recordOf('document', a, (one) => one.travel === 'outgoing')
    if (!record) return
    const word = world.word()
    const who = world.someone(b, (one) => one.agencyId === record.agencyId)
    const body = { versionNo: 1, text: `Góp ý ${word}` }
    const { status } = await server.call(who, drafting.addComment, { params: { id: record.id }, body })
    if (status === 200) world.mark(word, 'comment', record)
  }
  return { register, draft, issue, recall, arrival, comment }
}
