import { typesetPdf } from './typeset-pdf.ts'

/** Text to be written on a page: `x` and `y` in points from the page's lower left corner to the text's base line. */
export interface PlacedText {
  page: number
  x: number
  y: number
  size: number
  text: string
  italics?: boolean
  bold?: boolean
  align?: 'left' | 'centre' | 'right'
}

const sheet = `
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#for t in data.texts {
  let body = text(size: t.size * 1pt, style: if t.italics { "italic" } else { "normal" }, weight: if t.bold { "bold" } else { "regular" },
    top-edge: "baseline", bottom-edge: "baseline", t.text)
  context {
    let w = measure(body).width
    let shift = if t.align == "centre" { w / 2 } else if t.align == "right" { w } else { 0pt }
    place(top + left, dx: t.x * 1pt - shift, dy: (data.height - t.y) * 1pt, body)
  }
}`

/** Writes texts onto a PDF that is there already, in an embedded font; what is on the pages stays as it is. */
export async function overlayPdf(pdf: Buffer, texts: PlacedText[]): Promise<Buffer> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  for (const n of new Set(texts.map((one) => one.page))) {
    const page = document.getPage(n - 1)
    const { width, height } = page.getSize()
    const layer = typesetPdf(sheet, {
      width,
      height,
      texts: texts
        .filter((one) => one.page === n)
        .map((one) => ({ italics: false, bold: false, align: 'left', ...one })),
    })
    const [embedded] = await document.embedPdf(layer, [0])
    if (embedded) page.drawPage(embedded, { x: 0, y: 0, width, height })
  }
  return Buffer.from(await document.save())
}
