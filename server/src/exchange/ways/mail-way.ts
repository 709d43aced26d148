import { folderWay } from './folder-way.ts'
import { type OpenWay, setting, WayError } from './way.ts'

/** The largest message that goes by mail: servers refuse larger ones. */
const most = 25_000_000

/**
 * Mail: out by the program's mail server, one message an attachment. In through a folder, into which the mail server's own delivery program puts the attachments
 * (`ripmime`, `munpack` or a rule of the mail server), so that the program holds no mailbox's password.
 *
 * Settings: to; in.
 */
export const mailWay: OpenWay = (place, house) => {
  const incoming = folderWay(place, house)
  return {
    async send(message) {
      const to = setting(place, 'to')
      if (!house.mail.configured)
        throw new WayError('exchange.way-setting', { way: place.name, setting: 'SMTP_URL' }, true)
      if (message.size > most) throw new WayError('exchange.too-large-for-way', { way: place.name, most }, true)
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
        throw new WayError('exchange.nobody-answers', {
          address: to,
          said: (error as { code?: string }).code ?? (error as Error).message,
        })
      }
    },
    ...(place.settings.in?.trim() && incoming.fetch ? { fetch: incoming.fetch } : {}),
  }
}
