import { readFileSync } from 'node:fs'
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { bundleLimits } from '@mocban/contract/exchange-messages'
import { gather } from '../../platform/gather.ts'
import { type OpenWay, type OutgoingMessage, setting, WayError, type WayPlace } from './way.ts'

/**
 * Between two installations of this program: POST of the message to the other side's `/api/exchange/messages`, by a token of OAuth 2.0 client credentials
 * (RFC 6749) from its `/api/oauth/token`, and with mutual TLS where certificates are set. Small ones that wait go together, to `…/bundle`.
 *
 * Settings: address, clientId; ca, certificate, key (paths to PEM files). Secret: the client's secret.
 */
export const httpWay: OpenWay = (place) => {
  const address = new URL(setting(place, 'address'))
  const agent = agentOf(place, address)
  let token: { value: string; until: number } | null = null

  const signIn = async (): Promise<string> => {
    if (token && token.until > Date.now()) return token.value
    const basic = [setting(place, 'clientId'), place.secret ?? ''].map(encodeURIComponent).join(':')
    const answer = await call(new URL('/api/oauth/token', address), agent, {
      headers: {
        authorization: `Basic ${Buffer.from(basic).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
        'accept-language': 'vi',
      },
      body: 'grant_type=client_credentials&scope=exchange',
    })
    const said = parsed(answer.text)
    // Their door did not like the certificate that ours showed, or missed it: another matter than a wrong secret.
    if (said.code === 'exchange.caller-certificate')
      throw new WayError('exchange.way-certificate', {
        address: new URL(address).host,
        because: ours[String((said.extra as { because?: unknown } | undefined)?.because)] ?? 'oursOther',
        said: `${answer.status}`,
      })
    if (answer.status !== 200 || typeof said.access_token !== 'string')
      throw new WayError('exchange.way-sign-in', {
        way: place.name,
        said: String(said.error ?? said.detail ?? answer.status),
      })
    token = { value: said.access_token, until: Date.now() + (Number(said.expires_in ?? 60) - 30) * 1000 }
    return token.value
  }

  /** Posts with the token of the moment; one that does not hold any more is asked for anew, once. */
  const post = async (path: string, type: string, size: number, body: () => Promise<Body>): Promise<Said> => {
    for (const again of [true, false]) {
      const bearer = await signIn()
      const answer = await call(new URL(path, address), agent, {
        headers: {
          authorization: `Bearer ${bearer}`,
          'content-type': type,
          'content-length': String(size),
          'accept-language': 'vi',
        },
        body: await body(),
      })
      if (answer.status !== 401 || !again) return { ...parsed(answer.text), status: answer.status }
      token = null
    }
    throw new Error('unreachable')
  }
  const refused = ({ status, code, detail, extra }: Said) =>
    new WayError(
      'exchange.refused-there',
      {
        way: place.name,
        status,
        code: String(code ?? ''),
        said: String(detail ?? '').slice(0, 500),
        ...(JSON.stringify(extra ?? null).length < longestExtra ? { extra } : {}),
      },
      // 409 and 429 pass; what the other side cannot read or does not believe stays so.
      [400, 403, 413, 415, 422].includes(status),
    )

  const sendOne = async ({ bytes, size, open }: OutgoingMessage) => {
    const said = await post('/api/exchange/messages', 'application/edxml', size, async () => bytes ?? (await open()))
    if (said.status !== 200) throw refused(said)
  }
  /** An older program over there takes them one by one, and so does a proxy that lets nothing larger through. */
  let bundles = true
  /** Small ones that go at the same moment go in one request; each is answered for itself. Null where it has arrived. */
  const together = gather(
    async (lot: (OutgoingMessage & { bytes: Buffer })[]): Promise<(unknown | null)[]> => {
      const alone = () => Promise.all(lot.map((one) => sendOne(one).catch((error: unknown) => error)))
      if (lot.length === 1 || !bundles) return alone()
      const body = Buffer.concat(lot.flatMap(({ bytes }) => [Buffer.from(`${bytes.length}\n`), bytes]))
      try {
        const said = await post(bundlePath, 'application/edxml-bundle', body.length, async () => body)
        const answers = (said.answers ?? []) as (Said & { outcome: string })[]
        if (said.status === 200 && answers.length === lot.length)
          return answers.map((one) => (one.outcome === 'refused' ? refused(one) : null))
        // They will be tried again. Else what stands between or over there takes no bundles.
        if ([401, 403, 409, 429].includes(said.status) || said.status >= 500) throw refused(said)
        bundles = false
        return await alone()
      } catch (error) {
        return lot.map(() => error)
      }
    },
    { most: bundleLimits.messages },
  )

  return {
    async send(message) {
      const { bytes } = message
      if (!bytes) return sendOne(message)
      const failure = await together({ ...message, bytes })
      if (failure) throw failure
    },
    close: () => agent.destroy(),
  }
}

/** What fills their sentence is kept where it is short. */
const longestExtra = 2000
const bundlePath = '/api/exchange/messages/bundle'
type Body = string | Buffer | NodeJS.ReadableStream
type Said = Record<string, unknown> & { status: number }

const ours: Record<string, string> = { none: 'oursNone', expired: 'oursExpired' }

/** Connections to the other side, with what a way says of certificates: `ca` whom to trust, `certificate` and `key` to show. @throws exchange.way-setting */
export function agentOf(place: WayPlace, address: URL): PlainAgent | SecureAgent {
  const options = { keepAlive: true, maxSockets: 16 }
  if (address.protocol !== 'https:') return new PlainAgent(options)
  const file = (name: string) => pemFile(place, name)
  return new SecureAgent({ ...options, ca: file('ca'), cert: file('certificate'), key: file('key') })
}

/** What lies in the file that a setting names, if it names one. @throws exchange.way-setting */
export function pemFile(place: WayPlace, name: string): Buffer | undefined {
  const path = place.settings[name]?.trim()
  if (!path) return undefined
  try {
    return readFileSync(path)
  } catch {
    throw new WayError('exchange.way-setting', { way: place.name, setting: name }, true)
  }
}

/** What TLS says of certificates, ours or theirs; null where it was something else. */
export function certificateFault(said: string): 'ours' | 'expired' | 'name' | 'other' | null {
  if (/ALERT.*(CERT|UNKNOWN_CA)|ALERT_HANDSHAKE_FAILURE/.test(said)) return 'ours'
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(said)) return 'expired'
  if (said === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'name'
  return /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET_ISSUER|VERIFY)|INVALID_(CA|PURPOSE))/.test(said)
    ? 'other'
    : null
}

interface Call {
  method?: string
  headers: Record<string, string>
  body?: Body
  /** Reads the answer; by default its text, at most a megabyte of it. */
  read?: (response: IncomingMessage) => Promise<string>
}

/** One request, and what was read of its answer. @throws WayError where nobody answers */
export async function call(
  url: URL,
  agent: PlainAgent | SecureAgent,
  { method = 'POST', headers, body, read = readText }: Call,
): Promise<{ status: number; text: string }> {
  try {
    return await new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, {
        method,
        agent,
        headers,
        timeout: 60_000,
      })
      request.on('response', (response) =>
        read(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject),
      )
      request.on('error', reject)
      request.on('timeout', () => request.destroy(new Error('timeout')))
      if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) request.end(body)
      else pipeline(body, request).catch(reject)
    })
  } catch (error) {
    const said = (error as { code?: string }).code ?? (error as Error).message
    const because = certificateFault(said)
    if (because) throw new WayError('exchange.way-certificate', { address: url.host, because, said })
    throw new WayError('exchange.nobody-answers', { address: url.host, said })
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    size += part.length
    if (size > 1_000_000) throw new Error('answer too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

export function parsed(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text)
    return value && typeof value === 'object' && !Array.isArray(value) ? value : {}
  } catch {
    return {}
  }
}
