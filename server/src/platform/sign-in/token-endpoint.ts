import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { newId } from '../database/index.ts'
import { RefusalError } from '../http/index.ts'
import type { SignInHouse } from './house.ts'
import { secretHash } from './service-accounts.ts'
import { tokenHash } from './sessions.ts'
import { countAttempt, forgiveAttempts } from './throttle.ts'

const tokenPath = '/api/oauth/token'
const seconds = 3600

interface Account {
  person_id: string
  position_id: string
  capabilities: string[]
}

/** OAuth 2.0 client credentials (RFC 6749, 4.4): answers a token for an hour. Its errors are the RFC's, not the program's. */
export function tokenEndpoint(house: SignInHouse): void {
  void house.app.http.register(async (part) => {
    part.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    part.post(tokenPath, { schema: { hide: true } }, async (request, reply) => {
      reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
      return answer(house, request, reply)
    })
  })
}

async function answer({ signIn }: SignInHouse, request: FastifyRequest, reply: FastifyReply) {
  const wrong = (status: number, error: string) => {
    if (status === 401) reply.header('www-authenticate', 'Basic realm="mocban"')
    return reply.status(status).send({ error })
  }
  // Whatever else was sent: a form of words.
  const sent = Object.entries((request.body ?? {}) as Record<string, unknown>)
  const form = Object.fromEntries(sent.filter((one): one is [string, string] => typeof one[1] === 'string'))
  const { clientId, secret } = credentials(request, form)
  if (!clientId || !secret || clientId.includes('\0')) return wrong(401, 'invalid_client')
  try {
    await countAttempt(signIn, request.ip, `client ${clientId}`)
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    reply.header('retry-after', String(error.values.seconds))
    return wrong(429, 'invalid_client')
  }
  const { rows } = await sql<Account>`
    select s.person_id, s.position_id, q.capabilities
      from service_account s join person h on h.id = s.person_id and h.active join position q on q.id = s.position_id
     where s.client_id = ${clientId} and s.enabled
       and (s.secret_hash = ${secretHash(secret)} or (s.old_secret_hash = ${secretHash(secret)} and s.old_until > now()))`.execute(
    signIn,
  )
  const account = rows[0]
  if (!account) return wrong(401, 'invalid_client')
  await forgiveAttempts(signIn, request.ip, `client ${clientId}`)
  if (form.grant_type !== 'client_credentials') return wrong(400, 'unsupported_grant_type')
  const asked = form.scope ? form.scope.split(' ').filter(Boolean) : account.capabilities
  if (asked.some((scope) => !account.capabilities.includes(scope))) return wrong(400, 'invalid_scope')

  const token = randomBytes(32).toString('base64url')
  await signIn
    .insertInto('session')
    .values({
      id: newId(),
      token_hash: tokenHash(token),
      person_id: account.person_id,
      position_id: account.position_id,
      expires_at: sql`now() + make_interval(secs => ${seconds})`,
      device: 'OAuth 2.0',
      address: request.ip,
      method: 'client',
      scopes: asked,
    })
    .execute()
  await sql`update service_account set last_used_at = now() where person_id = ${account.person_id}`.execute(signIn)
  return reply.send({ access_token: token, token_type: 'Bearer', expires_in: seconds, scope: asked.join(' ') })
}

/** In the header (RFC 6749, 2.3.1: each part form-encoded), else in the form; not in both. */
function credentials(request: FastifyRequest, form: Record<string, string>): { clientId: string; secret: string } {
  const given = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!given) return { clientId: form.client_id ?? '', secret: form.client_secret ?? '' }
  const [clientId = '', secret = ''] = Buffer.from(given, 'base64').toString('utf8').split(/:(.*)/s)
  const plain = (part: string) => new URLSearchParams(`a=${part.replace(/[&+]/g, encodeURIComponent)}`).get('a') ?? ''
  return form.client_secret ? { clientId: '', secret: '' } : { clientId: plain(clientId), secret: plain(secret) }
}
