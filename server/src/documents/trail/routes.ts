import { trail } from '@mocban/contract/trail'
import { type App, serve } from '../../platform/http/index.ts'
import { declareActs } from './declare-acts.ts'
import { readTrail, readWhy } from './read-trail.ts'

export function trailRoutes(app: App): void {
  declareActs()
  serve(app, trail.ofRecord, ({ tx, params, query }) => readTrail(tx, params.id, query))
  serve(app, trail.why, ({ tx, params }) => readWhy(tx, params.id))
}
