import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import type { Highlight, Rect } from './pdf-viewer.tsx'
import { layWords, scanWords } from './scan-words.ts'
import { Marked } from './viewer-frame.tsx'

/** Words of a page with their places as fractions of it. */
export interface PlacedText {
  runs: { text: string; rect: Rect }[]
}

/** One page: drawn when it comes near the view, its words selectable above the picture. */
export function PdfPage({
  pdf,
  page,
  zoom,
  highlights,
  focus,
  scanOf,
}: {
  pdf: PDFDocumentProxy
  page: number
  zoom: number
  highlights: Highlight[]
  focus: string | null
  /** The file whose words the server reads where a page is only a picture. */
  scanOf?: string | undefined
}) {
  const t = useText<typeof vi>('shell')
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(page <= 2)
  const [ratio, setRatio] = useState(297 / 210)

  useEffect(() => {
    const element = place.current
    if (!element || near) return
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: '1200px',
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [near])

  useEffect(() => {
    if (!near) return
    let stop = () => {}
    let open = true
    void (async () => {
      const { pdfjs } = await import('./pdf-engine.ts')
      const proxy = await pdf.getPage(page)
      const picture = canvas.current
      const layer = words.current
      if (!open || !picture || !layer) return
      const natural = proxy.getViewport({ scale: 1 })
      setRatio(natural.height / natural.width)
      const width = picture.clientWidth
      const viewport = proxy.getViewport({ scale: width / natural.width })
      const sharp = Math.min(2, window.devicePixelRatio || 1)
      picture.width = Math.floor(viewport.width * sharp)
      picture.height = Math.floor(viewport.height * sharp)
      const context = picture.getContext('2d')
      if (!context) return
      const drawing = proxy.render({
        canvas: picture,
        canvasContext: context,
        viewport,
        transform: [sharp, 0, 0, sharp, 0, 0],
      })
      stop = () => drawing.cancel()
      await drawing.promise.catch(() => {})
      if (!open) return
      layer.replaceChildren()
      layer.style.setProperty('--total-scale-factor', String(width / natural.width))
      layer.style.setProperty('--scale-round-x', '1px')
      layer.style.setProperty('--scale-round-y', '1px')
      const text = new pdfjs.TextLayer({ textContentSource: proxy.streamTextContent(), container: layer, viewport })
      await text.render().catch(() => {})
      if (!open || !scanOf || layer.textContent?.trim()) return
      const read = await scanWords(scanOf, page)
      if (open && read) layWords(layer, read)
    })().catch(() => {
      // The document was closed while a page of it was drawn.
    })
    return () => {
      open = false
      stop()
    }
  }, [pdf, page, zoom, near, scanOf])

  return (
    <div
      ref={place}
      data-page={page}
      className="pdf-page"
      style={{ width: `${zoom * 100}%`, aspectRatio: `1 / ${ratio}` }}
      aria-label={t('page', { page, pages: pdf.numPages })}
      role="group"
    >
      <canvas ref={canvas} aria-hidden style={{ width: '100%', height: '100%', display: 'block' }} />
      <Marked highlights={highlights} target={focus} />
      <div ref={words} className="textLayer" lang="vi" />
    </div>
  )
}
