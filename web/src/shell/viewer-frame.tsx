import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowAutofitWidth, IconMinus, IconPlus } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { findInPages } from './find-in-pages.ts'
import { useText } from './languages.ts'
import { linesOf } from './lines-of.ts'
import type vi from './messages/vi.ts'
import type { PlacedText } from './pdf-page.tsx'
import type { Highlight, Selected } from './pdf-viewer.tsx'
import { growToWords } from './whole-words.ts'

export interface Shown {
  zoom: number
  highlights: Highlight[]
  /** The highlight that is to be seen. */
  target: string | null
}

/** What stands around pages that are read: finding with or without diacritics, zoom, the place that is to be seen, what is selected. */
export function ViewerFrame({
  name,
  query,
  onQuery,
  texts,
  unread = 0,
  ready,
  highlights = [],
  focus,
  onSelectText,
  children,
}: {
  name: string
  query: string
  onQuery: (query: string) => void
  /** The words of the pages as far as they are known. */
  texts: Record<number, PlacedText>
  /** So many pages are pictures whose words are still being read. */
  unread?: number
  ready: boolean
  highlights?: Highlight[] | undefined
  focus?: string | null | undefined
  onSelectText?: ((selected: Selected | null) => void) | undefined
  children: (shown: Shown) => ReactNode
}) {
  const t = useText<typeof vi>('shell')
  const [zoom, setZoom] = useState(1)
  const [current, setCurrent] = useState(0)
  const pane = useRef<HTMLDivElement>(null)
  const matches = useMemo(() => findInPages(texts, query), [texts, query])
  const target = matches[current]?.id ?? focus ?? null
  useEffect(() => {
    if (target && ready)
      pane.current
        ?.querySelector(`[data-highlight="${CSS.escape(target)}"]`)
        ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [target, ready])
  useEffect(() => {
    const highlight = highlights.find((one) => one.id === focus)
    if (highlight) pane.current?.querySelector(`[data-page="${highlight.page}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [focus, highlights])

  // By mouse, touch or keys; letting go of it elsewhere, as by a press on a button or by writing about it, leaves what was selected.
  const tell = useRef(onSelectText)
  tell.current = onSelectText
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const listen = () => {
      const inside = pane.current?.contains(window.getSelection()?.anchorNode ?? null)
      if (!tell.current || !inside) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        const selected = selectionIn(pane.current)
        const elsewhere = document.activeElement !== document.body && !pane.current?.contains(document.activeElement)
        if (selected || !elsewhere) tell.current?.(selected)
      }, 150)
    }
    document.addEventListener('selectionchange', listen)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', listen)
    }
  }, [])

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
        <span className="viewer-name" title={name}>
          <bdi>{name}</bdi>
        </span>
        <TextInput
          size="xs"
          className="viewer-find"
          aria-label={t('findInDocument')}
          placeholder={t('findInDocument')}
          value={query}
          onChange={(event) => {
            onQuery(event.currentTarget.value)
            setCurrent(0)
          }}
          onKeyDown={(event) =>
            event.key === 'Enter' &&
            matches.length > 0 &&
            setCurrent((current + (event.shiftKey ? matches.length - 1 : 1)) % matches.length)
          }
        />
        {query.trim() && (
          <span className="quiet" role="status">
            {t('matches', { current: matches.length ? current + 1 : 0, count: matches.length })}
            {unread > 0 && ` · ${t('pagesUnread', { count: unread })}`}
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
        {!ready && <p className="quiet">{t('loading')}</p>}
        {children({ zoom, highlights: [...highlights, ...matches], target })}
      </div>
    </>
  )
}

/** What is selected inside the pane, in whole words, and their place on the page where it begins. */
function selectionIn(pane: HTMLElement | null): Selected | null {
  const selection = window.getSelection()
  if (!pane || !selection || selection.isCollapsed || !selection.anchorNode || !pane.contains(selection.anchorNode))
    return null
  const words = selection.toString().replace(/\s+/g, ' ').trim()
  const chosen = selection.getRangeAt(0)
  const pages = [...pane.querySelectorAll<HTMLElement>('[data-page]')].filter((page) => chosen.intersectsNode(page))
  const { range, before, after } = growToWords(chosen, pages)
  const element = (
    range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement
  )?.closest<HTMLElement>('[data-page]')
  if (!words || !element) return null
  const box = element.getBoundingClientRect()
  const rects = [...range.getClientRects()]
    .filter((one) => one.width > 1 && one.top >= box.top - 1 && one.bottom <= box.bottom + 1)
    .map((one) => ({
      x: (one.left - box.left) / box.width,
      y: (one.top - box.top) / box.height,
      width: one.width / box.width,
      height: one.height / box.height,
    }))
  return { page: Number(element.dataset.page), rects: linesOf(rects), quote: `${before}${words}${after}` }
}

const colours = { suggestion: 'rgb(20 105 106 / 22%)', match: 'rgb(230 170 0 / 38%)', comment: 'rgb(179 38 30 / 20%)' }

/** Places of a page that are marked, above its picture. */
export function Marked({ highlights, target }: { highlights: Highlight[]; target: string | null }) {
  return highlights.flatMap((highlight) =>
    highlight.rects.map((rect, n) => (
      <div
        key={`${highlight.id}${rect.x}${rect.y}`}
        data-highlight={n === 0 ? highlight.id : undefined}
        style={{
          position: 'absolute',
          left: `${rect.x * 100}%`,
          top: `${rect.y * 100}%`,
          width: `${rect.width * 100}%`,
          height: `${rect.height * 100}%`,
          background: colours[highlight.kind ?? 'suggestion'],
          outline: highlight.id === target ? '2px solid var(--seal)' : undefined,
          pointerEvents: 'none',
        }}
      />
    )),
  )
}
