import type { Permission } from '@mocban/contract/documents'
import type { Actor } from '../../platform/database/index.ts'

interface Facts {
  agencyId: string
  travel: string
  state: string
  createdBy: string
}

const yes: Permission = { allowed: true, because: null }
const no = (because: string): Permission => ({ allowed: false, because })

/** What may be done with the document as a whole now, and if not, why. Acts on a step stand with the step (handling/states.ts). */
export function documentActs(actor: Actor, document: Facts): Record<string, Permission> {
  const own = actor.agencies.includes(document.agencyId)
  const clerk = actor.capabilities.includes('register')
  const ended = ['cancelled', 'recalled', 'replaced'].includes(document.state)
  const check = (...rules: [boolean, string][]): Permission => {
    const failed = rules.find(([holds]) => !holds)
    return failed ? no(failed[1]) : yes
  }
  if (document.travel !== 'incoming') return {}
  return {
    present: check(
      [own, 'other-agency'],
      [clerk, 'no-capability'],
      [document.state === 'registered', 'not-registered-state'],
    ),
    correct: check([own, 'other-agency'], [clerk, 'no-capability'], [!ended, 'document-ended']),
    cancel: check([own, 'other-agency'], [clerk, 'no-capability'], [document.state === 'registered', 'recall-first']),
    answer: check(
      [own, 'other-agency'],
      [actor.capabilities.includes('draft'), 'no-capability'],
      [!ended, 'document-ended'],
    ),
  }
}
