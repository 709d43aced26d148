import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refuse, sentence } from '../../platform/http/index.ts'
import type { Mail } from '../../platform/mail/index.ts'
import type { TakenIn } from '../receiving/take-in.ts'
import { folderWay } from './folder-way.ts'
import { mailWay } from './mail-way.ts'
import { platformWay } from './platform-way.ts'
import type { OutgoingMessage, WayPlace } from './way.ts'

const message = (text = '<edXML/>'): OutgoingMessage => ({
  id: '0197',
  business: 'new',
  ownCode: 'H05',
  partnerCode: 'G22',
  documentKey: 'H05,2026/11/02,1/UBND',
  symbol: '1/UBND',
  sha256: 'a'.repeat(64),
  size: Buffer.byteLength(text),
  open: async () => Readable.from([Buffer.from(text)]),
})
const place = (settings: Record<string, string>): WayPlace => ({
  id: 'w',
  name: 'Trục',
  settings,
  secret: 'bí mật',
  fetched: {},
})
const temporary = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mocban-way-'))
  return { path: join(folder, 'file'), remove: () => rm(folder, { recursive: true }) }
}
const house = { files: { temporary } as never, mail: { configured: false } as never }
const whole = async (bytes: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString()
}
const tell = async () => {}
const good: TakenIn = { outcome: 'taken', messageIds: [] }
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => [error.code, error.permanent, error.ofWay],
  )

describe('a folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mocban-folder-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('has a message whole or not at all, once for one that is sent again', async () => {
    const way = folderWay(place({ out: join(folder, 'out') }), house)
    await way.send(message())
    await way.send(message())
    expect(await readdir(join(folder, 'out'))).toEqual(['0197.edxml'])
    const broken = { ...message(), id: '0198', open: async () => Readable.from(failing()) }
    // What fails of a message is no fault of the folder.
    expect(await codeOf(way.send(broken))).toEqual([undefined, undefined, undefined])
    expect((await readdir(join(folder, 'out'))).filter((name) => name.endsWith('.edxml'))).toEqual(['0197.edxml'])
  })

  it('gives what lies in it, and keeps it beside by what became of it', async () => {
    await writeFile(join(folder, 'b.edxml'), 'hai')
    await writeFile(join(folder, 'a.xml'), 'một')
    await writeFile(join(folder, 'c.part'), 'dở')
    const got: string[] = []
    await folderWay(place({ in: folder }), house).fetch?.(async (bytes) => {
      got.push(await whole(bytes))
      return got.length === 1 ? good : { outcome: 'refused', messageIds: [], refusal: refuse('exchange.doctype') }
    }, tell)
    expect(got).toEqual(['một', 'hai'])
    expect([await readdir(join(folder, 'taken')), await readdir(join(folder, 'refused'))]).toEqual([
      ['a.xml'],
      ['b.edxml'],
    ])
    expect(await readFile(join(folder, 'c.part'), 'utf8')).toBe('dở')
  })

  it('that cannot be used says whether it is read or written, and what is the matter with it', async () => {
    await writeFile(join(folder, 'file'), '')
    const wrong = async (work: Promise<unknown> | undefined) => {
      const error = await Promise.resolve(work).then(
        () => null,
        (one) => one,
      )
      expect([error.code, error.permanent, error.ofWay]).toEqual(['exchange.folder-unusable', false, true])
      return { ...error.values, vi: sentence(error.code, error.values, 'vi') }
    }
    const missing = join(folder, 'none')
    expect(await wrong(folderWay(place({ in: missing }), house).fetch?.(async () => good, tell))).toMatchObject({
      doing: 'read',
      because: 'missing',
      vi: expect.stringContaining(`thư mục nhận vào ${missing} trên máy chủ: không có thư mục này (ENOENT)`),
    })
    expect(await wrong(folderWay(place({ out: join(folder, 'file') }), house).send(message()))).toMatchObject({
      doing: 'write',
      because: 'file',
      vi: expect.stringContaining('ở đó có tệp, không phải thư mục'),
    })
  })

  it('keeps every one of those that a gateway calls by the same name', async () => {
    const way = folderWay(place({ in: folder }), house)
    for (const text of ['một', 'hai', 'ba']) {
      await writeFile(join(folder, 'message.edxml'), text)
      await way.fetch?.(async (bytes) => {
        await whole(bytes)
        return good
      }, tell)
    }
    const names = await readdir(join(folder, 'taken'))
    const texts = await Promise.all(names.map((name) => readFile(join(folder, 'taken', name), 'utf8')))
    expect(texts.sort()).toEqual(['ba', 'hai', 'một'])
    expect(names.every((name) => name.endsWith('.edxml'))).toBe(true)
  })
})

async function* failing() {
  yield Buffer.from('nửa')
  throw new Error('disk')
}

describe('mail', () => {
  it('carries the message as an attachment; what is too large, or has no server, waits for a person', async () => {
    const mails: Mail[] = []
    const mail = { configured: true, send: async (one: Mail) => ({ sent: Boolean(mails.push(one)) }), close: () => {} }
    const way = mailWay(place({ to: 'truc@thu.example' }), { ...house, mail })
    await way.send(message())
    expect(mails).toMatchObject([
      { to: 'truc@thu.example', attachments: [{ filename: '0197.edxml', contentType: 'application/edxml' }] },
    ])
    expect(await codeOf(way.send({ ...message(), size: 30_000_000 }))).toEqual([
      'exchange.too-large-for-way',
      true,
      false,
    ])
    expect(await codeOf(mailWay(place({ to: 'a@b.example' }), house).send(message()))).toEqual([
      'exchange.way-setting',
      true,
      false,
    ])
  })
})

describe('a platform that misbehaves in every way the profile allows', () => {
  type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => unknown
  let answers: Record<string, Answer>
  let asked: string[]
  let stop: () => void
  let address: string
  beforeEach(async () => {
    asked = []
    answers = { '/token': () => ({ access_token: `t${asked.length}`, expires_in: 3600 }) }
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part) => parts.push(part))
      request.on('end', () => {
        const body = Buffer.concat(parts).toString()
        asked.push(`${request.url} ${body.slice(0, 60)}`)
        const said = answers[request.url ?? '']?.(request, body, response)
        if (said !== undefined) response.end(typeof said === 'string' ? said : JSON.stringify(said))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    stop = () => {
      server.closeAllConnections()
      server.close()
    }
  })
  afterEach(() => stop())
  const way = () => platformWay(place({ address, clientId: 'mocban' }), house)
  const to = (path: string) => asked.filter((one) => one.startsWith(path)).length

  it('takes what is sent, and signs in anew where a token ends too early', async () => {
    let first = true
    answers['/sendEdoc'] = (request, body, response) => {
      if (first) {
        first = false
        response.statusCode = 401
        return {}
      }
      expect(request.headers).toMatchObject({ messagetype: 'edoc', from: 'H05', to: 'G22', messageid: '0197' })
      return { ErrorCode: '0', DocId: body.length }
    }
    await way().send(message())
    expect([to('/token'), to('/sendEdoc')]).toEqual([2, 2])
  })

  it('says no in a 200, nothing at all, rubbish, or goes away', async () => {
    answers['/sendEdoc'] = () => ({ ErrorCode: '12', ErrorDesc: 'Sai mã nơi nhận' })
    expect(await codeOf(way().send(message()))).toEqual(['exchange.refused-there', true, false])
    answers['/sendEdoc'] = () => '<html>'
    expect(await codeOf(way().send(message()))).toEqual(['exchange.refused-there', false, false])
    answers['/sendEdoc'] = (_, __, response) => {
      response.statusCode = 503
      return ''
    }
    expect(await codeOf(way().send(message()))).toEqual(['exchange.refused-there', false, false])
    answers['/sendEdoc'] = (_, __, response) => void response.destroy()
    expect(await codeOf(way().send(message()))).toEqual(['exchange.nobody-answers', false, true])
    answers['/token'] = () => ({ error: 'invalid_client' })
    expect(await codeOf(way().send(message()))).toEqual(['exchange.way-sign-in', false, true])
  })

  it('lists twice, gives cut or empty files, forgets confirmations: each is taken whole, and confirmed only after', async () => {
    const text = Buffer.from('<edXML/>').toString('base64')
    const row = (docId: number) => ({ docId })
    answers['/getReceivedEdocList'] = (_, body) => ({
      ErrorCode: '0',
      data: body.includes('messageType=edoc') ? [row(1), row(2), row(1), {}] : null,
    })
    answers['/getEdoc'] = (_, body) => ({ data: body.endsWith('=1') ? text : text.slice(0, 4), size: 8 })
    const confirmed: string[] = []
    answers['/updateStatus'] = (_, body) => {
      confirmed.push(body)
      return { ErrorCode: '0' }
    }
    const took: string[] = []
    await way().fetch?.(async (bytes) => {
      expect(confirmed.length).toBe(0)
      took.push(await whole(bytes))
      return good
    }, tell)
    expect([took, confirmed]).toEqual([['<edXML/>'], ['docId=1&status=done']])
    // What was refused is confirmed as failed; a status that came before what it speaks of is left there.
    await way().fetch?.(async () => ({ outcome: 'refused', messageIds: [], refusal: refuse('exchange.doctype') }), tell)
    await way().fetch?.(
      async () => ({
        outcome: 'refused',
        messageIds: [],
        refusal: refuse('exchange.status-of-nothing'),
      }),
      tell,
    )
    expect(confirmed).toEqual(['docId=1&status=done', 'docId=1&status=fail'])
    // Cut off amid taking in: nothing is confirmed.
    await expect(way().fetch?.(async () => Promise.reject(new Error('database away')), tell)).rejects.toThrow(
      'database away',
    )
    expect(confirmed.length).toBe(2)
  })

  it('brings what is large, however it writes its base64; what is none is handed over to be refused', async () => {
    const text = `<edXML>${'Văn bản '.repeat(400_000)}</edXML>`
    const base64 = Buffer.from(text).toString('base64')
    const escaped = base64.replaceAll('/', '\\/').replace(/.{76}/g, '$&\\r\\n')
    const confirmed: string[] = []
    answers['/getReceivedEdocList'] = (_, body) => ({
      data: body.includes('messageType=edoc') ? [{ docId: 1 }, { docId: 2 }, { docId: 3 }] : [],
    })
    answers['/getEdoc'] = (_, body) =>
      body.endsWith('=3')
        ? { name: 'data', data: null, more: { data: 'AAAA' } }
        : `{"ErrorCode":"0","name":"data","more":{"data":"\\"x"},"data" : "${body.endsWith('=1') ? base64 : escaped}","size":${Buffer.byteLength(text)}}`
    answers['/updateStatus'] = (_, body) => {
      confirmed.push(body)
      return { ErrorCode: '0' }
    }
    const took: boolean[] = []
    const take = async (bytes: AsyncIterable<Uint8Array>) => {
      took.push((await whole(bytes)) === text)
      return good
    }
    await way().fetch?.(take, tell)
    expect([took, confirmed]).toEqual([
      [true, true],
      ['docId=1&status=done', 'docId=2&status=done'],
    ])
    // What is no base64 is nobody's message, to be refused like any other; it does not stop the way.
    answers['/getEdoc'] = () => '{"data":"<edXML/>"}'
    await way().fetch?.(take, tell)
    expect(took).toEqual([true, true, false, false, false])
  })
})
