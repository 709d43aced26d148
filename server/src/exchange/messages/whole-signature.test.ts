import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FileStore, openFolderStore } from '../../platform/files/index.ts'
import { someMessage } from '../testing/some-message.ts'
import { makeKey } from './message-key.ts'
import { readStored } from './read-message.ts'
import { writeEnvelope, writeMessage } from './write-message.ts'

/** Signatures over the whole document, made by xmlsec1: our verdict and its own are the same, whatever was changed and however it was written. */
let folder: string
let files: FileStore
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mocban-whole-'))
  files = await openFolderStore(join(folder, 'files'))
  const pem = await makeKey('Cơ quan ký cả văn bản', 2048)
  const at = pem.indexOf('-----BEGIN CERTIFICATE')
  await writeFile(join(folder, 'key.pem'), pem.slice(0, at))
  await writeFile(join(folder, 'certificate.pem'), pem.slice(at))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = `${dsig}enveloped-signature`
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

const template = ({
  transforms = [enveloped, exclusive],
  info = exclusive,
  method = rsaSha256,
  digest = sha256,
  uri = '',
}) =>
  `<Signature xmlns="${dsig}"><SignedInfo><CanonicalizationMethod Algorithm="${info}"/><SignatureMethod Algorithm="${method}"/>` +
  `<Reference URI="${uri}"><Transforms>${transforms.map((one) => `<Transform Algorithm="${one}"/>`).join('')}</Transforms>` +
  `<DigestMethod Algorithm="${digest}"/><DigestValue></DigestValue></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature>`

/** A message as another system may write it: prefixes of its own, white space, comments, instructions, references, sections of CDATA. */
async function written(content: string): Promise<string> {
  const message = someMessage({
    attachments: [
      {
        contentId: 'c1',
        name: 'công văn.txt',
        description: '',
        mediaType: 'text/plain',
        ...(await files.putBytes(Buffer.from(content))),
      },
    ],
  })
  const parts: string[] = []
  for await (const part of writeMessage(message, writeEnvelope(message), (sha) => files.readAll(sha))) parts.push(part)
  return parts
    .join('')
    .replace(
      '?>\n<edXML ',
      '?>\n<!-- của trục --><?xml-stylesheet href="a.xsl"?>\n<edXML xml:lang="vi" b="2" a:c="1" xmlns:a="urn:a" xmlns:xlink="http://www.w3.org/1999/xlink" ',
    )
    .replace(
      '<edXML:Subject>',
      '<!-- chú thích --><edXML:Subject xml:space="preserve"\n  z="&#9;&amp;&lt;&quot;"  y=\'"\' >',
    )
    .replace('<edXML:Content>', '<edXML:Content><![CDATA[a < b && c ]]>&#13;\r\n &gt; ')
    .replace('</edXML>', '\r\n</edXML>\n<?sau hết?>\n')
}
const place = (name: string) => join(folder, name)

async function sign(text: string, how: Parameters<typeof template>[0] = {}, root = false): Promise<string> {
  const unsigned = root
    ? text.replace('<AttachmentEncoded>', `${template(how)}<AttachmentEncoded>`)
    : text.replace('</edXML:edXMLHeader>', `${template(how)}</edXML:edXMLHeader>`)
  await writeFile(place('unsigned.xml'), unsigned)
  execFileSync(
    'xmlsec1',
    [
      '--sign',
      '--privkey-pem',
      `${place('key.pem')},${place('certificate.pem')}`,
      '--output',
      place('signed.xml'),
      place('unsigned.xml'),
    ],
    { stdio: 'pipe' },
  )
  return readFile(place('signed.xml'), 'utf8')
}
/** What we say, after comparing with what xmlsec1 says. */
async function verdict(text: string): Promise<[string, string | null]> {
  const { sha256: name } = await files.putBytes(Buffer.from(text))
  const { signature } = await readStored(files, name)
  await writeFile(place('asked.xml'), text)
  const { status } = spawnSync('xmlsec1', ['--verify', '--insecure', place('asked.xml')], { stdio: 'pipe' })
  expect(status === 0).toBe(signature.state === 'valid' || signature.state === 'weak')
  return [signature.state, signature.because]
}

describe('a signature over the whole document', () => {
  it.each([
    ['exclusive', {}],
    ['inclusive', { transforms: [enveloped, inclusive], info: inclusive }],
    ['inclusive by its default, as one common library writes it', { transforms: [enveloped], info: inclusive }],
    ['inclusive inside, exclusive outside', { transforms: [enveloped, inclusive], info: exclusive }],
    ['SHA-512', { digest: 'http://www.w3.org/2001/04/xmlenc#sha512' }],
  ])('is whole: %s', async (_, how) => {
    const text = await written('Nội dung của tệp đính kèm')
    expect(await verdict(await sign(text, how))).toEqual(['valid', null])
    expect(await verdict(await sign(text, how, true))).toEqual(['valid', null])
  })

  it('by an old algorithm is whole and weak', async () => {
    const text = await sign(await written('x'), { method: `${dsig}rsa-sha1`, digest: `${dsig}sha1` })
    expect(await verdict(text)).toEqual(['weak', null])
  })

  it('is whole however the content of an attachment is written, and it may be large', async () => {
    const text = await written('Văn bản '.repeat(30_000))
    const [, content = ''] = /ContentTransferEncoded[^>]*>([^<]+)</.exec(text) ?? []
    const lines = content.replace(/.{76}/g, '$&\r\n')
    for (const other of [
      lines,
      content.replace(/.{76}/g, '$&&#13;&#10;'),
      content.replace(/.{5000}/g, '$&&#xD;\t'),
      `<![CDATA[${lines}]]>`,
      `\r${content.slice(0, 400)}<![CDATA[${content.slice(400)}]]>\r`,
    ])
      expect(await verdict(await sign(text.replace(content, other)))).toEqual(['valid', null])
  })

  it.each([
    ['a word of the header', 'Về việc', 'Về việt', 'edXML'],
    ['a byte of a file', '>TuG7', '>UuG7', 'edXML'],
    ['an element that nobody reads', '<AttachmentEncoded>', '<x/><AttachmentEncoded>', 'edXML'],
    [
      'traces that a node on the way adds',
      '</edXML:TraceHeaderList>',
      '<edXML:TraceHeader><edXML:OrganId>G22</edXML:OrganId></edXML:TraceHeader></edXML:TraceHeaderList>',
      'edXML',
    ],
    ['a name space', 'xmlns:a="urn:a"', 'xmlns:a="urn:b"', 'edXML'],
    ['an instruction', '<?sau hết?>', '<?sau rồi?>', 'edXML'],
    ['the value', /<SignatureValue>...../, '<SignatureValue>AAAAA', 'SignatureValue'],
    ['the digest', /<DigestValue>..../, '<DigestValue>AAAA', 'edXML'],
  ])('is broken by %s', async (_, from, to, because) => {
    const text = await sign(await written('Nội dung'))
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    expect(await verdict(changed)).toEqual(['broken', because])
  })

  it('is not broken by comments, which are no part of it', async () => {
    const text = await sign(await written('Nội dung'))
    expect(await verdict(text.replace('<edXML:Subject', '<!-- khác --><edXML:Subject'))).toEqual(['valid', null])
  })

  it('beside references that are not known here is unreadable, never whole', async () => {
    const text = await sign(await written('Nội dung'))
    const reference = /<Reference .*?<\/Reference>/s.exec(text)?.[0] ?? ''
    const { sha256: name } = await files.putBytes(Buffer.from(text.replace(reference, `${reference}${reference}`)))
    expect((await readStored(files, name)).signature).toMatchObject({ state: 'unreadable', because: 'SignedInfo' })
  })
})
