import type { RevocationSource } from '../certificates/revocation-source.ts'
import type { TimestampSource } from '../cms/timestamp-source.ts'

/** A remote signing service (Cloud Signature Consortium API v2) and the program's own account there. */
export interface SigningService {
  serviceUrl: string
  clientId: string
  clientSecret: string
}

/** What the operator set up for signing. Everything may be absent: then nothing is time-stamped, and only what is there is offered. */
export interface SigningHouse {
  timestamps?: TimestampSource | undefined
  revocation?: RevocationSource | undefined
  /** PKCS#11 libraries by the names that people see. */
  devices: Record<string, string>
  services: Record<string, SigningService>
  /** Keys in files are taken, and the PIN of the demonstration's own is told. */
  demonstration: boolean
}

export const bareHouse: SigningHouse = { devices: {}, services: {}, demonstration: false }
/** The demonstration's keys protect nothing: their PIN is no secret. */
export const demonstrationPin = '123456'

/** How far a signature is proven: as far as what is set up reaches. */
export const levelOf = (house: SigningHouse) =>
  house.timestamps ? (house.revocation ? ('B-LT' as const) : ('B-T' as const)) : ('B-B' as const)
