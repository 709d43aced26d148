import { clock } from '../../platform/clock.ts'
import { fetchMails, type Resting } from './fetch-mails.ts'
import { folderWay } from './folder-way.ts'
import { openMailbox } from './mailbox.ts'
import { type OpenWay, setting, WayError, type WayPlace } from './way.ts'

/** The largest message that goes by mail: servers refuse larger ones. */
const most = 25_000_000

/**
 * Mail: out by the program's mail server, one message an attachment; in from a mailbox over IMAP. A mail server that rather puts the attachments into a folder
 * may do that too. Anybody can write a mail, so nothing that comes by it is believed without a signature.
 *
 * Settings: to; host, port, security (tls, starttls, none), user, folder, ca; in. Secret: the mailbox's password.
 */
export const mailWay: OpenWay = (place, house) => {
  const incoming = folderWay(place, house)
  const mailbox = place.settings.host?.trim() ? openMailbox(place) : null
  const resting: Resting = new Map()
  let known: Known = place.fetched
  return {
    anybody: true,
    async send(message) {
      const to = setting(place, 'to')
      if (!house.mail.configured)
        throw new WayError('exchange.way-setting', { way: place.name, setting: 'SMTP_URL' }, true)
      if (message.size > most)
        throw new WayError('exchange.too-large-for-way', { way: place.name, most: most / 1_000_000 }, true)
      const parts: Buffer[] = []
      for await (const part of await message.open()) parts.push(part as Buffer)
      try {
        await house.mail.send({
          to,
          subject: `[edXML] ${message.ownCode} → ${message.partnerCode}: ${message.symbol}`,
          text: `Thông điệp liên thông văn bản (QCVN 102:2016/BTTTT) gửi kèm.\n${message.documentKey}\n`,
          attachments: [
            { filename: `${message.id}.edxml`, content: Buffer.concat(parts), contentType: 'application/edxml' },
          ],
        })
      } catch (error) {
        throw notSent(place, to, error as SmtpError)
      }
    },
    ...(mailbox || place.settings.in?.trim()
      ? {
          async fetch(take, tell) {
            if (place.settings.in?.trim()) await incoming.fetch?.(take, tell)
            if (mailbox) known = seen(known, await fetchMails(mailbox, resting, take, tell))
            return { ...known }
          },
        }
      : {}),
    close: () => mailbox?.close(),
  }
}

interface SmtpError {
  code?: string
  command?: string
  responseCode?: number
  message: string
}

/** A server that answers and says no for good to this recipient or this mail: the others need not wait for it. */
function notSent(place: WayPlace, to: string, { code, command, responseCode = 0, message }: SmtpError): WayError {
  if (code === 'EAUTH') return new WayError('exchange.way-sign-in', { way: place.name, said: message.slice(0, 200) })
  if (responseCode >= 500 && /^(RCPT|DATA)/.test(command ?? ''))
    return new WayError(
      'exchange.refused-there',
      { way: place.name, status: responseCode, code: '', said: message.slice(0, 300) },
      true,
    )
  return new WayError('exchange.nobody-answers', { address: to, said: code ?? message })
}

/** Which mailbox it was, and when it became another: restored from a backup, or made anew. */
interface Known {
  uidValidity?: string
  rebuiltAt?: string
}
const seen = (known: Known, { uidValidity }: { uidValidity: string }): Known =>
  known.uidValidity && known.uidValidity !== uidValidity
    ? { uidValidity, rebuiltAt: clock.now().toISOString() }
    : { ...known, uidValidity }
