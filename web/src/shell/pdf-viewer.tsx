import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowAutofitWidth, IconMinus, IconPlus } from '@tabler/icons-react'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useMemo, useRef, useState } from 'react'
import { findInPages } from './find-in-pages.ts'
import { useText } from './languages.ts'
import { linesOf } from './lines-of.ts'
import type vi from './messages/vi.ts'
import { PdfPage, type PlacedText } from './pdf-page.tsx'
import { scanWords } from './scan-words.ts'

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

/** To find words, so many pages that are pictures are read at once where they were not read yet; the others are read when they are looked at. */
const readForFinding = 3

/** Draws a PDF page by page as it is scrolled to, with selectable text, zoom, and finding with or without diacritics. */
export function PdfViewer({ url, name, highlights = [], focus, onSelectText, find = '', scanOf }: PdfViewerProps) {
  const t = useText<typeof vi>('shell')
  const [document_, setDocument] = useState<PDFDocumentProxy | null>(null)
  const [failed, setFailed] = useState(false)
  const [zoom, setZoom] = useState(1)
  const [query, setQuery] = useState(find)
  const [texts, setTexts] = useState<Record<number, PlacedText>>({})
  const [current, setCurrent] = useState(0)
  const pane = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let open = true
    setDocument(null)
    setFailed(false)
    setTexts({})
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
  // All pages' words are read only when something is to be found.
  useEffect(() => {
    if (!document_ || !query.trim()) return
    let open = true
    void (async () => {
      const { readText } = await import('./pdf-engine.ts')
      for (let page = 1; page <= document_.numPages && open; page += 1) {
        const text = await readText(document_, page)
        if (text.runs.length === 0 && scanOf) text.runs = await scanWords(scanOf, page, page > readForFinding)
        if (open) setTexts((before) => (before[page] ? before : { ...before, [page]: text }))
      }
    })().catch(() => {
      // The document was closed meanwhile.
    })
    return () => {
      open = false
    }
  }, [document_, query, scanOf])

  const matches = useMemo(() => findInPages(texts, query), [texts, query])
  const shown = [...highlights, ...matches]
  const target = matches[current]?.id ?? focus ?? null
  useEffect(() => {
    if (target && document_)
      pane.current
        ?.querySelector(`[data-highlight="${CSS.escape(target)}"]`)
        ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [target, document_])
  useEffect(() => {
    const highlight = highlights.find((one) => one.id === focus)
    if (highlight) pane.current?.querySelector(`[data-page="${highlight.page}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [focus, highlights])

  // By mouse, touch or keys; letting go of it elsewhere, as by a press on a button, leaves what was selected.
  const tell = useRef(onSelectText)
  tell.current = onSelectText
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const listen = () => {
      const inside = pane.current?.contains(window.getSelection()?.anchorNode ?? null)
      if (!tell.current || !inside) return
      clearTimeout(timer)
      timer = setTimeout(() => tell.current?.(selectionIn(pane.current)), 150)
    }
    document.addEventListener('selectionchange', listen)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', listen)
    }
  }, [])

  if (failed) return <p className="empty">{t('pdfFailed')}</p>
  return (
    <>
      <div
        role="toolbar"
        aria-label={name}
        style={{
          display: 'flex',
          gap: 6,
          alignItems: 'center',
          padding: '5px 10px',
          borderBottom: '1px solid var(--rule)',
        }}
      >
        <span style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }} title={name}>
          <bdi>{name}</bdi>
        </span>
        <TextInput
          size="xs"
          aria-label={t('findInDocument')}
          placeholder={t('findInDocument')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setCurrent(0)
          }}
          onKeyDown={(event) =>
            event.key === 'Enter' &&
            matches.length > 0 &&
            setCurrent((current + (event.shiftKey ? matches.length - 1 : 1)) % matches.length)
          }
          style={{ width: 150 }}
        />
        {query.trim() && (
          <span className="quiet">
            {t('matches', { current: matches.length ? current + 1 : 0, count: matches.length })}
          </span>
        )}
        <ActionIcon variant="subtle" aria-label={t('zoomOut')} onClick={() => setZoom(Math.max(0.4, zoom / 1.2))}>
          <IconMinus size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" aria-label={t('zoomIn')} onClick={() => setZoom(Math.min(4, zoom * 1.2))}>
          <IconPlus size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" aria-label={t('fitWidth')} onClick={() => setZoom(1)}>
          <IconArrowAutofitWidth size={16} />
        </ActionIcon>
      </div>
      <div
        ref={pane}
        tabIndex={0}
        role="region"
        aria-label={name}
        dir="ltr"
        style={{ overflow: 'auto', flex: 1, minHeight: 0, padding: 12 }}
      >
        {!document_ && <p className="quiet">{t('loading')}</p>}
        {document_ &&
          Array.from({ length: document_.numPages }, (_, n) => (
            <PdfPage
              key={`${url}${n + 1}`}
              pdf={document_}
              page={n + 1}
              zoom={zoom}
              highlights={shown.filter((one) => one.page === n + 1)}
              focus={target}
              scanOf={scanOf}
            />
          ))}
      </div>
    </>
  )
}

/** What is selected inside the pane: its words, and their place on the page where it begins. */
function selectionIn(pane: HTMLElement | null): Selected | null {
  const selection = window.getSelection()
  if (!pane || !selection || selection.isCollapsed || !selection.anchorNode || !pane.contains(selection.anchorNode))
    return null
  const quote = selection.toString().replace(/\s+/g, ' ').trim()
  const range = selection.getRangeAt(0)
  const element = (
    range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement
  )?.closest<HTMLElement>('[data-page]')
  if (!quote || !element) return null
  const box = element.getBoundingClientRect()
  const rects = [...range.getClientRects()]
    .filter((one) => one.width > 1 && one.top >= box.top - 1 && one.bottom <= box.bottom + 1)
    .map((one) => ({
      x: (one.left - box.left) / box.width,
      y: (one.top - box.top) / box.height,
      width: one.width / box.width,
      height: one.height / box.height,
    }))
  return { page: Number(element.dataset.page), rects: linesOf(rects), quote }
}
