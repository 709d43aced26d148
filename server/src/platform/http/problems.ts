import type { Fault } from '@mocban/contract/refusals/faults'
import type { Problem } from '@mocban/contract/values'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { NoStandingError } from '../database/index.ts'
import { faultsOf, faultWords, type Issue } from './faults.ts'
import { isCrossed, isDatabaseAway } from './lost.ts'
import { type Language, RefusalError, refuse, sentence } from './refuse.ts'

/** Turns whatever was thrown into one RFC 9457 problem in the reader's language. Nothing of the program's inside leaves here. */
export function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error, request)
  if (refusal.status >= 500) request.log.error({ err: error }, 'request failed')
  const language = languageOf(request)
  const problem: Problem = {
    type: `https://mocban.vn/problems/${refusal.code}`,
    title: refusal.code,
    status: refusal.status,
    code: refusal.code,
    detail: sentence(refusal.code, refusal.values, language),
    ...(refusal.values.faults ? { fields: fieldsOf(refusal.values.faults as Fault[], language) } : {}),
    extra: refusal.values,
  }
  return reply.status(refusal.status).type('application/problem+json').send(JSON.stringify(problem))
}

const impossible = ['22003', '22007', '22008', '22009', '22021', '22P05']

const fieldsOf = (faults: Fault[], language: Language): Problem['fields'] =>
  faults.map((fault) => ({ path: fault.path.join('.'), message: faultWords(fault, language) }))

/** What the database refused, as it is told; null where it failed, or something else did. */
export function refusalOf(error: unknown): RefusalError | null {
  if (error instanceof RefusalError) return error
  if (error instanceof NoStandingError) return refuse('session.needed')
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  // Row-level security refused a write, or an identifier is not one: for the caller the record does not exist.
  if (code === '42501' || code === '22P02') return refuse('request.not-found')
  // What it names is not there; what is taken away while something names it is another matter.
  if (code === '23503' && message.startsWith('insert or update')) return refuse('request.not-found')
  // Well formed, and yet no value: a day of the year nought, a character that no text holds, a number beyond all columns.
  if (impossible.includes(code)) return refuse('request.value-impossible')
  // The post of who acted ended while they waited for a reorganisation; see `app.check_actor`.
  if (code === 'MB002') return refuse('organisation.post-ended')
  if (code === 'MB003') return refuse('delegation.outside-scope')
  return null
}

/** Whatever was thrown, as it is told to who asked: what the database refused, what was sent wrongly, else that the program failed. */
export function asRefusal(error: FastifyError | Error, request: FastifyRequest): RefusalError {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const context = error.validationContext ?? 'body'
    // An address with no identifier where one belongs names nothing, as one with an identifier that nothing has.
    if (context === 'params') return refuse('request.not-found')
    const { body, query } = request
    const sent = { body, querystring: query, headers: request.headers }[context]
    return refuse('request.invalid', { faults: faultsOf(error.validation as Issue[], sent) })
  }
  const said = refusalOf(error)
  if (said) return said
  const code = (error as { code?: string }).code
  if (code === '53100' || code === 'ENOSPC') return refuse('disk.full')
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('request.too-large')
  if (isDatabaseAway(error)) return refuse('database.away')
  if (isCrossed(error)) return refuse('request.crossed')
  const status = (error as FastifyError).statusCode
  if (status !== undefined && status < 500)
    return refuse('request.invalid', { faults: [{ path: [], kind: 'unreadable' }] })
  return refuse('program.failed', { request: request.id })
}

/** The language the reader chose: a header of the web, else what the browser prefers, else Vietnamese. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = String(request.headers['accept-language'] ?? 'vi').slice(0, 2)
  return wanted === 'en' || wanted === 'ur' ? wanted : 'vi'
}
