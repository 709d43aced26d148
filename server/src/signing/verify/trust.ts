import { type Certificate, tryCertificate } from '../certificates/certificate.ts'
import type { TrustAnchor, TrustStore } from './trust-store.ts'

/** A trust store, read once. */
export interface Trust {
  anchors: Certificate[]
  byFingerprint: Map<string, TrustAnchor>
  intermediates: Certificate[]
}

const read = new WeakMap<TrustStore, Trust>()

export function readTrust(store: TrustStore): Trust {
  const known = read.get(store)
  if (known) return known
  const byFingerprint = new Map<string, TrustAnchor>()
  const anchors: Certificate[] = []
  for (const anchor of store.anchors) {
    const certificate = tryCertificate(anchor.certificate)
    if (!certificate) continue
    anchors.push(certificate)
    byFingerprint.set(certificate.fingerprint, anchor)
  }
  const intermediates = (store.intermediates ?? []).flatMap((one) => tryCertificate(one) ?? [])
  const trust = { anchors, byFingerprint, intermediates }
  read.set(store, trust)
  return trust
}

export const trustedFor = (anchor: TrustAnchor, purpose: 'signing' | 'timestamping', at: Date): boolean =>
  anchor.purposes.includes(purpose) && (!anchor.from || at >= anchor.from) && (!anchor.until || at <= anchor.until)
