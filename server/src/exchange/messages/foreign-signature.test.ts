import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FileStore, openFolderStore } from '../../platform/files/index.ts'
import { signXml } from '../../signing/index.ts'
import { someMessage } from '../testing/some-message.ts'
import { keyOfPem, makeKey } from './message-key.ts'
import { readStored } from './read-message.ts'
import { writeEnvelope, writeMessage } from './write-message.ts'

/** Signatures of other forms than ours, made by xmlsec1: our verdict and its own are the same, whatever was changed and however it was written. */
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
const eleven = 'http://www.w3.org/2006/12/xml-c14n11'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = `${dsig}enveloped-signature`
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const sha512 = 'http://www.w3.org/2001/04/xmlenc#sha512'
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/** A transform, or how SignedInfo is made canonical: by its name, or with the prefixes that exclusive form shall take in. */
type Form = string | [algorithm: string, prefixes: string]
const formXml = (element: string, form: Form) =>
  typeof form === 'string'
    ? `<${element} Algorithm="${form}"/>`
    : `<${element} Algorithm="${form[0]}"><InclusiveNamespaces xmlns="${exclusive}" PrefixList="${form[1]}"/></${element}>`

interface Named {
  uri?: string
  transforms?: Form[]
  digest?: string
}
const reference = ({ uri = '', transforms = [enveloped, exclusive], digest = sha256 }: Named) =>
  `<Reference URI="${uri}">${transforms.length ? `<Transforms>${transforms.map((one) => formXml('Transform', one)).join('')}</Transforms>` : ''}` +
  `<DigestMethod Algorithm="${digest}"/><DigestValue></DigestValue></Reference>`

interface How extends Named {
  info?: Form
  method?: string
  /** Instead of the one reference. */
  references?: Named[]
  /** Beside the key: `Object`. */
  object?: string
}
const template = ({ info = exclusive, method = rsaSha256, references, object = '', ...one }: How) =>
  `<Signature xmlns="${dsig}"><SignedInfo>${formXml('CanonicalizationMethod', info)}<SignatureMethod Algorithm="${method}"/>` +
  `${(references ?? [one]).map(reference).join('')}</SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo>${object}</Signature>`

/** A message as another system may write it: prefixes of its own, white space, comments, instructions, references, sections of CDATA. */
async function written(content: string): Promise<string> {
  await writeFile(place('c1'), content)
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
  const envelope = writeEnvelope(message, { ids: true })
  for await (const part of writeMessage(message, envelope, (sha) => files.readAll(sha))) parts.push(part)
  return parts
    .join('')
    .replace('<edXML:edXMLEnvelope ', '<edXML:edXMLEnvelope Id="envelope" xmlns:unused="urn:unused" ')
    .replace('<edXML:ContentTransferEncoded ', '<edXML:ContentTransferEncoded Id="content" ')
    .replace(
      '?>\n<edXML ',
      '?>\n<!-- của trục --><?xml-stylesheet href="a.xsl"?>\n<edXML Id="all" xml:lang="vi" b="2" a:c="1" xmlns:a="urn:a" xmlns:xlink="http://www.w3.org/1999/xlink" ',
    )
    .replace(
      '<edXML:Subject>',
      '<!-- chú thích --><edXML:Subject xml:space="preserve"\n  z="&#9;&amp;&lt;&quot;"  y=\'"\' >',
    )
    .replace('<edXML:Content>', '<edXML:Content><![CDATA[a < b && c ]]>&#13;\r\n &gt; ')
    .replace('</edXML>', '\r\n</edXML>\n<?sau hết?>\n')
}
const place = (name: string) => join(folder, name)

/** Which attributes are identifiers, and where the file is that a message carries as `cid:c1`. */
const known = () => [
  ...[
    'edXML',
    'edXMLEnvelope',
    'MessageHeader',
    'Bussiness',
    'edXMLManifest',
    'ContentTransferEncoded',
    'Object',
  ].flatMap((name) => ['--id-attr:Id', name]),
  '--url-map:cid:c1',
  place('c1'),
]

async function sign(text: string, how: How = {}, root = false): Promise<string> {
  const unsigned = root
    ? text.replace('<AttachmentEncoded>', `${template(how)}<AttachmentEncoded>`)
    : text.replace('</edXML:edXMLHeader>', `${template(how)}</edXML:edXMLHeader>`)
  await writeFile(place('unsigned.xml'), unsigned)
  execFileSync(
    'xmlsec1',
    [
      '--sign',
      ...known(),
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
  const { status } = spawnSync('xmlsec1', ['--verify', '--insecure', ...known(), place('asked.xml')], { stdio: 'pipe' })
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
})

const parts: Named[] = [
  { uri: '#MessageHeader', transforms: [[exclusive, 'a unused #default']] },
  { uri: '#Bussiness', transforms: [inclusive] },
  { uri: '#edXMLManifest', transforms: [] },
  { uri: 'cid:c1', transforms: [], digest: sha512 },
]
const parts11 = [
  ...['#MessageHeader', '#Bussiness', '#edXMLManifest'].map((uri) => ({ uri, transforms: [eleven] })),
  parts[3] ?? {},
]
const object = `<Object Id="more"><x:y xmlns:x="urn:x" xml:id="z">Thuộc tính được ký</x:y></Object>`

describe('a signature by prefixes and over several things', () => {
  it.each<[string, How]>([
    ['prefixes that exclusive form takes in', { transforms: [enveloped, [exclusive, 'unused xlink']] }],
    ['the same of what stands without a prefix', { transforms: [enveloped, [exclusive, '#default a']] }],
    ['prefixes of SignedInfo', { info: [exclusive, 'a edXML #default'] }],
    ['a prefix that nobody declares', { transforms: [enveloped, [exclusive, 'nobody']], info: [exclusive, 'nobody'] }],
    ['the whole and its own object', { references: [{}, { uri: '#more', transforms: [exclusive] }], object }],
    [
      'the whole, its object and a file',
      { references: [{}, { uri: '#more', transforms: [] }, parts[3] ?? {}], object },
    ],
    ['the parts, each in another form', { references: parts }],
    ['the same in inclusive form', { references: parts, info: inclusive }],
    ['Canonical XML 1.1', { transforms: [enveloped, eleven] }],
    ['Canonical XML 1.1 of parts below xml:lang', { references: parts11, info: eleven }],
    ['with comments, of which a reference sees none', { transforms: [enveloped, `${exclusive}WithComments`] }],
    ['the root by its identifier', { uri: '#all', transforms: [enveloped, inclusive] }],
    ['the envelope by its identifier, and the file', { references: [{ uri: '#envelope' }, parts[3] ?? {}] }],
    [
      'the envelope by its identifier, and the file out of its base64',
      { references: [{ uri: '#envelope' }, { uri: '#content', transforms: [`${dsig}base64`] }] },
    ],
  ])('is whole: %s', async (_, how) => {
    expect(await verdict(await sign(await written('Nội dung của tệp'), how))).toEqual(['valid', null])
  })

  it.each<[string, How, string | RegExp, string, string | null]>([
    ['a prefix taken in', { transforms: [enveloped, [exclusive, 'unused']] }, 'urn:unused', 'urn:other', 'edXML'],
    ['no prefix that it does not take in', {}, 'urn:unused', 'urn:other', null],
    ['its object', { references: [{}, { uri: '#more', transforms: [exclusive] }], object }, 'Thuộc', 'Chẳng', '#more'],
    ['a part', { references: parts }, 'Về việc', 'Về việt', '#MessageHeader'],
    ['a prefix taken in by a part', { references: parts }, 'urn:unused', 'urn:other', '#MessageHeader'],
    ['what inclusive form carries along', { references: parts }, 'xml:lang="vi"', 'xml:lang="en"', '#Bussiness'],
    ['the same in Canonical XML 1.1', { references: parts11 }, 'xml:lang="vi"', 'xml:lang="en"', '#MessageHeader'],
    [
      'no identifier above, which Canonical XML 1.1 leaves',
      { references: parts11 },
      ' Id="all"',
      ' Id="all" xml:id="a"',
      null,
    ],
    [
      'traces that a node adds beside the parts',
      { references: parts },
      '</edXML:TraceHeaderList>',
      '<t/></edXML:TraceHeaderList>',
      null,
    ],
    [
      'an identifier that stands twice',
      { references: parts },
      '<AttachmentEncoded>',
      '<x Id="MessageHeader"/><AttachmentEncoded>',
      '#MessageHeader',
    ],
    ['an identifier that is gone', { references: parts }, 'Id="Bussiness"', '', '#Bussiness'],
  ])('is broken by %s', async (_, how, from, to, because) => {
    const text = await sign(await written('Nội dung'), how)
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    const [state, element] = await (because === '#MessageHeader' && to.startsWith('<x') ? ours : verdict)(changed)
    expect([state, element]).toEqual(because ? ['broken', because] : ['valid', null])
  })

  it('is broken by a byte of the file, which xmlsec1 reads from elsewhere', async () => {
    const text = await sign(await written('Nội dung'), { references: parts })
    expect(await ours(text.replace('>TuG7', '>UuG7'))).toEqual(['broken', 'cid:c1'])
  })

  it.each<[string, How, string]>([
    ['the header alone', { references: [parts[0] ?? {}] }, 'Bussiness'],
    ['all but the file', { references: parts.slice(0, 3) }, 'ContentTransferEncoded'],
    ['the file alone', { references: [parts[3] ?? {}] }, 'MessageHeader'],
    ['its own object alone', { references: [{ uri: '#more', transforms: [exclusive] }], object }, 'MessageHeader'],
  ])('over %s proves nothing of the rest', async (_, how, element) => {
    expect(await ours(await sign(await written('Nội dung'), how))).toEqual(['unreadable', element])
  })

  it('by a transform that is not known here is unreadable, never whole', async () => {
    const text = await sign(await written('Nội dung'))
    const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116'
    expect(await ours(text.replace(/Transform Algorithm="[^"]*c14n#"/, `Transform Algorithm="${xpath}"`))).toEqual([
      'unreadable',
      'SignedInfo',
    ])
    const named = text.replace('<Reference URI="">', '<Reference URI="http://a.example/b">')
    expect(await ours(named)).toEqual(['unreadable', 'http://a.example/b'])
  })

  it('in Canonical XML 1.1 below a base is unreadable, never whole: the base would have to be reckoned anew', async () => {
    const text = (await written('Nội dung')).replace(' Id="all"', ' Id="all" xml:base="http://a.example/b/" ')
    expect(await ours(await sign(text, { references: parts11 }))).toEqual(['unreadable', '#MessageHeader'])
    expect(await verdict(await sign(text, { transforms: [enveloped, eleven] }))).toEqual(['valid', null])
  })

  it('with signed properties names its certificate, whichever of a chain comes first', async () => {
    const pem = await readFile(place('key.pem'), 'utf8')
    const key = keyOfPem(`${pem}${await readFile(place('certificate.pem'), 'utf8')}`)
    const other = keyOfPem(await makeKey('Người khác', 2048))
    const files = [{ uri: 'cid:c1', bytes: Buffer.from('Nội dung') }]
    const text = await signXml(await written('Nội dung'), key, {
      level: 'B-B',
      when: new Date(),
      into: 'edXMLHeader',
      files,
    })
    expect(await ours(text)).toEqual(['valid', null])
    const certificate = (der: Uint8Array) =>
      `<ds:X509Certificate>${Buffer.from(der).toString('base64')}</ds:X509Certificate>`
    const first = text.replace('<ds:X509Data>', `<ds:X509Data>${certificate(other.certificate)}`)
    expect(first).not.toBe(text)
    expect(await ours(first)).toEqual(['valid', null])
    const substituted = text.replace(certificate(key.certificate), certificate(other.certificate))
    expect(await ours(substituted)).toEqual(['broken', 'SignatureValue'])
  })
})

async function ours(text: string): Promise<[string, string | null]> {
  const { sha256: name } = await files.putBytes(Buffer.from(text))
  const { signature } = await readStored(files, name)
  return [signature.state, signature.because]
}
