import type { Authority } from '../authority/create-authority.ts'
import { revocationByAddress } from '../certificates/revocation-source.ts'
import { timestampService } from '../cms/timestamp-source.ts'
import type { SigningHouse } from './house.ts'

/** What the operator set up, and in a demonstration its own authority, whose time-stamps and word on revocation need no network. */
export function openHouse(
  settings: {
    timestampUrl: string | undefined
    signingDevices: Record<string, string>
    signingServices: Record<string, string>
  },
  demonstration: { authority: Authority } | null,
): SigningHouse {
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
    // Without a network of its own an installation would wait for every address that a certificate names.
    revocation: demonstration?.authority.revocation ?? (timestampUrl ? revocationByAddress() : undefined),
    devices: settings.signingDevices,
    services: Object.fromEntries(services),
    demonstration: demonstration !== null,
  }
}
