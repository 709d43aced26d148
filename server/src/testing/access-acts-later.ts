import { documents } from '@mocban/contract/documents'
import { bulk } from '@mocban/contract/documents-bulk'
import { drafting } from '@mocban/contract/documents-drafting'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { runBulk } from '../documents/bulk/run-bulk.ts'
import { newId } from '../platform/database/index.ts'
import { stepFor, unitsTakenBack } from './access-acts-way.ts'
import { fileOf } from './access-files.ts'
import type { Act } from './access-story.ts'
import type { World } from './access-world.ts'

/** What is done with a document later: corrected, copied, taken over, many at once; and taken back again. */
export function laterActs(world: World) {
  const { server, database, model, post, pick, own } = world
  const registered = (n: number) => world.recordOf('document', n, (one) => one.travel === 'incoming')
  /** That somebody has been asked about. */
  const underWay = (n: number) =>
    world.recordOf('document', n, (one) => one.travel === 'incoming' && one.own.length > 1) ?? registered(n)

  /** Another type: a delegation that names types shows it to others now. */
  const correct: Act = async ({ a, b }) => {
    const record = registered(a)
    const clerk = record && world.someone(b, (one) => one.clerk && one.agencyId === model.agencyNow(record.agencyId))
    if (!record || !clerk) return
    const params = { id: record.id }
    const { status, answer: seen } = await server.call(clerk, documents.record, { params })
    if (status !== 200) return
    const typeCode = pick(['cong-van', 'bao-cao', 'don-thu', 'ke-hoach'], b) as string
    const { symbol, abstract, issuerName, issuedOn, arrivedOn } = seen
    const facts = { symbol: symbol ?? '', abstract, issuerName, issuedOn, arrivedOn, typeCode }
    const body = { version: seen.version, facts } as never
    if ((await server.call(clerk, incoming.correct, { params, body })).status === 200) record.typeCode = typeCode
  }

  /** A copy is a document of whoever makes it, of the class of what it copies. */
  const copy: Act = async ({ a, b }) => {
    const pairs = model.files
      .filter((one) => one.record.travel === 'incoming')
      .flatMap(({ record }) => {
        const ours = model.agencyNow(record.agencyId)
        const able = world.everybody().filter((one) => post(one).drafts && post(one).agencyId === ours)
        return able.filter((one) => model.sees(one, record)).map((copier) => ({ record, copier }))
      })
    const pair = pick(pairs, a)
    if (!pair) return
    const { record, copier } = pair
    const { agencyId } = post(copier)
    const signer = world.someone(b, (one) => one.unitId === agencyId && one.leads)
    if (!signer) return
    const { status, answer } = await server.call(copier, drafting.copy, {
      params: { id: record.id },
      body: { kind: 'sao-y', signerPositionId: signer.positionId },
    } as never)
    if (status !== 200) return
    const { unitId } = post(copier)
    const made = world.addAs(
      {
        id: answer.documentId,
        kind: 'document',
        travel: 'outgoing',
        agencyId,
        typeCode: 'sao-y',
        own: [own('person', copier.personId), own('post', copier.positionId)],
        groups: model.leadersAbove(unitId),
      },
      record.word,
      record.classId,
    )
    record.copies.push(made)
    const { rows } = await sql<{
      sha256: string
    }>`select sha256 from document_file where document_id = ${made.id}`.execute(database.owner)
    for (const { sha256 } of rows)
      fileOf(world, made, { sha256, word: world.word(), by: copier, sent: false, unread: true })
  }

  const takeOver: Act = async ({ a }) => {
    const record = underWay(a)
    const found = record && (await stepFor(world, record, 'take-over'))
    if (!found) return
    const { id, version } = found.step
    const body = { version, reason: 'Vắng mặt' }
    const { status } = await server.call(found.holder, handling.takeOver, { params: { id }, body })
    if (status !== 200) return
    world.undoable.set(record, { by: found.holder, stepId: id, given: world.granted(record, found.holder) })
  }
  /** Whoever had a part goes on seeing it: accepted, returned or finished. */
  const step: Act = async ({ a, b }) => {
    const record = underWay(a)
    const act = pick(['accept', 'return', 'finish'] as const, b)
    const found = record && act && (await stepFor(world, record, act))
    if (!found) return
    const { id, version } = found.step
    const params = { id }
    if (act === 'accept') await server.call(found.holder, handling.accept, { params, body: { version } })
    else if (act === 'return')
      await server.call(found.holder, handling.returnStep, {
        params,
        body: { version, reason: 'Không thuộc thẩm quyền' },
      })
    else
      await server.call(found.holder, handling.finish, { params, body: { version, kind: 'filed', note: '' } as never })
  }

  /** Closed again to whom only the act had brought in, unless a task has come out of the document. */
  const undo: Act = async ({ a }) => {
    const [record, last] = pick([...world.undoable], a) ?? []
    if (!record || !last || !world.stands(last.by)) return
    world.undoable.delete(record)
    const seen = await server.call(last.by, documents.record, { params: { id: record.id } })
    const version = seen.status === 200 && seen.answer.steps.find((one) => one.id === last.stepId)?.version
    if (!version) return
    const before = await unitsTakenBack(world, record)
    const { status } = await server.call(last.by, handling.undo, { params: { id: last.stepId }, body: { version } })
    if (status !== 200) return
    if (last.mark) last.mark.gone = true
    if (![...model.origins.values()].includes(record)) world.ungranted(record, last.given)
    // A unit whose part had been taken back has it again.
    const after = await unitsTakenBack(world, record)
    for (const [id, unitId] of before) if (!after.has(id)) record.own.push(own('leaders', model.now(unitId)))
    await world.noteDeliveries(record)
  }

  /** Of those that one sees, and of some that one does not, to which nothing is done. */
  const many: Act = async ({ a, b, c }) => {
    const first = underWay(a)
    const found = first && (await stepFor(world, first, c % 2 ? 'assign' : 'hand-over'))
    if (!found) return
    const { agencyId } = post(found.holder)
    const to = world.someone(b, (one) => one.agencyId === agencyId && !one.administers)
    const incomings = model.records.filter((one) => one.travel === 'incoming')
    const chosen = [...new Set([first, ...[1, 2, 3].map((n) => pick(incomings, c + n) ?? first)])]
    const addressee = { unitId: post(to).unitId, ...to }
    const act = c % 2 ? { kind: 'assign', lead: addressee, text: 'Giao xử lý' } : { kind: 'hand-over', to: addressee }
    const body = { id: newId(), act, documentIds: chosen.map((one) => one.id) } as never
    const { status, answer } = await server.call(found.holder, bulk.begin, { body })
    if (status !== 200) return
    model.bulks.push({ id: answer.id, by: found.holder.personId, of: chosen.map((one) => one.id) })
    await runBulk(database, answer.id)
    const { rows } = await sql<{ id: string }>`
      select document_id as id from bulk_item where bulk_id = ${answer.id} and state = 'done'`.execute(database.owner)
    for (const record of chosen.filter((one) => rows.some(({ id }) => id === one.id))) {
      world.granted(record, to)
      world.undoable.delete(record)
    }
  }
  return { correct, copy, 'take-over': takeOver, step, undo, many }
}
