import { createHash, randomBytes } from 'node:crypto'
import { identityProviders as contract } from '@mocban/contract/identity-providers'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import { asActor } from '../database/index.ts'
import { RefusalError, refuse, serve, serveAnyone } from '../http/index.ts'
import { askedBy } from '../http/serve.ts'
import { advance } from './advance.ts'
import { originOf, type SignInHouse } from './house.ts'
import { endLink, linkedPerson, linksOf, makeLink } from './links.ts'
import { type Answer, askProvider, type Provider, type Question, readProvider, takeAnswer } from './openid.ts'
import { keepQuestion, takeQuestion } from './steps.ts'
import { countQuestion } from './throttle.ts'

const cookie = 'mocban-provider'
const path = contract.callback.path

/** Signing in through a provider, and linking one's account at it. */
export function providerRoutes(house: SignInHouse): void {
  const { app, signIn } = house

  /** Asks the provider; the answer is taken only from the browser that asked. */
  const begin = async (providerId: string, linkFor: string | null, request: FastifyRequest, reply: FastifyReply) => {
    const provider = await readProvider(signIn, providerId)
    const { address, question } = await askProvider(house, provider, originOf(house, request) + path, linkFor)
    const token = randomBytes(32).toString('base64url')
    await keepQuestion(signIn, hashOf(token), { ...question })
    const secure = originOf(house, request).startsWith('https:')
    reply.setCookie(cookie, token, { path, httpOnly: true, sameSite: 'lax', secure, maxAge: 600 })
    return { address }
  }

  serveAnyone(app, contract.begin, async ({ body, request, reply }) => {
    await countQuestion(signIn, request.ip)
    return begin(body.providerId, null, request, reply)
  })

  serve(app, contract.beginLink, async ({ actor, body, request, reply }) => {
    const open = await linkable(actor.agencyId)
    if (!open.some((one) => one.id === body.providerId)) throw refuse('request.not-found')
    return begin(body.providerId, actor.personId, request, reply)
  })

  serveAnyone(app, contract.callback, async ({ request, reply }) => {
    const token = request.cookies[cookie]
    const question = token ? ((await takeQuestion(signIn, hashOf(token))) as Question | null) : null
    const address = await comeBack(question, request, reply).catch((error) => {
      if (!(error instanceof RefusalError)) throw error
      // Back to where it was asked.
      return `${question?.linkFor ? '/settings' : '/'}#problem=${error.code}`
    })
    reply.clearCookie(cookie, { path })
    return reply.redirect(address, 303)
  })

  async function comeBack(question: Question | null, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    if (!question) throw refuse('sign-in.begin-again')
    const provider = await readProvider(signIn, question.providerId)
    const answer = await takeAnswer(house, provider, question, new URL(request.url, originOf(house, request)))
    return question.linkFor
      ? link(question.linkFor, provider, answer, request)
      : enter(provider, answer, request, reply)
  }

  async function enter(provider: Provider, answer: Answer, request: FastifyRequest, reply: FastifyReply) {
    const personId = await linkedPerson(signIn, provider.id, answer.subject)
    if (!personId) throw refuse('provider.not-linked')
    await writeClaims(personId, answer)
    const idToken = house.sealer.seal(answer.idToken, `id token ${personId}`).toString('base64')
    const proven = {
      personId,
      method: 'provider' as const,
      secondFactor: provider.secondFactor,
      data: { providerId: provider.id, idToken },
    }
    const { next } = await advance(house, proven, request, reply)
    // After the #, so that no server and no log on the way sees the ticket.
    return next ? `/#${new URLSearchParams({ step: next.step, ticket: next.ticket, ways: next.ways.join(' ') })}` : '/'
  }

  /** The one who comes back must still be the one who asked. */
  async function link(personId: string, provider: Provider, answer: Answer, request: FastifyRequest) {
    const proof = app.sessions.proof?.(request)
    if (!proof) throw refuse('session.needed')
    await asActor(
      app.db,
      proof,
      async (tx, actor) => {
        if (actor.personId !== personId) throw refuse('sign-in.begin-again')
        await makeLink(signIn, { providerId: provider.id, subject: answer.subject, personId, madeBy: 'self' })
        await record(tx, actor, { kind: 'person.linked', data: { provider: provider.name } })
      },
      askedBy(request),
    )
    return '/settings#linked'
  }

  const writeClaims = (personId: string, { name, email }: Answer) =>
    sql`update person set full_name = coalesce(${name}, full_name), email = coalesce(${email}, email)
         where id = ${personId} and (full_name, email) is distinct from (coalesce(${name}, full_name), coalesce(${email}, email))`.execute(
      signIn,
    )

  /** One may link an account at a provider of the province or of one's own agency, not at one that some other agency set up. */
  const linkable = async (agencyId: string) => {
    const { rows } = await sql<{ id: string; name: string }>`
      select p.id, p.name from identity_provider p join unit_now u on u.id = p.agency_id
       where p.enabled and (p.agency_id = ${agencyId} or u.kind = 'province') order by p.name`.execute(signIn)
    return rows
  }

  serve(app, contract.ownLinks, async ({ actor }) => {
    const links = await linksOf(signIn, actor.personId)
    const open = await linkable(actor.agencyId)
    return { links, providers: open.filter((one) => !links.some((link) => link.providerId === one.id)) }
  })
  serve(app, contract.removeOwnLink, async ({ tx, actor, params }) => {
    const provider = await endLink(signIn, actor.personId, params.providerId)
    await record(tx, actor, { kind: 'person.unlinked', data: { provider } })
    return {}
  })
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()
