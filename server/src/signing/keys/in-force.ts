import { vietnamDate } from '../../platform/clock.ts'
import { refuse } from '../../platform/http/index.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import type { SigningKey } from './signing-key.ts'

/** Whoever signs with a certificate that is over makes what nobody accepts: better said before. @throws signing.certificate-not-in-force */
export function requireInForce(key: SigningKey, when: Date): void {
  const { notBefore, notAfter } = parseCertificate(key.certificate)
  if (when < notBefore || when > notAfter)
    throw refuse('signing.certificate-not-in-force', { from: shown(notBefore), to: shown(notAfter) })
}

/** 01/08/2025, as people read it. */
export const shown = (moment: Date): string => vietnamDate(moment).split('-').reverse().join('/')
