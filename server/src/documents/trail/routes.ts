import { audit } from '@mocban/contract/audit'
import { trail } from '@mocban/contract/trail'
import { type App, serve } from '../../platform/http/index.ts'
import { auditExport } from './audit-export.ts'
import { auditedAgencies } from './audited-agencies.ts'
import { declareActs } from './declare-acts.ts'
import { listActs } from './list-acts.ts'
import { readAuditedRecord } from './read-audited-record.ts'
import { readCouldSee } from './read-could-see.ts'
import { readTrail, readWhy } from './read-trail.ts'

export function trailRoutes(app: App): void {
  declareActs()
  serve(app, trail.ofRecord, ({ tx, params, query }) => readTrail(tx, params.id, query))
  auditExport()
  serve(app, audit.acts, ({ tx, query }) => listActs(tx, query))
  serve(app, audit.agencies, ({ tx }) => auditedAgencies(tx))
  serve(app, audit.record, ({ tx, params }) => readAuditedRecord(tx, params.id))
  serve(app, audit.couldSee, ({ tx, params, query }) => readCouldSee(tx, params.id, query.day))
  serve(app, trail.why, ({ tx, params }) => readWhy(tx, params.id))
}
