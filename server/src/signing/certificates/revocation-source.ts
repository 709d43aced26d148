import { refuse } from '../../platform/http/index.ts'
import { isOutside } from '../../platform/outside.ts'
import { parseCertificate } from './certificate.ts'
import { readCrl } from './crl.ts'
import { fetchBytes } from './fetch-bytes.ts'
import { ocspRequest, readOcsp } from './ocsp.ts'

/** What an issuer said of a certificate, as it said it (DER: an OCSP response, a list of revoked certificates). */
export interface RevocationEvidence {
  kind: 'ocsp' | 'crl'
  bytes: Uint8Array
}

/** Where the state of a certificate is asked for. It answers what it gets; whoever asked checks it. */
export interface RevocationSource {
  evidence(certificate: Uint8Array, issuer: Uint8Array): Promise<RevocationEvidence[]>
}

/** @throws signing.revocation-missing for a level that needs the state of certificates where nobody can be asked */
export function requireRevocation(given: {
  level: string
  revocation?: RevocationSource
}): RevocationSource | undefined {
  if (given.level !== 'B-LT') return undefined
  if (!given.revocation) throw refuse('signing.revocation-missing', { name: '—' })
  return given.revocation
}

const kept = 1000
const largest = 20_000_000
const shortest = 60_000
/** An answer may hold for days; who was revoked meanwhile is to be known within minutes. Lists may be large. */
const longest = { ocsp: 5 * 60_000, crl: 3_600_000 }

/** Asks the addresses that certificates name (OCSP first, then the list), and remembers answers for a while; where nobody answers any more, as long as they hold. Only addresses that `allowed` admits are asked. */
export function revocationByAddress(
  given: {
    fetch?: typeof fetch
    timeoutMs?: number
    allowed?: (address: URL) => boolean | Promise<boolean>
    now?: () => Date
  } = {},
): RevocationSource {
  const { timeoutMs = 10_000, allowed = isOutside, now = () => new Date() } = given
  const answers = new Map<string, { until: number; evidence: Promise<RevocationEvidence | null> }>()

  const remember = (key: string, ask: () => Promise<RevocationEvidence | null>) => {
    const known = answers.get(key)
    if (known && known.until > now().getTime()) return known.evidence
    if (answers.size >= kept) answers.delete(answers.keys().next().value!)
    const before = async () => {
      const older = (await known?.evidence) ?? null
      return older && heldUntil(older) > now().getTime() ? older : null
    }
    const entry = { until: now().getTime() + shortest, evidence: ask().catch(before) }
    answers.set(key, entry)
    entry.evidence.then((evidence) => {
      // What could not be had is asked again soon.
      if (evidence)
        entry.until = Math.max(entry.until, Math.min(heldUntil(evidence), now().getTime() + longest[evidence.kind]))
    })
    return entry.evidence
  }

  return {
    async evidence(certificate, issuer) {
      const parsed = parseCertificate(certificate)
      const usable = async (list: string[]) => {
        const some = list.filter((one) => URL.canParse(one)).slice(0, 3)
        const may = await Promise.all(some.map((one) => allowed(new URL(one))))
        return some.filter((_, n) => may[n])
      }
      for (const address of await usable(parsed.ocspAddresses)) {
        const found = await remember(`${address} ${parsed.fingerprint}`, async () => ({
          kind: 'ocsp' as const,
          bytes: await fetchBytes(address, {
            fetch: given.fetch,
            timeoutMs,
            body: ocspRequest(certificate, issuer),
            contentType: 'application/ocsp-request',
          }),
        }))
        if (found) return [found]
      }
      for (const address of await usable(parsed.crlAddresses)) {
        const found = await remember(address, async () => ({
          kind: 'crl' as const,
          bytes: await fetchBytes(address, { fetch: given.fetch, timeoutMs, largest }),
        }))
        if (found) return [found]
      }
      return []
    },
  }
}

function heldUntil(evidence: RevocationEvidence): number {
  try {
    if (evidence.kind === 'crl') return readCrl(evidence.bytes).nextUpdate?.getTime() ?? 0
    return Math.min(...readOcsp(evidence.bytes).answers.map((one) => one.nextUpdate?.getTime() ?? 0))
  } catch {
    return 0
  }
}
