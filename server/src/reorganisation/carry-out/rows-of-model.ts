import type { Reorganised, UnitColumns } from '../../organisation/index.ts'
import { newId } from '../../platform/database/index.ts'
import { groupBy } from '../model/organisation.ts'
import {
  agencyOf,
  idOf,
  type Model,
  type PlanInput,
  type PostRef,
  type Ref,
  type StandingUnit,
  standing,
  unitRef,
} from '../model/plan-model.ts'
import { groupOf } from '../model/settle-groups.ts'
import type { MovedPost, MovedUnit, NewSight } from './moved-tables.ts'

export interface Rows {
  reorganised: Reorganised
  units: MovedUnit[]
  posts: MovedPost[]
  sights: NewSight[]
  /** Who moves, with the posts' identifiers. */
  people: { personId: string; from: string; to: string | null }[]
}

/** A settled model as rows: what the plan makes gets its identifiers here. */
export function rowsOf(model: Model, plan: PlanInput & { id: string; oldCodesUntil: string }): Rows {
  const ids = new Map<Ref, string>([...model.made.keys()].map((ref) => [ref, newId()]))
  const idOfUnit = (ref: Ref): string => idOf(ref) ?? ids.get(ref) ?? fail(ref)
  const agencyIdOf = (ref: Ref): string => idOfUnit(agencyOf(model, ref) ?? fail(ref))
  const postIds = new Map(model.madePosts.map((post) => [post.key, newId()]))
  const idOfPost = (post: PostRef): string => ('post' in post ? post.post : (postIds.get(post.made) ?? fail(post.made)))
  const columns = (unit: StandingUnit): UnitColumns => ({
    unit_id: idOfUnit(unit.ref),
    kind: unit.kind,
    is_agency: unit.isAgency,
    agency_id: agencyIdOf(unit.ref),
    parent_id: unit.parent && idOfUnit(unit.parent),
    name: unit.facts.name,
    short_name: unit.facts.shortName,
    abbreviation: unit.facts.abbreviation,
    name_en: unit.facts.nameEn,
    name_ur: unit.facts.nameUr,
    exchange_code: unit.facts.exchangeCode,
    statistics_code: unit.facts.statisticsCode,
    seal_text: unit.facts.sealText,
    seal_certificate: unit.facts.sealCertificate,
    founded_by: unit.facts.foundedBy,
    regulations: unit.facts.regulations,
    ordinal: unit.facts.ordinal,
  })
  const heads = headsAfter(model, idOfUnit, postIds)
  const ended = [...model.ended.values()].map((one) => ({ ...one, successor: one.successor ?? fail(one.unit.id) }))
  const holderOf = new Map(
    model.moves
      .flatMap((move) => (move.to && move.kind !== 'secondment' ? [[idOfPost(move.to), move.personId] as const] : []))
      .reverse(),
  )
  const posts = model.endedPosts.map((post): MovedPost => {
    const unit = post.group ?? fail(post.postId)
    const unitOfOld = model.organisation.posts.get(post.postId)?.unitId ?? ''
    const next = post.successor && idOfPost(post.successor)
    const at = post.successor ? unitOfPost(model, post.successor) : (groupOf(model, unitOfOld) ?? unit)
    return {
      old: post.postId,
      new: next,
      stand_in: next ?? heads.get(idOfUnit(at)) ?? null,
      unit_id: idOfUnit(at),
      agency_id: agencyIdOf(at),
      person_id: next ? (holderOf.get(next) ?? null) : null,
      carries: post.delegations === 'carry',
    }
  })
  return {
    reorganised: {
      id: plan.id,
      day: plan.effectiveOn,
      oldCodesUntil: plan.oldCodesUntil,
      basis: plan.basis,
      made: [...model.made.values()].map(columns),
      changed: [...model.changed.values()].map((one) =>
        columns(standing(model, unitRef(one.unit.id)) ?? fail(one.unit.id)),
      ),
      ended: ended.map((one) => ({ unit_id: one.unit.id, successor_id: idOfUnit(one.successor) })),
      madePosts: model.madePosts.map((post) => ({
        id: postIds.get(post.key) ?? fail(post.key),
        unit_id: idOfUnit(post.unit),
        agency_id: agencyIdOf(post.unit),
        title: post.title,
        title_en: post.titleEn,
        leads: post.leads,
        rank: post.rank,
        capabilities: post.capabilities,
      })),
      endedPosts: posts.map((post) => ({ id: post.old, successor_id: post.new })),
      moves: model.moves.map((move) => ({
        appointment_id: move.appointmentId,
        position_id: move.to && idOfPost(move.to),
        kind: move.kind,
      })),
    },
    units: ended.map(({ unit, successor }) => {
      const made = model.made.get(successor)
      const main = made?.isAgency === true && made.mainId === unit.id && unit.isAgency
      return {
        old: unit.id,
        new: idOfUnit(successor),
        old_agency: unit.agencyId,
        new_agency: agencyIdOf(successor),
        group_unit: idOfUnit(groupOf(model, unit.id) ?? successor),
        main,
        continues: main && made.continuesBooks,
      }
    }),
    posts,
    sights: newSights(model, idOfUnit),
    people: model.moves.map((move) => ({
      personId: move.personId,
      from: move.fromPost,
      to: move.to && idOfPost(move.to),
    })),
  }
}

const fail = (what: string): never => {
  throw new Error(`the plan does not say what becomes of ${what}`)
}

function unitOfPost(model: Model, post: PostRef): Ref {
  if ('post' in post) return unitRef(model.organisation.posts.get(post.post)?.unitId ?? fail(post.post))
  return model.madePosts.find((one) => one.key === post.made)?.unit ?? fail(post.made)
}

/** Of each unit, the first post that leads and will be held. */
function headsAfter(model: Model, idOfUnit: (ref: Ref) => string, postIds: Map<string, string>): Map<string, string> {
  const gone = new Set(model.endedPosts.map((one) => one.postId))
  const arriving = new Set(model.moves.flatMap((one) => (one.to && 'made' in one.to ? [one.to.made] : [])))
  const there = [...model.organisation.posts.values()]
    .filter((post) => post.leads && !gone.has(post.id) && model.organisation.holders.has(post.id))
    .map((post) => ({ unit: post.unitId, id: post.id, rank: post.rank }))
  const made = model.madePosts
    .filter((post) => post.leads && arriving.has(post.key))
    .map((post) => ({ unit: idOfUnit(post.unit), id: postIds.get(post.key) ?? '', rank: post.rank }))
  const heads = new Map<string, string>()
  for (const post of [...there, ...made].sort((a, b) => a.rank - b.rank))
    if (!heads.has(post.unit)) heads.set(post.unit, post.id)
  return heads
}

/**
 * Leaders above what follows who succeed no leader above what was: of a division that goes to another agency than the heir of its own, or of a
 * person who takes their work elsewhere in the agency.
 */
function newSights(model: Model, idOfUnit: (ref: Ref) => string): NewSight[] {
  const seenBefore = (unitId: string): Set<Ref> => {
    const seen = new Set<Ref>()
    for (
      let at = model.organisation.units.get(unitId);
      at;
      at = at.isAgency ? undefined : model.organisation.units.get(at.parentId ?? '')
    )
      seen.add(model.ended.get(at.id)?.successor ?? unitRef(at.id))
    return seen
  }
  const leadersAbove = (ref: Ref): Ref[] => {
    const found: Ref[] = []
    for (let at = standing(model, ref); at; at = at.isAgency || !at.parent ? null : standing(model, at.parent))
      found.push(at.ref)
    return found
  }
  const sights: NewSight[] = []
  const postsOf = groupBy(model.endedPosts, (post) => model.organisation.posts.get(post.postId)?.unitId ?? null)
  const units = new Set([...model.ended.keys(), ...postsOf.keys()])
  for (const unitId of units) {
    const before = seenBefore(unitId)
    const add = (ref: Ref, holder: Pick<NewSight, 'holder_unit' | 'holder_post'>) => {
      for (const above of leadersAbove(ref))
        if (!before.has(above)) sights.push({ ...holder, leaders_of: idOfUnit(above) })
    }
    const group = groupOf(model, unitId)
    if (group && model.ended.has(unitId)) add(group, { holder_unit: unitId, holder_post: null })
    for (const post of postsOf.get(unitId) ?? []) {
      const at = post.successor ? unitOfPost(model, post.successor) : (group ?? post.group)
      if (at) add(at, { holder_unit: null, holder_post: post.postId })
    }
  }
  return sights
}
