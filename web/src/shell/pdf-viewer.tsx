import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { PdfPage, type PlacedText } from './pdf-page.tsx'
import { scanWords } from './scan-words.ts'
import { ViewerFrame } from './viewer-frame.tsx'

/** A rectangle as fractions of its page, from the top left. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}
export interface Highlight {
  id: string
  page: number
  rects: Rect[]
  kind?: 'suggestion' | 'match' | 'comment'
}
export interface Selected {
  page: number
  rects: Rect[]
  quote: string
  /** The file it stands in, where there are several. */
  sha256?: string
}

export interface PdfViewerProps {
  url: string
  name: string
  highlights?: Highlight[]
  /** The highlight to bring into view. */
  focus?: string | null
  /** A text the reader has selected, with its place; null when nothing is. */
  onSelectText?: (selected: Selected | null) => void
  /** Words to find when the document opens. */
  find?: string
  /** The file, by its hash, whose words the server reads where a page is only a picture. */
  scanOf?: string
}

/** To find words, so many pages that are pictures are read at once where they were not read yet; the others are read in the background, and asked for again. */
const readForFinding = 3
const askAgainMilliseconds = 5_000

/** Draws a PDF page by page as it is scrolled to, with selectable text, zoom, and finding with or without diacritics. */
export function PdfViewer({ url, name, highlights = [], focus, onSelectText, find = '', scanOf }: PdfViewerProps) {
  const t = useText<typeof vi>('shell')
  const [document_, setDocument] = useState<PDFDocumentProxy | null>(null)
  const [failed, setFailed] = useState(false)
  const [query, setQuery] = useState(find)
  const { texts, unread } = useTexts(document_, query.trim() !== '', scanOf)

  useEffect(() => {
    let open = true
    setDocument(null)
    setFailed(false)
    const task = import('./pdf-engine.ts').then(({ openPdf }) => openPdf(url))
    task.then(
      (loaded) => open && setDocument(loaded),
      () => open && setFailed(true),
    )
    return () => {
      open = false
      void task.then((loaded) => loaded.loadingTask.destroy()).catch(() => {})
    }
  }, [url])
  useEffect(() => setQuery(find), [find])

  if (failed) return <p className="empty">{t('pdfFailed')}</p>
  return (
    <ViewerFrame
      name={name}
      query={query}
      onQuery={setQuery}
      texts={texts}
      unread={unread}
      ready={document_ !== null}
      highlights={highlights}
      focus={focus}
      onSelectText={onSelectText}
    >
      {(shown) =>
        document_ &&
        Array.from({ length: document_.numPages }, (_, n) => (
          <PdfPage
            key={`${url}${n + 1}`}
            pdf={document_}
            page={n + 1}
            zoom={shown.zoom}
            highlights={shown.highlights.filter((one) => one.page === n + 1)}
            focus={shown.target}
            scanOf={scanOf}
          />
        ))
      }
    </ViewerFrame>
  )
}

/** All pages' words, read only when something is to be found; how many pages are pictures whose words are not read yet. */
function useTexts(pdf: PDFDocumentProxy | null, finding: boolean, scanOf: string | undefined) {
  const [texts, setTexts] = useState<Record<number, PlacedText>>({})
  const [unread, setUnread] = useState(0)
  useEffect(() => setTexts({}), [pdf])
  useEffect(() => {
    if (!pdf || !finding) return
    let open = true
    const keep = (page: number, text: PlacedText) =>
      open && setTexts((before) => (before[page] ? before : { ...before, [page]: text }))
    void (async () => {
      const { readText } = await import('./pdf-engine.ts')
      let waiting: number[] = []
      for (let page = 1; page <= pdf.numPages && open; page += 1) {
        const text = await readText(pdf, page)
        const read = text.runs.length > 0 || !scanOf ? text.runs : await scanWords(scanOf, page, page > readForFinding)
        if (read) keep(page, { runs: read })
        else waiting.push(page)
        if (open) setUnread(waiting.length)
      }
      while (open && scanOf && waiting.length > 0) {
        await new Promise((resolve) => setTimeout(resolve, askAgainMilliseconds))
        const still: number[] = []
        for (const page of waiting) {
          // In their order: where one is not read, those after it are not either.
          const read = still.length === 0 && open ? await scanWords(scanOf, page, true) : null
          if (read) keep(page, { runs: read })
          else still.push(page)
        }
        waiting = still
        if (open) setUnread(waiting.length)
      }
    })().catch(() => {
      // The document was closed meanwhile.
    })
    return () => {
      open = false
    }
  }, [pdf, finding, scanOf])
  return { texts, unread }
}
