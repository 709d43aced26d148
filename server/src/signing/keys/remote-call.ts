import { refuse } from '../../platform/http/index.ts'
import { askService } from '../certificates/ask-service.ts'

export interface RemoteAccess {
  /** The base address of a Cloud Signature Consortium API v2, `https://…/csc/v2`. */
  serviceUrl: string
  /** The bearer token of the service, from `remoteLogin` or the service's own sign-in. */
  accessToken: string
  fetch?: typeof fetch
}

export interface RemoteService {
  name: string
  region: string
  methods: string[]
  specs: string
}

const patience = 30_000

/** What a service says of itself (`info`). @throws signing.device-unavailable */
export const remoteInfo = (serviceUrl: string, given: { fetch?: typeof fetch } = {}): Promise<RemoteService> =>
  ask({ serviceUrl, accessToken: '', fetch: given.fetch }, 'info', {})

/** A service token by OAuth 2.0 client credentials (`oauth2/token`). @throws signing.service-refused, signing.device-unavailable */
export async function remoteLogin(given: {
  serviceUrl: string
  clientId: string
  clientSecret: string
  fetch?: typeof fetch
}): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: given.clientId,
    client_secret: given.clientSecret,
  })
  const answer = await send(
    given,
    'oauth2/token',
    { 'content-type': 'application/x-www-form-urlencoded' },
    form.toString(),
  )
  return (answer as { access_token: string }).access_token
}

/** One call of the API. @throws signing.device-unavailable, signing.service-refused, signing.pin-wrong, signing.pin-locked */
export async function ask<T>(access: RemoteAccess, method: string, body: object): Promise<T> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (access.accessToken) headers.authorization = `Bearer ${access.accessToken}`
  return (await send(access, method, headers, JSON.stringify(body))) as T
}

async function send(
  access: { serviceUrl: string; fetch?: typeof fetch },
  method: string,
  headers: Record<string, string>,
  body: string,
): Promise<unknown> {
  let answer: Response
  let text: string
  try {
    answer = await askService(`${access.serviceUrl.replace(/\/$/, '')}/${method}`, {
      fetch: access.fetch,
      timeoutMs: patience,
      method: 'POST',
      headers,
      body,
    })
    text = await answer.text()
  } catch (error) {
    throw refuse('signing.device-unavailable', { because: lineFault(error) })
  }
  const parsed = parse(text)
  if (answer.ok && parsed) return parsed
  if (answer.status >= 500 || !parsed) {
    const kind = answer.headers.get('content-type')?.split(';')[0] ?? ''
    throw refuse('signing.device-unavailable', { because: [`HTTP ${answer.status}`, kind].filter(Boolean).join(', ') })
  }
  throw refusal(String(parsed.error ?? ''), String(parsed.error_description ?? ''))
}

/** What the line said, not that fetching failed: `ECONNREFUSED` tells the operator where to look. */
function lineFault(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? message
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value = text ? JSON.parse(text) : {}
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

/** The error codes of the specification (8.7) that the holder can do something about. */
function refusal(error: string, description: string) {
  if (
    /invalid_(pin|otp)|invalid_authdata/i.test(error) ||
    /\b(pin|otp)\b.*(invalid|incorrect)|invalid.*\b(pin|otp)\b/i.test(description)
  )
    return refuse('signing.pin-wrong')
  if (/locked/i.test(`${error} ${description}`)) return refuse('signing.pin-locked')
  return refuse('signing.service-refused', { because: description || error })
}
