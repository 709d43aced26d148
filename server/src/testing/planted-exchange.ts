import { newId } from '../platform/database/index.ts'
import type { Rule } from './planted-rows.ts'

/** Rows of exchange, by the rules that the caller names. */
export function exchangeRows({
  put,
  file,
}: {
  put: (table: string, values: Record<string, unknown>, seen: Rule, written?: Rule) => void
  file: (seen: Rule) => string
}) {
  const nobody: Rule = () => false
  return {
    /** A message and its bytes: the registry's, of deliveries that it sees, else by the agency meant. */
    message(values: Record<string, unknown>, seen: Rule) {
      const id = newId()
      const fixed = { id, direction: 'in', business: 'new', state: 'taken', sha256: file(seen) }
      put('exchange_message', { ...fixed, ...values }, seen, nobody)
      put('exchange_step', { message_id: id }, seen, nobody)
    },
    /** Recipients that an agency often addresses together. */
    group(agencyId: string, seen: Rule, written: Rule) {
      const id = newId()
      put('outside_group', { id, agency_id: agencyId, name: agencyId }, seen, written)
      put('outside_group_member', { group_id: id, outside_id: newId() }, seen, written)
    },
    /** The directory, which everybody may look up, and the ways, which only who keeps them sees. */
    known(signedIn: Rule, keeps: Rule) {
      put('exchange_way', { kind: 'folder', name: 'x' }, keeps, nobody)
      put('outside_agency', { code: 'G99', valid: '[2025-01-01,)' }, signedIn, keeps)
      put('outside_certificate', { fingerprint: '0'.repeat(64), valid: '[2025-01-01,)' }, signedIn, keeps)
    },
  }
}
