import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpWay } from './http-way.ts'
import type { OutgoingMessage, Way } from './way.ts'

const message = (n: number, inHand = true): OutgoingMessage => {
  const bytes = Buffer.from(`<edXML>${n}</edXML>`)
  const open = async () => Readable.from([bytes])
  const facts = { business: 'new', ownCode: 'H05', partnerCode: 'G22', documentKey: 'x', symbol: 'x' } as const
  return {
    ...facts,
    id: String(n),
    sha256: 'a'.repeat(64),
    size: bytes.length,
    bytes: inHand ? bytes : undefined,
    open,
  }
}

/** A stand-in for the other side: what it was brought, and what it answers a bundle. */
let brought: { path: string; messages: string[] }[]
let answer: (messages: string[]) => { status: number; body: unknown }
let way: Way
let close: () => void
beforeEach(async () => {
  brought = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as IncomingMessage) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    const say = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body))
    if (request.url === '/api/oauth/token') return say(200, { access_token: 't', expires_in: 3600 })
    const bundle = request.url?.endsWith('/bundle')
    const messages = bundle ? text.split(/\d+\n/).slice(1) : [text]
    brought.push({ path: request.url ?? '', messages })
    const said = bundle ? answer(messages) : { status: 200, body: {} }
    return say(said.status, said.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const settings = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, clientId: 'c' }
  way = httpWay({ id: 'w', name: 'Tỉnh bạn', settings, secret: 's', fetched: {} }, {} as never)
  close = () => {
    way.close?.()
    server.closeAllConnections()
    server.close()
  }
})
afterEach(() => close())

const taken = { outcome: 'taken', messageIds: [] }
const send = (messages: OutgoingMessage[]) =>
  Promise.all(
    messages.map((one) =>
      way.send(one).then(
        () => 'sent',
        (error) => [error.values.code, error.permanent],
      ),
    ),
  )

describe('between two installations', () => {
  it('messages that wait go together, each answered for itself; a large one goes alone', async () => {
    answer = (messages) => ({
      status: 200,
      body: {
        answers: messages.map((one) =>
          one.includes('3')
            ? { outcome: 'refused', status: 422, code: 'exchange.not-xml', detail: '' }
            : one.includes('4')
              ? { outcome: 'refused', status: 500, code: '', detail: '' }
              : taken,
        ),
      },
    })
    const outcomes = await send([message(1), message(2), message(3), message(4), message(5, false)])
    expect(outcomes).toEqual(['sent', 'sent', ['exchange.not-xml', true], ['', false], 'sent'])
    expect(brought.map((one) => one.messages.length).sort()).toEqual([1, 4])
    expect(await send([message(6)])).toEqual(['sent'])
    expect(brought.at(-1)).toEqual({ path: '/api/exchange/messages', messages: ['<edXML>6</edXML>'] })
  })

  it('go one by one where the other side, or what stands between, takes no bundles', async () => {
    answer = () => ({ status: 413, body: { status: 200 } })
    for (const _ of [1, 2]) expect(await send([message(1), message(2), message(3)])).toEqual(['sent', 'sent', 'sent'])
    expect(brought.map((one) => one.messages.length)).toEqual([3, 1, 1, 1, 1, 1, 1])
  })

  it('all wait where the other side is in trouble', async () => {
    answer = () => ({ status: 503, body: { code: 'database.away' } })
    expect(await send([message(1), message(2)])).toEqual([
      ['database.away', false],
      ['database.away', false],
    ])
    expect(brought).toHaveLength(1)
  })
})
