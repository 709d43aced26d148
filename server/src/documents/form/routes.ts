import { form } from '@mocban/contract/form'
import { type App, serve, serveLong, type Works } from '../../platform/http/index.ts'
import { fixDraft } from './fix-draft.ts'
import { listFormRules, setFormRule } from './form-settings.ts'
import { checkInBackground, checkQueue, readCheck } from './read-check.ts'

export function formRoutes(app: App): void {
  serveLong(app, form.check, ({ asMe, params, query }) =>
    readCheck(asMe, app.files, app.jobs, { documentId: params.id, version: query.version }),
  )
  serveLong(app, form.fix, ({ asMe, params, body }) => fixDraft(asMe, app.files, { documentId: params.id, ...body }))
  serve(app, form.rules, ({ tx, actor }) => listFormRules(tx, actor))
  serve(app, form.setRule, ({ tx, actor, params, body }) => setFormRule(tx, actor, { ...params, ...body }))
}

export function formJobs(works: Works): void {
  works.jobs.work<{ documentId: string; versionNo: number }>(
    checkQueue,
    (data) => checkInBackground(works.worker, works.files, data),
    { minutes: 10, retries: 1 },
  )
}
