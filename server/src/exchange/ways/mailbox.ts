import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import { certificateFault, pemFile } from './http-way.ts'
import { plain, setting, WayError, type WayPlace } from './way.ts'

/** Where mails go that were dealt with. */
export const folders = ['taken', 'refused', 'other'] as const
export type Folder = (typeof folders)[number]

/** Signing in again and again with a wrong password gets an account locked: growing pauses, up to a quarter of an hour, until somebody changes the way. */
const pauseAfter = (refusals: number) => Math.min(30_000 * 2 ** (refusals - 1), 900_000)

/**
 * A mailbox over IMAP. Its connection is kept between fetches and made anew where it was lost. Every trouble is a `WayError` that says whose it is; the
 * password is in none of them.
 */
export function openMailbox(place: WayPlace) {
  let client: ImapFlow | null = null
  let said = ''
  let code = ''
  let refused: { until: number; times: number; error: WayError } | null = null
  const ready = new Set<Folder>()

  const connect = async (): Promise<ImapFlow> => {
    if (client?.usable) return client
    if (refused && refused.until > Date.now()) throw refused.error
    client?.close()
    ready.clear()
    const one = new ImapFlow(connectionOf(place))
    client = one
    // What goes wrong is thrown by what was asked; without a listener it would end the program.
    one.on('error', (error) => {
      said = wordsOf(error)
    })
    one.on('response', (response: { code?: string }) => {
      code = response.code ?? ''
    })
    await one.connect()
    refused = null
    return one
  }
  /** What went wrong, as an error of the way. */
  const troubleOf = (error: unknown): WayError => {
    if (error instanceof WayError) return error
    const address = `${place.settings.host}`
    const words = plain(wordsOf(error).replaceAll(place.secret || '\0', '…'), 200)
    const because = certificateFault(words)
    if (because) return new WayError('exchange.way-certificate', { address, because, said: words })
    if ((error as { authenticationFailed?: boolean }).authenticationFailed) {
      const signIn = new WayError('exchange.way-sign-in', { way: place.name, said: words })
      const times = (refused?.times ?? 0) + 1
      refused = { until: Date.now() + pauseAfter(times), times, error: signIn }
      return signIn
    }
    return new WayError('exchange.nobody-answers', { address, said: words })
  }
  /** What a command answered, or an error: the library answers false where the server said no, and where the connection was lost in the middle. */
  const granted = <T>(answer: T, folder: string): Exclude<T, false | undefined> => {
    if (answer) return answer as Exclude<T, false | undefined>
    if (!client?.usable)
      throw new WayError('exchange.nobody-answers', { address: place.settings.host, said: said || 'closed' })
    if (code === 'OVERQUOTA') throw new WayError('exchange.mailbox-full', { way: place.name })
    throw new WayError('exchange.mailbox-refuses', { way: place.name, folder, said: code || 'NO' })
  }

  return {
    /** Opens the folder that mails are fetched from. Answers the number by which the server says whether it is still the same one (UIDVALIDITY, RFC 9051 §2.3.1.1). */
    async open(): Promise<{ client: ImapFlow; folder: string; uidValidity: string }> {
      const folder = place.settings.folder?.trim() || 'INBOX'
      if ((folders as readonly string[]).includes(folder.toLowerCase()))
        throw new WayError('exchange.way-setting', { way: place.name, setting: 'folder' }, true)
      try {
        const one = await connect()
        try {
          const box = await one.mailboxOpen(folder)
          return { client: one, folder, uidValidity: String(box.uidValidity) }
        } catch (error) {
          if (!one.usable) throw error
          throw new WayError('exchange.mailbox-refuses', { way: place.name, folder, said: plain(wordsOf(error), 200) })
        }
      } catch (error) {
        throw troubleOf(error)
      }
    },
    granted,
    troubleOf,
    /** Moves a mail out of the folder; it is there or here, never in neither. */
    async move(one: ImapFlow, uid: number, to: Folder): Promise<void> {
      const range = String(uid)
      if (!ready.has(to)) {
        // Where it is there already some servers say so by an error; where it cannot be made the move says so.
        await one.mailboxCreate(to).catch(() => {})
        ready.add(to)
      }
      code = ''
      granted(await one.messageMove(range, to, { uid: true }), to)
    },
    /** @throws exchange.mailbox-full where hardly anything goes in any more */
    async checkSpace(one: ImapFlow, folder: string): Promise<void> {
      if (!one.capabilities.has('QUOTA')) return
      const quota = await one.getQuota(folder)
      const parts = quota ? [quota.storage, quota.message] : []
      const fullest = Math.max(0, ...parts.map((part) => (part?.limit ? (part.usage ?? 0) / part.limit : 0)))
      if (fullest >= 0.95) throw new WayError('exchange.mailbox-full', { way: place.name })
    },
    close(): void {
      client?.close()
      client = null
    },
  }
}
export type Mailbox = ReturnType<typeof openMailbox>

/** Encrypted from the first byte, or after STARTTLS; in the clear only on the machine itself. */
function connectionOf(place: WayPlace): ImapFlowOptions {
  const host = setting(place, 'host')
  const security = place.settings.security?.trim() || 'tls'
  const wrong = (name: string) => new WayError('exchange.way-setting', { way: place.name, setting: name }, true)
  if (!['tls', 'starttls'].includes(security) && !(security === 'none' && isLoopback(host))) throw wrong('security')
  const port = Number(place.settings.port?.trim() || (security === 'tls' ? 993 : 143))
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw wrong('port')
  return {
    host,
    port,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth: { user: setting(place, 'user'), pass: place.secret ?? '' },
    tls: { ca: pemFile(place, 'ca'), minVersion: 'TLSv1.2' },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    clientInfo: { name: 'mocban' },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  }
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)

function wordsOf(error: unknown): string {
  const { responseText, code, message } = error as { responseText?: string; code?: string; message?: string }
  // Within a sentence of ours.
  return String(responseText || code || message || error).replace(/[.\s]+$/, '')
}
