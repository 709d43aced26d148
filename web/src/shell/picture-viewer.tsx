import { useEffect, useRef, useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import type { PlacedText } from './pdf-page.tsx'
import type { PdfViewerProps } from './pdf-viewer.tsx'
import { layWords, scanWords } from './scan-words.ts'
import { Marked, ViewerFrame } from './viewer-frame.tsx'

/** A picture of a page, a photograph or a scan: its words, as the server reads them, are selected, found and marked like those of any other page. */
export function PictureViewer({
  url,
  name,
  highlights = [],
  focus,
  onSelectText,
  find = '',
  scanOf,
}: PdfViewerProps & { scanOf: string }) {
  const t = useText<typeof vi>('shell')
  const [query, setQuery] = useState(find)
  const [ready, setReady] = useState(false)
  const [failed, setFailed] = useState(false)
  const [text, setText] = useState<PlacedText | null>(null)
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => setQuery(find), [find])
  useEffect(() => {
    let open = true
    setText(null)
    void scanWords(scanOf, 1).then((words) => open && setText({ runs: words ?? [] }))
    return () => {
      open = false
    }
  }, [scanOf])
  // The words lie where the picture is drawn: again when it becomes larger or smaller.
  useEffect(() => {
    const place = layer.current
    if (!place || !text || !ready) return
    const watcher = new ResizeObserver(() => layWords(place, text.runs))
    watcher.observe(place)
    return () => watcher.disconnect()
  }, [text, ready])
  if (failed) return <p className="empty">{t('pdfFailed')}</p>
  return (
    <ViewerFrame
      name={name}
      query={query}
      onQuery={setQuery}
      texts={text ? { 1: text } : {}}
      unread={text ? 0 : 1}
      ready={ready}
      highlights={highlights}
      focus={focus}
      onSelectText={onSelectText}
    >
      {(shown) => (
        <div className="pdf-page" data-page={1} style={{ width: `${shown.zoom * 100}%` }}>
          <img
            src={url}
            alt={name}
            onLoad={() => setReady(true)}
            onError={() => setFailed(true)}
            style={{ width: '100%', display: 'block' }}
          />
          <Marked highlights={shown.highlights} target={shown.target} />
          <div ref={layer} className="textLayer" lang="vi" />
        </div>
      )}
    </ViewerFrame>
  )
}
