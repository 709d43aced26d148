import { identityProviders as contract, type IdentityProvider } from '@mocban/contract/identity-providers'
import { sql } from 'kysely'
import { principal, record } from '../access/index.ts'
import { type Actor, newId } from '../database/index.ts'
import { refuse, serve } from '../http/index.ts'
import { isOutside } from '../outside.ts'
import { needAccount } from './accounts.ts'
import type { SignInHouse } from './house.ts'
import { endLink, linksOf, makeLink } from './links.ts'
import { discover, secretOf } from './openid.ts'

/** The administrator's part: providers as data, and links made for people. */
export function providerAccountRoutes(house: SignInHouse): void {
  const { app, signIn, sealer } = house

  const own = async (actor: Actor, id: string) => {
    const row = await signIn
      .selectFrom('identity_provider')
      .select(['id', 'name', 'issuer', 'client_id', 'client_secret'])
      .where('id', '=', id)
      .where('agency_id', '=', actor.agencyId)
      .executeTakeFirst()
    if (!row) throw refuse('request.not-found')
    return row
  }

  serve(app, contract.list, async ({ actor }) => {
    const { rows } = await sql<IdentityProvider>`
      select p.id, p.name, p.issuer, p.client_id as "clientId", p.scopes, p.name_claim as "nameClaim", p.email_claim as "emailClaim",
             p.second_factor as "secondFactor", p.enabled, p.client_secret is not null as "hasSecret",
             (select count(*)::int from identity_link l where l.provider_id = p.id) as links
        from identity_provider p where p.agency_id = ${actor.agencyId} order by p.name`.execute(signIn)
    return rows
  })

  serve(app, contract.add, async ({ tx, actor, body }) => {
    const id = newId()
    const clientSecret = body.clientSecret ? sealer.seal(body.clientSecret, secretOf(id)) : null
    const { rows } = await sql<{ may: boolean }>`select app.administers_province() as may`.execute(tx)
    const ofProvince = rows[0]?.may ?? false
    if (!ofProvince && !(await isOutside(new URL(body.issuer)))) throw refuse('provider.inside')
    // A provider that cannot be reached, or says it is another, is not kept.
    await discover(house, { ...body, id, agencyId: actor.agencyId, clientSecret, ofProvince })
    const added = await signIn
      .insertInto('identity_provider')
      .values({ id, agency_id: actor.agencyId, issuer: body.issuer, client_secret: clientSecret, ...columns(body) })
      .onConflict((conflict) => conflict.columns(['issuer', 'client_id']).doNothing())
      .executeTakeFirst()
    if (!added.numInsertedOrUpdatedRows) throw refuse('provider.exists')
    await record(tx, actor, { kind: 'provider.set', data: { name: body.name, issuer: body.issuer } })
    return { id }
  })

  serve(app, contract.change, async ({ tx, actor, params, body }) => {
    const before = await own(actor, params.id)
    const clientSecret =
      body.clientSecret === undefined
        ? before.client_secret
        : body.clientSecret
          ? sealer.seal(body.clientSecret, secretOf(params.id))
          : null
    await signIn
      .updateTable('identity_provider')
      .set({ client_secret: clientSecret, ...columns(body) })
      .where('id', '=', params.id)
      .execute()
    if (!body.enabled) await signIn.deleteFrom('session').where('provider_id', '=', params.id).execute()
    await record(tx, actor, { kind: 'provider.set', data: { name: body.name, enabled: body.enabled } })
    return {}
  })

  serve(app, contract.remove, async ({ tx, actor, params }) => {
    const { name } = await own(actor, params.id)
    await signIn.deleteFrom('session').where('provider_id', '=', params.id).execute()
    await signIn.deleteFrom('identity_provider').where('id', '=', params.id).execute()
    await record(tx, actor, { kind: 'provider.removed', data: { name } })
    return {}
  })

  serve(app, contract.linksOf, async ({ tx, actor, params }) => {
    await needAccount(tx, actor, params.personId)
    return linksOf(signIn, params.personId)
  })
  serve(app, contract.link, async ({ tx, actor, params, body }) => {
    const { personId } = params
    const name = await needAccount(tx, actor, personId)
    const provider = await own(actor, params.providerId)
    await makeLink(signIn, { providerId: provider.id, subject: body.subject, personId, madeBy: 'administrator' })
    await record(tx, actor, {
      kind: 'person.linked',
      data: { name, provider: provider.name },
      concerns: [principal.person(personId)],
    })
    return {}
  })
  serve(app, contract.unlink, async ({ tx, actor, params }) => {
    const { personId } = params
    const name = await needAccount(tx, actor, personId)
    const provider = await endLink(signIn, personId, params.providerId)
    await record(tx, actor, {
      kind: 'person.unlinked',
      data: { name, provider },
      concerns: [principal.person(personId)],
    })
    return {}
  })
}

const columns = (facts: Omit<IdentityProvider, 'id' | 'issuer' | 'hasSecret' | 'links'>) => ({
  name: facts.name,
  client_id: facts.clientId,
  scopes: facts.scopes,
  name_claim: facts.nameClaim,
  email_claim: facts.emailClaim,
  second_factor: facts.secondFactor,
  enabled: facts.enabled,
})
