import { PDFDocument } from '@cantoo/pdf-lib'
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { pdfEngine } from '../../platform/pdf-engine.ts'
import type { SeededRandom } from '../seeded-random.ts'

const dots = 170 / 72

/** The document as it comes from a scanner: pictures of its pages, a little askew and speckled, without a text layer. */
export async function makeScan(pdf: Buffer, random: SeededRandom, at: Date): Promise<Buffer> {
  const { getDocument } = await pdfEngine()
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const source = await loading.promise
  const scan = await PDFDocument.create({ updateMetadata: false })
  scan.setCreationDate(at)
  scan.setModificationDate(at)
  scan.setProducer('Máy quét văn bản')
  try {
    for (let n = 1; n <= source.numPages; n++) {
      const page = await source.getPage(n)
      const viewport = page.getViewport({ scale: dots })
      const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)]
      const clean = createCanvas(width, height)
      await page.render({ canvas: clean as never, canvasContext: clean.getContext('2d') as never, viewport }).promise
      const image: Image = await loadImage(clean.toBuffer('image/png'))
      const paper = createCanvas(width, height)
      const pen = paper.getContext('2d')
      pen.fillStyle = '#f6f4ee'
      pen.fillRect(0, 0, width, height)
      pen.translate(width / 2, height / 2)
      pen.rotate((random.next() - 0.5) * 0.022)
      pen.globalAlpha = 0.9
      pen.drawImage(image, -width / 2, -height / 2)
      pen.setTransform(1, 0, 0, 1, 0, 0)
      for (let speck = 0; speck < 900; speck++) {
        pen.globalAlpha = 0.1 + random.next() * 0.25
        pen.fillStyle = '#333'
        pen.fillRect(random.int(0, width), random.int(0, height), 1, 1)
      }
      const picture = await scan.embedJpg(paper.toBuffer('image/jpeg', 62))
      scan
        .addPage([page.view[2] ?? 595, page.view[3] ?? 842])
        .drawImage(picture, { x: 0, y: 0, width: page.view[2] ?? 595, height: page.view[3] ?? 842 })
    }
  } finally {
    await loading.destroy()
  }
  return Buffer.from(await scan.save())
}
