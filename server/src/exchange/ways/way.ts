import type { Readable } from 'node:stream'
import type { RefusalCode } from '@mocban/contract/refusals'
import type { FileStore } from '../../platform/files/index.ts'
import type { Mailer } from '../../platform/mail/index.ts'
import type { TakenIn } from '../receiving/take-in.ts'

/** A way as the administrator set it up. */
export interface WayPlace {
  id: string
  name: string
  settings: Record<string, string>
  /** A password or client secret, opened. */
  secret: string | null
  fetched: Record<string, unknown>
}

export interface OutgoingMessage {
  /** The same through all tries. */
  id: string
  business: 'new' | 'replace' | 'update' | 'recall' | 'status'
  ownCode: string
  partnerCode: string
  documentKey: string
  symbol: string
  sha256: string
  size: number
  open(): Promise<Readable>
}

/** What a way does; each kind is one file, and `ways.ts` names them all. */
export interface Way {
  /** Hands a message over; when it answers, the other side has it. Repeating is harmless: it is taken in once. @throws WayError */
  send(message: OutgoingMessage): Promise<void>
  /** Brings what waits on the other side, each to be confirmed only after `take` has answered. Answers how far it came, to be kept. */
  fetch?(take: (bytes: AsyncIterable<Uint8Array>) => Promise<TakenIn>): Promise<Record<string, unknown>>
  close?(): void
}

export interface WayHouse {
  files: FileStore
  mail: Mailer
}
export type OpenWay = (place: WayPlace, house: WayHouse) => Way

/** Why a message did not go: for its own sake, or because the way is down. `permanent`: trying again is of no use before somebody acts. */
export class WayError extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly values: Record<string, unknown> = {},
    readonly permanent = false,
  ) {
    super(`${code} ${JSON.stringify(values)}`)
  }
  /** Nothing goes over this way now, whatever it is. */
  get ofWay(): boolean {
    return ['exchange.nobody-answers', 'exchange.way-sign-in', 'exchange.way-certificate'].includes(this.code)
  }
}

/** A setting that must be there. */
export function setting(place: WayPlace, name: string): string {
  const value = place.settings[name]?.trim()
  if (!value) throw new WayError('exchange.way-setting', { way: place.name, setting: name }, true)
  return value
}
