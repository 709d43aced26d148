import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FileStore, openFolderStore } from '../../platform/files/index.ts'
import type { SigningKey } from '../../signing/index.ts'
import { someMessage } from '../testing/some-message.ts'
import type { Message } from './message.ts'
import { keyOfPem, makeKey, openMessageKey } from './message-key.ts'
import { readMessage } from './read-message.ts'
import { signEnvelope } from './signature.ts'
import { writeEnvelope, writeMessage } from './write-message.ts'

let files: FileStore
let folder: string
let key: SigningKey
let text: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mocban-signature-'))
  files = await openFolderStore(join(folder, 'files'))
  key = keyOfPem(await makeKey('Cơ quan A', 2048))
  text = await signed(someMessage({ attachments: await attached('Nội dung của tệp') }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const attached = async (content: string) => [
  {
    contentId: 'c1',
    name: 'công văn.txt',
    description: '',
    mediaType: 'text/plain',
    ...(await files.putBytes(Buffer.from(content))),
  },
]
async function whole(message: Message, envelope: string) {
  const parts: string[] = []
  for await (const part of writeMessage(message, envelope, (sha256) => files.readAll(sha256))) parts.push(part)
  return parts.join('')
}
const signed = async (message: Message, by = key) => whole(message, await signEnvelope(message, by))
const verdict = async (message: string) => (await readMessage([Buffer.from(message)] as never, files)).signature

describe('the signature of a message', () => {
  it('is made and found whole, also after nodes on the way added their traces and another writer wrote it anew', async () => {
    const good = { state: 'valid', because: null, certificate: { subject: 'CN=Cơ quan A' } }
    expect(await verdict(text)).toMatchObject(good)
    const traced = text.replace(
      '</edXML:TraceHeaderList>',
      '<edXML:TraceHeader><edXML:OrganId>G22</edXML:OrganId><edXML:Timestamp>2026/11/23 11:07:20</edXML:Timestamp></edXML:TraceHeader></edXML:TraceHeaderList>',
    )
    expect(await verdict(traced)).toMatchObject(good)
    const rewritten = text
      .replace('<edXML:MessageHeader Id="MessageHeader">', `<edXML:MessageHeader\n  Id='MessageHeader' >`)
      .replace(/<(edXML:Fax)><\/edXML:Fax>/g, '<$1/>')
      .replace('&gt;', '>')
      .replace('Công văn', 'C&#244;ng v&#x103;n')
    expect(rewritten).not.toBe(text)
    expect(await verdict(rewritten)).toMatchObject(good)
    const status = await signed({ ...(await statusOf()), note: 'a < b & "c" \r\n ]]> d' })
    expect(await verdict(status)).toMatchObject(good)
  })

  it('is none where there is none', async () => {
    const message = someMessage({})
    expect(await verdict(await whole(message, writeEnvelope(message)))).toEqual({
      state: 'none',
      because: null,
      certificate: null,
    })
  })

  it.each([
    ['a word of the header', 'Về việc', 'Về việt', 'MessageHeader'],
    ['what is done with the document', '<edXML:BussinessDocType>0', '<edXML:BussinessDocType>1', 'Bussiness'],
    ['the name of a file', '<edXML:AttachmentName>công', '<edXML:AttachmentName>cong', 'edXMLManifest'],
    ['a byte of a file', '>TuG7', '>UuG7', 'công văn.txt'],
    ['the signed digests', /<DigestValue>./, '<DigestValue>#', 'MessageHeader'],
    ['the value', /<SignatureValue>..../, '<SignatureValue>AAAA', 'SignatureValue'],
    [
      'a header beside the header',
      '<edXML:edXMLHeader>',
      '<edXML:edXMLHeader><edXML:TraceHeaderList></edXML:TraceHeaderList>',
      null,
    ],
    ['a reference left out', /<Reference URI="cid:c1">.*?<\/Reference>/, '', 'công văn.txt'],
  ])('is broken by %s', async (_, from, to, because) => {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    const found = await verdict(changed).catch((error) => ({ state: 'refused', because: error.code }))
    if (because) expect(found).toMatchObject({ state: 'broken', because })
    else expect(found).toMatchObject({ state: 'refused', because: 'exchange.element-doubled' })
  })

  it('holds for names and order of the files too: what stands beside the bytes is not signed, and says nothing against the list', async () => {
    const second = { ...(await attached('Phụ lục'))[0], contentId: 'c2', name: 'phụ lục.txt' }
    const message = someMessage({ attachments: [...(await attached('Nội dung của tệp')), second as never] })
    const whole = await signed(message)
    const [one = '', two = ''] = whole.match(/<Attachment>.*?<\/Attachment>/gs) ?? []
    const changed = whole.replace(one + two, two + one.replace('công văn.txt', 'khác.txt'))
    expect(changed).not.toBe(whole)
    const read = await readMessage([Buffer.from(changed)] as never, files)
    expect(read.signature.state).toBe('valid')
    expect((read.message as { attachments: { name: string }[] }).attachments.map((file) => file.name)).toEqual([
      'công văn.txt',
      'phụ lục.txt',
    ])
  })

  it('by the algorithm that the axis’s library makes by default is told as weak; of a form not known, as unreadable', async () => {
    expect(await verdict(text.replace('xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-md5'))).toMatchObject({
      state: 'unreadable',
      because: 'SignedInfo',
    })
    expect(await verdict(text.replace('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#rsa-sha1'))).toMatchObject({
      state: 'broken',
    })
  })

  it('is found whole by xmlsec1 too', async () => {
    const path = join(folder, 'status.xml')
    await writeFile(path, await signed(await statusOf()))
    const said = execFileSync(
      'xmlsec1',
      ['--verify', '--insecure', '--id-attr:Id', 'MessageHeader', '--pubkey-cert-der', await certificateFile(), path],
      { encoding: 'utf8', stdio: 'pipe' },
    )
    expect(said).toBe('')
    await writeFile(path, (await signed(await statusOf())).replace('Đã vào sổ', 'Đã vào xổ'))
    expect(() =>
      execFileSync('xmlsec1', ['--verify', '--insecure', '--id-attr:Id', 'MessageHeader', path], { stdio: 'pipe' }),
    ).toThrow()
  })

  it('with a curve key is found whole by us and by xmlsec1', async () => {
    const place = join(folder, 'curve')
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        `${place}.key`,
        '-out',
        `${place}.crt`,
        '-subj',
        '/CN=B',
      ],
      { stdio: 'pipe' },
    )
    const pem = `${await readFile(`${place}.key`, 'utf8')}${await readFile(`${place}.crt`, 'utf8')}`
    const message = await signed(await statusOf(), keyOfPem(pem))
    expect(await verdict(message)).toMatchObject({ state: 'valid' })
    const path = join(folder, 'curve.xml')
    await writeFile(path, message)
    execFileSync('xmlsec1', ['--verify', '--insecure', '--id-attr:Id', 'MessageHeader', path], { stdio: 'pipe' })
  })

  it('has a key of its own, kept', async () => {
    const first = await openMessageKey(join(folder, 'key.pem'))
    expect((await openMessageKey(join(folder, 'key.pem'))).certificate).toEqual(first.certificate)
  })
})

async function certificateFile() {
  const path = join(folder, 'certificate.der')
  await writeFile(path, key.certificate)
  return path
}
async function statusOf(): Promise<Message & { kind: 'status' }> {
  const { from } = someMessage({})
  return {
    kind: 'status',
    from,
    about: { organ: 'H05', symbol: '1/CV', documentId: 'H05,2026/11/02,1/CV', issuedOn: '2026-11-02' },
    staff: { department: '', name: '', email: '', mobile: '' },
    status: '03',
    note: 'Đã vào sổ',
    at: '2026-11-23T04:07:20.000Z',
    unknown: [],
  }
}

describe('a key made here', () => {
  it('has a certificate that can be read, however long its name makes it', async () => {
    // Every length of the last line of its text, which may be a whole one.
    for (let letters = 1; letters <= 48; letters++) {
      const pem = await makeKey('a'.repeat(letters), 1024)
      const certificate = pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))
      expect(certificate).not.toContain('\n\n')
      expect(new X509Certificate(certificate).subject).toContain('a'.repeat(letters))
    }
  })
})
