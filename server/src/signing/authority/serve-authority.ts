import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Authority } from './create-authority.ts'

export interface ServedAuthority {
  url: string
  close(): Promise<void>
}
const largest = 64 * 1024

interface Answer {
  type: string
  body: Uint8Array
}

/** Answers for an authority over HTTP: time-stamps (`/tsa`), states of certificates (`/ocsp`), lists of revoked ones and the issuers' certificates. */
export async function serveAuthority(
  authority: Authority,
  given: { port: number; host?: string; before?: () => Promise<void> },
): Promise<ServedAuthority> {
  const server = createServer(async (request, response) => {
    try {
      await given.before?.()
      const found = await answer(authority, request)
      if (found)
        response.writeHead(200, { 'content-type': found.type, 'content-length': found.body.length }).end(found.body)
      else response.writeHead(404).end()
    } catch {
      response.writeHead(400).end()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(given.port, given.host ?? '127.0.0.1', resolve)
  })
  return {
    url: `http://${given.host ?? '127.0.0.1'}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function answer(authority: Authority, request: IncomingMessage): Promise<Answer | null> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  if (request.method === 'POST') {
    const body = await read(request)
    if (path === '/tsa') return { type: 'application/timestamp-reply', body: await authority.answerTimestamp(body) }
    if (path === '/ocsp') return { type: 'application/ocsp-response', body: await authority.answerOcsp(body) }
    return null
  }
  if (path === '/issuing.crl') return { type: 'application/pkix-crl', body: await authority.crl('issuing') }
  if (path === '/root.crl') return { type: 'application/pkix-crl', body: await authority.crl('root') }
  if (path === '/issuing.cer') return { type: 'application/pkix-cert', body: authority.issuing }
  if (path === '/root.cer') return { type: 'application/pkix-cert', body: authority.root }
  // RFC 6960, A.1: the request in the address, in base64.
  if (path.startsWith('/ocsp/'))
    return {
      type: 'application/ocsp-response',
      body: await authority.answerOcsp(Buffer.from(decodeURIComponent(path.slice(6)), 'base64')),
    }
  return null
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request) {
    size += (piece as Buffer).length
    if (size > largest) throw new Error('too large')
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}
