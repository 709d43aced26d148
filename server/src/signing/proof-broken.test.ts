import { createHash } from 'node:crypto'
import type { ReasonCode } from '@mocban/contract/verification-reasons'
import type { VerdictCode } from '@mocban/contract/verification-words'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority } from './authority/create-authority.ts'
import { buildCms } from './cms/build-cms.ts'
import type { SigningKey } from './keys/signing-key.ts'
import { fillContents, makeRoom } from './pdf/fill-contents.ts'
import { PdfFile } from './pdf/pdf-file.ts'
import { type SignPdfOptions, signPdf } from './pdf/sign-pdf.ts'
import { placeSignature } from './pdf/signature-field.ts'
import { addTextFields, fillTextFields } from './pdf/text-fields.ts'
import { dict, Name } from './pdf/values.ts'
import * as forge from './testing/forge.ts'
import { Judges } from './testing/judges.ts'
import { withPdfLib } from './testing/origins.ts'
import { SecondOpinions, type Theirs } from './testing/second-opinion.ts'
import { verifyPdf } from './verify/verify-pdf.ts'

let authority: Authority
let judges: Judges
let person: SigningKey
let seal: SigningKey
let plain: Buffer
let signed: Buffer
let twice: Buffer

const signing = (more: Partial<SignPdfOptions> = {}): SignPdfOptions => ({
  key: person,
  level: 'B-T',
  fieldName: 'Ký',
  when: new Date(),
  timestamps: authority.timestamps,
  appearance: { page: 1, rect: [300, 100, 450, 150], lines: ['Ký bởi: Nguyễn Văn Thử'] },
  ...more,
})
const sign = async (pdf: Uint8Array, more: Partial<SignPdfOptions> = {}) =>
  Buffer.from(await signPdf(pdf, signing(more)))
const verify = (pdf: Uint8Array) =>
  verifyPdf(pdf, { trust: authority.trust, at: new Date(), revocationSource: authority.revocation })

/** A signature with no word on fields: made before the form is known to be one. */
async function signWithoutWord(pdf: Buffer, key: SigningKey = person): Promise<Buffer> {
  const room = makeRoom(20_000)
  const made = forge.update((increment) => {
    const signature = increment.add(
      dict({
        Type: new Name('Sig'),
        Filter: new Name('Adobe.PPKLite'),
        SubFilter: new Name('ETSI.CAdES.detached'),
        ByteRange: room.range,
        Contents: room.contents,
      }),
    )
    placeSignature(increment, { fieldName: `Im ${key === seal ? 2 : 1}`, signature })
  })(pdf)
  return fillContents(made, room, (parts) =>
    buildCms({
      key,
      contentDigest: createHash('sha256').update(Buffer.concat(parts)).digest(),
      timestamps: authority.timestamps,
    }),
  )
}

beforeAll(async () => {
  authority = await createAuthority()
  judges = new Judges(authority.root, authority.issuing)
  person = (await authority.issue({ kind: 'person', name: 'Nguyễn Văn Thử', organisation: 'Sở Thử nghiệm' })).key
  seal = (await authority.issue({ kind: 'seal', name: 'Sở Thử nghiệm' })).key
  plain = Buffer.from(await withPdfLib(false))
  signed = await sign(plain)
  twice = await sign(signed, { key: seal, fieldName: 'Dấu' })
})
afterAll(() => judges.remove())

const opinions = new SecondOpinions()
/** Poppler's pdfsig beside each case. */
const beside = (what: string, theirs: Theirs, pdf: Uint8Array) => opinions.hold(what, theirs, judges.pdfsigAccepts(pdf))

interface Case {
  what: string
  forge: (pdf: Buffer) => Buffer
  verdict: VerdictCode
  reason: ReasonCode
  /** Where pdfsig is not the one who looks there. */
  asked?: 'openssl ts'
}

const onBytes: Case[] = [
  {
    what: 'a byte of the page',
    forge: forge.byteAt('stream', 12),
    verdict: 'broken',
    reason: 'signature.digest-differs',
  },
  {
    what: 'a byte of the header',
    forge: forge.byteAt('%PDF-1.7', 7),
    verdict: 'broken',
    reason: 'signature.digest-differs',
  },
  {
    what: 'a byte behind the value',
    forge: (pdf) => forge.byteAt('/M <', 10)(pdf),
    verdict: 'broken',
    reason: 'signature.digest-differs',
  },
  {
    what: 'a byte within the value',
    forge: forge.valueChanged,
    verdict: 'bad-timestamp',
    reason: 'timestamp.broken',
    asked: 'openssl ts',
  },
  {
    what: 'the value emptied',
    forge: forge.emptied,
    verdict: 'unreadable',
    reason: 'signature.malformed',
  },
  {
    what: 'the value of another file',
    forge: (pdf) => forge.transplanted(twiceOther)(pdf),
    verdict: 'broken',
    reason: 'signature.digest-differs',
  },
  {
    what: 'a range that leaves out the page',
    forge: forge.rewrite(/\/ByteRange \[0 \d+ \d+ \d+\] */, (range) =>
      '/ByteRange [0 9 '
        .concat(/ (\d+) \d+\]/.exec(range)![1]!, ' ', / (\d+)\]/.exec(range)![1]!, ']')
        .padEnd(range.length),
    ),
    verdict: 'broken',
    reason: 'range.wrong',
  },
  {
    what: 'a range that overlaps itself',
    forge: forge.rewrite(/\/ByteRange \[0 (\d+) (\d+)/, (range) =>
      range.replace(/(\d+) (\d+)$/, (_, a: string, b: string) => `${b} ${a}`.padEnd(a.length + b.length + 1)),
    ),
    verdict: 'broken',
    reason: 'range.wrong',
  },
  {
    what: 'a range that does not begin at the beginning',
    forge: forge.rewrite(/\/ByteRange \[0/, () => '/ByteRange [5'),
    verdict: 'broken',
    reason: 'range.wrong',
  },
  {
    what: 'no range',
    forge: forge.rewrite(/\/ByteRange/, () => '/ByteRangX'),
    verdict: 'broken',
    reason: 'range.wrong',
  },
  {
    what: 'no value',
    forge: forge.rewrite(/\/Contents </, () => '/ContentX <'),
    verdict: 'broken',
    reason: 'range.wrong',
  },
  {
    what: 'a range beyond the end',
    forge: forge.rewrite(/\/ByteRange \[0 \d+ \d+ \d+\] */, (range) =>
      range.replace(/\d+\]/, '99999999]').slice(0, range.length).padEnd(range.length),
    ),
    verdict: 'broken',
    reason: 'range.wrong',
  },
]
let twiceOther: Buffer

const onUpdates: Omit<Case, 'verdict'>[] = [
  { what: 'the content of a page replaced', forge: forge.replaceContent, reason: 'changed.page-content' },
  { what: 'another content behind a page', forge: forge.otherContent, reason: 'changed.page-content' },
  { what: 'other fonts behind a page', forge: forge.otherResources, reason: 'changed.page-content' },
  { what: 'a page turned', forge: forge.turned, reason: 'changed.page-content' },
  { what: 'a page cropped', forge: forge.cropped, reason: 'changed.page-content' },
  { what: 'a script on a page', forge: forge.pageAction, reason: 'changed.active-content' },
  { what: 'words written over the page', forge: forge.freeText, reason: 'changed.annotation' },
  { what: 'a stamp over the page', forge: forge.stampOver, reason: 'changed.annotation' },
  { what: 'a note', forge: forge.note, reason: 'changed.annotation' },
  { what: 'a widget without a field', forge: forge.looseWidget, reason: 'changed.annotation' },
  { what: 'annotations taken away', forge: forge.noAnnotations, reason: 'changed.annotation' },
  { what: 'a page added', forge: forge.pageAdded, reason: 'changed.pages' },
  { what: 'a page removed', forge: forge.pageRemoved, reason: 'changed.pages' },
  { what: 'pages swapped', forge: forge.pagesSwapped, reason: 'changed.page-content' },
  { what: 'other pages behind the catalogue (replace)', forge: forge.otherPages, reason: 'changed.page-content' },
  { what: 'a script on opening', forge: forge.openAction, reason: 'changed.active-content' },
  { what: 'a script by name', forge: forge.namedScript, reason: 'changed.active-content' },
  { what: 'a file attached', forge: forge.attachment, reason: 'changed.attachment' },
  { what: 'layers switched off (hide)', forge: forge.layers, reason: 'changed.structure' },
  { what: 'pages numbered otherwise', forge: forge.otherView, reason: 'changed.structure' },
  { what: 'a field over the text', forge: forge.fieldAdded, reason: 'changed.form-not-permitted' },
  { what: 'a signature spread over the page', forge: forge.movedSignature, reason: 'changed.form-not-permitted' },
  { what: 'another picture for a signature', forge: forge.otherAppearance, reason: 'changed.form-not-permitted' },
  { what: 'a key of the catalogue twice', forge: forge.keyTwice, reason: 'changed.structure' },
  { what: 'an action that leads nowhere', forge: forge.leadsNowhere, reason: 'changed.active-content' },
  { what: 'garbage behind the end', forge: forge.garbage, reason: 'changed.structure' },
]

describe('a signed PDF is not what it was', () => {
  beforeAll(async () => {
    twiceOther = await sign(Buffer.from(await withPdfLib(true)))
  })
  it.each(onBytes)('$what', async (one) => {
    const forged = one.forge(signed)
    const [first] = (await verify(forged)).signatures
    expect([first?.verdict, first?.reasons.map((reason) => reason.code)]).toEqual([
      one.verdict,
      expect.arrayContaining([one.reason]),
    ])
    if (one.asked) opinions.hold(one.what, 'refuses', judges.opensslTsWithin(judges.cmsOf(forged)))
    else beside(one.what, 'refuses', forged)
  })
  it('a byte of a file that carries its proofs: nothing is said to be written behind the signature', async () => {
    const long = await sign(plain, { level: 'B-LT', revocation: authority.revocation })
    const changed = forge.byteAt('stream', 12)(long)
    const told = async (pdf: Buffer) => (await verify(pdf)).reasons.map((one) => one.code)
    expect(await told(changed)).toEqual([])
    expect(await told(Buffer.concat([changed, Buffer.from('\n%x\n')]))).toEqual(['file.changed-after-last'])
  })

  it.each(onUpdates)('behind one and behind two signatures: $what', async (one) => {
    for (const base of [signed, twice]) {
      const forged = one.forge(base)
      const { overall, signatures } = await verify(forged)
      expect(overall).toBe('invalid')
      for (const signature of signatures)
        expect([signature.verdict, signature.integrity.state]).toEqual(['changed', 'changed'])
      expect(signatures[0]?.reasons.map((reason) => reason.code)).toContain(one.reason)
      // We agree in that much: what is covered is whole, and it is not all.
      const theirs = judges.pdfsig(forged)
      opinions.hold(
        one.what,
        'pdfsig: covered bytes',
        theirs.length > 0 && theirs.every((each) => each.valid && each.trusted),
      )
      expect(theirs.every((each) => !each.total)).toBe(true)
    }
  })

  it('one object at two places, or two ways to count positions, is not read', async () => {
    const forged = forge.objectTwice(signed)
    expect((await verify(forged)).overall).toBe('unreadable')
    beside('one object at two places', 'pdfsig: covered bytes', forged)
  })
  it('a signature is taken out of its field, or with all fields', async () => {
    const ways: [string, forge.Forgery, Theirs][] = [
      ['the signature taken out', forge.stripped, 'refuses'],
      ['all fields taken out', forge.fieldsGone, 'pdfsig: signatures on pages'],
    ]
    for (const [what, one, theirs] of ways) {
      const forged = one(signed)
      const found = await verify(forged)
      expect([found.overall, found.reasons.map((reason) => reason.code)]).toEqual([
        'invalid',
        ['file.no-signature', 'signature.stripped'],
      ])
      beside(what, theirs, forged)
    }
  })
  it('one of two is taken out', async () => {
    const forged = forge.stripped(twice)
    const found = await verify(forged)
    expect(found.overall).toBe('invalid')
    expect(found.signatures.map((one) => one.verdict)).toEqual(['changed'])
    beside('one of two signatures taken out', 'refuses', forged)
  })
  it('its cross-reference is damaged: nothing is said of its signatures, whatever a reader that repairs it may find', async () => {
    const { sections } = new PdfFile(signed).reference
    const ways: [string, Buffer, Theirs][] = [
      [
        'the last position wrong',
        forge.rewrite(/startxref\n\d+\n%%EOF\n$/, (text) =>
          text.replace(/\d(?=\n%)/, (n) => `${(Number(n) + 1) % 10}`),
        )(signed),
        'refuses',
      ],
      ['a row of the table wrong', forge.byteAt(' 00000 n', -1)(signed), 'refuses'],
      ['the end cut off', signed.subarray(0, sections[0]), 'refuses'],
    ]
    for (const [what, forged, theirs] of ways) {
      const found = await verify(forged)
      expect([what, found.overall, found.reasons[0]?.code]).toEqual([what, 'unreadable', 'file.malformed'])
      beside(`a damaged file: ${what}`, theirs, forged)
    }
  })
  it('its dictionary is written again', async () => {
    const forged = forge.replacedDictionary(signed)
    expect((await verify(forged)).signatures.map((one) => one.verdict)).toEqual(['broken'])
    beside('the signature’s dictionary written again', 'pdfsig: covered bytes', forged)
  })
  it('cut off before the signature, it is simply unsigned', async () => {
    const found = await verify(plain)
    expect(found.overall).toBe('unsigned')
    beside('cut off before the signature', 'refuses', plain)
  })
  it('a reference leads to what was planted before signing (shadow attack, hide and replace)', async () => {
    // Before signing: an object of the same number as the page's content, that no reference leads to.
    const file = new PdfFile(plain)
    const contents = file.pages()[0]!.dict.get('Contents') as { number: number } | { number: number }[]
    const { number } = Array.isArray(contents) ? contents[0]! : contents
    const planted = Buffer.from(
      `${number} 0 obj\n<</Length 41>>\nstream\n0 g BT /F1 12 Tf 80 600 Td (9 000) Tj ET  \nendstream\nendobj\n`,
    )
    const at = plain.lastIndexOf('startxref')
    const prepared = Buffer.concat([plain.subarray(0, at), planted, plain.subarray(at)])
    const shadow = await sign(prepared)
    expect((await verify(shadow)).overall).toBe('valid')
    const forged = forge.onlyReference(number, (pdf) => pdf.indexOf(planted))(shadow)
    const [first] = (await verify(forged)).signatures
    expect([first?.verdict, first?.integrity.changes.map((one) => one.kind)]).toEqual([
      'changed',
      expect.arrayContaining(['page-content']),
    ])
    beside('a reference to what was planted before signing', 'pdfsig: covered bytes', forged)
  })
})

describe('what may be done after a signature', () => {
  const fields = [{ name: 'so', page: 1, rect: [80, 750, 200, 770] as [number, number, number, number] }]
  it('a field is filled in, unless it is locked or everything is', async () => {
    const form = await addTextFields(plain, fields)
    const open = await fillTextFields(await sign(form), { so: '15/QĐ-UBND' })
    expect((await verify(open)).signatures[0]).toMatchObject({
      verdict: 'valid',
      integrity: { state: 'whole', changes: [{ kind: 'form-value', what: 'so' }] },
      reasons: [{ code: 'changed.form-value', values: { field: 'so', value: '15/QĐ-UBND' } }],
    })
    expect(judges.pdfsig(open).every((one) => one.valid)).toBe(true)
    const locked = await sign(form, { lock: ['so'] })
    await expect(fillTextFields(locked, { so: '16' })).rejects.toMatchObject({ code: 'signing.changes-not-permitted' })
    const forced = forge.update((increment, file) => {
      const page = file.pages()[0]!
      const [ref] = file.list(page.dict.get('Annots')) as import('./pdf/values.ts').Ref[]
      increment.replace(ref!, file.dict(ref)!.with({ V: 16 }))
    })
    expect((await verify(forced(locked))).signatures[0]?.verdict).toBe('changed')
    beside('a locked field filled in', 'pdfsig: covered bytes', forced(locked))
    const certified = await sign(form, { certify: 'no-changes' })
    await expect(fillTextFields(certified, { so: '16' })).rejects.toMatchObject({
      code: 'signing.changes-not-permitted',
    })
    await expect(sign(certified, { fieldName: 'Hai' })).rejects.toMatchObject({ code: 'signing.closed-by-signature' })
    expect((await verify(forced(certified))).signatures[0]?.verdict).toBe('changed')
    beside('a field filled in where nothing may be changed', 'pdfsig: covered bytes', forced(certified))
    const filling = await fillTextFields(await sign(form, { certify: 'form-filling' }), { so: '16' })
    expect((await verify(filling)).overall).toBe('valid')
  })
  it('a field that nobody left open needs a later signature that vouches for it (shadow attack, replace)', async () => {
    // Signed elsewhere, by a program that says nothing of fields: as if ours had not either.
    const form = Buffer.from(await withPdfLib(true))
    const silent = await signWithoutWord(form)
    expect((await verify(silent)).overall).toBe('valid')
    const filled = Buffer.from(await fillTextFields(silent, { so: '9 000 000' }))
    const found = (await verify(filled)).signatures[0]!
    expect([found.verdict, found.reasons[0]?.code]).toEqual(['changed', 'changed.form-unvouched'])
    expect(found.reasons[0]?.values).toEqual({ field: 'so', value: '9 000 000' })
    beside('a field filled in that nobody vouches for', 'pdfsig: covered bytes', filled)
    const vouched = await sign(filled, { key: seal, fieldName: 'Dấu' })
    expect((await verify(vouched)).signatures.map((one) => one.verdict)).toEqual(['valid', 'valid'])
    const again = Buffer.from(await fillTextFields(await signWithoutWord(filled, seal), { so: '1' }))
    expect((await verify(again)).signatures.map((one) => one.verdict)).toEqual(['changed', 'changed'])
    // Ours locks what it finds filled in or fillable, and leaves open what was kept for number and day.
    await expect(fillTextFields(await sign(form), { so: '9' })).rejects.toMatchObject({
      code: 'signing.changes-not-permitted',
    })
  })
  it('a later signature may be shown, but not over the whole page', async () => {
    const covering = await sign(signed, {
      key: seal,
      fieldName: 'Dấu',
      appearance: { page: 1, rect: [20, 20, 575, 800], lines: ['9 000 000'] },
    })
    expect((await verify(covering)).signatures.map((one) => one.verdict)).toEqual(['changed', 'valid'])
    beside('a later signature over the whole page', 'pdfsig: covered bytes', covering)
  })
  it('many small pictures hide as much as a large one', async () => {
    let covering: Buffer = signed
    for (let i = 0; i < 3; i++)
      covering = await sign(covering, {
        key: seal,
        fieldName: `Dấu ${i}`,
        appearance: { page: 1, rect: [20, 20 + i * 150, 300, 160 + i * 150], lines: ['9'] },
      })
    expect((await verify(covering)).signatures.map((one) => one.verdict)).toEqual([
      'changed',
      'valid',
      'valid',
      'valid',
    ])
    beside('many small pictures over a page', 'pdfsig: covered bytes', covering)
  })
  it('a field that is signed cannot be signed again', async () => {
    await expect(sign(signed)).rejects.toMatchObject({ code: 'signing.field-taken' })
  })
})

it('no broken PDF without a second opinion', () => opinions.count({ agreed: 18, listed: 35 }))
