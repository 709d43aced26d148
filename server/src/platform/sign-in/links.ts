import type { IdentityLink } from '@mocban/contract/identity-providers'
import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'

/** Whom a provider's subject opens; null where it is linked to nobody. */
export async function linkedPerson(signIn: Database, providerId: string, subject: string): Promise<string | null> {
  const row = await signIn
    .selectFrom('identity_link as l')
    .innerJoin('person as h', 'h.id', 'l.person_id')
    .select('l.person_id')
    .where('l.provider_id', '=', providerId)
    .where('l.subject', '=', subject)
    .where('h.active', '=', true)
    .executeTakeFirst()
  return row?.person_id ?? null
}

/**
 * Links a subject to a person, once: the same again changes nothing, another is refused.
 * @throws provider.linked-already
 */
export async function makeLink(
  signIn: Database,
  link: { providerId: string; subject: string; personId: string; madeBy: IdentityLink['madeBy'] },
): Promise<void> {
  await signIn
    .insertInto('identity_link')
    .values({
      provider_id: link.providerId,
      subject: link.subject,
      person_id: link.personId,
      made_by: link.madeBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { rows } = await sql`
    select from identity_link where provider_id = ${link.providerId} and subject = ${link.subject} and person_id = ${link.personId}`.execute(
    signIn,
  )
  if (rows.length === 0) throw refuse('provider.linked-already')
}

export const linksOf = async (signIn: Database, personId: string): Promise<IdentityLink[]> => {
  const { rows } = await sql<IdentityLink>`
    select l.provider_id as "providerId", p.name as "providerName", l.subject, l.made_by as "madeBy", l.made_at as "madeAt"
      from identity_link l join identity_provider p on p.id = l.provider_id
     where l.person_id = ${personId} order by p.name`.execute(signIn)
  return rows
}

/** Ends a link, and the sessions that began by it. Answers the provider's name. */
export async function endLink(signIn: Database, personId: string, providerId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    delete from identity_link l using identity_provider p
     where p.id = l.provider_id and l.provider_id = ${providerId} and l.person_id = ${personId} returning p.name`.execute(
    signIn,
  )
  if (!rows[0]) throw refuse('request.not-found')
  await signIn
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where('provider_id', '=', providerId)
    .where('method', '=', 'provider')
    .execute()
  return rows[0].name
}
