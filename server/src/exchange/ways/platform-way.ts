import { createReadStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { TakenIn } from '../receiving/take-in.ts'
import { agentOf, call, parsed } from './http-way.ts'
import { readEdoc } from './read-edoc.ts'
import { type OpenWay, type OutgoingMessage, setting, WayError } from './way.ts'

/**
 * The pull-and-push profile of a provincial integration platform (LGSP): token, send, list, fetch, confirm. A platform may answer twice, late, in another
 * order or with an error in a 200; what was confirmed may be listed again. So nothing is confirmed before it is taken in, and taking in twice does nothing.
 *
 * Settings: address, clientId; ca, certificate, key as `httpWay` has them. Secret: the system's secret. Paths and words are those of the national axis's own gateway.
 */
export const platformWay: OpenWay = (place, house) => {
  const address = setting(place, 'address').replace(/\/$/, '')
  const agent = agentOf(place, new URL(address))
  let token: { value: string; until: number } | null = null

  const signIn = async (): Promise<string> => {
    if (token && token.until > Date.now()) return token.value
    const basic = Buffer.from(`${setting(place, 'clientId')}:${place.secret ?? ''}`).toString('base64')
    const { status, text } = await call(new URL(`${address}/token`), agent, {
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    })
    const said = parsed(text)
    if (status !== 200 || typeof said.access_token !== 'string' || !said.access_token)
      throw new WayError('exchange.way-sign-in', { way: place.name, said: String(said.error ?? status) })
    token = { value: said.access_token, until: Date.now() + Math.max(0, Number(said.expires_in ?? 60) - 30) * 1000 }
    return token.value
  }

  /** One call; a token that does not hold any more is asked for anew, once. An error code in a 200 is an error. */
  const ask = async (
    path: string,
    headers: Record<string, string>,
    body: string | (() => Promise<NodeJS.ReadableStream>),
    read?: (response: IncomingMessage) => Promise<string>,
  ) => {
    for (const again of [true, false]) {
      const { status, text } = await call(new URL(`${address}${path}`), agent, {
        headers: { ...headers, authorization: `Bearer ${await signIn()}` },
        body: typeof body === 'string' ? body : await body(),
        read,
      })
      const said = parsed(text)
      if (status === 401 && again) {
        token = null
        continue
      }
      const code = String(said.ErrorCode ?? said.error_code ?? (status === 200 ? '0' : status))
      if (status !== 200 || (code !== '0' && code !== ''))
        throw new WayError(
          'exchange.refused-there',
          { way: place.name, status, code, said: String(said.ErrorDesc ?? said.error_desc ?? '').slice(0, 300) },
          status === 200 || [400, 403, 413, 415, 422].includes(status),
        )
      return said
    }
    throw new WayError('exchange.way-sign-in', { way: place.name, said: '401' })
  }
  const asForm = (values: Record<string, string>) => new URLSearchParams(values).toString()
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  /** One message, through a file: it may be large. Null where the answer was empty or cut: it is asked for again, nothing is confirmed. */
  const takeOne = async (docId: string, take: (bytes: AsyncIterable<Uint8Array>) => Promise<TakenIn>) => {
    const file = await house.files.temporary()
    try {
      let bytes = 0
      const got = await ask('/getEdoc', form, asForm({ docId }), async (response) => {
        const read = await readEdoc(response, file.path)
        bytes = read.bytes
        return read.text
      })
      if (bytes === 0 || (got.size !== undefined && Number(got.size) !== bytes)) return null
      return await take(createReadStream(file.path))
    } finally {
      await file.remove()
    }
  }

  return {
    async send(message) {
      const said = await ask('/sendEdoc', headersOf(message), () => message.open())
      if (!said.DocId && !said.docId)
        throw new WayError('exchange.refused-there', { way: place.name, status: 200, code: '', said: 'no DocId' })
    },
    async fetch(take) {
      const list = { serviceType: 'eDoc', fromDate: day(-7), toDate: day(1) }
      for (const messageType of ['edoc', 'status']) {
        const said = await ask('/getReceivedEdocList', form, asForm({ ...list, messageType }))
        const rows = Array.isArray(said.data) ? said.data : []
        const ids = new Set(rows.map((row) => String((row as { docId?: unknown }).docId ?? '')).filter(Boolean))
        for (const docId of ids) {
          const taken = await takeOne(docId, take)
          if (!taken) continue
          const status = taken.outcome === 'refused' ? (taken.refusal.status === 409 ? null : 'fail') : 'done'
          if (status) await ask('/updateStatus', form, asForm({ docId, status }))
        }
      }
      return {}
    },
    close: () => agent.destroy(),
  }
}

const headersOf = (message: OutgoingMessage): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-length': String(message.size),
  messageType: message.business === 'status' ? 'status' : 'edoc',
  serviceType: 'eDoc',
  from: message.ownCode,
  to: message.partnerCode,
  // The platform, too, may know a message again.
  messageId: message.id,
  fileHash: message.sha256,
})

const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '/')
