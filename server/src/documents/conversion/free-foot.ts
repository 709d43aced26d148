import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PdfTooHeavy, PdfUnreadable, runPdfTask } from '../reading/pdf-process.ts'

/** Margins of the form (Decree 30/2020, Appendix I): what stands in them is no part of the text: the mark of genuineness, an address at the foot, the shadow of a scan's edge. */
const margin = { left: 85, right: 43, bottom: 57 }
/** How much darker than the paper ink is, of 255. */
const ink = 48

/**
 * How far up from its lower edge a page is free, in points as its reader sees it. It is looked at as a picture, so that a scan, a signature and a seal count as
 * words do. 0 where it cannot be drawn.
 */
export async function freeFoot(pdf: Uint8Array, page: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'mocban-foot-'))
  try {
    const [path, output] = [join(folder, 'a.pdf'), join(folder, 'a.png')]
    await writeFile(path, pdf)
    // A point of the picture is a point of the page.
    await runPdfTask({ kind: 'render', path, page, dpi: 72, output, format: 'png' })
    return lowestInk(await greyOf(output))
  } catch (error) {
    if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable) return 0
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Picture {
  width: number
  height: number
  grey: Uint8Array
}

async function greyOf(path: string): Promise<Picture> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(path)
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const grey = Uint8Array.from({ length: width * height }, (_, n) =>
    Math.round(((data[n * 4] ?? 255) + (data[n * 4 + 1] ?? 255) + (data[n * 4 + 2] ?? 255)) / 3),
  )
  return { width, height, grey }
}

function lowestInk({ width, height, grey }: Picture): number {
  // Scanned paper is grey or yellow: most of a page is paper.
  const paper = Uint8Array.from(grey).sort()[grey.length >> 1] ?? 255
  const written = (row: number) => {
    const line = grey.subarray(row * width + margin.left, (row + 1) * width - margin.right)
    // A single dark point is dust.
    return line.filter((one) => one < paper - ink).length > 1
  }
  let row = height - margin.bottom
  while (row > 0 && !written(row)) row -= 1
  return height - row - 1
}
