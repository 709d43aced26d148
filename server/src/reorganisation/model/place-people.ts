import type { Placement } from '@mocban/contract/reorganisation-plan'
import { questionsOf } from './ask.ts'
import { deputyTitle, deputyTitleEn } from './deputy-title.ts'
import { groupBy, type HolderThen, type PostThen } from './organisation.ts'
import {
  agencyOf,
  type EndedUnit,
  idOf,
  type MadePost,
  type Model,
  nameWithin,
  type PlanInput,
  type PostRef,
  type Ref,
  refOf,
  standing,
  unitOf,
  unitRef,
} from './plan-model.ts'

/**
 * Each post of a unit that ends is made again in its successor for those who hold it; whom a list places otherwise goes there. A unit has one
 * head: who of several is asked, or follows from the plan's rule, and the others become deputies.
 */
export function placePeople(model: Model, input: PlanInput): void {
  const placing = new Placing(model, input)
  const units = [...model.ended.values()].filter((one) => one.successor)
  for (const ended of units) for (const post of heldPosts(model, ended.unit.id)) placing.move(ended, post)
  placing.settleHeads()
}

const heldPosts = (model: Model, unitId: string): PostThen[] => model.organisation.postsOf.get(unitId) ?? []

interface Head {
  post: PostThen
  holder: HolderThen
  /** Of a unit that goes on; its post stays as it is if it stays head. */
  stays: boolean
  ofMain: boolean
}

class Placing {
  readonly #model: Model
  readonly #input: PlanInput
  readonly #ask: ReturnType<typeof questionsOf>
  readonly #made = new Map<string, MadePost>()
  readonly #heads = new Map<Ref, Head[]>()
  readonly #placed = new Map<string, PostRef | null>()

  constructor(model: Model, input: PlanInput) {
    this.#model = model
    this.#input = input
    this.#ask = questionsOf(model)
  }

  move(ended: EndedUnit, post: PostThen): void {
    const unit = ended.successor as Ref
    if (post.from !== null && post.from >= this.#input.effectiveOn)
      this.#ask.ask(`post:${post.id}`, 'unit-changed-since', {
        operationId: ended.operationId,
        unit: unitOf(this.#model, unitRef(ended.unit.id)),
        data: { what: 'post-begins', day: post.from, title: post.title },
      })
    const holders = this.#model.organisation.holders.get(post.id) ?? []
    const byList = holders.filter((one) => this.#input.placements.has(one.personId))
    const byRule = holders.filter((one) => !this.#input.placements.has(one.personId))
    for (const holder of byList) this.#moveByList(holder)
    const [first] = byRule
    const made: PostRef | null = first ? this.#makeAgain(post, unit) : null
    for (const holder of byRule) this.#model.moves.push({ ...moveOf(holder), to: made, by: 'rule' })
    this.#model.endedPosts.push({
      postId: post.id,
      successor: made ?? this.#followed(byList, ended),
      group: unit,
      delegations: ended.delegations,
    })
    if (first && this.#isHead(post)) {
      const mainId = this.#model.made.get(unit)?.mainId ?? null
      this.#putHead(unit, { post, holder: first, stays: false, ofMain: ended.unit.id === mainId })
    }
  }

  #makeAgain(post: PostThen, unit: Ref): PostRef {
    const { id, unitId: _, from: __, ...facts } = post
    const made: MadePost = { key: `p:${id}`, unit, ...facts }
    this.#made.set(made.key, made)
    this.#model.madePosts.push(made)
    return { made: made.key }
  }

  /** What a post held goes with whoever held it alone, as long as they stay in the agency whose it is now. */
  #followed(holders: HolderThen[], ended: EndedUnit): PostRef | null {
    const agency = ended.successor && agencyOf(this.#model, ended.successor)
    for (const holder of holders) {
      const to = this.#placed.get(holder.personId)
      const unit = to && this.#unitOfPost(to)
      if (to && unit && agencyOf(this.#model, unit) === agency) return to
    }
    return null
  }

  #unitOfPost(post: PostRef): Ref | null {
    if ('made' in post) return this.#model.madePosts.find((one) => one.key === post.made)?.unit ?? null
    const unitId = this.#model.organisation.posts.get(post.post)?.unitId
    return unitId ? unitRef(unitId) : null
  }

  #moveByList(holder: HolderThen): void {
    const first = !this.#placed.has(holder.personId)
    if (first) this.#placed.set(holder.personId, this.#place(holder, this.#input.placements.get(holder.personId)))
    const to = this.#placed.get(holder.personId) ?? null
    // A second post of theirs that ends does not give them the new one twice.
    this.#model.moves.push({
      ...moveOf(holder),
      ...(first ? { kind: 'main' as const } : {}),
      to: first ? to : null,
      by: 'list',
    })
  }

  #place(holder: HolderThen, placement: Placement | undefined): PostRef | null {
    if (!placement || placement.place === 'leaves') return null
    const wrong = (): null => {
      this.#ask.ask(`person:${holder.personId}`, 'person-without-post', {
        person: { id: holder.personId, name: holder.fullName },
        data: { title: this.#model.organisation.posts.get(holder.positionId)?.title ?? '' },
      })
      return null
    }
    if (placement.place === 'post') {
      const post = this.#model.organisation.posts.get(placement.positionId)
      const already = this.#model.organisation.holders
        .get(placement.positionId)
        ?.some((one) => one.personId === holder.personId)
      return post && !already && standing(this.#model, unitRef(post.unitId)) ? { post: post.id } : wrong()
    }
    const unit = refOf(placement.unit)
    if (!standing(this.#model, unit)) return wrong()
    const key = `n:${holder.personId}`
    this.#model.madePosts.push({ key, unit, ...placement.post, titleEn: placement.post.titleEn || null })
    return { made: key }
  }

  /** The post of the lowest rank among those that lead a unit and are held. */
  #isHead(post: PostThen): boolean {
    if (!post.leads) return false
    const leading = heldPosts(this.#model, post.unitId).filter(
      (one) => one.leads && (this.#model.organisation.holders.get(one.id)?.length ?? 0) > 0,
    )
    return leading[0] !== undefined && leading[0].rank === post.rank
  }

  #putHead(unit: Ref, head: Head): void {
    const heads = this.#heads.get(unit)
    if (heads) heads.push(head)
    else this.#heads.set(unit, [...this.#presentHead(unit), head])
  }

  /** The head of a unit that takes others in, who may stay. */
  #presentHead(unit: Ref): Head[] {
    const posts = heldPosts(this.#model, idOf(unit) ?? '')
    const post = posts.find((one) => this.#isHead(one))
    const holder = post && this.#model.organisation.holders.get(post.id)?.[0]
    return post && holder ? [{ post, holder, stays: true, ofMain: true }] : []
  }

  settleHeads(): void {
    for (const [unit, all] of this.#heads) {
      if (all.length < 2) continue
      const heads = [...all].sort(
        (a, b) => Number(b.ofMain) - Number(a.ofMain) || (a.holder.from ?? '').localeCompare(b.holder.from ?? ''),
      )
      const key = `heads:${unit}`
      const answer = this.#input.answers.get(key)
      const answered = heads.find((one) => `post:${one.post.id}` === answer)
      const ruled = this.#input.rules.heads === 'of-main' ? (heads.find((one) => one.ofMain) ?? heads[0]) : undefined
      const head = answered ?? ruled
      this.#ask.ask(key, 'several-heads', {
        settledBy: 'answer',
        weight: ruled ? 'may' : 'must',
        operationId: this.#model.made.get(unit)?.operationId ?? null,
        unit: unitOf(this.#model, unit),
        data: { count: heads.length },
        suggestions: heads.map((one, n) => ({
          value: `post:${one.post.id}`,
          label: one.holder.fullName,
          reason: one.stays ? 'head-already' : one.ofMain ? 'head-of-main' : n === 0 ? 'longest-in-post' : 'head-of',
          data: {
            unit: nameWithin(this.#model, unitRef(one.post.unitId)),
            title: one.post.title,
            from: one.holder.from ?? '',
          },
        })),
      })
      if (head) for (const other of heads) if (other !== head) this.#demote(unit, other, answered !== undefined)
    }
  }

  #demote(unit: Ref, { post, stays }: Head, byAnswer: boolean): void {
    if (stays) {
      // The post of a unit that goes on ends as well: a deputy's is another post, with its own history.
      const to = this.#makeAgain(post, unit)
      const holders = this.#model.organisation.holders.get(post.id) ?? []
      for (const holder of holders) this.#model.moves.push({ ...moveOf(holder), to, by: byAnswer ? 'answer' : 'rule' })
      this.#model.endedPosts.push({ postId: post.id, successor: to, group: unit, delegations: 'carry' })
    }
    const made = this.#made.get(`p:${post.id}`)
    if (!made) return
    const { formerHeads } = this.#input.rules
    made.title = formerHeads?.title ?? deputyTitle(post.title)
    made.titleEn = formerHeads ? (formerHeads.titleEn ?? null) : deputyTitleEn(post.title, post.titleEn)
    made.rank = formerHeads?.rank ?? Math.max(2, post.rank + 1)
    if (byAnswer)
      for (const move of this.#model.moves) if (move.fromPost === post.id && move.by === 'rule') move.by = 'answer'
  }
}

const moveOf = ({ appointmentId, personId, fullName, kind, positionId, service }: HolderThen) => ({
  appointmentId,
  personId,
  fullName,
  kind,
  fromPost: positionId,
  service,
})

/** Units whose leaders will be somebody: a post that leads, and somebody in it. */
export function ledUnits(model: Model): Set<Ref> {
  const led = new Set<Ref>()
  const gone = new Set(model.endedPosts.map((one) => one.postId))
  const arriving = groupBy(
    model.moves.filter((one) => one.to),
    (one) => (one.to && 'post' in one.to ? one.to.post : (one.to?.made ?? null)),
  )
  for (const post of model.organisation.posts.values())
    if (post.leads && !gone.has(post.id) && (model.organisation.holders.has(post.id) || arriving.has(post.id)))
      led.add(unitRef(post.unitId))
  for (const post of model.madePosts) if (post.leads && arriving.has(post.key)) led.add(post.unit)
  return led
}
