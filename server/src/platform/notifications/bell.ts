import type { ServerResponse } from 'node:http'
import type { Notification } from '@mocban/contract/notifications'
import { sql } from 'kysely'
import { type Database, listen, often } from '../database/index.ts'
import { bellChannel, type Ring } from './notify-concerned.ts'

/** One open bell: a browser window of a person in one of their posts. */
export interface OpenBell {
  personId: string
  principals: ReadonlySet<string>
  /** The session through which it was opened, as its hash. */
  session?: string | undefined
  response: ServerResponse
  /** The last sequence that was sent. */
  last: number
  /** What rings while what was missed is still being read. */
  waiting: Notification[] | null
}

/** Between two beats a proxy does not think the line dead, and a dead line is found out. */
const beatMilliseconds = 25_000
/** A bell that does not drain is closed; its browser comes back and reads what it missed. */
const mostUnsentBytes = 256_000

/**
 * All open bells of this process, and the one connection that hears whom to ring. Where that connection is lost all bells are closed: the browsers come
 * back, each with the last sequence it saw, and read from the database what they missed. So nothing is lost and nothing is kept here.
 */
export class BellHub {
  readonly #bells = new Map<string, Set<OpenBell>>()
  #stopListening: (() => Promise<void>) | null = null
  #listening: Promise<void> | null = null
  #beat: NodeJS.Timeout | null = null

  constructor(private readonly db: Database) {}

  get open(): number {
    let count = 0
    for (const bells of this.#bells.values()) count += bells.size
    return count
  }

  /** Hears from now on; resolves when nothing said after this moment is missed. */
  ready(): Promise<void> {
    this.#listening ??= listen(
      this.db,
      bellChannel,
      (payload) => this.#ring(payload),
      () => this.#lost(),
    )
      .then((stop) => {
        this.#stopListening = stop
        this.#beat ??= setInterval(() => void this.beat(), beatMilliseconds).unref()
      })
      .catch((error) => {
        this.#listening = null
        throw error
      })
    return this.#listening
  }

  add(bell: OpenBell): void {
    const bells = this.#bells.get(bell.personId) ?? new Set()
    this.#bells.set(bell.personId, bells.add(bell))
    bell.response.on('close', () => this.#remove(bell))
  }

  /** What rang meanwhile is sent after what was missed; each sequence once and in order. */
  caughtUp(bell: OpenBell): void {
    const waiting = bell.waiting ?? []
    bell.waiting = null
    for (const notification of waiting) send(bell, notification)
  }

  async close(): Promise<void> {
    if (this.#beat) clearInterval(this.#beat)
    this.#closeAll()
    await this.#stopListening?.()
  }

  #ring(payload: string): void {
    const ring = JSON.parse(payload) as Ring
    for (const [seq, personId, through] of ring.to) {
      for (const bell of this.#bells.get(personId) ?? []) {
        // It concerns another post of the same person: their bell there shows it.
        if (!through.some((principal) => bell.principals.has(principal))) continue
        if (!ring.notification) {
          bell.response.end()
          continue
        }
        const notification = { ...ring.notification, seq, readAt: null }
        if (bell.waiting) bell.waiting.push(notification)
        else send(bell, notification)
      }
    }
  }

  /** Keeps the lines open, and ends those whose session has ended since: signed out elsewhere, ended from afar, or too long at rest. */
  async beat(): Promise<void> {
    const all = [...this.#bells.values()].flatMap((bells) => [...bells])
    for (const bell of all) bell.response.write(': beat\n\n')
    const sessions = [...new Set(all.flatMap(({ session }) => session ?? []))]
    if (sessions.length === 0) return
    // Where the database is away nothing rings either, and all bells are closed.
    const { rows } = await sql<{ hash: string }>`${often}
      select h.hash from unnest(${sessions}::text[]) h (hash)
       where not exists (select from app.read_session(decode(h.hash, 'hex')))`
      .execute(this.db)
      .catch(() => ({ rows: [] }))
    const ended = new Set(rows.map((row) => row.hash))
    for (const bell of all) if (bell.session && ended.has(bell.session)) bell.response.end()
  }

  #lost(): void {
    this.#stopListening = null
    this.#listening = null
    this.#closeAll()
  }

  #closeAll(): void {
    for (const bells of this.#bells.values()) for (const bell of bells) bell.response.end()
  }

  #remove(bell: OpenBell): void {
    const bells = this.#bells.get(bell.personId)
    bells?.delete(bell)
    if (bells?.size === 0) this.#bells.delete(bell.personId)
  }
}

/** Sends one notification, once, as a server-sent event whose id is its sequence. */
export function send(bell: OpenBell, notification: Notification): void {
  if (notification.seq <= bell.last) return
  bell.last = notification.seq
  bell.response.write(`id: ${notification.seq}\nevent: notification\ndata: ${JSON.stringify(notification)}\n\n`)
  if (bell.response.writableLength > mostUnsentBytes) bell.response.destroy()
}
