import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PlacedText } from './pdf-page.tsx'

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl

/** Opens a PDF; pages are fetched as they are needed. Scripts inside it never run. */
export function openPdf(url: string): Promise<pdfjs.PDFDocumentProxy> {
  return pdfjs.getDocument({
    url,
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    rangeChunkSize: 262_144,
  }).promise
}

/** The words of a page with their places as fractions of it. */
export async function readText(pdf: pdfjs.PDFDocumentProxy, number: number): Promise<PlacedText> {
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale: 1 })
  const content = await page.getTextContent()
  const runs = content.items.flatMap((item) => {
    if (!('str' in item) || !item.str.trim()) return []
    const [, , , , x, y] = pdfjs.Util.transform(viewport.transform, item.transform) as number[]
    const height = Math.hypot(item.transform[2] as number, item.transform[3] as number)
    return [
      {
        text: item.str,
        rect: {
          x: (x ?? 0) / viewport.width,
          y: ((y ?? 0) - height) / viewport.height,
          width: item.width / viewport.width,
          height: (height * 1.15) / viewport.height,
        },
      },
    ]
  })
  return { runs }
}

export { pdfjs }
