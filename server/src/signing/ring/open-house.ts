import { isOutside } from '../../platform/outside.ts'
import type { Authority } from '../authority/create-authority.ts'
import { type RevocationSource, revocationByAddress } from '../certificates/revocation-source.ts'
import { timestampService } from '../cms/timestamp-source.ts'
import type { SigningHouse } from './house.ts'

interface SetUp {
  timestampUrl: string | undefined
  authorityHosts: string[]
  signingDevices: Record<string, string>
  signingServices: Record<string, string>
}

/** What the operator set up, and in a demonstration its own authority, whose time-stamps and word on revocation need no network. */
export function openHouse(settings: SetUp, demonstration: { authority: Authority } | null): SigningHouse {
  const { timestampUrl } = settings
  const services = Object.entries(settings.signingServices).map(([name, address]) => {
    const url = new URL(address)
    const [clientId, clientSecret] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
    url.username = ''
    url.password = ''
    return [name, { serviceUrl: url.href.replace(/\/$/, ''), clientId, clientSecret }] as const
  })
  return {
    timestamps: timestampUrl ? timestampService(timestampUrl) : demonstration?.authority.timestamps,
    revocation: firstThatAnswers(demonstration?.authority.revocation, byAddress(settings)),
    devices: settings.signingDevices,
    services: Object.fromEntries(services),
    demonstration: demonstration !== null,
  }
}

/**
 * Who is asked by the addresses in certificates: anybody of the world where there is a network to it (a time-stamping service is set; without one an installation would wait for
 * every address that a certificate names), and within the house only those that the operator named.
 */
function byAddress({ timestampUrl, authorityHosts }: SetUp): RevocationSource | undefined {
  if (!timestampUrl && authorityHosts.length === 0) return undefined
  const isNamed = (address: URL) =>
    /^https?:$/.test(address.protocol) && !address.username && authorityHosts.includes(address.host)
  return revocationByAddress({
    allowed: (address) => isNamed(address) || (timestampUrl !== undefined && isOutside(address)),
  })
}

function firstThatAnswers(...given: (RevocationSource | undefined)[]): RevocationSource | undefined {
  const [first, second] = given.filter((one) => one !== undefined)
  if (!first || !second) return first
  return {
    async evidence(certificate, issuer) {
      const found = await first.evidence(certificate, issuer)
      return found.length > 0 ? found : second.evidence(certificate, issuer)
    },
  }
}
