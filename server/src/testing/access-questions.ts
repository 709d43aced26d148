import { access, accessRules } from '@mocban/contract/access'
import { begunDrafts } from '@mocban/contract/begun-drafts'
import { documents } from '@mocban/contract/documents'
import { books } from '@mocban/contract/documents-books'
import { drafting } from '@mocban/contract/documents-drafting'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { exports } from '@mocban/contract/exports'
import { notifications } from '@mocban/contract/notifications'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import type { Route } from '@mocban/contract/route'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import { uploads } from '@mocban/contract/uploads'
import { workFiles } from '@mocban/contract/work-files'
import type { TestServer } from '../platform/testing/index.ts'
import { type AccessModel, type Asker, type Mark, type ModelRecord, same } from './access-model.ts'
import type { OwnThings } from './access-own-things.ts'

/** What an answer tells: the words of the story, and the identifiers of its records. */
export interface Heard {
  words: Set<string>
  ids: Set<string>
}
/** Whether an answer must tell a word (true) or must not (false); null where it may to who may read the word. */
export type Expect = (who: Asker, mark: Mark) => boolean | null
export interface Question {
  route: Route
  /** The route and what is asked of it. */
  name: string
  ask: (who: Asker) => Promise<Heard>
  expect: Expect
  /** Identifiers in the question itself tell nothing. */
  given: string[]
  /** Records that who asks named themselves when they began what is asked about. */
  named?: (who: Asker) => string[]
  /** Asked by every so many of those who ask; 0: by nobody. */
  every: number
  /** Asked by one after the other: the answer is made by a job, or does not end. */
  alone?: boolean
  /** Asked by this one only: a secret address says whose answer it is. */
  only?: Asker
}

const words = /tuvi\d{4}/gi
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
export const heardIn = (body: string): Heard => ({
  words: new Set(body.match(words)?.map((one) => one.toLowerCase())),
  ids: new Set(body.match(uuids)),
})

interface Given {
  params?: Record<string, string>
  query?: Record<string, unknown>
}
const nothing: Expect = () => null

/** Questions whose right answer the model knows, word by word. */
export function knownQuestions(server: TestServer, model: AccessModel, own: OwnThings): Question[] {
  const question = (route: Route, given: Given, expect: Expect, every = 1): Question => ({
    route,
    name: `${route.path} ${JSON.stringify({ ...given.params, ...given.query })}`,
    given: Object.values(given.params ?? {}),
    expect,
    every,
    ask: async (who) => {
      const { response } = await server.call(who, route, given as never)
      return heardIn(response.body)
    },
  })
  /** Where an answer says nothing but whether there is such a thing: the word stands for it. */
  const thing = (route: Route, given: Given, mark: Mark, may: (who: Asker) => boolean, every = 1): Question => ({
    ...question(route, given, (who, one) => (one === mark ? may(who) : null), every),
    ask: async (who) => {
      const { status, response } = await server.call(who, route, given as never)
      const isText = /json|text/.test(String(response.headers['content-type']))
      const heard = isText ? heardIn(response.body) : { words: new Set<string>(), ids: new Set<string>() }
      if (status === 200) heard.words.add(mark.word)
      return heard
    },
  })
  const facts =
    (kind: ModelRecord['kind'], such: (record: ModelRecord) => boolean | null = () => true): Expect =>
    (who, { part, record }) => {
      if (part !== 'facts' || record?.kind !== kind) return null
      const fits = model.bearers(record).map((one) => (model.sees(who, one) ? such(one) : false))
      return fits.includes(true) ? true : fits.includes(null) ? null : false
    }
  const factsOf = (record: ModelRecord) =>
    model.marks.find((one) => one.part === 'facts' && one.word === record.word) as Mark
  /** Whether a mark stands in a record: one that was taken over as it came has its sender’s words. */
  const isOf = (record: ModelRecord, mark: Mark) =>
    mark.record === record || (mark.part === 'facts' && mark.word === record.word)
  const readInFile = new Set(model.files.map((file) => file.record))
  const arrived = new Set([
    ...model.deliveries.flatMap((one) => [one.of, ...(one.takenAs ? [one.takenAs] : [])]),
    ...model.records.flatMap((one) => (one.copies.length > 0 ? [one, ...one.copies] : [])),
  ])
  const page = { limit: 100 }
  const travels = ['incoming', 'outgoing', 'internal'] as const

  const lists = [
    question(documents.list, { query: page }, facts('document')),
    ...travels.map((travel) =>
      question(
        documents.list,
        { query: { ...page, travel } },
        facts('document', (one) => one.travel === travel),
      ),
    ),
    question(
      documents.list,
      { query: { ...page, type: 'don-thu' } },
      facts('document', (one) => one.typeCode === 'don-thu'),
    ),
    question(documents.list, { query: { ...page, q: 'vanbanchung' } }, facts('document')),
    ...travels.map((travel) =>
      question(
        search.documents,
        { query: { ...page, q: 'vanbanchung', travel } },
        facts('document', (one) => one.travel === travel),
      ),
    ),
    question(
      search.documents,
      { query: { ...page, q: 'vanbanchung', type: 'cong-van,bao-cao' } },
      facts('document', (one) => ['cong-van', 'bao-cao'].includes(one.typeCode)),
    ),
    question(tasks.list, { query: page }, facts('task')),
    question(tasks.list, { query: { ...page, q: 'Nhiệm vụ' } }, facts('task')),
    question(workFiles.list, { query: page }, facts('work-file')),
    question(search.documents, { query: { ...page, q: 'vanbanchung' } }, facts('document')),
    question(search.documents, { query: { ...page, q: 'vanbanch', typing: true, order: 'newest' } }, facts('document')),
    question(
      search.documents,
      { query: { ...page, q: 'trongtep' } },
      facts('document', (one) => (arrived.has(one) ? null : readInFile.has(one))),
    ),
  ]
  const reads = { document: documents.record, task: tasks.read, 'work-file': workFiles.read } as const
  const parts = {
    document: ['facts', 'file', 'step', 'direction'],
    task: ['facts', 'report'],
    'work-file': ['facts', 'note'],
  }
  const ofRecords = model.records.flatMap((record): Question[] => {
    const params = { id: record.id }
    const mark = factsOf(record)
    const may = (who: Asker) => model.sees(who, record)
    const inRecord: Expect = (who, one) =>
      isOf(record, one) && !one.gone && parts[record.kind].includes(one.part) ? model.sees(who, record) : null
    return [
      question(reads[record.kind], { params }, inRecord, 2),
      ...[trail.ofRecord, trail.why, access.ofRecord].map((route) => thing(route, { params, query: {} }, mark, may, 4)),
      ...(record.kind === 'task'
        ? []
        : [
            question(
              search.suggest,
              { query: { q: record.word } },
              (who, one) => (one === mark ? model.bearers(record).some((other) => model.sees(who, other)) : null),
              4,
            ),
          ]),
      ...(record.travel === 'outgoing'
        ? [
            thing(outgoing.read, { params }, mark, may, 2),
            question(
              drafting.comments,
              { params },
              (who, one) => (one.part === 'comment' && one.record === record ? may(who) : null),
              2,
            ),
          ]
        : []),
    ]
  })
  const ofFiles = model.files.flatMap((file): Question[] => {
    const params = { sha256: file.sha256 }
    const may = (who: Asker) => model.seesFile(who, file)
    const { record } = file
    return [
      thing(uploads.download, { params, query: {} }, file.mark, may, 2),
      ...(file.unread
        ? []
        : [
            thing(uploads.preview, { params }, file.mark, may, 3),
            thing(uploads.words, { params: { ...params, page: '1' }, query: { kept: true } }, file.mark, may, 3),
          ]),
      question(
        search.documents,
        { query: { q: file.mark.word } },
        (who, one) => (one === factsOf(record) && !arrived.has(record) ? model.sees(who, record) : null),
        3,
      ),
      // The first who asks has the copy made.
      ...(record.travel === 'incoming'
        ? [thing(uploads.stamped, { params: { id: record.id } }, file.mark, (who) => model.sees(who, record))].map(
            (one) => ({ ...one, alone: true }),
          )
        : []),
    ]
  })

  const waits: Expect = (who, { part, record }) => {
    if (part !== 'facts') return null
    const to = model.deliveries.filter((one) => one.of.word === record?.word && !one.takenAs)
    if (to.some((one) => !one.recalled && model.receives(who, one))) return true
    return to.some((one) => one.recalled) ? null : false
  }
  const bell: Expect = (who, { part, record }) => {
    if (part !== 'facts' || record?.kind !== 'task' || who.delegationId || !model.sees(who, record)) return null
    // The job that rings has the machine’s clock, by which posts held for a time are left.
    if (!model.holds.some((one) => same(one, who) && one.lastDay === null)) return null
    const told = model.told.filter((one) => one.record === record && model.now(one.positionId) === who.positionId)
    return told.some((one) => one.by !== who.personId) || null
  }
  const book: Expect = (who, { part, record }) => {
    if (part !== 'facts' || record === null) return null
    const registered = model.bearers(record).filter((one) => one.travel === 'incoming')
    const { clerk, audits, agencyId } = model.postOf(who)
    const ours = registered.filter((one) => one.agencyId === agencyId && model.sees(who, one))
    return registered.length === 0 ? null : (clerk || audits) && ours.length > 0
  }
  const ownPart =
    (part: Mark['part']): Expect =>
    (who, one) =>
      one.part === part ? one.sees(who) : null
  return [
    ...lists,
    ...ofRecords,
    ...ofFiles,
    question(incoming.arrivals, {}, waits),
    ...model.deliveries.map((one) =>
      thing(
        incoming.arrival,
        { params: { id: one.id } },
        factsOf(one.of),
        (who) => model.receives(who, one) && !one.takenAs,
        one.recalled ? 0 : 1,
      ),
    ),
    question(notifications.list, { query: page }, bell),
    question(books.rows, { query: { kind: 'incoming', year: 2025, ...page } }, book),
    question(accessRules.list, {}, (who, { part, agencyId }) =>
      part === 'class' ? model.postOf(who).agencyId === model.agencyNow(agencyId ?? '') : null,
    ),
    question(search.saved, {}, ownPart('search')),
    question(exports.list, {}, ownPart('export')),
    question(registrationDrafts.list, {}, nothing),
    question(begunDrafts.list, {}, nothing),
    // In another post the same person may not be one who drafts or registers.
    ...own.begun.map(({ route, id, mark, by }) =>
      question(
        route,
        { params: { id } },
        (who, one) => (one !== mark ? null : mark.sees(who) ? who.positionId === by.positionId || null : false),
        2,
      ),
    ),
    ...own.feeds.map(
      ({ file, by }): Question => ({
        ...question(notifications.feed, { params: { file } }, (who, { part, record }) =>
          part === 'facts' && record?.kind === 'task'
            ? model.due.has(record) &&
              model.now(model.leads.get(record) ?? '') === who.positionId &&
              model.sees(who, record)
            : null,
        ),
        only: by,
      }),
    ),
  ]
}
