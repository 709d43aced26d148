import { audit } from '@mocban/contract/audit'
import type { Route } from '@mocban/contract/route'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import type { AccessModel, Asker } from './access-model.ts'
import { told, type Walked } from './access-walk.ts'

/** How many of each there are: counts tell of what cannot be opened as well as lists do. */
type Counted = Record<string, number>
export interface Count {
  route: Route
  ask: (who: Asker) => Promise<Counted>
  expect: (who: Asker) => Counted
}

/** The figures of searches and statistics, to each of which the model has its own. */
export function counts(server: TestServer, model: AccessModel): Count[] {
  const visible = (who: Asker, kind: string) => model.records.filter((one) => one.kind === kind && model.sees(who, one))
  const by = (all: (string | undefined)[]): Counted => {
    const counted: Counted = {}
    for (const one of all) if (one) counted[one] = (counted[one] ?? 0) + 1
    return counted
  }
  return [
    {
      route: search.documents,
      ask: async (who) => {
        const { total, facets } = await server.ask(who, search.documents, { query: { q: 'vanbanchung' } })
        const found = [...facets.travel, ...facets.type].map((one) => [one.value, one.count] as const)
        return { total, ...Object.fromEntries(found) }
      },
      expect: (who) => {
        const all = visible(who, 'document')
        return { total: all.length, ...by(all.map((one) => one.travel)), ...by(all.map((one) => one.typeCode)) }
      },
    },
    {
      route: tasks.statistics,
      ask: async (who) => {
        const query = { from: '2025-01-01', to: '2025-12-31' }
        const { total, rows } = await server.ask(who, tasks.statistics, { query })
        return { total: total.assigned, rows: rows.reduce((sum, row) => sum + row.assigned, 0) }
      },
      expect: (who) => {
        const { length } = visible(who, 'task')
        return { total: length, rows: length }
      },
    },
  ]
}

/** Asks every figure as everybody. */
export async function walkCounts(model: AccessModel, all: Count[], walked: Walked): Promise<void> {
  for (const count of all)
    for (const who of model.askers()) {
      const [said, right] = [await count.ask(who), count.expect(who)]
      for (const key of new Set([...Object.keys(said), ...Object.keys(right)])) {
        walked.asked += 1
        if ((said[key] ?? 0) !== (right[key] ?? 0))
          walked.wrong.push(
            `${count.route.path} counts ${said[key] ?? 0} ${key} for ${told(model, who)}, not ${right[key] ?? 0}`,
          )
      }
    }
}

/**
 * The auditor asks of each record of the agency who could see it today: of everybody in each post and delegation the answer is compared with the model.
 * Nobody has acted today, so that today is one moment.
 */
export async function walkCouldSee(
  { database, server, auditor }: { database: TestDatabase; server: TestServer; auditor: Asker },
  model: AccessModel,
  walked: Walked,
): Promise<void> {
  const names = new Map<string, string>()
  for (const one of await database.owner.selectFrom('person').select(['id', 'full_name']).execute())
    names.set(one.id, one.full_name)
  const titles = new Map<string, string>()
  const { rows } = await sql<{ id: string; called: string }>`
    select q.id, q.title || ', ' || v.name as called from position q join unit_version v on v.unit_id = q.unit_id and v.valid @> ${model.day}::date`.execute(
    database.owner,
  )
  for (const one of rows) titles.set(one.id, one.called)
  const called = (who: Asker) => {
    const from = model.delegations.find((one) => one.id === who.delegationId)?.from.personId
    return `${names.get(who.personId)}, ${titles.get(who.positionId)}${from ? ` for ${names.get(from)}` : ''}`
  }
  const everybody = new Set(model.askers().map(called))
  for (const record of model.records.filter((one) => model.audits(auditor, one.agencyId))) {
    const asked = { params: { id: record.id }, query: { day: model.day } }
    const said = new Set(
      (await server.ask(auditor, audit.couldSee, asked)).map(
        (one) => `${one.who}, ${one.position}, ${one.unit}${one.actingFor ? ` for ${one.actingFor}` : ''}`,
      ),
    )
    const right = new Set(
      model
        .askers()
        .filter((who) => model.sees(who, record))
        .map(called),
    )
    for (const name of new Set([...everybody, ...said])) {
      walked.asked += 1
      if (said.has(name) !== right.has(name))
        walked.wrong.push(
          `${name} could ${right.has(name) ? '' : 'not '}see ${record.kind} ${record.word}, and is told otherwise`,
        )
    }
  }
}
