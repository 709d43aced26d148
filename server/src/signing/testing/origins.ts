import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { createCanvas } from '@napi-rs/canvas'
import { Document, Packer, Paragraph } from 'docx'

const words = 'ỦY BAN NHÂN DÂN TỈNH. Số: 15/QĐ-UBND. Quyết định về việc thử nghiệm.'

/** PDFs of every make that an office sees, each with a page of words. The folder is for the programs that make them. */
export async function makeOrigins(folder: string): Promise<Record<string, Buffer>> {
  mkdirSync(folder, { recursive: true })
  const plain = Buffer.from(await withPdfLib(false))
  const qpdf = (name: string, from: Buffer, ...options: string[]): Buffer => {
    const [given, made] = [join(folder, `${name}-from.pdf`), join(folder, `${name}.pdf`)]
    writeFileSync(given, from)
    execFileSync('qpdf', [...options, given, made], { stdio: 'pipe' })
    return readFileSync(made)
  }
  return {
    libreoffice: await fromLibreOffice(folder),
    chromium: fromChromium(folder),
    typst: fromTypst(),
    word: wordShaped(),
    scanned: await scanned(),
    form: Buffer.from(await withPdfLib(true)),
    'object streams': qpdf('streams', plain, '--object-streams=generate'),
    linearized: qpdf('linearized', plain, '--linearize'),
    'PDF 1.4': qpdf('v14', plain, '--force-version=1.4', '--object-streams=disable'),
    'PDF 1.6': qpdf('v16', plain, '--force-version=1.6', '--object-streams=generate'),
    'PDF 1.7': qpdf('v17', plain, '--force-version=1.7', '--object-streams=disable', '--normalize-content=y'),
    'PDF 2.0': qpdf('v20', plain, '--force-version=2.0', '--object-streams=generate'),
    'bytes before the header': Buffer.concat([Buffer.from('junk\r\n'), plain]),
  }
}

export async function withPdfLib(form: boolean): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  const font = await made.embedFont(StandardFonts.Helvetica)
  for (const text of ['First page: 1 000 000 dong', 'Second page'])
    made.addPage([595, 842]).drawText(text, { x: 80, y: 700, font })
  if (form) {
    const field = made.getForm().createTextField('so')
    field.addToPage(made.getPage(0), { x: 80, y: 750, width: 120, height: 20 })
    made.getForm().createCheckBox('dong-y').addToPage(made.getPage(0), { x: 300, y: 750, width: 15, height: 15 })
  }
  return made.save({ useObjectStreams: form })
}

async function fromLibreOffice(folder: string): Promise<Buffer> {
  const docx = join(folder, 'libreoffice.docx')
  const made = new Document({
    sections: [{ children: [new Paragraph(words), new Paragraph({ text: words, pageBreakBefore: true })] }],
  })
  writeFileSync(docx, await Packer.toBuffer(made))
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, docx], { stdio: 'pipe' })
  return readFileSync(join(folder, 'libreoffice.pdf'))
}

function fromChromium(folder: string): Buffer {
  const [page, made] = [join(folder, 'page.html'), join(folder, 'chromium.pdf')]
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><h1>${words}</h1><a href="https://example.vn">x</a>`)
  const options = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    `--user-data-dir=${join(folder, 'chromium')}`,
  ]
  execFileSync('chromium', [...options, `--print-to-pdf=${made}`, `file://${page}`], { stdio: 'pipe' })
  return readFileSync(made)
}

function fromTypst(): Buffer {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] })
  return compiler.pdf({ mainFileContent: `#set text(font: "Tinos")\n= Quyết định\n${words}\n#pagebreak()\nHai` })
}

async function scanned(): Promise<Buffer> {
  const canvas = createCanvas(600, 850)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fffff4'
  context.fillRect(0, 0, 600, 850)
  context.fillStyle = '#222'
  context.font = '20px Liberation Serif'
  context.fillText('QUYẾT ĐỊNH', 200, 100)
  const made = await PDFDocument.create()
  const image = await made.embedJpg(canvas.toBuffer('image/jpeg'))
  made.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
  return Buffer.from(await made.save({ useObjectStreams: false }))
}

/**
 * Built by hand as Word writes its files: a table, then a second section of no objects whose trailer leads to a cross-reference
 * stream as well (7.5.8.4), tagged structure in an object stream that only newer readers see.
 */
function wordShaped(): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\r\n%\xb5\xb5\xb5\xb5\r\n', 'latin1')]
  const places = new Map<number, number>()
  const size = () => pieces.reduce((sum, one) => sum + one.length, 0)
  const put = (number: number, body: string | Buffer) => {
    places.set(number, size())
    pieces.push(
      Buffer.from(`${number} 0 obj\r\n`),
      Buffer.from(body as string, 'latin1'),
      Buffer.from('\r\nendobj\r\n'),
    )
  }
  const stream = (head: string, data: Buffer) =>
    Buffer.concat([Buffer.from(`<<${head}/Length ${data.length}>>\r\nstream\r\n`), data, Buffer.from('\r\nendstream')])
  put(
    1,
    '<</Type/Catalog/Pages 2 0 R/Lang(vi-VN) /StructTreeRoot 7 0 R/MarkInfo<</Marked true>>/ViewerPreferences 8 0 R>>',
  )
  put(2, '<</Type/Pages/Count 1/Kids[ 3 0 R] >>')
  put(
    3,
    '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>/ProcSet[/PDF/Text] >>/MediaBox[ 0 0 595.32 841.92] /Contents 4 0 R/Group<</Type/Group/S/Transparency/CS/DeviceRGB>>/Tabs/S/StructParents 0>>',
  )
  put(
    4,
    stream('/Filter/FlateDecode', deflateSync(Buffer.from('q BT /F1 13 Tf 1 0 0 1 85 700 Tm (QUYET DINH) Tj ET Q'))),
  )
  put(
    5,
    '<</Type/Font/Subtype/TrueType/Name/F1/BaseFont/TimesNewRomanPSMT/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 32/Widths[ 250] >>',
  )
  put(
    6,
    "<</Title(\xfe\xff\x00Q\x00D)/Author(Van thu) /Creator(\xfe\xff\x00M\x00i\x00c\x00r\x00o\x00s\x00o\x00f\x00t) /CreationDate(D:20250801153000+07'00') >>",
  )
  const hidden = ['<</Type/StructTreeRoot/K[9 0 R]>>', '<</Direction/L2R>>', '<</S/Document/P 7 0 R>>']
  let at = 0
  const heads = hidden.map((one, i) => {
    const head = `${7 + i} ${at}`
    at += one.length + 1
    return head
  })
  const first = `${heads.join(' ')} `
  put(
    10,
    stream(
      `/Type/ObjStm/N 3/First ${first.length}/Filter/FlateDecode`,
      deflateSync(Buffer.from(first + hidden.join(' '))),
    ),
  )
  const crossAt = size()
  const rows = Array.from({ length: 12 }, (_, number) => {
    const row = Buffer.alloc(7)
    if (number >= 7 && number <= 9) row.set([2, 0, 0, 0, 10, 0, number - 7])
    else if (number > 0) {
      row[0] = 1
      row.writeUInt32BE(number === 11 ? crossAt : (places.get(number) ?? 0), 1)
    }
    return row
  })
  put(
    11,
    stream('/Type/XRef/Size 12/W[ 1 4 2] /Root 1 0 R/Info 6 0 R/Filter/FlateDecode', deflateSync(Buffer.concat(rows))),
  )
  const tableAt = size()
  const row = (number: number) =>
    `${String(places.get(number) ?? 0).padStart(10, '0')} ${places.has(number) ? '00000 n' : '65535 f'}\r\n`
  const id = '/ID[<8FA1D5C0E3B14A0B8F2D> <8FA1D5C0E3B14A0B8F2D>]'
  const table = `xref\r\n0 12\r\n${Array.from({ length: 12 }, (_, number) => row(number)).join('')}trailer\r\n<</Size 12/Root 1 0 R/Info 6 0 R${id} >>\r\nstartxref\r\n${tableAt}\r\n%%EOF\r\n`
  pieces.push(Buffer.from(table))
  const againAt = size()
  pieces.push(
    Buffer.from(
      `xref\r\n0 0\r\ntrailer\r\n<</Size 12/Root 1 0 R/Info 6 0 R${id} /Prev ${tableAt}/XRefStm ${crossAt}>>\r\nstartxref\r\n${againAt}\r\n%%EOF`,
    ),
  )
  return Buffer.concat(pieces)
}
