import { handling } from '@mocban/contract/documents-handling'
import { type App, serve } from '../../platform/http/index.ts'
import { accept } from './accept.ts'
import { assign } from './assign.ts'
import { desk, phrases } from './desk.ts'
import { finish } from './finish.ts'
import { handOver, takeOver } from './hand-over.ts'
import { present } from './present.ts'
import { recall } from './recall.ts'
import { returnStep } from './return-step.ts'
import { see } from './see.ts'
import { undo } from './undo.ts'
import { unitsAtWork } from './units-at-work.ts'
import { urge } from './urge.ts'

export function handlingRoutes(app: App): void {
  serve(app, handling.present, ({ tx, actor, params, body }) => present(tx, actor, { documentId: params.id, ...body }))
  serve(app, handling.assign, ({ tx, actor, params, body }) => assign(tx, actor, { stepId: params.id, ...body }))
  serve(app, handling.accept, ({ tx, actor, params, body }) => accept(tx, actor, { stepId: params.id, ...body }))
  serve(app, handling.returnStep, ({ tx, actor, params, body }) =>
    returnStep(tx, actor, { stepId: params.id, ...body }),
  )
  serve(app, handling.recall, async ({ tx, actor, params, body }) => {
    await recall(tx, actor, { stepId: params.id, ...body })
    return {}
  })
  serve(app, handling.handOver, ({ tx, actor, params, body }) => handOver(tx, actor, { stepId: params.id, ...body }))
  serve(app, handling.takeOver, ({ tx, actor, params, body }) => takeOver(tx, actor, { stepId: params.id, ...body }))
  serve(app, handling.finish, ({ tx, actor, params, body }) => finish(tx, actor, { stepId: params.id, ...body }))
  serve(app, handling.urge, ({ tx, actor, params, body }) => urge(tx, actor, { documentId: params.id, ...body }))
  serve(app, handling.undo, ({ tx, actor, params, body }) => undo(tx, actor, { stepId: params.id, ...body }))
  serve(app, handling.see, ({ tx, params }) => see(tx, params.id))
  serve(app, handling.desk, ({ tx }) => desk(tx))
  serve(app, handling.units, ({ tx }) => unitsAtWork(tx))
  serve(app, handling.phrases, ({ tx, query }) => phrases(tx, query.act))
}
