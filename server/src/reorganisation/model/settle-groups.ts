import { questionsOf } from './ask.ts'
import { ledUnits } from './place-people.ts'
import { isRef, type Model, nameOf, type PlanInput, type Ref, standing, unitOf, unitRef } from './plan-model.ts'

/**
 * What the leaders of an ending unit hold as such goes to the leaders of its successor. Where those will be nobody, and something is held, a
 * person says whose leaders have it. `held` counts, by ending unit, open work of its leaders and of posts that nobody follows.
 */
export function settleGroups(model: Model, input: PlanInput, held: Map<string, number>): void {
  const led = ledUnits(model)
  const { ask } = questionsOf(model)
  for (const { unit, successor, operationId } of model.ended.values()) {
    if (!successor) continue
    if (led.has(successor)) continue
    const count = held.get(unit.id) ?? 0
    const key = `holder:${unit.id}`
    const answer = input.answers.get(key)
    const above = ledAbove(model, led, successor)
    if (answer && isRef(answer) && above.includes(answer)) model.groups.set(unit.id, answer)
    if (count === 0) continue
    ask(key, 'record-without-holder', {
      settledBy: 'answer',
      operationId,
      unit: unitOf(model, unitRef(unit.id)),
      data: { count, successor: nameOf(model, successor) },
      suggestions: above.map((ref, n) => ({
        value: ref,
        label: nameOf(model, ref),
        reason: n === 0 ? 'leaders-next-above' : 'leaders-above',
        data: {},
      })),
    })
  }
}

/** Units above one, nearest first, whose leaders will be somebody. */
function ledAbove(model: Model, led: Set<Ref>, from: Ref): Ref[] {
  const found: Ref[] = []
  const seen = new Set<Ref>()
  for (let at = standing(model, from)?.parent ?? null; at && !seen.has(at); at = standing(model, at)?.parent ?? null) {
    seen.add(at)
    if (led.has(at)) found.push(at)
  }
  return found
}

/** The ending units whose leaders, or whose posts that nobody follows, would leave what they hold to nobody. */
export function leaderless(model: Model): { units: string[]; posts: string[] } {
  const led = ledUnits(model)
  const units = [...model.ended.values()].filter((one) => one.successor && !led.has(one.successor))
  const ids = new Set(units.map((one) => one.unit.id))
  const posts = model.endedPosts.filter(
    (one) => !one.successor && ids.has(model.organisation.posts.get(one.postId)?.unitId ?? ''),
  )
  return { units: [...ids], posts: posts.map((one) => one.postId) }
}

/** Whose leaders have what the leaders of an ending unit, or a post of it that nobody follows, held. */
export const groupOf = (model: Model, unitId: string): Ref | null =>
  model.groups.get(unitId) ?? model.ended.get(unitId)?.successor ?? null
