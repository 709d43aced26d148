import { randomBytes } from 'node:crypto'
import { zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import type { FileStore } from '../../platform/files/index.ts'
import { sentence } from '../../platform/http/index.ts'
import { openReader, refusal, sample } from '../testing/read-and-write.ts'
import { documentIdOf, organ } from './message.ts'
import { receivedFiles } from './unpack.ts'

const { files, read, close } = await openReader()
afterAll(close)

describe('a hostile message', () => {
  const header = (extra = '') =>
    sample('A-status.edxml').then((text) => text.replace('<edXML:MessageHeader>', `<edXML:MessageHeader>${extra}`))
  const doc = () => sample('A-new.edxml')
  const changed = async (from: string | RegExp, to: string) => (await doc()).replace(from, to)

  it.each([
    ['entity expansion', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'],
    ['an external document type', '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'],
  ])('with %s is refused and nothing is fetched', async (_, doctype) => {
    const text = (await header()).replace('?>', `?>\n${doctype}`)
    expect(await refusal(read(text))).toMatchObject({ code: 'exchange.doctype', line: 2 })
  })

  it('that names an entity nobody declared is refused with its place', async () => {
    expect(await refusal(read(await header('&f;')))).toMatchObject({
      code: 'exchange.not-xml',
      line: 5,
      element: expect.stringMatching(/MessageHeader$/),
    })
  })

  it('that is cut off, mangled or empty is refused with its place', async () => {
    const text = await doc()
    expect(await refusal(read(text.slice(0, 2000)))).toMatchObject({ code: 'exchange.not-xml' })
    expect(await refusal(read(text.slice(0, text.indexOf('aGVsbG8=') + 3)))).toMatchObject({
      code: 'exchange.not-xml',
      element: expect.stringMatching(/ContentTransferEncoded$/),
    })
    expect(await refusal(read(text.replace('</edXML:From>', '</edXML:Form>')))).toMatchObject({
      code: 'exchange.not-xml',
      line: 15,
    })
    expect(await refusal(read(''))).toMatchObject({ code: 'exchange.not-xml' })
    expect(await refusal(read('%PDF-1.7'))).toMatchObject({ code: 'exchange.not-xml', line: 1 })
  })

  it('is refused where it is deep or large beyond sense', async () => {
    expect(await refusal(read(await header('<a>'.repeat(100_000))))).toMatchObject({ code: 'exchange.too-deep' })
    expect(await refusal(read(await header('<a></a>'.repeat(30_000))))).toMatchObject({
      code: 'exchange.header-too-large',
    })
    expect(await refusal(read(await header(`<a>${'x'.repeat(5_000_000)}</a>`)))).toMatchObject({
      code: 'exchange.header-too-large',
    })
    expect(await refusal(read(await header(`<a b="${'x'.repeat(5_000_000)}"/>`)))).toMatchObject({
      code: 'exchange.header-too-large',
    })
  })

  it('in another encoding than it says is refused with the byte', async () => {
    const text = await doc()
    const wrong = Buffer.concat([Buffer.from(text.slice(0, 100)), Buffer.from([0xff]), Buffer.from(text.slice(100))])
    expect(await refusal(read(wrong))).toMatchObject({ code: 'exchange.encoding-wrong', byte: 100 })
    expect(await refusal(read(text.replace('UTF-8', 'UTF-16')))).toMatchObject({ code: 'exchange.encoding-wrong' })
    expect(await refusal(read(text.replace('UTF-8', 'EBCDIC-US')))).toMatchObject({
      code: 'exchange.encoding-wrong',
      encoding: 'EBCDIC-US',
    })
    expect(await refusal(read(Buffer.from(text, 'utf16le')))).toMatchObject({
      code: 'exchange.encoding-wrong',
      encoding: 'UTF-8',
    })
    expect(await refusal(read(Buffer.from(text, 'utf16le').subarray(0, -1)))).toMatchObject({
      code: 'exchange.encoding-wrong',
    })
  })

  it('with base64 that is none, or lies about its length, is refused with the character', async () => {
    for (const [content, character] of [
      ['aGVsbG8', 8],
      ['aGVsbG8=A===', 9],
      ['aGVs!G8=', 5],
      ['aGVsbG8-', 8],
      ['aGVsb===', 6],
    ])
      expect(await refusal(read(await changed('aGVsbG8=', String(content)), 5)), String(content)).toMatchObject({
        code: 'exchange.base64-wrong',
        element: expect.stringMatching(/Attachment\/ContentTransferEncoded$/),
        character,
      })
    expect(await refusal(read(await changed('aGVsbG8=', '<a/>')))).toMatchObject({ code: 'exchange.not-xml' })
    const sound = await read(await changed('aGVsbG8=', ' aG\tVs&#xD;\n<![CDATA[bG8=]]> '), 1)
    expect(sound.message).toMatchObject({ attachments: [{ size: 5 }, {}] })
  })

  it('whose attachments are missing, doubled, unlisted or empty is refused by their name', async () => {
    const text = await doc()
    const first = /<Attachment>[\s\S]*?<\/Attachment>/.exec(text)?.[0] ?? ''
    expect(await refusal(read(text.replace(first, '')))).toMatchObject({
      code: 'exchange.attachment-missing',
      name: 'a.pdf',
    })
    expect(await refusal(read(text.replace(first, first + first)))).toMatchObject({
      code: 'exchange.attachment-doubled',
    })
    expect(await refusal(read(text.replace(first, first + first.replace('uuid-1', 'uuid-9'))))).toMatchObject({
      code: 'exchange.attachment-unlisted',
    })
    expect(await refusal(read(text.replace('aGVsbG8=', '')))).toMatchObject({
      code: 'exchange.attachment-missing',
      name: 'a.pdf',
    })
    expect(await refusal(read(text.replaceAll('cid:cid-uuid-1', 'cid:cid-uuid-2')))).toMatchObject({
      code: 'exchange.attachment-doubled',
    })
  })

  it('whose file is not what its name says is refused, and so is one that unpacks beyond measure', async () => {
    const stored = await files.putBytes(Buffer.from('MZ\x90\0 no document at all'))
    const file = { contentId: 'c', description: '', mediaType: 'application/pdf', ...stored }
    expect(await refusal(receivedFiles([{ ...file, name: 'quyết định.pdf' }], files))).toMatchObject({
      code: 'exchange.attachment-unlike',
      found: 'EXE',
    })
    // As at the registry's own door: junk before its header takes nothing from a PDF, what begins as a program is one.
    const junk = await files.putBytes(Buffer.from(`\r\n\x1b%-12345X@PJL\r\n${' '.repeat(900)}%PDF-1.7\n`))
    expect(await receivedFiles([{ ...file, ...junk, name: 'a.pdf' }], files)).toMatchObject([
      { mediaType: 'application/pdf', sha256: junk.sha256 },
    ])
    const both = await files.putBytes(Buffer.from('MZ\n%PDF-1.7\n'))
    expect(await refusal(receivedFiles([{ ...file, ...both, name: 'a.pdf' }], files))).toMatchObject({ found: 'EXE' })
    const text = await files.putBytes(Buffer.from('hello'))
    const unknown = await receivedFiles([{ ...file, ...text, name: 'a.pdf' }], files).catch((error) => error)
    expect(sentence(unknown.code, unknown.values, 'vi')).toMatch(
      /^Tệp “a.pdf” .*: nội dung không phải loại nào được biết\. /,
    )
    const bomb = await files.putBytes(zipSync({ a: new Uint8Array(2_000_000) }))
    expect(
      await refusal(receivedFiles([{ ...file, ...bomb, name: 'a.txt' }], files, { maxBytes: 1_000_000 })),
    ).toMatchObject({ code: 'exchange.attachment-too-large' })
    const broken = await files.putBytes(
      Buffer.concat([Buffer.from(zipSync({ a: randomBytes(5000) })).subarray(0, 31), Buffer.alloc(200, 255)]),
    )
    // Also where the disk is slower than what is found to be wrong.
    const slow: FileStore = {
      ...files,
      put: async (...given) => {
        await new Promise((done) => setTimeout(done, 100))
        return files.put(...given)
      },
    }
    for (const store of [files, slow])
      expect(await refusal(receivedFiles([{ ...file, ...broken, name: 'a.txt' }], store))).toMatchObject({
        code: 'exchange.attachment-unlike',
      })
  })

  it('is refused by the element that is missing, doubled or impossible', async () => {
    expect(await refusal(read(await changed(/<edXML:DocumentId>H05.01[^<]*<\/edXML:DocumentId>/, '')))).toMatchObject({
      code: 'exchange.element-missing',
      element: expect.stringMatching(/MessageHeader\/DocumentId$/),
    })
    expect(
      await refusal(
        read(
          await changed(
            '<edXML:Subject>SUBJ</edXML:Subject>',
            '<edXML:Subject>a</edXML:Subject><edXML:Subject>b</edXML:Subject>',
          ),
        ),
      ),
    ).toMatchObject({ code: 'exchange.element-doubled' })
    expect(await refusal(read(await changed('2025/07/09', '2025/02/30')))).toMatchObject({
      code: 'exchange.value-wrong',
      value: '2025/02/30',
    })
    expect(await refusal(read(await changed('<edXML:BussinessDocType>0', '<edXML:BussinessDocType>7')))).toMatchObject({
      code: 'exchange.value-wrong',
      value: '7',
    })
    expect(await refusal(read((await header()).replace('>03<', '>99<')))).toMatchObject({
      code: 'exchange.value-wrong',
      value: '99',
    })
    expect(await refusal(read('<edXMLEnvelope xmlns="http://www.go.vn/eDoc"/>'))).toMatchObject({
      code: 'exchange.not-edxml',
      namespace: 'http://www.go.vn/eDoc',
    })
    expect(documentIdOf('H05', '2026-11-02', '12/UBND-KGVX')).toBe('H05,2026/11/02,12/UBND-KGVX')
    expect(organ('H05', 'x').code).toBe('H05')
  })
})
