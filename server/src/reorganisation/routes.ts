import { reorganisation as routes } from '@mocban/contract/reorganisation'
import { type App, languageOf, serve, serveLong } from '../platform/http/index.ts'
import { beginCheck } from './check/begin-check.ts'
import { listComparison, listCounts, listPlacements, listQuestions } from './check/read-check.ts'
import { readReport, setReport } from './check/report.ts'
import { abandonPlan, changePlan } from './plan/change-plan.ts'
import { createPlan } from './plan/create-plan.ts'
import { importLists } from './plan/import-lists.ts'
import { importPlacements } from './plan/import-placements.ts'
import { listOperations } from './plan/list-operations.ts'
import { listPlans } from './plan/list-plans.ts'
import { addOperation, changeOperation, moveOperation, removeOperation } from './plan/operations.ts'
import { carryOutPlan, schedulePlan, unschedulePlan } from './plan/order-plan.ts'
import { placePerson } from './plan/place-person.ts'
import { readPlan } from './plan/read-plan.ts'
import { settleAlike, settleQuestion } from './plan/settle-question.ts'

export function reorganisationRoutes(app: App): void {
  serve(app, routes.list, ({ tx, query }) => listPlans(tx, query))
  serve(app, routes.create, ({ tx, actor, body }) => createPlan(tx, actor, body))
  serve(app, routes.read, ({ tx, params, request }) => readPlan(tx, params.id, languageOf(request)))
  serve(app, routes.change, ({ tx, actor, params, body }) => changePlan(tx, actor, { planId: params.id, ...body }))
  serve(app, routes.abandon, ({ tx, actor, params, body }) => abandonPlan(tx, actor, { planId: params.id, ...body }))
  serve(app, routes.operations, ({ tx, params, query }) => listOperations(tx, params.id, query))
  serve(app, routes.addOperation, ({ tx, actor, params, body }) =>
    addOperation(tx, actor, { planId: params.id, ...body }),
  )
  serve(app, routes.changeOperation, ({ tx, actor, params: { id, operationId }, body }) =>
    changeOperation(tx, actor, { planId: id, operationId, ...body }),
  )
  serve(app, routes.removeOperation, ({ tx, actor, params: { id, operationId }, body }) =>
    removeOperation(tx, actor, { planId: id, operationId, ...body }),
  )
  serve(app, routes.moveOperation, ({ tx, actor, params: { id, operationId }, body }) =>
    moveOperation(tx, actor, { planId: id, operationId, ...body }),
  )
  serve(app, routes.importLists, ({ tx, actor, params, body }) =>
    importLists(tx, actor, { planId: params.id, ...body }),
  )
  serve(app, routes.check, ({ tx, actor, params, body }) =>
    beginCheck(tx, actor, app.jobs, { planId: params.id, ...body }),
  )
  serve(app, routes.questions, ({ tx, params, query }) => listQuestions(tx, params.id, query))
  serve(app, routes.settle, ({ tx, actor, params, body }) => settleQuestion(tx, actor, { planId: params.id, ...body }))
  serve(app, routes.settleAlike, ({ tx, actor, params, body }) =>
    settleAlike(tx, actor, { planId: params.id, ...body }),
  )
  serve(app, routes.counts, ({ tx, params, query }) => listCounts(tx, params.id, query))
  serve(app, routes.comparison, ({ tx, params, query }) => listComparison(tx, params.id, query))
  serve(app, routes.placements, ({ tx, params, query }) => listPlacements(tx, params.id, query))
  serve(app, routes.place, ({ tx, actor, params, body }) =>
    placePerson(tx, actor, { planId: params.id, personId: params.personId, ...body }),
  )
  serve(app, routes.importPlacements, ({ tx, actor, params, body }) =>
    importPlacements(tx, actor, { planId: params.id, ...body }),
  )
  serveLong(app, routes.report, async ({ asMe, params, reply }) => {
    const { name, data } = await asMe((tx, actor) => readReport(tx, actor, params.id))
    const pdf = Buffer.from(await setReport(data))
    return reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`).send(pdf)
  })
  serve(app, routes.schedule, ({ tx, actor, params, body }) => schedulePlan(tx, actor, { planId: params.id, ...body }))
  serve(app, routes.unschedule, ({ tx, actor, params, body }) =>
    unschedulePlan(tx, actor, { planId: params.id, ...body }),
  )
  serve(app, routes.carryOut, ({ tx, actor, params, body }) =>
    carryOutPlan(tx, actor, app.jobs, { planId: params.id, ...body }),
  )
}
