import type { Rule } from './planted-rows.ts'
import type { Somebody } from './principals.ts'

type Put = (table: string, values: Record<string, unknown>, seen: Rule, written?: Rule) => void

const key = { kind: 'remote', certificate: '\\x00' }
const picture = `\\x${'00'.repeat(64)}`
const can = (who: Somebody, ...any: string[]) => any.some((one) => who.capabilities.includes(one))

/** Signatures on a document are seen with it; keys and their pictures by their holder, those of a seal by who puts it and who administers it. */
export function plantSignatures(
  put: Put,
  of: { agencyId: string; personId: string; document: string; main: string; signed: string },
  seesDocument: Rule,
): void {
  const { agencyId, personId, document, main, signed } = of
  put('file_verdict', { sha256: main, overall: 'valid' }, seesDocument)
  const signature = { document_id: document, version_no: 1, ordinal: 1, kind: 'seal', sha256: signed }
  put('document_signature', signature, seesDocument)
  put('signing_key', { person_id: personId, ...key }, (who) => who.personId === personId)
  put('signing_picture', { person_id: personId, picture }, (who) => who.personId === personId)
  plantOfAgency(put, agencyId)
}

function plantOfAgency(put: Put, agencyId: string): void {
  const sealed: Rule = (who) => who.agencyId === agencyId && can(who, 'issue', 'administer')
  const administers: Rule = (who) => who.agencyId === agencyId && can(who, 'administer')
  put('signing_key', { agency_id: agencyId, ...key }, sealed, administers)
  put('signing_picture', { agency_id: agencyId, picture }, sealed, administers)
  put('signature_rule', { agency_id: agencyId }, (who) => who.agencyId === agencyId, administers)
}

/** The seal of the province's agency, and the trust list that its administrator keeps for all. */
export function plantSeal(put: Put, provinceId: string): void {
  plantOfAgency(put, provinceId)
  put(
    'trust_anchor',
    { certificate: '\\x00', purposes: ['signing'] },
    () => true,
    (who) => who.agencyId === provinceId && can(who, 'administer'),
  )
}
