import type { Readable } from 'node:stream'
import type { RefusalCode } from '@mocban/contract/refusals'
import type { FileStore } from '../../platform/files/index.ts'
import type { RefusalError } from '../../platform/http/index.ts'
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
  /** The message itself, where it is small and at hand. */
  bytes?: Buffer | undefined
  open(): Promise<Readable>
}

/** Takes a message in; what it throws says that it is not known whether it was. */
export type Take = (bytes: AsyncIterable<Uint8Array>) => Promise<TakenIn>

/** Something that came and brings no message. */
export interface Stray {
  /** Who calls himself its sender. */
  sender: string
  subject: string
  /** The same where it is told again. */
  mailId: string
  refusal: RefusalError
  /** Messages of ours that it says were not delivered, by their identifiers. */
  returned: string[]
}
/** Tells a person of it. */
export type Tell = (stray: Stray) => Promise<void>

/** What a way does; each kind is one file, and `ways.ts` names them all. */
export interface Way {
  /** Hands a message over; when it answers, the other side has it. Repeating is harmless: it is taken in once. @throws WayError */
  send(message: OutgoingMessage): Promise<void>
  /** Brings what waits on the other side, each to be confirmed only after `take` has answered. Answers how far it came, to be kept. */
  fetch?(take: Take, tell: Tell): Promise<Record<string, unknown>>
  /** Anybody can bring something by it: it vouches for no sender, so messages must be signed. */
  anybody?: boolean
  close?(): void
}

export interface WayHouse {
  files: FileStore
  mail: Mailer
}
export type OpenWay = (place: WayPlace, house: WayHouse) => Way

const ofWay: RefusalCode[] = [
  'exchange.nobody-answers',
  'exchange.folder-unusable',
  'exchange.way-sign-in',
  'exchange.way-certificate',
  'exchange.way-off',
]

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
    return ofWay.includes(this.code)
  }
}

/** Words of others as they may be kept and shown: without control characters, and not long. */
export const plain = (words: string, most: number): string =>
  Buffer.from(words.replace(/\p{Cc}+/gu, ' ').slice(0, most)).toString()

/** A setting that must be there. */
export function setting(place: WayPlace, name: string): string {
  const value = place.settings[name]?.trim()
  if (!value) throw new WayError('exchange.way-setting', { way: place.name, setting: name }, true)
  return value
}
