import { readFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PartnersDoor } from '../../platform/config/index.ts'
import { refuse } from '../../platform/http/index.ts'

/**
 * A second door to the same routes, over TLS, for partners' systems: whoever comes shows a certificate of an authority that is trusted here. Who shows none, or
 * another, is answered why instead of being cut off, and reaches no route.
 */
export async function openPartnersDoor(http: FastifyInstance, door: PartnersDoor, host: string) {
  await http.ready()
  const server = createServer(
    {
      cert: await readFile(door.certificate),
      key: await readFile(door.key),
      ca: await readFile(door.authority),
      minVersion: 'TLSv1.2',
      requestCert: true,
      rejectUnauthorized: false,
    },
    http.routing,
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(door.port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 5000).unref()
      }),
  }
}

/** @throws exchange.caller-certificate where a caller came by the partners' door with none that is trusted */
export function checkCaller({ raw: { socket } }: FastifyRequest): void {
  if (!(socket instanceof TLSSocket) || socket.authorized) return
  const said = String((socket.authorizationError as Error & { code?: string })?.code ?? socket.authorizationError)
  const because = !socket.getPeerX509Certificate()
    ? 'none'
    : /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(said)
      ? 'expired'
      : 'other'
  throw refuse('exchange.caller-certificate', { because })
}

/** Whether the certificate that the caller showed bears the name entered for their way. @throws exchange.caller-certificate */
export function checkCallerName({ raw: { socket } }: FastifyRequest, name: string): void {
  const certificate = socket instanceof TLSSocket && socket.authorized ? socket.getPeerX509Certificate() : undefined
  if (!certificate) throw refuse('exchange.caller-certificate', { because: 'none' })
  const subject = certificate.toLegacyObject().subject?.CN ?? ''
  if (certificate.checkHost(name) === undefined && subject !== name)
    throw refuse('exchange.caller-certificate', { because: 'name', subject: subject || certificate.subject })
}
