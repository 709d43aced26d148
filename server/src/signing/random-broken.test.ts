import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority, type Issued } from './authority/create-authority.ts'
import { toPem } from './certificates/pem.ts'
import { readCms } from './cms/read-cms.ts'
import { signCms } from './cms/sign-cms.ts'
import { Judges } from './testing/judges.ts'
import { verifyCms } from './verify/verify-cms.ts'
import { verifyXml } from './verify/verify-xml.ts'

/** Signatures apart from what they are over, and over several things at once, with anything changed anywhere. */
let authority: Authority
let judges: Judges
let person: Issued
const options = () => ({ trust: authority.trust, at: new Date(), revocationSource: authority.revocation })
const isValid = (verdict: string | undefined) => /^valid/.test(verdict ?? '')

beforeAll(async () => {
  authority = await createAuthority({ algorithm: 'ec-p256' })
  judges = new Judges(authority.root, authority.issuing)
  person = await authority.issue({ kind: 'person', name: 'Nguyễn Văn Thử', algorithm: 'rsa-2048' })
})
afterAll(() => judges.remove())

describe('a CMS apart from its file', () => {
  const content = Buffer.from('Phụ lục kèm theo Quyết định số 15/QĐ-UBND\n'.repeat(3))
  const judged = async (cms: Uint8Array, over: Uint8Array) =>
    (await verifyCms(cms, { ...options(), content: over })).signatures[0]?.verdict

  it.each(['B-B', 'B-LT'] as const)('is valid of that file alone (%s)', async (level) => {
    const cms = await signCms(content, person.key, {
      level,
      when: new Date(),
      timestamps: authority.timestamps,
      revocation: authority.revocation,
    })
    expect(isValid(await judged(cms, content))).toBe(true)
    const change = fc.oneof(
      fc.record({ at: fc.nat(content.length - 1), bits: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ at: fc.nat(content.length), put: fc.uint8Array({ minLength: 1, maxLength: 5 }) }),
      fc.record({ cut: fc.integer({ min: 1, max: content.length }) }),
    )
    await fc.assert(
      fc.asyncProperty(change, async (how) => {
        const changed = Buffer.from(content)
        if ('bits' in how) changed[how.at]! ^= how.bits
        const other =
          'put' in how
            ? Buffer.concat([content.subarray(0, how.at), how.put, content.subarray(how.at)])
            : 'cut' in how
              ? content.subarray(0, content.length - how.cut)
              : changed
        expect(await judged(cms, other)).toBe('broken')
      }),
      { numRuns: 60 },
    )
  })

  it('with a byte changed anywhere never throws, and is valid only where OpenSSL says so too', async () => {
    const cms = Buffer.from(await signCms(content, person.key, { level: 'B-B', when: new Date() }))
    const text = judges.write(content, 'txt')
    const signer = cms.indexOf(person.certificate)
    const own = { from: signer, to: signer + person.certificate.length }
    // What is signed, how, and the value end the file. Before them stand the signer's name, of which letters may be written in several ways, and
    // certificates that nobody needs, of which OpenSSL wants every letter right.
    const attributes = readCms(cms).signers[0]!.fields.find((one) => one[0] === 0xa0)!
    const fields = cms.indexOf(attributes)
    expect([signer > 0, fields > own.to]).toEqual([true, true])
    await fc.assert(
      fc.asyncProperty(fc.nat(cms.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const changed = Buffer.from(cms)
        changed[at]! ^= bits
        const valid = isValid(await judged(changed, content))
        if (at >= own.from && at < own.to) expect([at, bits, valid]).toEqual([at, bits, false])
        if (at >= fields && valid)
          expect([at, bits, judges.opensslCms(judges.write(changed, 'p7s'), text)]).toEqual([at, bits, true])
      }),
      { numRuns: 200 },
    )
  })
})

describe('an XML signature over several things', () => {
  const ds = 'http://www.w3.org/2000/09/xmldsig#'
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
  const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
  const known = ['--id-attr:Id', 'urn:a:b', '--id-attr:Id', 'urn:a:c', '--id-attr:Id', `${ds}:Object`]
  const reference = (uri: string, method: string) =>
    `<Reference URI="${uri}"><Transforms><Transform Algorithm="${method}"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference>`
  const template = `<a xmlns="urn:a" xmlns:p="urn:p"><b Id="b" p:z="1" xml:lang="vi">một<d>hai</d></b><c Id="c">ba</c><e>không ký</e><Signature xmlns="${ds}"><SignedInfo><CanonicalizationMethod Algorithm="${exclusive}"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>${reference('#b', inclusive)}${reference('#c', exclusive)}${reference('#o', exclusive)}</SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo><Object Id="o">bốn</Object></Signature></a>`
  let made: string
  beforeAll(() => {
    const put = (name: string, der: Uint8Array, kind?: string) => {
      writeFileSync(join(judges.folder, name), toPem(der, kind))
      return join(judges.folder, name)
    }
    const chain = [
      put('key.pem', person.privateKey, 'PRIVATE KEY'),
      put('cert.pem', person.certificate),
      put('chain.pem', authority.issuing),
    ].join()
    made = execFileSync('xmlsec1', ['--sign', ...known, '--privkey-pem', chain, judges.write(template, 'xml')], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
  })
  const judged = async (xml: string) => (await verifyXml(xml, options())).signatures[0]?.verdict

  it('with anything put anywhere never throws, and never keeps what it is over changed and valid', async () => {
    expect(isValid(await judged(made))).toBe(true)
    const within = (at: number) =>
      [/<b .*<\/b>/s, /<c .*<\/c>/s, /<Object.*<\/Object>/s].some((part) => {
        const found = part.exec(made)!
        return at > found.index && at < found.index + found[0].length - 1
      })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(made.length - 1),
        fc.constantFrom('<', '>', '&', '"', 'x', '', '<x/>', '\u0000', ']]>', ' Id="c"', '<c Id="c">khác</c>'),
        async (at, put) => {
          const changed = made.slice(0, at) + put + made.slice(at + 1)
          const verdict = await judged(changed)
          if (within(at) && made[at] !== put && !/\s/.test(made[at]!))
            expect([at, put, isValid(verdict)]).toEqual([at, put, false])
          if (at < made.indexOf('<KeyInfo') && isValid(verdict))
            expect([at, put, judges.xmlsec(changed, ...known)]).toEqual([at, put, true])
        },
      ),
      { numRuns: 250 },
    )
  })

  it('with two of its parts changed for each other, one doubled or one taken away is broken', async () => {
    const [b, c] = [/<b .*<\/b>/s, /<c .*<\/c>/s].map((part) => part.exec(made)![0])
    const changed = {
      'identifiers changed for each other': made
        .replace('Id="b"', 'Id="t"')
        .replace('Id="c"', 'Id="b"')
        .replace('Id="t"', 'Id="c"'),
      'one taken away': made.replace(c!, ''),
      'one doubled': made.replace(c!, c! + c!),
      'one put in beside another': made.replace('<e>', '<e Id="b">'),
      'one moved into what is not signed': made.replace(b!, '').replace('<e>', `<e xml:lang="en">${b}`),
      'one reference taken away': made.replace(/<Reference URI="#c".*?<\/Reference>/s, ''),
      'one digest for another': made.replace(/(<DigestValue>)([^<]+)(.*<DigestValue>)([^<]+)/s, '$1$4$3$2'),
    }
    for (const [what, xml] of Object.entries(changed)) {
      expect(xml, what).not.toBe(made)
      // What only moved keeps its words; of its place the signature says nothing, and xmlsec1 agrees.
      const theirs = judges.xmlsec(xml, ...known)
      expect([what, isValid(await judged(xml))]).toEqual([what, what.includes('moved') && theirs])
      if (!what.includes('doubled') && !what.includes('beside'))
        expect([what, theirs]).toEqual([what, what.includes('moved') && theirs])
    }
  })
})
