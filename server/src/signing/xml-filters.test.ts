import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority } from './authority/create-authority.ts'
import { toPem } from './certificates/pem.ts'
import { Judges } from './testing/judges.ts'
import { verifyXml } from './verify/verify-xml.ts'

/** Signatures that pick what they cover, made by xmlsec1: our verdict is its own, and what was left out is told. */
let authority: Authority
let judges: Judges
let chain: string
beforeAll(async () => {
  authority = await createAuthority({ algorithm: 'ec-p256' })
  judges = new Judges(authority.root, authority.issuing)
  const person = await authority.issue({ kind: 'person', name: 'Nguyễn Văn Thử', algorithm: 'rsa-2048' })
  const put = (name: string, text: string) => {
    writeFileSync(join(judges.folder, name), text)
    return join(judges.folder, name)
  }
  chain = [
    put('key.pem', toPem(person.privateKey, 'PRIVATE KEY')),
    put('cert.pem', toPem(person.certificate)),
    put('issuing.pem', toPem(authority.issuing)),
  ].join()
})
afterAll(() => judges.remove())

const ds = 'http://www.w3.org/2000/09/xmldsig#'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const inclusive11 = 'http://www.w3.org/2006/12/xml-c14n11'
const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116'
const filter2 = 'http://www.w3.org/2002/06/xmldsig-filter2'
const enveloped = `<Transform Algorithm="${ds}enveloped-signature"/>`
const by = (algorithm: string) => `<Transform Algorithm="${algorithm}"/>`
const picks = (expression: string) =>
  `<Transform Algorithm="${xpath}"><XPath xmlns:s="${ds}" xmlns:t="urn:t">${expression.replaceAll('>', '&gt;')}</XPath></Transform>`
const subtracts = (expression: string) =>
  `<Transform Algorithm="${filter2}"><XPath xmlns="${filter2}" xmlns:s="${ds}" xmlns:t="urn:t" Filter="subtract">${expression}</XPath></Transform>`
const allButThis =
  'count(ancestor-or-self::s:Signature | here()/ancestor::s:Signature[1]) > count(ancestor-or-self::s:Signature)'

const template = (transforms: string, { uri = '', info = exclusive } = {}) =>
  `<a xmlns="urn:a" xmlns:t="urn:t"><!-- lời --><b Id="b">x<!-- trong --></b><t:vết>v</t:vết><Signature xmlns="${ds}"><SignedInfo><!-- i --><CanonicalizationMethod Algorithm="${info}"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI="${uri}"><Transforms>${transforms}</Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature></a>`
const known = ['--id-attr:Id', 'urn:a:b']
const sign = (xml: string): string =>
  execFileSync('xmlsec1', ['--sign', ...known, '--privkey-pem', chain, judges.write(xml, 'xml')], {
    encoding: 'utf8',
    stdio: 'pipe',
  })
const ours = async (xml: string) =>
  (await verifyXml(xml, { trust: authority.trust, at: new Date(), revocationSource: authority.revocation }))
    .signatures[0]!
const good = 'valid-unproven-time'

/** Each made, then changed: `true` where the signature still holds. */
async function agree(made: string, changes: [what: string, from: string, to: string, holds: boolean][]): Promise<void> {
  for (const [what, from, to, holds] of [['nothing', '<a', '<a', true] as const, ...changes]) {
    const changed = made.replace(from, to)
    expect([what, judges.xmlsec(changed, ...known)]).toEqual([what, holds])
    expect([what, (await ours(changed)).verdict]).toEqual([what, holds ? good : 'broken'])
  }
}
const text = ['its text', '>x<', '>y<', false] as const
const outer = (holds: boolean) => ['a comment', '<!-- lời -->', '<!-- khác -->', holds] as const
const inner = (holds: boolean) => ['a comment within', '<!-- trong -->', '<!-- khác -->', holds] as const

describe('comments', () => {
  it.each([exclusive, inclusive, inclusive11])('count by an XPointer alone (%s)', async (method) => {
    const comments = `${method}#WithComments`.replace('##', '#')
    const named = exclusive === method ? `${exclusive}WithComments` : comments
    await agree(sign(template(enveloped + by(named))), [[...text], [...outer(true)], [...inner(true)]])
    await agree(sign(template(by(named), { uri: '#b' })), [[...text], [...inner(true)]])
    await agree(sign(template(enveloped + by(named), { uri: '#xpointer(/)' })), [
      [...text],
      [...outer(false)],
      [...inner(false)],
    ])
    await agree(sign(template(enveloped + by(method), { uri: '#xpointer(/)' })), [[...text], [...outer(true)]])
    await agree(sign(template(by(named), { uri: "#xpointer(id('b'))" })), [
      [...text],
      [...outer(true)],
      [...inner(false)],
    ])
  })
  it('in what is signed itself count where the method says so', async () => {
    const made = sign(template(enveloped + by(exclusive), { info: `${exclusive}WithComments` }))
    await agree(made, [['in SignedInfo', '<!-- i -->', '<!-- j -->', false]])
    await agree(sign(template(enveloped + by(exclusive))), [['in SignedInfo', '<!-- i -->', '<!-- j -->', true]])
  })
})

describe('Canonical XML takes over from above a part', () => {
  const above = (part: string, method: string, info = exclusive) =>
    sign(
      template(by(method), { uri: '#b', info }).replace(
        '<a xmlns="urn:a" xmlns:t="urn:t">',
        `<a xmlns="urn:a" xmlns:t="urn:t" xml:lang="vi" xml:space="preserve" xml:id="g"${part}>`,
      ),
    )
  const language = ['its language', 'xml:lang="vi"', 'xml:lang="en"', false] as const
  const space = ['its spaces', 'xml:space="preserve"', 'xml:space="default"', false] as const
  it('by 1.0 an identifier too, by 1.1 none', async () => {
    const identifier = (holds: boolean) => ['an identifier', 'xml:id="g"', 'xml:id="h"', holds] as const
    await agree(above('', inclusive), [[...language], [...space], [...identifier(false)]])
    await agree(above('', inclusive11), [[...language], [...space], [...identifier(true)]])
    await agree(above('', inclusive11, inclusive11), [[...language], [...identifier(true)]])
  })
  it('by 1.1 a base that is reckoned from all above: not read, and said so by name', async () => {
    for (const made of [
      above(' xml:base="http://g.example/a/"', inclusive11),
      above(' xml:base="http://g.example/a/"', exclusive, inclusive11),
    ]) {
      expect(judges.xmlsec(made, ...known)).toBe(true)
      const { verdict, reasons } = await ours(made)
      expect([verdict, reasons[0]?.values?.where]).toEqual(['unreadable', 'XML: Canonical XML 1.1 below xml:base'])
    }
    await agree(above(' xml:base="http://g.example/a/"', inclusive), [['its base', 'g.example', 'h.example', false]])
  })
})

describe('a filter', () => {
  const other = `<Signature xmlns="${ds}"><Object>trả 9 tỷ</Object></Signature>`
  const withinTrace = ['what was left out', '>v<', '>w<'] as const

  it.each([
    ['XPath', picks(allButThis)],
    ['XPath filter 2', subtracts('here()/ancestor::s:Signature[1]')],
  ])('that leaves out its own signature covers the whole (%s)', async (_, filter) => {
    const made = sign(template(filter + by(exclusive)))
    expect((await ours(made)).coverage).toBe('file')
    await agree(made, [[...text], [...withinTrace, false], ['another signature', '</a>', `${other}</a>`, false]])
  })

  it.each([
    ['XPath', picks('not(ancestor-or-self::s:Signature)')],
    ['spaces', picks('\n not ( ancestor-or-self :: s:Signature ) ')],
    ['XPath filter 2', subtracts('/descendant::s:Signature')],
  ])('that leaves out all signatures tells of others (%s)', async (_, filter) => {
    const made = sign(template(filter + by(exclusive)))
    expect(await ours(made)).toMatchObject({ verdict: good, coverage: 'file' })
    await agree(made, [[...text], [...withinTrace, false]])
    // The attack: what nobody signed, put into a signature's clothes.
    const forged = made.replace('</a>', `${other}</a>`)
    expect(judges.xmlsec(forged, ...known)).toBe(true)
    const found = await verifyXml(forged, { trust: authority.trust, at: new Date() })
    expect([found.overall, found.signatures[0]?.coverage, found.signatures[1]?.verdict]).toEqual([
      'invalid',
      'part',
      'unreadable',
    ])
    expect(found.signatures[0]?.reasons).toContainEqual({ code: 'xml.left-out', values: { what: 'Signature' } })
  })

  it('that leaves out more tells what', async () => {
    const filter = picks('not(ancestor-or-self::s:Signature) and not(ancestor-or-self::t:vết)')
    const made = sign(template(filter + by(inclusive)))
    const found = await ours(made)
    expect(found).toMatchObject({ verdict: good, coverage: 'part' })
    expect(found.reasons).toContainEqual({ code: 'xml.left-out', values: { what: 't:vết' } })
    await agree(made, [[...text], [...withinTrace, true], ['one more of it', '<b ', '<t:vết>thêm</t:vết><b ', true]])
  })

  it.each([
    ['picks by what it says', picks('not(self::text()[.="x"]) and not(ancestor-or-self::s:Signature)')],
    ['picks what it likes', picks('ancestor-or-self::t:vết')],
    ['a name without a prefix that means none', picks('not(ancestor-or-self::b) or true()')],
    ['everything', picks('not(ancestor-or-self::s:Signature) and not(ancestor-or-self::node())')],
    ['intersects', subtracts('/descendant::t:vết').replace('subtract', 'intersect')],
    ['its root', subtracts('/descendant::t:vết | /descendant::s:Signature')],
    [
      'a style sheet',
      `<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><x xmlns="urn:x"/></Transform>`,
    ],
  ])('that %s is said to be unreadable, never valid', async (_, filter) => {
    const xml = filter.includes('xslt') ? template(filter) : sign(template(filter + by(exclusive)))
    const filled = xml
      .replace('<DigestValue/>', '<DigestValue>AAAA</DigestValue>')
      .replace('<SignatureValue/>', '<SignatureValue>AAAA</SignatureValue>')
    const found = await ours(filled)
    expect(found.verdict).toBe('unreadable')
    expect(found.reasons[0]?.code).toBe('xml.transform-refused')
  })

  it('that leaves nothing signs nothing', async () => {
    const nothing = sign(
      `${template(picks('not(ancestor-or-self::t:r)') + by(exclusive))}`
        .replace('<a ', '<t:r xmlns:t="urn:t"><a ')
        .replace('</a>', '</a></t:r>'),
    )
    expect(judges.xmlsec(nothing, ...known)).toBe(true)
    expect((await ours(nothing)).verdict).toBe('unreadable')
  })
})
