import { pdfEngine } from '../../platform/pdf-engine.ts'

/** The lines of a PDF's text layer, joined into paragraphs where a line does not end one. At most 200 pages; none where it is a scan. */
export async function pdfParagraphs(pdf: Buffer): Promise<string[]> {
  const { getDocument } = await pdfEngine()
  const loading = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 })
  try {
    const document = await loading.promise
    const paragraphs: string[] = []
    for (let n = 1; n <= Math.min(document.numPages, 200); n++) {
      const { items } = await (await document.getPage(n)).getTextContent()
      let text = ''
      for (const item of items) {
        if (!('str' in item)) continue
        text += item.str
        if (item.hasEOL) text += '\n'
      }
      paragraphs.push(...joinLines(text.split('\n')))
    }
    return paragraphs
  } catch {
    return []
  } finally {
    await loading.destroy()
  }
}

/** A line that ends a sentence ends its paragraph; others go on in the next. */
function joinLines(lines: string[]): string[] {
  const paragraphs: string[] = []
  let open = ''
  for (const line of lines.map((one) => one.replace(/[\s\u00a0]+/g, ' ').trim()).filter(Boolean)) {
    open = open ? `${open} ${line}` : line
    if (/[.;:!?/]$/.test(line)) {
      paragraphs.push(open)
      open = ''
    }
  }
  if (open) paragraphs.push(open)
  return paragraphs
}
