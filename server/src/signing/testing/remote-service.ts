import { constants, createPrivateKey, type KeyObject, privateEncrypt, randomBytes, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { octetString, oid, sequence } from '../certificates/der.ts'

/** A credential that the service keeps for somebody. */
export interface ServiceCredential {
  id: string
  /** PKCS#8, DER. */
  privateKey: Uint8Array
  certificates: Uint8Array[]
  pin: string
  multisign?: number
  /** Whether an authorization is bound to the hashes. */
  scal?: '1' | '2'
  disabled?: boolean
}

export interface RemoteTestService {
  url: string
  client: { id: string; secret: string }
  /** The code that the holder was sent last. */
  lastCode(credential: string): string | null
  /** What was asked, in order. */
  calls: { method: string; body: Record<string, unknown> }[]
  /** Answers the next call of a method in a wrong way. */
  misbehave(method: string, how: 'down' | 'garbage' | 'wrong-value'): void
  close(): Promise<void>
}

interface Authorization {
  credential: string
  hashes: string[] | null
  left: number
  until: number
}

const tries = 5
class Wrong extends Error {
  constructor(
    readonly error: string,
    description: string,
    readonly status = 400,
  ) {
    super(description)
  }
}

/**
 * A remote signing service by the specification of the Cloud Signature Consortium, API 2.0: OAuth 2.0 client credentials, credentials with a PIN and
 * a one-time code as second factor, authorizations bound to hashes and used up, `signHash` for several at once.
 */
export async function startRemoteService(credentials: ServiceCredential[]): Promise<RemoteTestService> {
  const client = { id: 'mocban', secret: randomBytes(12).toString('hex') }
  const tokens = new Set<string>()
  const codes = new Map<string, string>()
  const failures = new Map<string, number>()
  const authorizations = new Map<string, Authorization>()
  const bad = new Map<string, string>()
  const calls: RemoteTestService['calls'] = []

  const credentialOf = (body: Record<string, unknown>) => {
    const found = credentials.find((one) => one.id === body.credentialID)
    if (!found) throw new Wrong('invalid_request', 'Invalid parameter credentialID')
    return found
  }
  const methods: Record<string, (body: Record<string, unknown>) => object> = {
    info: () => ({
      specs: '2.0.0.2',
      name: 'Dịch vụ ký từ xa thử nghiệm',
      logo: 'https://service.example/logo.png',
      region: 'VN',
      lang: 'vi-VN',
      authType: ['oauth2client'],
      methods: [
        'credentials/list',
        'credentials/info',
        'credentials/getChallenge',
        'credentials/authorize',
        'signatures/signHash',
      ],
    }),
    'credentials/list': () => ({ credentialIDs: credentials.map((one) => one.id) }),
    'credentials/info': (body) => describe(credentialOf(body)),
    'credentials/getChallenge': (body) => {
      codes.set(credentialOf(body).id, String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0'))
      return {}
    },
    'credentials/authorize': (body) => {
      const credential = credentialOf(body)
      authenticate(credential, body)
      const count = Number(body.numSignatures)
      if (!(count >= 1) || count > (credential.multisign ?? 1))
        throw new Wrong('invalid_request', 'Numbers of signatures is too high')
      const hashes = (body.hashes as string[] | undefined) ?? null
      if (credential.scal === '2' && hashes?.length !== count)
        throw new Wrong('invalid_request', 'Missing (or invalid type) array parameter hashes')
      const sad = randomBytes(24).toString('base64url')
      authorizations.set(sad, {
        credential: credential.id,
        hashes: credential.scal === '2' ? hashes : null,
        left: count,
        until: Date.now() + 300_000,
      })
      return { SAD: sad, expiresIn: 300 }
    },
    'signatures/signHash': (body) => {
      const credential = credentialOf(body)
      const hashes = body.hashes as string[]
      const given = authorizations.get(String(body.SAD))
      if (!given || given.credential !== credential.id || given.until < Date.now())
        throw new Wrong('invalid_request', 'Invalid parameter SAD')
      if (hashes.length > given.left || (given.hashes && hashes.some((one) => !given.hashes!.includes(one))))
        throw new Wrong('invalid_request', 'Hash is not authorized by the SAD')
      given.left -= hashes.length
      const wrong = bad.get('signatures/signHash') === 'wrong-value'
      if (wrong) bad.delete('signatures/signHash')
      return {
        // Of several the first is wrong.
        signatures: hashes.map((one, i) =>
          signHash(credential, Buffer.from(one, 'base64'), wrong && i === 0).toString('base64'),
        ),
      }
    },
  }

  function authenticate(credential: ServiceCredential, body: Record<string, unknown>): void {
    if ((failures.get(credential.id) ?? 0) >= tries) throw new Wrong('access_denied', 'Credential is locked')
    const data = new Map(((body.authData as { id: string; value: string }[]) ?? []).map((one) => [one.id, one.value]))
    const code = codes.get(credential.id)
    const right = data.get('PIN') === credential.pin && code !== undefined && data.get('OTP') === code
    if (!right) {
      failures.set(credential.id, (failures.get(credential.id) ?? 0) + 1)
      throw new Wrong(data.get('PIN') === credential.pin ? 'invalid_otp' : 'invalid_pin', 'The PIN or OTP is invalid')
    }
    // Used up.
    codes.delete(credential.id)
    failures.delete(credential.id)
  }

  const answer = (path: string, authorization: string | undefined, text: string): object => {
    if (path === 'oauth2/token') {
      const form = new URLSearchParams(text)
      if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret)
        throw new Wrong('invalid_client', 'Client authentication failed', 401)
      const token = randomBytes(24).toString('base64url')
      tokens.add(token)
      return { access_token: token, token_type: 'Bearer', expires_in: 3600 }
    }
    const method = methods[path]
    if (!method) throw new Wrong('invalid_request', 'Unknown method', 404)
    if (path !== 'info' && !tokens.has((authorization ?? '').replace('Bearer ', '')))
      throw new Wrong('invalid_token', 'Invalid access_token', 401)
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : {}
    calls.push({ method: path, body })
    return method(body)
  }

  const used = new WeakSet<object>()
  const server = createServer(async (request, response) => {
    // As a service whose connections have grown old when the next call comes: none carries two.
    if (used.has(request.socket)) return request.socket.destroy()
    used.add(request.socket)
    const path = (request.url ?? '').replace(/^\/csc\/v2\//, '')
    const text = await bodyOf(request)
    const how = bad.get(path)
    if (how === 'down' || how === 'garbage') {
      bad.delete(path)
      response.writeHead(how === 'down' ? 503 : 200).end('<html>')
      return
    }
    try {
      const body = JSON.stringify(answer(path, request.headers.authorization, text))
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    } catch (error) {
      const wrong = error instanceof Wrong ? error : new Wrong('invalid_request', 'Malformed request')
      response.writeHead(wrong.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: wrong.error, error_description: wrong.message }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`,
    client,
    calls,
    lastCode: (credential) => codes.get(credential) ?? null,
    misbehave: (method, how) => void bad.set(method, how),
    close: () => closed(server),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

const keyOf = (credential: ServiceCredential): KeyObject =>
  createPrivateKey({ key: Buffer.from(credential.privateKey), format: 'der', type: 'pkcs8' })

function describe(credential: ServiceCredential): object {
  return {
    description: 'Chứng thư ký số',
    signatureQualifier: 'eu_eidas_aes',
    key: {
      status: credential.disabled ? 'disabled' : 'enabled',
      algo: ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'],
      len: 2048,
    },
    cert: { status: 'valid', certificates: credential.certificates.map((one) => Buffer.from(one).toString('base64')) },
    auth: {
      mode: 'explicit',
      expression: 'PIN AND OTP',
      objects: [
        { type: 'Password', id: 'PIN', format: 'N', label: 'PIN' },
        { type: 'ChallengeResponse', id: 'OTP', format: 'N', label: 'OTP' },
      ],
    },
    SCAL: credential.scal ?? '1',
    multisign: credential.multisign ?? 1,
    lang: 'vi-VN',
  }
}

/** Over a digest that came from outside: what PKCS#1 puts before it is put here. Keys are RSA: Node signs no bare digest with others. */
function signHash(credential: ServiceCredential, hash: Buffer, wrong: boolean): Buffer {
  const key = keyOf(credential)
  if (wrong) return sign('sha256', Buffer.from('something else'), key)
  const info = sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), Buffer.from([5, 0])), octetString(hash))
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info)
}
