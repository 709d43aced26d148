import { Readable } from 'node:stream'
import { outgoing } from '@mocban/contract/documents-outgoing'
import type { FastifyRequest } from 'fastify'
import { type App, addressOf, languageOf, serve, serveLong } from '../../platform/http/index.ts'
import type { SigningHouse } from '../../signing/index.ts'
import { nextNumber } from '../books/next-number.ts'
import { checkBeforeApproval } from '../form/must-keep-form.ts'
import { numberText } from '../templates/official-names.ts'
import { addVersion } from './add-version.ts'
import { changeDraft } from './change-draft.ts'
import { createDraft } from './create-draft.ts'
import { issueDocument } from './issue-document.ts'
import { judgeDraft } from './judge-draft.ts'
import { draftForAct } from './load-draft.ts'
import { outgoingDesk } from './outgoing-desk.ts'
import { planIssue } from './plan-issue.ts'
import { printedOn } from './printed-on.ts'
import { readDraft } from './read-draft.ts'
import { recallDocument } from './recall-document.ts'
import { signMany } from './signing/sign-many.ts'
import { type SigningDesk, signVersion } from './signing/sign-version.ts'
import { submitDraft } from './submit-draft.ts'
import { toldByRecipients } from './told-by-recipients.ts'
import { discardDraft, withdrawDraft } from './withdraw-draft.ts'

export function outgoingRoutes(app: App, house: SigningHouse): void {
  const deskOf = (request: FastifyRequest): SigningDesk => ({
    house,
    files: app.files,
    origin: addressOf(app, request),
  })
  serve(app, outgoing.create, ({ tx, actor, body }) => createDraft(tx, actor, app.files, body))
  serve(app, outgoing.read, ({ tx, actor, params }) => readDraft(tx, actor, params.id))
  serve(app, outgoing.change, ({ tx, actor, params, body }) =>
    changeDraft(tx, actor, { documentId: params.id, ...body }),
  )
  serve(app, outgoing.addVersion, ({ tx, actor, params, body }) =>
    addVersion(tx, actor, app.files, { documentId: params.id, ...body }),
  )
  serve(app, outgoing.submit, ({ tx, actor, params, body }) =>
    submitDraft(tx, actor, { documentId: params.id, ...body }),
  )
  serve(app, outgoing.withdraw, ({ tx, actor, params, body }) =>
    withdrawDraft(tx, actor, { documentId: params.id, ...body }),
  )
  serve(app, outgoing.discard, ({ tx, actor, params, body }) =>
    discardDraft(tx, actor, { documentId: params.id, ...body }),
  )
  serve(
    app,
    outgoing.judge,
    ({ tx, actor, params, body: { signature, ...body }, request }) =>
      judgeDraft(
        tx,
        actor,
        { reviewId: params.id, ...body },
        signature ? (draft, kind) => signVersion(tx, actor, deskOf(request), draft, kind, signature) : null,
      ),
    async ({ asMe, params, body }) => {
      if (body.verdict !== 'returned') await checkBeforeApproval(asMe, app.files, params.id)
    },
  )
  serveLong(app, outgoing.signMany, async ({ asMe, body, request, reply }) => {
    const results = signMany(asMe, deskOf(request), body, languageOf(request))
    // A key that does not open is a refusal of the whole; it is known before the first line.
    const first = await results.next()
    const lines = async function* () {
      if (!first.done) yield `${JSON.stringify(first.value)}\n`
      for await (const one of results) yield `${JSON.stringify(one)}\n`
    }
    return reply.header('content-type', 'application/x-ndjson').send(Readable.from(lines()))
  })
  serve(app, outgoing.issue, ({ tx, actor, params, body, request }) =>
    issueDocument(tx, actor, deskOf(request), { documentId: params.id, ...body }),
  )
  serve(app, outgoing.preview, async ({ tx, actor, params }) => {
    const draft = await draftForAct(tx, actor, params.id, 'issue')
    const plan = await planIssue(tx, draft)
    return {
      symbol: `${numberText(await nextNumber(tx, { ...draft, ...plan }))}/${plan.notation}`,
      issuedOn: plan.issuedOn,
      versionNo: draft.lastVersion,
      recipients: plan.recipients.map(({ name, channel }) => ({ name, channel })),
      answers: plan.answers.map((one) => one.symbol ?? ''),
      cameSigned: await printedOn(tx, app.files, draft),
    }
  })
  serve(app, outgoing.recall, ({ tx, actor, params, body }) =>
    recallDocument(tx, actor, { documentId: params.id, ...body }),
  )
  serve(app, outgoing.told, ({ tx }) => toldByRecipients(tx))
  serve(app, outgoing.desk, ({ tx, actor }) => outgoingDesk(tx, actor))
}
