import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { type Dialect, writeDialect } from '../testing/dialects.ts'
import { openReader, sample } from '../testing/read-and-write.ts'
import {
  type Attachment,
  type DocumentMessage,
  readDate,
  readMoment,
  type StatusMessage,
  writeMoment,
} from './message.ts'
import { readMessage } from './read-message.ts'
import { receivedFiles } from './unpack.ts'

const { files, read, write, close } = await openReader()
afterAll(close)

describe('what real systems send', () => {
  it('reads a new document of the national axis’s own writer', async () => {
    const { message, signature } = await read(await sample('A-new.edxml'))
    // The sample's signature holds words instead of values.
    expect(signature).toMatchObject({ state: 'unreadable', because: 'X509Certificate' })
    expect(message).toMatchObject({
      kind: 'document',
      business: 'new',
      from: { code: 'H05.01', inCharge: 'InCharge-H05.01' },
      to: [{ code: 'H05.02' }, { code: 'H05.03' }],
      documentId: 'H05.01,2025/07/01,15/QĐ-UBND',
      number: '15',
      notation: 'QĐ-UBND',
      issuedOn: '2025-07-01',
      type: { ordinal: 2, name: 'Quyết định' },
      signer: { authority: 'KT', title: 'Phó Chủ tịch', name: 'Nguyễn Văn A' },
      dueOn: '2025-07-09',
      priority: 1,
      answers: [{ symbol: '12/UBND-VX', documentId: 'H05.09,2025/06/01,12/UBND-VX' }],
      taskCodes: ['TASK1'],
      toPlaces: ['Lưu VT'],
      trace: [{ organ: 'H05.01', at: '2026-11-23T04:07:20.000Z' }],
      attachments: [{ name: 'a.pdf', size: 5 }, { name: 'a.txt' }],
      unknown: [],
    })
  })

  it('reads a replacement and a status', async () => {
    expect((await read(await sample('A-replace.edxml'))).message).toMatchObject({
      business: 'replace',
      replaces: [{ documentId: 'DOCID_OLD', organs: ['H05.02'] }],
      attachments: [],
    })
    expect((await read(await sample('A-status.edxml'))).message).toMatchObject({
      kind: 'status',
      from: { code: 'H05.02' },
      about: { organ: 'H05.01', symbol: '15/QĐ-UBND', documentId: 'H05.01,2025/07/01,15/QĐ-UBND' },
      status: '03',
      note: 'D',
      at: '2026-11-23T04:07:20.000Z',
    })
  })

  it('reads it in UTF-16 and in windows-1258, with whatever prefix and order, and keeps what it does not know', async () => {
    const text = await sample('A-new.edxml')
    const { message } = await read(text)
    const wide = Buffer.from(`\uFEFF${text.replace('UTF-8', 'UTF-16')}`, 'utf16le')
    expect((await read(wide, 7)).message).toEqual(message)
    const renamed = text.replaceAll('edXML:', 'n1:').replaceAll('xmlns:edXML', 'xmlns:n1')
    expect((await read(renamed)).message).toEqual(message)
    const windows = Buffer.from(
      text
        .replace('UTF-8', 'windows-1258')
        .replace(/[^\0-\x7f]/g, 'e')
        .replace('SUBJ', 'S\xd0 \xeca'),
      'latin1',
    )
    expect((await read(windows)).message).toMatchObject({ subject: 'SĐ \u0301a' })
    const known = await read(
      text.replace('<edXML:Subject>', '<edXML:NewThing><a>1</a><b>2</b></edXML:NewThing><edXML:Subject>'),
    )
    expect(known.message.unknown).toEqual([
      { element: expect.stringMatching(/MessageHeader\/NewThing$/), text: 'a: 1; b: 2' },
    ])
  })

  it('knows the dates and moments that are written', () => {
    expect(readDate('2025/07/01')).toBe('2025-07-01')
    expect(readDate('01/07/2025')).toBe('2025-07-01')
    expect(readDate('31/02/2025')).toBeNull()
    expect(readMoment('23/11/2026 11:07:20')).toBe('2026-11-23T04:07:20.000Z')
    expect(readMoment('2026/11/23 25:07:20')).toBeNull()
    expect(writeMoment(new Date('2026-11-23T04:07:20Z'))).toBe('2026/11/23 11:07:20')
  })
})

const word = fc.string({ unit: 'grapheme', maxLength: 12 }).map(clean)
const some = fc
  .string({ unit: fc.constantFrom(...'ạ Đ&<>"\'ễ]]> x\u0301é😀'), minLength: 1, maxLength: 12 })
  .map((text) => clean(`${text}x`))
function clean(text: string): string {
  return text
    .replace(/\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
    .normalize('NFC')
    .trim()
}
const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString())
const code = fc.constantFrom('H05', 'H05.02', 'G22.01.07', '000.00.19.H26')
const anOrgan = fc.record({
  code,
  inCharge: word,
  name: some,
  address: word,
  email: word,
  telephone: word,
  fax: word,
  website: word,
})
const aNamed = fc.record({ organ: code, symbol: some, documentId: some, issuedOn: fc.option(date) })
const aStaff = fc.record({ department: word, name: word, email: word, mobile: word })
const aDocument: fc.Arbitrary<Omit<DocumentMessage, 'attachments'>> = fc.record({
  kind: fc.constant('document' as const),
  business: fc.constantFrom('new', 'recall', 'update', 'replace'),
  reason: word,
  about: fc.option(some),
  from: anOrgan,
  to: fc.array(anOrgan, { minLength: 1, maxLength: 4 }),
  documentId: some,
  number: fc.integer({ min: 1, max: 9999 }).map(String),
  notation: some,
  place: word,
  issuedOn: date,
  type: fc.record({ ordinal: fc.integer({ min: 0, max: 40 }), name: word }),
  subject: some,
  content: word,
  signer: fc.record({ authority: fc.constantFrom('', 'TM', 'KT', 'TUQ'), title: word, name: word }),
  dueOn: fc.option(date),
  priority: fc.integer({ min: 0, max: 4 }),
  copies: fc.integer({ min: 0, max: 99 }),
  pages: fc.integer({ min: 0, max: 99 }),
  sphere: word,
  typist: word,
  appendixes: fc.array(some, { maxLength: 3 }),
  answers: fc.array(aNamed, { maxLength: 3 }),
  steering: fc.integer({ min: 0, max: 3 }),
  taskCodes: fc.array(some, { maxLength: 2 }),
  applicationType: word,
  toPlaces: fc.array(some, { maxLength: 3 }),
  trace: fc.array(fc.record({ organ: code, at: fc.option(moment) }), { maxLength: 3 }),
  paper: fc.boolean(),
  replaces: fc.array(fc.record({ documentId: some, organs: fc.array(code, { maxLength: 2 }) }), { maxLength: 2 }),
  receivers: fc.array(fc.record({ organ: code, added: fc.boolean() }), { maxLength: 2 }),
  staff: aStaff,
  unknown: fc.constant([]),
})

describe('a message written and read again', () => {
  const contents = new Map<string, Buffer>()
  const attach = async (list: Uint8Array[]): Promise<Attachment[]> => {
    const attachments: Attachment[] = []
    for (const [n, bytes] of list.entries()) {
      const stored = await files.putBytes(bytes)
      contents.set(stored.sha256, Buffer.from(bytes))
      attachments.push({
        contentId: `c${n}`,
        name: `tệp ${n}.bin`,
        description: 'Phụ lục',
        mediaType: 'application/octet-stream',
        ...stored,
      })
    }
    return attachments
  }
  const bytes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 3 })

  it('says the same, however it is cut, in our writing and in every dialect', async () => {
    await fc.assert(
      fc.asyncProperty(
        aDocument,
        bytes,
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom<'own' | Dialect>('own', 'dotnet', 'java'),
        async (given, list, size, how) => {
          const message = { ...given, attachments: await attach(list) }
          const text = how === 'own' ? await write(message) : writeDialect(how, message, contents)
          expect((await read(text, size)).message).toEqual(message)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('says the same of a status', async () => {
    const aStatus: fc.Arbitrary<StatusMessage> = fc.record({
      kind: fc.constant('status' as const),
      from: anOrgan,
      about: aNamed,
      staff: aStaff,
      status: fc.constantFrom('01', '02', '03', '04', '05', '06', '13', '15', '16'),
      note: word,
      at: moment,
      unknown: fc.constant([]),
    })
    await fc.assert(
      fc.asyncProperty(aStatus, async (message) => {
        expect((await read(await write(message), 33)).message).toEqual(message)
      }),
      { numRuns: 60 },
    )
  })

  it('brings 60 MB without holding them', async () => {
    const sha256 = createHash('sha256')
    const block = randomBytes(300_000)
    async function* large() {
      const [before, after] = (await sample('A-new.edxml')).split('aGVsbG8=') as [string, string]
      yield before
      for (let n = 0; n < 200; n++) {
        sha256.update(block)
        yield block.toString('base64')
      }
      yield after
    }
    const before = process.memoryUsage().rss
    const { message } = await readMessage(large(), files)
    expect(message).toMatchObject({ attachments: [{ sha256: sha256.digest('hex'), size: 60_000_000 }, {}] })
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
  })

  it('whose text begins with the letters of a zip is a text', async () => {
    const [list] = await attach([Buffer.from('PKD;Phòng Kinh doanh\n'.repeat(5))])
    if (!list) throw new Error('no file')
    const got = await receivedFiles([{ ...list, name: 'đơn vị.csv' }], files)
    expect(got).toMatchObject([{ mediaType: 'text/plain', sha256: list.sha256 }])
  })

  it('unzips what its writer zipped only to send it, and nothing else', async () => {
    const inside = Buffer.from('Số liệu\n'.repeat(100))
    const [zipped, docx] = await attach([zipSync({ '6f1c.csv': inside }), zipSync({ 'word/document.xml': inside })])
    if (!zipped || !docx) throw new Error('no files')
    const got = await receivedFiles(
      [
        { ...zipped, name: 'số liệu.csv', mediaType: 'application/zip' },
        { ...docx, name: 'dự thảo.docx' },
      ],
      files,
    )
    expect(await files.readAll(got[0]?.sha256 ?? '')).toEqual(inside)
    expect(got).toMatchObject([{ mediaType: 'text/plain', size: inside.length }, { sha256: docx.sha256 }])
  })
})
