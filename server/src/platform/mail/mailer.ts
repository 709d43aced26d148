import nodemailer, { type TransportOptions } from 'nodemailer'

export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  attachments?: { filename: string; content: Buffer | string; contentType?: string }[]
}

/** Sends mail. Called from jobs, which try again where the mail server does not answer; never inside a request. */
export interface Mailer {
  /** Whether a mail server is set. */
  readonly configured: boolean
  /** `sent: false` where no mail server is set; throws where it refuses or does not answer. */
  send(mail: Mail): Promise<{ sent: boolean }>
  close(): void
}

/** Mail by SMTP (`smtp://name:password@host:587`, `smtps://…`), or none without a URL. */
export function openMailer(options: { url?: string | undefined; from: string }): Mailer {
  if (!options.url) return { configured: false, send: async () => ({ sent: false }), close: () => {} }
  const transport = nodemailer.createTransport({
    url: options.url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    socketTimeout: 30_000,
  } as TransportOptions)
  return {
    configured: true,
    async send(mail) {
      // A mail says what waits and where; nothing in it may be fetched from elsewhere or from the machine's own files.
      await transport.sendMail({ ...mail, from: options.from, disableFileAccess: true, disableUrlAccess: true })
      return { sent: true }
    },
    close: () => transport.close(),
  }
}
