import { chart } from '@mocban/contract/organisation-chart'
import { clock } from '../../platform/clock.ts'
import { type App, serve } from '../../platform/http/index.ts'
import { chartBranch } from './branch.ts'
import { chartDifferences } from './differences.ts'
import { searchChart } from './search-chart.ts'
import { unitCard } from './unit-card.ts'

export function chartRoutes(app: App): void {
  const dayOf = (query: { on?: string | undefined }) => query.on ?? clock.today()
  serve(app, chart.branch, ({ tx, query }) => chartBranch(tx, { on: dayOf(query), parent: query.parent }))
  serve(app, chart.search, ({ tx, query }) => searchChart(tx, { on: dayOf(query), q: query.q }))
  serve(app, chart.unit, ({ tx, params, query }) => unitCard(tx, { id: params.id, on: dayOf(query) }))
  serve(app, chart.differences, ({ tx, query }) => chartDifferences(tx, query))
}
