import type { Capability } from '@mocban/contract/route'
import type { Actor } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'

/** Refuses where the position that who asks acts in does not carry the capability. */
export function needs(actor: Actor, capability: Capability): void {
  if (!actor.capabilities.includes(capability)) throw refuse('capability.needed', { capability })
}
