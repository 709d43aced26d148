import type { reorganisation } from '@mocban/contract/reorganisation'
import { type Placement, type PlacementFault, placementColumns } from '@mocban/contract/reorganisation-plan'
import type { RouteInput } from '@mocban/contract/route'
import { bare } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import { readTable } from '../../organisation/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { unitsAfter } from '../model/find-faults.ts'
import { modelOf } from '../model/index.ts'
import { agencyOf, idOf, keyOf, type Model, type StandingUnit } from '../model/plan-model.ts'
import { inputOf } from './input.ts'
import { lockPlan, planChanged } from './lock-plan.ts'
import { putPlacements } from './place-person.ts'

type Given = { planId: string } & RouteInput<typeof reorganisation.importPlacements>['body']
type Column = keyof typeof placementColumns

/**
 * Places people by a table: all lines or none; each fault is told by line and column. A person keeps what their post may do.
 * @throws request.not-found, reorganisation.changed, reorganisation.not-now, organisation.file-unreadable
 */
export async function importPlacements(tx: Tx, actor: Actor, given: Given) {
  const plan = await lockPlan(tx, given.planId, given.version)
  const { lines, absent } = await readTable(placementColumns, given.format, Buffer.from(given.content, 'base64'))
  const faults: PlacementFault[] = absent
    .filter((head) =>
      ([placementColumns.userName, placementColumns.unit, placementColumns.title] as string[]).includes(head),
    )
    .map((column) => ({ line: 1, column, code: 'column-missing', value: '' }))
  const placements = new Map<string, Placement | null>()
  if (faults.length === 0) {
    const model = await modelOf(tx, await inputOf(tx, plan))
    const people = await moving(
      tx,
      model,
      lines.map((one) => one.cells.userName?.toLowerCase() ?? ''),
    )
    const units = [...unitsAfter(model).values()]
    for (const { line, cells } of lines) {
      const fault = (column: Column, code: PlacementFault['code']) =>
        faults.push({ line, column: placementColumns[column], code, value: cells[column] ?? '' })
      const person = people.get(cells.userName?.toLowerCase() ?? '')
      if (!cells.userName) fault('userName', 'missing')
      else if (!person) fault('userName', 'unknown-person')
      else if (!person.post) fault('userName', 'not-touched')
      else if (placements.has(person.id)) fault('userName', 'double-in-file')
      else {
        const placement = placementOf(model, units, cells, person.post, fault)
        if (placement) placements.set(person.id, placement)
      }
    }
  }
  const done = given.carryOut && faults.length === 0
  if (!done) return { version: plan.version, people: placements.size, faults: faults.slice(0, 200), done }
  await putPlacements(tx, plan.id, placements)
  const changed = await planChanged(tx, actor, plan, 'people-placed', { count: placements.size })
  return { ...changed, people: placements.size, faults, done }
}

type Post = { leads: boolean; rank: number; capabilities: Model['madePosts'][number]['capabilities'] }

/** People by user name, with the first of their posts that ends. */
async function moving(tx: Tx, model: Model, userNames: string[]) {
  const { rows } = await sql<{ id: string; userName: string }>`
    select id, lower(user_name) as "userName" from person where lower(user_name) = any (${userNames}::text[])`.execute(
    tx,
  )
  const posts = new Map<string, Post>()
  for (const move of [...model.moves].reverse()) {
    const post = model.organisation.posts.get(move.fromPost)
    if (post) posts.set(move.personId, post)
  }
  return new Map(rows.map((row) => [row.userName, { id: row.id, post: posts.get(row.id) }]))
}

function placementOf(
  model: Model,
  units: StandingUnit[],
  cells: Partial<Record<Column, string>>,
  post: Post,
  fault: (column: Column, code: PlacementFault['code']) => unknown,
): Placement | null {
  if (yes(cells.leaves)) return { place: 'leaves' }
  if (!cells.unit) fault('unit', 'missing')
  if (!cells.title) fault('title', 'missing')
  if (!cells.unit || !cells.title) return null
  if (cells.title.length > 200) fault('title', 'too-long')
  const same = (word: string, ...others: (string | null)[]) =>
    others.some((one) => one !== null && bare(one) === bare(word))
  const found = units.filter((unit) => {
    if (!same(cells.unit ?? '', unit.facts.name, unit.facts.exchangeCode)) return false
    const agency = cells.agency ? model && agencyOf(model, unit.ref) : null
    const facts = agency && units.find((one) => one.ref === agency)?.facts
    return !cells.agency || (facts && same(cells.agency, facts.name, facts.exchangeCode))
  })
  const [unit] = found
  if (!unit || found.length > 1) {
    fault('unit', unit ? 'several-units' : 'unknown-unit')
    return null
  }
  const rank = cells.rank ? Number(cells.rank) : post.rank
  if (!Number.isInteger(rank) || rank < 1 || rank > 99) {
    fault('rank', 'unknown-value')
    return null
  }
  return {
    place: 'unit',
    unit: idOf(unit.ref) ? { unitId: idOf(unit.ref) ?? '' } : { key: keyOf(unit.ref) ?? '' },
    post: {
      title: cells.title,
      leads: cells.leads ? yes(cells.leads) : post.leads,
      rank,
      capabilities: [...post.capabilities],
    },
  }
}

const yes = (cell: string | undefined) => /^(x|1|co|yes|true)$/.test(bare(cell ?? '').trim())
