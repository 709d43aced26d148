import { constants, deflateRawSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import JSZip from 'jszip'

/** Files as they come on bad days, made small. */

/** A DOCX with more parts than it should have. */
export async function docxWith(parts: Record<string, string | Buffer> = {}): Promise<Buffer> {
  const zip = new JSZip()
  zip.file(
    '[Content_Types].xml',
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  )
  zip.file('word/document.xml', '<w:document/>')
  for (const [name, content] of Object.entries(parts)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

export async function pdfOf(pages: number, lock = false): Promise<Buffer> {
  const document = await PDFDocument.create()
  for (let n = 0; n < pages; n++) document.addPage([595, 842])
  document.getPage(0).drawText('A page with enough letters to read here')
  if (lock) document.encrypt({ userPassword: 'mat-khau', ownerPassword: 'chu' })
  return Buffer.from(await document.save())
}

/** A PDF of one page whose content unpacks to so many megabytes of spaces: a thousand times its size. */
export function pdfBomb(megabytes: number): Buffer {
  const one = deflateRawSync(Buffer.alloc(1_000_000, ' '), { finishFlush: constants.Z_FULL_FLUSH })
  const packed = Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array.from({ length: megabytes }, () => one),
    Buffer.from([0x03, 0x00, 0, 0, 0, 1]),
  ])
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>'),
    Buffer.concat([
      Buffer.from(`<</Length ${packed.length}/Filter/FlateDecode>>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]),
  ]
  const parts = [Buffer.from('%PDF-1.4\n')]
  const places: number[] = []
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  for (const [n, object] of objects.entries()) {
    places.push(length())
    parts.push(Buffer.from(`${n + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'))
  }
  const start = length()
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(`xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`),
  )
  return Buffer.concat(parts)
}
