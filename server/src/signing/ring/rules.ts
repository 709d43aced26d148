import type { RouteAnswer } from '@mocban/contract/route'
import type { signing } from '@mocban/contract/signing'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

type Rules = RouteAnswer<typeof signing.rules>

/** What the agency of who asks wants signed. */
export async function signatureRules(tx: Tx, actor: Actor): Promise<Rules> {
  return tx
    .selectFrom('signature_rule')
    .where('agency_id', '=', actor.agencyId)
    .orderBy('type_code')
    .select(['type_code as typeCode', 'approval', 'seal'])
    .execute()
}

/** What must be signed on a document of a type: its own rule, else the agency's rule for all. */
export async function mustBeSigned(
  tx: Tx,
  agencyId: string,
  typeCode: string,
): Promise<{ approval: boolean; seal: boolean }> {
  const rules = await tx
    .selectFrom('signature_rule')
    .where('agency_id', '=', agencyId)
    .where((on) => on.or([on('type_code', '=', typeCode), on('type_code', 'is', null)]))
    .select(['type_code', 'approval', 'seal'])
    .execute()
  return rules.find((rule) => rule.type_code) ?? rules[0] ?? { approval: false, seal: false }
}

/** @throws request.invalid for a type that there is not */
export async function setSignatureRule(tx: Tx, actor: Actor, rule: Rules[number]): Promise<Record<string, never>> {
  await tx
    .deleteFrom('signature_rule')
    .where('agency_id', '=', actor.agencyId)
    .where('type_code', rule.typeCode ? '=' : 'is', rule.typeCode)
    .execute()
  await tx
    .insertInto('signature_rule')
    .values({ agency_id: actor.agencyId, type_code: rule.typeCode, approval: rule.approval, seal: rule.seal })
    .execute()
    .catch((error: { code?: string }) => {
      throw error.code === '23503' ? refuse('request.invalid', { what: 'typeCode' }) : error
    })
  await record(tx, actor, { kind: 'rules.signature-set', data: { ...rule } })
  return {}
}

/** The rule for all types holds for the type again. @throws request.not-found where it has no rule of its own */
export async function endSignatureRule(tx: Tx, actor: Actor, typeCode: string): Promise<Record<string, never>> {
  const ended = await tx
    .deleteFrom('signature_rule')
    .where('agency_id', '=', actor.agencyId)
    .where('type_code', '=', typeCode)
    .returning('id')
    .execute()
  if (ended.length === 0) throw refuse('request.not-found')
  await record(tx, actor, { kind: 'rules.signature-ended', data: { typeCode } })
  return {}
}
