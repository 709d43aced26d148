import { access, accessRules } from '@mocban/contract/access'
import { type App, serve } from '../../platform/http/index.ts'
import { addMember, changeClass, createClass, endMember, listClasses, restoreMember } from './access-rules.ts'
import { openRecord, withdrawOpening } from './openings.ts'
import { readAccess } from './read-access.ts'
import { classifyRecord } from './record-class.ts'

export function accessRoutes(app: App): void {
  serve(app, access.ofRecord, ({ tx, params }) => readAccess(tx, params.id))
  serve(app, access.open, ({ tx, actor, params, body }) => openRecord(tx, actor, params.id, body))
  serve(app, access.withdraw, ({ tx, actor, params }) => withdrawOpening(tx, actor, params.id))
  serve(app, access.classify, ({ tx, actor, params, body }) => classifyRecord(tx, actor, params.id, body))
  serve(app, accessRules.list, ({ tx }) => listClasses(tx))
  serve(app, accessRules.create, ({ tx, actor, body }) => createClass(tx, actor, body.name))
  serve(app, accessRules.change, ({ tx, actor, params, body }) => changeClass(tx, actor, params.id, body))
  serve(app, accessRules.addMember, ({ tx, actor, params, body }) => addMember(tx, actor, params.id, body))
  serve(app, accessRules.endMember, ({ tx, actor, params }) => endMember(tx, actor, params.id))
  serve(app, accessRules.restoreMember, ({ tx, actor, params }) => restoreMember(tx, actor, params.id))
}
