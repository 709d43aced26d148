import type { ComparisonRow, Counts, UnitCounts } from '@mocban/contract/reorganisation-check'
import type { PlacementRow } from '@mocban/contract/reorganisation-plan'
import { bare } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { modelOf } from '../model/index.ts'
import { idOf, type Model, nameWithin, type PostRef, unitOf, unitRef } from '../model/plan-model.ts'
import { inputOf } from '../plan/input.ts'
import { type PlanRow, planColumns } from '../plan/lock-plan.ts'
import { teller } from '../progress.ts'
import { compareCharts } from './compare-charts.ts'
import { countHeld, heldByPosts, openRegisters, writtenSince } from './count-held.ts'
import { addNotes } from './notes.ts'

/** Looks at a plan as it is now and writes down what it touches and what is unresolved. Safe to run twice; the last one holds. */
export async function runCheck(worker: Database, id: string): Promise<void> {
  const tell = teller(worker, id)
  try {
    // Everything is counted at one moment.
    await worker
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        await sql`select set_config('app.now', ${clock.fixed()?.toISOString() ?? ''}, true)`.execute(tx)
        const { rows } = await sql<PlanRow>`select ${planColumns} from reorganisation r where r.id = ${id}`.execute(tx)
        const [plan] = rows
        if (plan?.state !== 'draft') return
        await tell('model', 0, 1)
        const model = await modelOf(tx, await inputOf(tx, plan))
        const touched = touchedUnits(model)
        const counts = await countHeld(tx, touched, (done, of) => tell('counts', done, of))
        const registers = await openRegisters(tx, touched)
        await tell('people', 0, 1)
        const ending = [...model.ended.keys()]
        const posts = model.endedPosts.map((one) => one.postId)
        const written =
          plan.effectiveOn <= clock.today()
            ? await writtenSince(tx, ending, posts, plan.effectiveOn)
            : new Map<string, number>()
        addNotes(model, counts, written)
        const held = await heldByPosts(tx, posts)
        await tell('write', 0, 1)
        await write(tx, plan, model, {
          counts: touched.map((unit) => countsRow(model, unit, counts.get(unit) ?? {}, registers.get(unit) ?? [])),
          comparison: compareCharts(model),
          people: model.moves.filter((move) => !move.service).map((move) => peopleRow(model, move, held)),
        })
      })
  } catch (error) {
    await worker.updateTable('reorganisation').set({ check_state: 'failed' }).where('id', '=', id).execute()
    throw error
  } finally {
    await tell(null)
  }
}

/** Units that end, change or take others in, in the order of the chart. */
function touchedUnits(model: Model): string[] {
  const taking = [...model.ended.values()].flatMap((one) => (one.successor ? [idOf(one.successor) ?? ''] : []))
  const touched = new Set([...model.ended.keys(), ...model.changed.keys(), ...taking])
  return [...model.organisation.units.keys()].filter((id) => touched.has(id))
}

function countsRow(model: Model, id: string, counts: Counts, registers: UnitCounts['registers']): UnitCounts {
  const unit = model.organisation.units.get(id)
  const agencyId = unit?.agencyId ?? id
  const ended = model.ended.get(id)
  return {
    unit: { id, name: unit?.name ?? '—' },
    agency: { id: agencyId, name: model.organisation.units.get(agencyId)?.name ?? '—' },
    becomes: ended ? 'ends' : model.changed.has(id) ? 'changes' : 'receives',
    successor: ended?.successor ? unitOf(model, ended.successor) : null,
    counts,
    registers,
  }
}

const nothing = { documents: 0, tasks: 0, drafts: 0, reviews: 0 }

function peopleRow(
  model: Model,
  move: Model['moves'][number],
  held: Map<string, PlacementRow['holdings']>,
): PlacementRow {
  const post = model.organisation.posts.get(move.fromPost)
  return {
    appointmentId: move.appointmentId,
    person: { id: move.personId, name: move.fullName },
    kind: move.kind,
    from: { unitName: nameWithin(model, unitRef(post?.unitId ?? '')), title: post?.title ?? '' },
    to: move.to && placeOf(model, move.to),
    by: move.by,
    holdings: held.get(move.fromPost) ?? nothing,
  }
}

function placeOf(model: Model, to: PostRef): PlacementRow['to'] {
  if ('post' in to) {
    const post = model.organisation.posts.get(to.post)
    return post ? { unitName: nameWithin(model, unitRef(post.unitId)), title: post.title, leads: post.leads } : null
  }
  const made = model.madePosts.find((one) => one.key === to.made)
  return made ? { unitName: nameWithin(model, made.unit), title: made.title, leads: made.leads } : null
}

interface Lists {
  counts: UnitCounts[]
  comparison: ComparisonRow[]
  people: PlacementRow[]
}

async function write(tx: Tx, plan: PlanRow, model: Model, lists: Lists): Promise<void> {
  const id = plan.id
  await tx.deleteFrom('reorganisation_line').where('reorganisation_id', '=', id).execute()
  await tx
    .deleteFrom('reorganisation_question')
    .where('reorganisation_id', '=', id)
    .where('origin', '=', 'check')
    .execute()
  for (const [list, rows] of Object.entries(lists) as [keyof Lists, object[]][])
    await sql`
      insert into reorganisation_line (reorganisation_id, list, ordinal, words, data)
      select ${id}, ${list}, n.ordinal, n.words, n.data
        from unnest(${rows.map((row) => wordsOf(row))}::text[], ${rows.map((row) => JSON.stringify(row))}::jsonb[]) with ordinality n (words, data, ordinal)`.execute(
      tx,
    )
  const questions = [...model.questions].sort((a, b) => a.kind.localeCompare(b.kind))
  // What the lists asked stays as they asked it: their suggestions are richer.
  await sql`
    insert into reorganisation_question (reorganisation_id, key, origin, kind, weight, ordinal, data)
    select ${id}, n.data ->> 'key', 'check', n.data ->> 'kind', n.data ->> 'weight', 10000 + n.ordinal, n.data
      from unnest(${questions.map((one) => JSON.stringify(one))}::jsonb[]) with ordinality n (data, ordinal)
    on conflict (reorganisation_id, key) do nothing`.execute(tx)
  await sql`
    update reorganisation_question q set moot = q.key <> all (${model.questions.map((one) => one.key)}::text[])
             and not exists (select from reorganisation_answer a where a.reorganisation_id = q.reorganisation_id and a.key = q.key)
     where q.reorganisation_id = ${id} and q.kind = 'unit-without-successor' and q.origin = 'lists'`.execute(tx)
  // An answer that the question no longer offers is no answer to it.
  await sql`
    delete from reorganisation_answer a using reorganisation_question q
     where a.reorganisation_id = ${id} and q.reorganisation_id = a.reorganisation_id and q.key = a.key and q.data ->> 'free' = 'none'
       and not exists (select from jsonb_array_elements(q.data -> 'suggestions') s where s ->> 'value' = a.value)`.execute(
    tx,
  )
  const result = {
    totals: totalOf(lists.counts.filter((row) => row.becomes === 'ends').map((row) => row.counts)),
    units: { ending: model.ended.size, created: model.made.size, changed: model.changed.size },
  }
  await tx
    .updateTable('reorganisation')
    .set({
      check_state: 'done',
      checked_version: plan.version,
      checked_at: sql`app.now()`,
      check_result: JSON.stringify(result),
    })
    .where('id', '=', id)
    .execute()
}

const wordsOf = (row: object): string =>
  'person' in row ? bare((row as PlacementRow).person.name) : bare(JSON.stringify(row)).slice(0, 500)

function totalOf(all: Counts[]): Counts {
  const total: Counts = {}
  for (const counts of all)
    for (const [kind, n] of Object.entries(counts) as [keyof Counts, number][]) total[kind] = (total[kind] ?? 0) + n
  return total
}
