import { incoming } from '@mocban/contract/documents-incoming'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { clock } from '../../platform/clock.ts'
import { type App, languageOf, serve, serveTogether } from '../../platform/http/index.ts'
import { dropDraft, keepDraft, listDrafts, readDraft } from '../begun/begun-drafts.ts'
import { nextNumber } from '../books/next-number.ts'
import { answerRecall, listArrivals, readArrival, refuseArrival } from './arrivals.ts'
import { cancelRegistration } from './cancel-registration.ts'
import { correctFacts } from './correct-facts.ts'
import { findDuplicates } from './find-duplicates.ts'
import { registerArrivals } from './register-arrivals.ts'
import { registerIncoming } from './register-incoming.ts'
import { registerTogether } from './register-together.ts'
import { suggestIssuers } from './suggest-issuers.ts'

export function incomingRoutes(app: App): void {
  serve(app, incoming.arrivals, ({ tx }) => listArrivals(tx))
  serve(app, incoming.arrival, ({ tx, params }) => readArrival(tx, params.id))
  serve(app, incoming.registerMany, ({ tx, actor, body, request }) =>
    registerArrivals(tx, actor, body, languageOf(request)),
  )
  serve(app, incoming.refuseArrival, ({ tx, actor, params, body }) =>
    refuseArrival(tx, actor, { deliveryId: params.id, ...body }),
  )
  serve(app, incoming.answerRecall, ({ tx, actor, params, body }) =>
    answerRecall(tx, actor, { deliveryId: params.id, ...body }),
  )
  serve(app, incoming.nextNumber, async ({ tx, actor: { agencyId } }) => {
    const year = Number(clock.today().slice(0, 4))
    return { year, number: await nextNumber(tx, { agencyId, travel: 'incoming', series: 'general', year }) }
  })
  serve(app, incoming.duplicates, ({ tx, body }) => findDuplicates(tx, body))
  serve(app, incoming.issuers, ({ tx, query }) => suggestIssuers(tx, query))
  serveTogether(app, incoming.register, ({ tx, actor, body, keep }) => registerIncoming(tx, actor, body, keep), {
    // What arrived from another agency is acknowledged with its number.
    fits: ({ deliveryId }) => !deliveryId,
    act: ({ tx, actor, asked }) => registerTogether(tx, actor, asked),
  })
  serve(app, incoming.correct, ({ tx, actor, params, body }) =>
    correctFacts(tx, actor, { documentId: params.id, ...body }),
  )
  serve(app, incoming.cancel, ({ tx, actor, params, body }) =>
    cancelRegistration(tx, actor, { documentId: params.id, ...body }),
  )
  serve(app, registrationDrafts.list, ({ tx }) => listDrafts(tx, 'registration'))
  serve(app, registrationDrafts.read, ({ tx, params }) => readDraft(tx, 'registration', params.id))
  serve(app, registrationDrafts.keep, ({ tx, actor, params, body }) =>
    keepDraft(tx, actor, 'registration', { id: params.id, ...body }),
  )
  serve(app, registrationDrafts.drop, ({ tx, params }) => dropDraft(tx, 'registration', params.id))
}
