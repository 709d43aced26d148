import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority, type Issued } from './authority/create-authority.ts'
import { digest } from './certificates/algorithms.ts'
import { children, parts, readNode } from './certificates/der.ts'
import { cms as oids } from './cms/object-ids.ts'
import { readCms } from './cms/read-cms.ts'
import { renewCms } from './cms/renew-cms.ts'
import { signCms } from './cms/sign-cms.ts'
import { Judges } from './testing/judges.ts'
import { verifyCms } from './verify/verify-cms.ts'
import { verifyXml } from './verify/verify-xml.ts'
import { renewXml } from './xml/renew-xml.ts'
import { signXml } from './xml/sign-xml.ts'

const message = '<văn-bản số="15"><trích-yếu>Quyết định</trích-yếu></văn-bản>'
const content = Buffer.from('Phụ lục\n')
const years = (count: number) => new Date(Date.now() + count * 365.25 * 86_400_000)
const [ds, xades, xades141] = [
  'http://www.w3.org/2000/09/xmldsig#',
  'http://uri.etsi.org/01903/v1.3.2#',
  'http://uri.etsi.org/01903/v1.4.1#',
]
let clock = new Date()
let authority: Authority
let younger: Authority
let person: Issued
let judges: Judges
let signedXml: string
let signedCms: Uint8Array
const trust = () => ({
  anchors: [...authority.trust.anchors, ...younger.trust.anchors],
  intermediates: [authority.issuing, younger.issuing],
})
const xmlAt = async (xml: string, at: Date) => (await verifyXml(xml, { trust: trust(), at })).signatures[0]!
const cmsAt = async (cms: Uint8Array, at: Date, over = content) =>
  (await verifyCms(cms, { trust: trust(), at, content: over })).signatures[0]!
const codes = (found: { reasons: { code: string }[] }) => found.reasons.map((one) => one.code)
/** By whoever is asked then. */
const renewing = (by: Authority) => ({ timestamps: by.timestamps, revocation: by.revocation })
const renewedXml = async (xml: string, by: Authority) => (await renewXml(xml, renewing(by)))!
const renewedCms = async (cms: Uint8Array, by: Authority) => (await renewCms(cms, { content, ...renewing(by) }))!

beforeAll(async () => {
  const now = () => clock
  authority = await createAuthority({ algorithm: 'ec-p256', now })
  person = await authority.issue({ kind: 'seal', name: 'Sở Thử nghiệm', algorithm: 'ec-p256' })
  judges = new Judges(authority.root, authority.issuing)
  const signing = { level: 'B-LT' as const, when: clock, ...renewing(authority) }
  signedXml = await signXml(message, person.key, signing)
  signedCms = await signCms(content, person.key, signing)
  clock = years(4)
  younger = await createAuthority({ algorithm: 'ec-p384', now, name: 'Về sau' })
  clock = new Date()
})
afterAll(() => judges.remove())

/** The elements of a text that the program wrote, in exclusive canonical form: put together by hand. */
function canonical(xml: string, name: string, add = ''): string {
  const prefix = name.split(':')[0]!
  const uri = { ds, xades, xades141 }[prefix]
  const text = new RegExp(`<${name}[ >].*</${name}>`, 's').exec(xml)![0]
  const bare = text.replace(/ xmlns:(ds|xades|xades141)="[^"]*"/g, '').replace(/<([\w:]+)([^<>]*)\/>/g, '<$1$2></$1>')
  const head = bare.replace(`<${name}`, `<${name} xmlns:${prefix}="${uri}"`)
  return add ? head.replace(new RegExp(`<(${add})`, 'g'), `<$1 xmlns:ds="${ds}"`) : head
}

describe('an archive time-stamp', () => {
  it('on XML is over all that came before, as OpenSSL and xmlsec1 see it too', async () => {
    const renewed = await renewedXml(signedXml, authority)
    expect(judges.xmlsec(renewed)).toBe(true)
    expect(await xmlAt(renewed, new Date())).toMatchObject({ verdict: 'valid', level: 'B-LTA', coverage: 'file' })
    const token = /<xades141:ArchiveTimeStamp[^>]*>.*?<xades:EncapsulatedTimeStamp>([^<]+)/s.exec(renewed)![1]!
    // EN 319 132-1, 5.5.2.2, by hand.
    const over = [
      message,
      canonical(renewed, 'xades:SignedProperties', 'ds:DigestMethod|ds:DigestValue'),
      canonical(renewed, 'ds:SignedInfo'),
      canonical(renewed, 'ds:SignatureValue'),
      canonical(renewed, 'ds:KeyInfo'),
      canonical(renewed, 'xades:SignatureTimeStamp', 'ds:CanonicalizationMethod'),
      ...(/<xades:CertificateValues/.test(signedXml) ? [canonical(signedXml, 'xades:CertificateValues')] : []),
      canonical(signedXml, 'xades:RevocationValues'),
      validationData(renewed),
    ].join('')
    const file = judges.write(Buffer.from(token, 'base64'), 'tst')
    expect(judges.opensslTs(file, judges.write(over, 'bin'))).toBe(true)
    expect(judges.opensslTs(file, judges.write(`${over} `, 'bin'))).toBe(false)
    // The next one is over all that and the first one, with whatever was added between.
    const again = (await renewXml(renewed, { timestamps: authority.timestamps }))!
    const [first, second] = again.match(/<xades141:ArchiveTimeStamp.*?<\/xades141:ArchiveTimeStamp>/gs)!
    const stamp = /<xades:EncapsulatedTimeStamp>([^<]+)/.exec(second!)![1]!
    const before = canonical(first!, 'xades141:ArchiveTimeStamp', 'ds:CanonicalizationMethod')
    const covered = over + before.replace('<xades:EncapsulatedTimeStamp', `$& xmlns:xades="${xades}"`)
    const next = judges.write(Buffer.from(stamp, 'base64'), 'tst')
    expect(judges.opensslTs(next, judges.write(covered, 'bin'))).toBe(true)
    expect(judges.opensslTs(next, judges.write(over, 'bin'))).toBe(false)
  })

  it('on CMS is over all that came before, as OpenSSL sees it too', async () => {
    const renewed = await renewedCms(signedCms, authority)
    expect(await cmsAt(renewed, new Date())).toMatchObject({ verdict: 'valid', level: 'B-LTA' })
    const text = judges.write(content, 'txt')
    expect(judges.opensslCms(judges.write(renewed, 'p7s'), text)).toBe(true)
    const signer = readCms(renewed).signers[0]!
    const token = signer.unsigned.get(oids.archiveTimestamp)![0]!.raw
    // EN 319 122-1, 5.5.3: type of the content, its digest, the fields of the signer, the index.
    const index = readCms(token).signers[0]!.unsigned.get(oids.archiveHashIndex)![0]!.raw
    const signedData = parts(children(parts(readNode(renewed), '')[1]!)[0], '')
    const fields = parts(parts(signedData.at(-1), '', 0x31)[0], '').filter((one) => one.tag !== 0xa1)
    const type = parts(signedData[2], '')[0]!
    const over = [type.raw, digest('sha256', content), ...fields.map((one) => one.raw), index]
    expect(judges.opensslTs(judges.write(token, 'tst'), judges.write(Buffer.concat(over), 'bin'))).toBe(true)
    // Whatever the index names is there: certificates, lists, the first time-stamp.
    const [, certificates, revocations, beside] = children(readNode(index))
    expect([certificates, revocations, beside].map((one) => children(one!).length)).toEqual([
      children(signedData.find((one) => one.tag === 0xa0)!).length,
      children(signedData.find((one) => one.tag === 0xa1)!).length,
      1,
    ])
  })

  it('on XML over a file that lies beside it needs that file, and keeps it proved', async () => {
    const files = [{ uri: 'bang.xlsx', bytes: content }]
    const apart = await signXml('<a>x</a>', person.key, { level: 'B-LT', when: clock, ...renewing(authority), files })
    expect(await renewXml(apart, renewing(younger))).toBeNull()
    clock = years(4)
    const renewed = (await renewXml(apart, { ...renewing(younger), files }))!
    clock = new Date()
    const late = { trust: trust(), at: years(8) }
    expect((await verifyXml(renewed, { ...late, files })).signatures[0]).toMatchObject({
      verdict: 'valid',
      level: 'B-LTA',
    })
    expect((await verifyXml(apart, { ...late, files })).overall).not.toBe('valid')
    const other = [{ uri: 'bang.xlsx', bytes: Buffer.from('khác') }]
    expect((await verifyXml(renewed, { ...late, files: other })).overall).toBe('invalid')
  })

  it('keeps a signature valid past the end of what proved it, again and again', async () => {
    // The first service and the signer are over in eight years; a service that begins in four years proves that they were not yet.
    const late = years(8)
    expect((await xmlAt(signedXml, late)).verdict).not.toBe('valid')
    expect((await cmsAt(signedCms, late)).verdict).not.toBe('valid')
    clock = years(4)
    let xml = await renewedXml(signedXml, younger)
    let cms: Uint8Array = await renewedCms(signedCms, younger)
    expect([(await xmlAt(xml, late)).verdict, (await cmsAt(cms, late)).verdict]).toEqual(['valid', 'valid'])
    const before = (await verifyXml(xml, { trust: trust(), at: late })).renewBefore
    clock = late
    const third = await createAuthority({ algorithm: 'ec-p256', now: () => clock, name: 'Thứ ba' })
    xml = await renewedXml(xml, third)
    cms = await renewedCms(cms, third)
    const all = { anchors: [...trust().anchors, ...third.trust.anchors], intermediates: trust().intermediates }
    const after = years(11)
    const found = await verifyXml(xml, { trust: all, at: after })
    expect(found.overall).toBe('valid')
    expect(found.renewBefore! > before!).toBe(true)
    const detached = await verifyCms(cms, { trust: all, at: after, content })
    expect(detached.overall).toBe('valid')
    // What is left of it without the content tells until when it can be renewed.
    const alone = await verifyCms(cms, { trust: all, at: after })
    expect([alone.overall, alone.renewBefore]).toEqual(['attention', detached.renewBefore])
    clock = new Date()
  })

  it('keeps a signature valid that another one is over, by the stamp on that other one', async () => {
    const text = '<a><b Id="b">Quyết định</b><c/></a>'
    const signing = { level: 'B-LT' as const, when: clock, ...renewing(authority) }
    const first = await signXml(text, person.key, { ...signing, elementId: 'b' })
    const both = await signXml(first, person.key, { ...signing, into: 'c' })
    const judged = async (xml: string, at: Date) => {
      const { signatures, renewBefore } = await verifyXml(xml, { trust: trust(), at })
      return { told: signatures.map((one) => [one.verdict, one.level]), renewBefore }
    }
    const now = await judged(both, new Date())
    expect(now.told).toEqual(Array(2).fill(['valid', 'B-LT']))
    clock = years(4)
    const renewed = (await renewXml(both, renewing(younger)))!
    clock = new Date()
    // One stamp, in the outer one, and each signature as xmlsec1 sees it is whole.
    expect(renewed.match(/<xades141:ArchiveTimeStamp /g)).toHaveLength(1)
    const known = ['--id-attr:Id', 'b', '--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties']
    for (const nth of [1, 2]) {
      const node = `(//*[local-name()='Signature'])[${nth}]`
      expect(judges.xmlsec(renewed, ...known, '--node-xpath', node)).toBe(true)
      expect(judges.xmlsec(renewed.replace('Quyết định', 'Công văn'), ...known, '--node-xpath', node)).toBe(false)
    }
    expect((await judged(both, years(8))).told.map(([verdict]) => verdict)).not.toContain('valid')
    const late = await judged(renewed, years(8))
    expect(late.told).toEqual(Array(2).fill(['valid', 'B-LTA']))
    expect(late.renewBefore! > now.renewBefore!).toBe(true)
    // The inner one's own stamp taken out after: the outer one's is over it, and says so.
    const robbed = renewed.replace(/<xades:SignatureTimeStamp>.*?<\/xades:SignatureTimeStamp>/s, '')
    expect((await judged(robbed, years(8))).told.map(([verdict]) => verdict)).not.toContain('valid')
    // Where another one is over the place of a stamp alone, neither can be stamped.
    const part = first.replace('<xades:UnsignedProperties>', '<xades:UnsignedProperties Id="u">')
    expect(await renewXml(part, renewing(authority))).not.toBeNull()
    const overPart = await signXml(part, person.key, { ...signing, elementId: 'u', into: 'c' })
    expect(await renewXml(overPart, renewing(authority))).toBeNull()
  })

  it('that tells its parts one by one is no proof, and takes nothing from the signature', async () => {
    const picked = (await renewedXml(signedXml, authority)).replace(
      /(<xades141:ArchiveTimeStamp[^>]*>)/,
      '$1<xades:Include URI="#x"/>',
    )
    const found = await xmlAt(picked, new Date())
    expect(found).toMatchObject({ verdict: 'valid', level: 'B-LT' })
    expect(codes(found)).toContain('timestamp.unread')
    expect((await xmlAt(picked, years(8))).verdict).not.toBe('valid')
  })

  it('that came too late proves nothing', async () => {
    clock = years(8)
    const late = await createAuthority({ algorithm: 'ec-p256', now: () => clock, name: 'Muộn' })
    const all = { anchors: [...authority.trust.anchors, ...late.trust.anchors], intermediates: trust().intermediates }
    const xml = await renewedXml(signedXml, late)
    const cms = await renewedCms(signedCms, late)
    const at = years(9)
    expect((await verifyXml(xml, { trust: all, at })).signatures[0]?.verdict).not.toBe('valid')
    expect((await verifyCms(cms, { trust: all, at, content })).signatures[0]?.verdict).not.toBe('valid')
    clock = new Date()
  })

  it('of something else, or with something before it changed, speaks against the signature', async () => {
    const renewed = await renewedXml(signedXml, authority)
    const forged = [
      // The proof that it is over, taken out or doubled.
      renewed.replace(/<xades141:TimeStampValidationData.*<\/xades141:TimeStampValidationData>/s, ''),
      renewed.replace(/<xades:SignatureTimeStamp>.*<\/xades:SignatureTimeStamp>/s, (text) => text + text),
      renewed.replace(/<ds:X509Data>/, '<ds:KeyName>x</ds:KeyName><ds:X509Data>'),
      renewed.replace('</ds:Signature>', '<ds:Object>x</ds:Object></ds:Signature>'),
    ]
    for (const one of forged) {
      expect(one).not.toBe(renewed)
      const found = await xmlAt(one, new Date())
      expect([found.verdict, codes(found)]).toEqual(['bad-timestamp', expect.arrayContaining(['timestamp.other-data'])])
    }
    // Another's archive time-stamp, put in.
    const other = await renewedXml(await signXml('<a/>', person.key, signingNow()), authority)
    const stamp = /<xades141:ArchiveTimeStamp.*<\/xades141:ArchiveTimeStamp>/s
    const swapped = await xmlAt(renewed.replace(stamp, stamp.exec(other)![0]), new Date())
    expect(swapped.verdict).toBe('bad-timestamp')

    const cms = await renewedCms(signedCms, authority)
    const elsewhere = Buffer.from('other')
    const stampedOver = (await renewCms(signedCms, { content: elsewhere, ...renewing(authority) }))!
    expect((await cmsAt(stampedOver, new Date())).verdict).toBe('bad-timestamp')
    // A letter of a list that the index names.
    const list = readCms(cms).ocsps[0]!
    const changed = Buffer.from(cms)
    changed[changed.indexOf(list) + list.length - 1]! ^= 1
    expect((await cmsAt(changed, new Date())).verdict).toBe('bad-timestamp')
    expect((await cmsAt(cms, new Date(), Buffer.from('other'))).verdict).toBe('broken')
  })

  it('is only put on what has a time-stamp', async () => {
    const bare = await signXml(message, person.key, { level: 'B-B', when: new Date() })
    expect(await renewXml(bare, renewing(authority))).toBeNull()
    const beside = await signCms(content, person.key, { level: 'B-B', when: new Date() })
    expect(await renewCms(beside, { content, ...renewing(authority) })).toBeNull()
    expect(await renewCms(signedCms, renewing(authority))).toBeNull()
  })
})

const signingNow = () => ({ level: 'B-LT' as const, when: new Date(), ...renewing(authority) })

/** Two prefixes, each where it is first used. */
function validationData(xml: string): string {
  const text = canonical(xml, 'xades141:TimeStampValidationData')
  return text.replace(/<(xades:(?:CertificateValues|RevocationValues))>/g, `<$1 xmlns:xades="${xades}">`)
}
