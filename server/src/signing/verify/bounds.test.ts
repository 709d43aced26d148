import { expect, it } from 'vitest'
import { verifyCms } from './verify-cms.ts'
import { verifyPdf } from './verify-pdf.ts'
import { verifyXml } from './verify-xml.ts'

// None of these may take the machine; a test that hangs fails by its own limit.
const options = { trust: { anchors: [] }, at: new Date('2026-01-01T00:00:00Z') }

/** A PDF of these objects; the catalogue is the first. */
function pdf(...objects: string[]): Buffer {
  let text = '%PDF-1.7\n'
  const places = objects.map((body, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n\r\n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n${places.join('')}trailer\n<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + table, 'latin1')
}
const catalogue = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>>'
const pages = '<</Type/Pages/Count 1/Kids[3 0 R]>>'

it('PDFs that lead round, nest without end, list without end, or grow', async () => {
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>'
  const files = [
    pdf(catalogue, '<</Kids[2 0 R]>>', page, '<</FT/Sig>>'),
    pdf(catalogue, pages, page, '<</T(a)/Kids[4 0 R]>>'),
    pdf(catalogue, pages, page, '5 0 R', '4 0 R'),
    pdf(catalogue, pages, page, `<</FT/Sig/V ${'['.repeat(5000)}>>`),
    pdf(
      catalogue,
      `<</Type/Pages/Kids[${'3 0 R '.repeat(300_000)}]>>`,
      page,
      '<</FT/Sig/T(a)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>',
    ),
    pdf(catalogue, pages, page, `<</FT/Sig/T(a)/Kids[${'5 0 R '.repeat(200_000)}]>>`, '<</Parent 4 0 R>>'),
    Buffer.from('%PDF-1.7\n/Sig xref\n0 99999999\nstartxref\n14\n%%EOF'),
    Buffer.from(`%PDF-1.7 /Sig${'\n%%EOF'.repeat(100_000)}\nstartxref\n9\n%%EOF`),
    Buffer.from(`%PDF-1.7 /Sig\n${'('.repeat(1_000_000)}\nstartxref\n14\n%%EOF`),
  ]
  for (const file of files) expect((await verifyPdf(file, options)).overall).not.toMatch(/^valid|attention/)
})

it('a PDF of which only the beginning is there is damaged, not without a signature', async () => {
  const whole = pdf('<</Type/Catalog/Pages 2 0 R>>', pages, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>')
  expect(await verifyPdf(whole, options)).toMatchObject({ overall: 'unsigned' })
  const cut = await verifyPdf(whole.subarray(0, 40), options)
  expect(cut).toMatchObject({ overall: 'unreadable', reasons: [{ code: 'file.malformed' }] })
})

it('XML that nests, repeats or refers without end', async () => {
  const reference =
    '<Reference URI=""><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AA==</DigestValue></Reference>'
  const signature = (references: string) =>
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>${references}</SignedInfo><SignatureValue>AA==</SignatureValue></Signature>`
  const files = [
    `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`,
    `<a>${'<b/>'.repeat(1_100_000)}</a>`,
    `<a>${'x'.repeat(70_000_000)}</a>`,
    `<a>${'x'.repeat(200_000)}${signature(reference.repeat(201))}</a>`,
    `<a>${signature(reference.repeat(200)).repeat(60)}</a>`,
    `<a>${signature(signature(signature(reference)))}</a>`,
  ]
  for (const file of files) expect((await verifyXml(file, options)).overall).not.toMatch(/^valid|attention/)
})

it('CMS of many small parts', async () => {
  const many = Buffer.alloc(3_000_000, Buffer.from('0500', 'hex'))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(many.length)
  const file = Buffer.concat([Buffer.from('3084', 'hex'), length, many])
  expect((await verifyCms(file, { ...options, content: Buffer.alloc(0) })).overall).toBe('unreadable')
})
