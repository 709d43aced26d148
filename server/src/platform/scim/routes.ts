import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Actor, asActor, type Database, NoStandingError, type Tx } from '../database/index.ts'
import { type App, RefusalError } from '../http/index.ts'
import { askedBy } from '../http/serve.ts'
import { linkedPerson, makeLink } from '../sign-in/index.ts'
import { discoveryRoutes } from './discovery.ts'
import { createGroup, groupFacts, listGroups, patchedGroup, readGroup, setGroup } from './groups.ts'
import { base, type Kind, needVersion, operationsOf, partOf, type Resource, schemas, versionOf } from './resource.ts'
import { ScimError } from './scim-error.ts'
import {
  createUser,
  listUsers,
  patchedUser,
  readUser,
  setUser,
  type UserFacts,
  userFacts,
  withdrawUser,
} from './users.ts'

const most = 200
type Named = { Params: { id: string } }

/** People and positions driven by a province's directory: SCIM 2.0 (RFC 7643, 7644), by the token of a service account that may administer. */
export function scimRoutes(app: App, signIn: Database): void {
  void app.http.register(async (scim) => {
    scim.addContentTypeParser('application/scim+json', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, body === '' ? null : JSON.parse(String(body)))
      } catch {
        done(new ScimError(400, 'this is not JSON', 'invalidValue'))
      }
    })
    scim.setErrorHandler((error, request, reply) => {
      const known = asScimError(error as Error)
      if (known.status >= 500) request.log.error({ err: error }, 'SCIM request failed')
      return reply.status(known.status).type('application/scim+json').send(JSON.stringify(known.body()))
    })

    // Refused before anything is done.
    scim.addHook('preHandler', async (request) => void partOf(request.query))

    const as = async <T>(request: FastifyRequest, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> => {
      const proof = /^Bearer /i.test(request.headers.authorization ?? '') ? app.sessions.proof?.(request) : null
      if (!proof) throw new ScimError(401, 'a bearer token is needed')
      const checked = async (tx: Tx, actor: Actor) => {
        if (!actor.capabilities.includes('administer')) throw new ScimError(403, 'the scope administer is needed')
        return work(tx, actor)
      }
      return asActor(app.db, proof, checked, askedBy(request))
    }
    const send = (request: FastifyRequest, reply: FastifyReply, resource: Resource) => {
      reply.header('etag', versionOf(resource))
      reply.header('content-type', 'application/scim+json')
      return JSON.stringify(partOf(request.query)(resource))
    }
    const page = (kind: Kind, list: typeof listUsers) =>
      scim.get(`${base}/${kind}`, { schema: { hide: true } }, async (request, reply) => {
        const query = request.query as { filter?: string; startIndex?: string; count?: string }
        const start = Math.max(1, Math.trunc(Number(query.startIndex ?? 1)) || 1)
        const count = Math.min(most, Math.max(0, Math.trunc(Number(query.count ?? 100)) || 0))
        const filter = query.filter ? { filter: query.filter } : {}
        const part = partOf(query)
        const { total, resources } = await as(request, (tx, actor) => list(tx, actor, { ...filter, start, count }))
        reply.header('content-type', 'application/scim+json')
        return JSON.stringify({
          schemas: [schemas.list],
          totalResults: total,
          startIndex: start,
          itemsPerPage: resources.length,
          Resources: resources.map(part),
        })
      })
    const one = (kind: Kind, read: typeof readUser) =>
      scim.get<Named>(`${base}/${kind}/:id`, { schema: { hide: true } }, async (request, reply) => {
        const resource = await as(request, (tx, actor) => read(tx, actor, request.params.id))
        if (request.headers['if-none-match'] === versionOf(resource)) return reply.status(304).send()
        return send(request, reply, resource)
      })
    page('Users', listUsers)
    one('Users', readUser)
    page('Groups', listGroups)
    one('Groups', readGroup)

    /** The provider whose subjects this directory's external identifiers are; null where they are not. */
    const providerOf = async (actor: Actor): Promise<string | null> => {
      const account = await signIn
        .selectFrom('service_account')
        .select('provider_id')
        .where('person_id', '=', actor.personId)
        .executeTakeFirst()
      return account?.provider_id ?? null
    }
    /** Said before anything is kept: a subject that opens somebody else's account does not change hands. */
    const needFree = async (actor: Actor, id: string, { externalId }: UserFacts) => {
      const providerId = externalId ? await providerOf(actor) : null
      const linked = providerId && externalId ? await linkedPerson(signIn, providerId, externalId) : null
      if (linked && linked !== id) throw new ScimError(409, 'this externalId is linked already', 'uniqueness')
    }
    /** What reaches beyond the program's own role comes after its transaction: repeated, it ends the same. */
    const follow = async (actor: Actor, id: string, facts: UserFacts) => {
      if (!facts.active) await signIn.deleteFrom('session').where('person_id', '=', id).execute()
      const providerId = await providerOf(actor)
      if (!providerId) return
      // The directory's own link follows its identifier; a link made by hand stays.
      await sql`delete from identity_link where provider_id = ${providerId} and person_id = ${id} and made_by = 'directory'
        and subject is distinct from ${facts.externalId}`.execute(signIn)
      if (!facts.externalId) return
      await makeLink(signIn, { providerId, subject: facts.externalId, personId: id, madeBy: 'directory' }).catch(
        (error) => {
          if (!(error instanceof RefusalError)) throw error
          throw new ScimError(409, 'this person is linked by hand, or the externalId is', 'uniqueness')
        },
      )
    }
    const options = { schema: { hide: true } }

    scim.post(`${base}/Users`, options, async (request, reply) => {
      const facts = userFacts(request.body)
      const { actor, resource } = await as(request, async (tx, actor) => {
        const id = await createUser(tx, actor, facts)
        await needFree(actor, id, facts)
        return { actor, resource: await readUser(tx, actor, id) }
      })
      await follow(actor, resource.id, facts)
      reply.status(201).header('location', `${base}/Users/${resource.id}`)
      return send(request, reply, resource)
    })
    const changeUser =
      (facts: (tx: Tx, actor: Actor, request: FastifyRequest<Named>) => Promise<UserFacts>) =>
      async (request: FastifyRequest<Named>, reply: FastifyReply) => {
        const { id } = request.params
        const done = await as(request, async (tx, actor) => {
          await hold(tx, id)
          const seen = needVersion(request, await readUser(tx, actor, id))
          const wanted = await facts(tx, actor, request)
          await needFree(actor, id, wanted)
          await setUser(tx, actor, id, wanted, seen)
          return { actor, wanted, resource: await readUser(tx, actor, id) }
        })
        await follow(done.actor, id, done.wanted)
        return send(request, reply, done.resource)
      }
    scim.put<Named>(
      `${base}/Users/:id`,
      options,
      changeUser(async (_tx, _actor, request) => userFacts(request.body)),
    )
    scim.patch<Named>(
      `${base}/Users/:id`,
      options,
      changeUser((tx, actor, request) => patchedUser(tx, actor, request.params.id, operationsOf(request.body))),
    )
    scim.delete<Named>(`${base}/Users/:id`, options, async (request, reply) => {
      const { id } = request.params
      await as(request, async (tx, actor) => {
        await hold(tx, id)
        needVersion(request, await readUser(tx, actor, id))
        await withdrawUser(tx, actor, id)
      })
      await signIn.deleteFrom('session').where('person_id', '=', id).execute()
      return reply.status(204).send()
    })

    scim.post(`${base}/Groups`, options, async (request, reply) => {
      const facts = groupFacts(request.body)
      const resource = await as(request, async (tx, actor) => readGroup(tx, actor, await createGroup(tx, actor, facts)))
      reply.status(201).header('location', `${base}/Groups/${resource.id}`)
      return send(request, reply, resource)
    })
    const changeGroup =
      (facts: (tx: Tx, actor: Actor, request: FastifyRequest<Named>) => Promise<ReturnType<typeof groupFacts>>) =>
      async (request: FastifyRequest<Named>, reply: FastifyReply) => {
        const { id } = request.params
        const resource = await as(request, async (tx, actor) => {
          await hold(tx, id)
          needVersion(request, await readGroup(tx, actor, id))
          await setGroup(tx, actor, id, await facts(tx, actor, request))
          return readGroup(tx, actor, id)
        })
        return send(request, reply, resource)
      }
    scim.put<Named>(
      `${base}/Groups/:id`,
      options,
      changeGroup(async (_tx, _actor, request) => groupFacts(request.body)),
    )
    scim.patch<Named>(
      `${base}/Groups/:id`,
      options,
      changeGroup((tx, actor, request) => patchedGroup(tx, actor, request.params.id, operationsOf(request.body))),
    )

    discoveryRoutes(scim, most)
  })
}

/** One change of a resource at a time: of two that name the same version, the second is told. */
const hold = (tx: Tx, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${id}, 6301))`.execute(tx)

function asScimError(error: Error & { statusCode?: number }): ScimError {
  if (error instanceof ScimError) return error
  if (error instanceof NoStandingError) return new ScimError(401, 'the token has ended')
  if (error instanceof RefusalError) return new ScimError(error.status, error.code)
  // Row-level security: another agency's directory brought it.
  if ((error as { code?: string }).code === '42501')
    return new ScimError(403, 'another directory brought this resource')
  if (error.statusCode && error.statusCode < 500)
    return new ScimError(error.statusCode, 'this request is not understood', 'invalidValue')
  return new ScimError(500, 'the program failed; nothing was changed')
}
