import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import type { Finding } from '@mocban/contract/documents-reading'
import fc from 'fast-check'
import JSZip from 'jszip'
import { afterAll, describe, expect, it } from 'vitest'
import { extensionOf, misleads, shownName } from './file-name.ts'
import { inspectFile } from './inspect-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'mocban-inspect-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function look(bytes: Uint8Array | string, name: string, limits?: Parameters<typeof inspectFile>[2]) {
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  const { findings, ...rest } = await inspectFile(path, name, limits)
  const codes = (severity: Finding['severity']) =>
    findings.filter((one) => one.severity === severity).map((one) => one.code)
  return { ...rest, refused: codes('refuse'), warned: codes('warn') }
}

const docx = async (more: Record<string, string> = {}) => {
  const zip = new JSZip()
  zip.file(
    '[Content_Types].xml',
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  )
  zip.file('word/document.xml', '<w:document/>')
  for (const [name, content] of Object.entries(more)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

async function pdf(change: (document: PDFDocument) => void = () => {}, pages = 1) {
  const document = await PDFDocument.create()
  for (let n = 0; n < pages; n++) document.addPage([595, 842]).drawText('A page with enough letters to read here')
  change(document)
  return document.save({ useObjectStreams: false })
}

/** A zip written by hand, so that its directory may say anything. */
function zipOf(entries: { name: string; data: Buffer; claims?: number; flags?: number; at?: number }[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = deflateRawSync(entry.data)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(entry.name.length, 26)
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50, 0)
    row.writeUInt16LE(entry.flags ?? 0, 8)
    row.writeUInt16LE(8, 10)
    row.writeUInt32LE(packed.length, 20)
    row.writeUInt32LE(entry.claims ?? entry.data.length, 24)
    row.writeUInt16LE(entry.name.length, 28)
    row.writeUInt32LE(entry.at ?? offset, 42)
    locals.push(local, Buffer.from(entry.name), packed)
    directory.push(row, Buffer.from(entry.name))
    offset += 30 + entry.name.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, list, end])
}

/** A PDF of one page with a file of so many zeros inside, which lie nowhere on the disk. */
function pdfCarrying(size: number): string {
  const path = join(folder, 'carrying.pdf')
  const offsets: number[] = []
  let written = '%PDF-1.7\n'
  const object = (content: string) => {
    offsets.push(written.length)
    written += `${offsets.length} 0 obj\n${content}`
  }
  const words = 'BT /F 20 Tf 60 760 Td (A page with enough letters to read here) Tj ET'
  object('<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.bin) 5 0 R]>>>>>>\nendobj\n')
  object('<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n')
  object(
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n',
  )
  object(`<</Length ${words.length}>>stream\n${words}\nendstream\nendobj\n`)
  object('<</Type/Filespec/F(a.bin)/EF<</F 6 0 R>>>>\nendobj\n')
  object(`<</Type/EmbeddedFile/Length ${size}>>stream\n`)
  const table = written.length + size + '\nendstream\nendobj\n'.length
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const file = openSync(path, 'w')
  writeSync(file, written)
  writeSync(
    file,
    `\nendstream\nendobj\nxref\n0 7\n0000000000 65535 f \n${rows}trailer<</Size 7/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`,
    written.length + size,
  )
  closeSync(file)
  return path
}

describe('what a file really is', () => {
  it('knows XML by how it begins, in whatever letters; a wrong one is told by who reads it', async () => {
    const text = '<?xml version="1.0" encoding="UTF-8"?>\n<edXML><Subject>Kế hoạch</Subject></edXML>'
    const big = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    for (const bytes of [
      Buffer.from(text, 'utf16le'),
      big,
      Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe])]),
      Buffer.from(text.replace('Kế hoạch', 'K\xea\xec ho\xe5ch'), 'latin1'),
    ])
      expect(await look(bytes, 'a.edxml')).toMatchObject({ kind: 'xml', refused: [] })
    expect((await look(Buffer.from('<?xml version="1.0"?><html>\xff', 'latin1'), 'a.xml')).refused).not.toEqual([])
  })

  it('takes a PDF that carries a file of 450 MB without reading what it carries', async () => {
    const found = await inspectFile(pdfCarrying(450_000_000), 'ho-so.pdf')
    expect(found).toMatchObject({ kind: 'pdf', pageCount: 1 })
    expect(found.findings).toEqual([expect.objectContaining({ code: 'carries-files', severity: 'warn' })])
  })

  it('takes a PDF, a DOCX and an archive of attachments as they are', async () => {
    expect(await look(await pdf(), 'Công văn.pdf')).toEqual({
      kind: 'pdf',
      mediaType: 'application/pdf',
      pageCount: 1,
      refused: [],
      warned: [],
    })
    expect(await look(await docx(), 'du-thao.docx')).toMatchObject({ kind: 'docx', refused: [], warned: [] })
    expect(await look(zipOf([{ name: 'a.txt', data: Buffer.from('xin chao') }]), 'kem-theo.zip')).toMatchObject({
      kind: 'zip',
      refused: [],
    })
  })

  it('takes a PDF with junk before its header, as readers do', async () => {
    const junk = Buffer.concat([Buffer.from('\x1b%-12345X@PJL\r\n'), Buffer.from(await pdf())])
    expect(await look(junk, 'ban-quet.pdf')).toMatchObject({ kind: 'pdf', pageCount: 1, refused: [] })
  })

  it('refuses what is not what its name says', async () => {
    expect(await look(await docx(), 'quyet-dinh.pdf')).toMatchObject({
      kind: 'docx',
      refused: ['not-what-its-name-says'],
    })
    expect(await look('MZ\u0090 program', 'giay-moi.pdf')).toMatchObject({
      kind: 'executable',
      refused: ['kind-not-accepted'],
    })
    expect(await look('MZ\n%PDF-1.7\n', 'giay-moi.pdf')).toMatchObject({ kind: 'executable' })
    expect(await look('<html><script>alert(1)</script>', 'bao-cao.txt')).toMatchObject({
      kind: 'html',
      refused: ['kind-not-accepted'],
    })
  })

  it('refuses empty and broken files', async () => {
    expect(await look('', 'trong.pdf')).toMatchObject({ refused: ['empty'] })
    expect(await look('%PDF-1.7\nnothing of a document follows', 'hong.pdf')).toMatchObject({ refused: ['broken'] })
    expect(await look((await docx()).subarray(0, 120), 'cut.docx')).toMatchObject({
      refused: expect.arrayContaining(['broken']),
    })
    expect(await look(Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'anh.png')).toMatchObject({ refused: ['broken'] })
  })

  it('refuses encrypted files', async () => {
    const locked = await PDFDocument.create()
    locked.addPage()
    locked.encrypt({ userPassword: 'mat-khau', ownerPassword: 'chu' })
    expect(await look(await locked.save(), 'khoa.pdf')).toMatchObject({ refused: ['encrypted'] })
    const ole = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ])
    expect(await look(ole, 'khoa.docx')).toMatchObject({ refused: ['encrypted'] })
    expect(await look(zipOf([{ name: 'a.txt', data: Buffer.from('x'), flags: 1 }]), 'khoa.zip')).toMatchObject({
      refused: [],
      warned: ['encrypted-entries'],
    })
  })

  it('refuses macros, in new and old office files', async () => {
    expect(await look(await docx({ 'word/vbaProject.bin': 'x' }), 'to-trinh.docx')).toMatchObject({
      refused: ['macros'],
    })
    const ole = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from('WordDocument', 'utf16le'),
      Buffer.from('_VBA_PROJECT', 'utf16le'),
    ])
    expect(await look(ole, 'cu.doc')).toMatchObject({ kind: 'doc', refused: ['macros'] })
  })

  it('refuses zip bombs by their directory, without unpacking them', async () => {
    const zeros = Buffer.alloc(25_000_000)
    expect(await look(zipOf([{ name: 'zeros', data: zeros }]), 'bom.zip')).toMatchObject({ refused: ['archive-bomb'] })
    expect(
      await look(zipOf([{ name: 'huge', data: Buffer.from('x'), claims: 3_900_000_000 }]), 'bom.zip'),
    ).toMatchObject({ refused: ['archive-bomb'] })
    const kernel = { data: Buffer.from('the same part counted many times'), at: 0 }
    expect(
      await look(
        zipOf([
          { name: 'a', ...kernel },
          { name: 'b', ...kernel },
        ]),
        'bom.zip',
      ),
    ).toMatchObject({ refused: ['archive-bomb'] })
  })

  it('tells of paths that lead out of an archive, archives and programs inside it', async () => {
    const data = Buffer.from('x')
    expect(
      await look(
        zipOf([
          { name: '../../etc/passwd', data },
          { name: 'b.zip', data },
        ]),
        'a.zip',
      ),
    ).toMatchObject({ refused: [], warned: ['archive-paths', 'archive-in-archive'] })
    expect(await look(zipOf([{ name: 'setup.exe', data }]), 'a.zip')).toMatchObject({ refused: ['kind-not-accepted'] })
  })

  it('refuses a PDF of 10,000 pages and one that takes too long, and goes on', async () => {
    expect(await look(await pdf(() => {}, 10_000), 'dai.pdf')).toMatchObject({
      pageCount: 10_000,
      refused: ['too-many-pages'],
    })
    expect(await look(await pdf(), 'lau.pdf', { milliseconds: 20 })).toMatchObject({ refused: ['too-heavy'] })
    expect(await look(await pdf(() => {}, 3_000), 'nang.pdf', { heapMegabytes: 24 })).toMatchObject({
      refused: ['too-heavy'],
    })
  })

  it('tells of scripts, programs and files in a PDF', async () => {
    const scripted = await pdf((document) => document.addJavaScript('main', 'app.alert("x")'))
    expect(await look(scripted, 'script.pdf')).toMatchObject({ refused: [], warned: ['runs-script'] })
    // Two letters stand by chance among the bytes of any large scan.
    const scan = Buffer.concat([await pdf(), Buffer.from('\n%\u00f4/JS(\u00e1\n', 'latin1')])
    expect(await look(scan, 'scan.pdf')).toMatchObject({ refused: [], warned: [] })
    const launching = await pdf((document) => {
      document.catalog.set(
        PDFName.of('OpenAction'),
        document.context.obj({ Type: 'Action', S: 'Launch', F: PDFString.of('cmd.exe') }),
      )
    })
    expect(await look(launching, 'launch.pdf')).toMatchObject({ warned: ['launches-program'] })
    expect(await look(await pdf((document) => document.getPage(0).setSize(595, 842)), 'plain.pdf')).toMatchObject({
      warned: [],
    })
  })
})

describe('names of files', () => {
  it('shows what a name really is and keeps its letters', () => {
    expect(shownName('../../etc/Công văn\u202Efdp.exe')).toBe('Công vănfdp.exe')
    expect(shownName('C:\\Users\\a\\Quyết định.pdf')).toBe('Quyết định.pdf')
    expect(shownName('\u0000\u200b')).toBe('khong-ten')
    expect(misleads('a/b.pdf') && misleads('a\u202eb.pdf')).toBe(true)
    expect(misleads('Công văn số 15.pdf')).toBe(false)
    expect(extensionOf('x.PDF\u200b')).toBe('pdf')
  })

  it('shows names typed with combining characters as composed ones, and what it shows as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(shownName(name.normalize('NFD'))).toBe(shownName(name.normalize('NFC')))
        const shown = shownName(name)
        expect(shown.length).toBeGreaterThan(0)
        expect(shown).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]/u)
        expect(shownName(shown)).toBe(shown)
      }),
    )
  })
})
