import { Readable } from 'node:stream'
import { signing } from '@mocban/contract/signing'
import { z } from 'zod'
import { type App, refuse, serve, serveLong, type Works } from '../../platform/http/index.ts'
import { toPem } from '../certificates/pem.ts'
import { bareHouse, type SigningHouse } from './house.ts'
import { addKey, endKey, keyRing } from './key-ring.ts'
import { sendCode } from './open-key.ts'
import { pictureOf, setPicture } from './pictures.ts'
import { endSignatureRule, setSignatureRule, signatureRules } from './rules.ts'
import { addTrust, endTrust, trustedCertificate, trustList } from './trust-list.ts'
import { type Beside, recheckVerdicts, verdictOn, verdictOutside } from './verdicts.ts'

const longest = 50_000_000

/** Every route of the signing module. */
export function signingRoutes(app: App, house: SigningHouse = bareHouse): void {
  serve(app, signing.ring, ({ tx, actor }) => keyRing(tx, actor, house))
  serve(app, signing.addKey, ({ tx, actor, body }) => addKey(tx, actor, house, body))
  serve(app, signing.endKey, ({ tx, actor, params }) => endKey(tx, actor, params.id))
  serve(app, signing.sendCode, ({ tx, params }) => sendCode(tx, house, params.id))
  serveLong(app, signing.picture, async ({ asMe, params, reply }) => {
    const picture = await asMe((tx, actor) => pictureOf(tx, actor, params.of))
    if (!picture) throw refuse('request.not-found')
    return reply.headers({ 'content-type': 'image/png', 'cache-control': 'private, no-cache' }).send(picture)
  })
  serve(app, signing.setPicture, ({ tx, actor, params, body }) => setPicture(tx, actor, { ...params, ...body }))
  serve(app, signing.rules, ({ tx, actor }) => signatureRules(tx, actor))
  serve(app, signing.setRule, ({ tx, actor, body }) => setSignatureRule(tx, actor, body))
  serve(app, signing.endRule, ({ tx, actor, params }) => endSignatureRule(tx, actor, params.type))
  serveLong(app, signing.verification, ({ asMe, params, query }) =>
    verdictOn(asMe, app.files, house, params.sha256, query.over),
  )
  serveLong(app, signing.verifyOutside, async ({ asMe, request, query }) => {
    if (!(request.body instanceof Readable)) throw refuse('request.invalid', { what: 'application/octet-stream' })
    const { first, beside } = apart(await collect(request.body), query.beside)
    return verdictOutside(asMe, house, first, beside)
  })
  serve(app, signing.trust, ({ tx }) => trustList(tx))
  serveLong(app, signing.trustedCertificate, async ({ asMe, params, reply }) => {
    const { fingerprint, certificate } = await asMe((tx) => trustedCertificate(tx, params.id))
    return reply
      .type('application/x-pem-file')
      .header('content-disposition', `attachment; filename="${fingerprint.slice(0, 16)}.pem"`)
      .send(toPem(certificate))
  })
  serve(app, signing.addTrust, ({ tx, actor, body }) => addTrust(tx, actor, body))
  serve(app, signing.endTrust, ({ tx, actor, params, body }) => endTrust(tx, actor, { ...params, ...body }))
}

const besides = z.array(z.object({ name: z.string().max(500), size: z.number().int().min(0) })).max(20)

/** The file that was sent, and those that follow it in the body. @throws request.invalid */
function apart(all: Buffer, listed: string | undefined): { first: Buffer; beside: Beside[] } {
  const read = besides.safeParse(listed ? parsed(listed) : [])
  const rest = read.success ? read.data.reduce((sum, one) => sum + one.size, 0) : 0
  if (!read.success || rest > all.length) throw refuse('request.invalid', { what: 'beside' })
  let at = all.length - rest
  const first = all.subarray(0, at)
  const beside = read.data.map(({ name, size }) => {
    at += size
    return { name, bytes: all.subarray(at - size, at) }
  })
  return { first, beside }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function collect(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    if (size > longest) throw refuse('request.too-large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Verdicts follow the trust list. */
export function signingJobs(works: Works, house: SigningHouse = bareHouse): void {
  works.jobs.eachSeconds('signing.recheck', 60, () => recheckVerdicts(works.worker, works.files, house))
}
