import { createHash, randomBytes } from 'node:crypto'
import type { methods } from '@mocban/contract/sign-in'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Database, newId, often, type SessionProof, type Standing } from '../database/index.ts'
import { sharing } from '../gather.ts'
import type { SessionReader } from '../http/index.ts'
import { refuse } from '../http/refuse.ts'
import { standingEnded } from './standing-ended.ts'

export const cookieName = 'mocban'
/** The longest that any rule allows; the rule itself is applied at each request. */
const days = 7

export type Method = (typeof methods)[number]

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Reads who a request's cookie stands for. */
export function openSessions(app: Database): SessionReader {
  const proof = (request: FastifyRequest): SessionProof | null => {
    const bearer = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const token = bearer ?? request.cookies[cookieName]
    return token && token.length === 43 ? { session: tokenHash(token) } : null
  }
  const look = async ({ session }: SessionProof): Promise<Standing | null> => {
    const { rows } = await sql<{
      person_id: string
      position_id: string
      delegation_id: string | null
      fresh: boolean
    }>`${often}select * from app.read_session(${session})`.execute(app)
    const row = rows[0]
    if (!row) return null
    return {
      personId: row.person_id,
      positionId: row.position_id,
      delegationId: row.delegation_id ?? undefined,
      fresh: row.fresh,
    }
  }
  // A partner's system brings many messages at once by one token.
  const shared = sharing<Standing | null>()
  return {
    proof,
    async read(request) {
      const given = proof(request)
      if (!given) return null
      const standing = await shared(given.session.toString('base64'), () => look(given))
      return standing && { ...standing }
    },
    async ended(request) {
      const given = proof(request)
      return given && standingEnded(app, given)
    },
  }
}

/**
 * Begins a session for a person who proved who they are: in the position of their last session where they still hold it, else in their first.
 * @throws organisation.no-position
 */
export async function beginSession(
  signIn: Database,
  begun: { personId: string; method: Method; secondFactor: boolean; data?: Record<string, unknown> },
  request: FastifyRequest,
): Promise<{ token: string; proof: SessionProof }> {
  const { personId, method, secondFactor, data } = begun
  const { rows } = await sql<{ position_id: string; delegation_id: string | null }>`
    select p.position_id, p.delegation_id from app.standings_of(${personId}) p
    order by p.delegation_id is null desc,
      p.position_id = (select s.position_id from session s where s.person_id = ${personId} order by s.seen_at desc limit 1) desc nulls last, p.ordinal
    limit 1`.execute(signIn)
  const first = rows[0]
  if (!first) throw refuse('organisation.no-position')
  const token = randomBytes(32).toString('base64url')
  const proof = { session: tokenHash(token) }
  await signIn
    .insertInto('session')
    .values({
      id: newId(),
      token_hash: proof.session,
      person_id: personId,
      position_id: first.position_id,
      delegation_id: first.delegation_id,
      expires_at: sql`now() + make_interval(days => ${days})`,
      device: deviceOf(request),
      address: request.ip.replace(/^::ffff:/, ''),
      method,
      second_factor: secondFactor,
      provider_id: typeof data?.providerId === 'string' ? data.providerId : null,
      id_token: typeof data?.idToken === 'string' ? Buffer.from(data.idToken, 'base64') : null,
    })
    .execute()
  return { token, proof }
}

/** The cookie is for the program alone: no script reads it, no other site's request carries it. */
export function setCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: days * 86_400,
  })
}

/** Which browser on which system, for the list of one's own sessions. */
function deviceOf(request: FastifyRequest): string {
  const agent = String(request.headers['user-agent'] ?? '')
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1] ?? ''
  const browser = first([
    [/Edg\//, 'Edge'],
    [/coc_coc|CocCoc/i, 'Cốc Cốc'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = first([
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(', ') || agent.slice(0, 60)
}
