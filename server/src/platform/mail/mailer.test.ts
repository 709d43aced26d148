import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { type Mailer, openMailer } from './index.ts'

let server: SMTPServer | undefined
let mailer: Mailer | undefined

afterEach(async () => {
  mailer?.close()
  await new Promise<void>((done) => (server ? server.close(done) : done()))
})

/** A real SMTP server that keeps what it was sent. */
async function listen(received: { to: string[]; raw: string }[], refuse = false): Promise<string> {
  const own = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse ? new Error('550 no such mailbox') : null),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part) => parts.push(part))
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map((one) => one.address), raw: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  server = own
  await new Promise<void>((done) => own.listen(0, '127.0.0.1', done))
  return `smtp://127.0.0.1:${(own.server.address() as { port: number }).port}`
}

describe('mail', () => {
  it('arrives with its Vietnamese words whole', async () => {
    const received: { to: string[]; raw: string }[] = []
    mailer = openMailer({ url: await listen(received), from: 'Mộc Bản <mocban@bacninh.example>' })
    const subject = 'Nhiệm vụ sắp đến hạn: báo cáo chuyển đổi số'
    expect(await mailer.send({ to: 'lan@bacninh.example', subject, text: 'Còn 2 ngày làm việc.' })).toEqual({
      sent: true,
    })
    expect(received[0]?.to).toEqual(['lan@bacninh.example'])
    const words = [...(received[0]?.raw ?? '').matchAll(/=\?UTF-8\?([QB])\?(.+?)\?=/g)].map(([, kind, text = '']) =>
      kind === 'B'
        ? Buffer.from(text, 'base64')
        : Buffer.from(
            text
              .replaceAll('_', ' ')
              .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ),
    )
    expect(Buffer.concat(words).toString()).toContain(subject)
  })

  it('that the server refuses is an error, so that the job tries again or says so', async () => {
    mailer = openMailer({ url: await listen([], true), from: 'mocban@bacninh.example' })
    await expect(mailer.send({ to: 'khong@bacninh.example', subject: 'x', text: 'x' })).rejects.toThrow('550')
  })

  it('without a server is not sent, and says so', async () => {
    mailer = openMailer({ from: 'mocban@bacninh.example' })
    expect(await mailer.send({ to: 'a@b.example', subject: 'x', text: 'x' })).toEqual({ sent: false })
  })
})
