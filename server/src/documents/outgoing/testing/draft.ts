import type { DraftFacts } from '@mocban/contract/documents-outgoing'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import { clock } from '../../../platform/clock.ts'
import { asActor, type Standing } from '../../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../../platform/testing/index.ts'
import { officialPage, type PageOf } from './official-page.ts'

/** A page in official form with the blanks of a letter: by who may sign for the drafter's agency, unless `page` says otherwise. */
export async function draftFiles(
  server: TestServer,
  database: TestDatabase,
  who: Standing,
  words: string | string[],
  page: PageOf = {},
) {
  const pdf = await officialPage(database, who, [words].flat(), clock.today().slice(0, 4), page)
  const { sha256, size } = await server.files.putBytes(pdf)
  await asActor(database.app, who, (tx) => sql`select app.add_file(${sha256}, ${size}, 'application/pdf')`.execute(tx))
  return { main: { sha256, name: 'Dự thảo.pdf', mediaType: 'application/pdf' } }
}

export interface SomeDraft {
  travel?: DraftFacts['travel']
  who?: Standing
  signer?: Standing
  typeCode?: string
  recipients?: DraftFacts['recipients']
  answers?: string[]
  replaces?: string
  /** The paragraphs of its page. */
  words?: string[]
}

/** A letter of the department to two wards, drafted by a specialist, to be signed by the deputy director; `changes` for what a test is about. */
export async function draftSome(
  server: TestServer,
  database: TestDatabase,
  { people, units }: SmallProvince,
  changes: SomeDraft = {},
): Promise<string> {
  const who = changes.who ?? people.digitalSpecialist
  const typeCode = changes.typeCode ?? 'cong-van'
  const { positionId: signerPositionId } = changes.signer ?? people.deputyDirector
  const { documentId } = await server.ask(who, outgoing.create, {
    body: {
      facts: {
        ...(changes.travel ? { travel: changes.travel } : {}),
        typeCode,
        abstract: 'triển khai tổ công nghệ số cộng đồng',
        signerPositionId,
        recipients: changes.recipients ?? [{ agencyId: units.kinhBac }, { agencyId: units.tuSon }],
      },
      files: await draftFiles(server, database, who, changes.words ?? 'Nội dung ban đầu', {
        typeCode,
        signerPositionId,
      }),
      ...(changes.answers ? { answers: changes.answers } : {}),
      ...(changes.replaces ? { replaces: changes.replaces } : {}),
    },
  })
  return documentId
}

export type Verdict = 'agreed' | 'agreed-with-comments' | 'returned'

/** Answers the step of the review that waits for somebody, on the version that they see unless a test names another. */
export async function judgeDraft(
  server: TestServer,
  who: Standing,
  id: string,
  verdict: Verdict,
  comment = '',
  versionSeen?: number,
) {
  const view = await server.ask(who, outgoing.read, { params: { id } })
  const mine = view.reviews.find((step) => step.mine)
  if (!mine) throw new Error('nothing is asked of them')
  return server.call(who, outgoing.judge, {
    params: { id: mine.id },
    body: { version: mine.version, verdict, comment, versionSeen: versionSeen ?? view.lastVersion },
  })
}

/** Takes such a draft through review and approval. */
export async function approveSome(server: TestServer, { people }: SmallProvince, id: string): Promise<void> {
  const { version } = await server.ask(people.digitalSpecialist, outgoing.read, { params: { id } })
  await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id }, body: { version } })
  for (const who of [people.digitalHead, people.deputyDirector]) {
    const { status, response } = await judgeDraft(server, who, id, 'agreed')
    if (status !== 200) throw new Error(`not approved: ${status} ${response.body}`)
  }
}

/** The same, and issues it. */
export async function issueSome(server: TestServer, province: SmallProvince, id: string) {
  await approveSome(server, province, id)
  const clerk = province.people.departmentClerk
  const approved = await server.ask(clerk, outgoing.read, { params: { id } })
  return server.ask(clerk, outgoing.issue, { params: { id }, body: { version: approved.version } })
}

/** The review in short: number, kind and state of each step. */
export async function stepsOf(server: TestServer, who: Standing, id: string): Promise<string[]> {
  const { reviews } = await server.ask(who, outgoing.read, { params: { id } })
  return reviews.map((step) => `${step.stepNo} ${step.kind} ${step.state}`)
}
