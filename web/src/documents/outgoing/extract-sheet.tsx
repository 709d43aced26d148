import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { PdfPage } from '../../shell/pdf-page.tsx'
import type { Rect } from '../../shell/pdf-viewer.tsx'
import { scanWords } from '../../shell/scan-words.ts'
import { addressOfFile } from '../record/record-files.tsx'
import type vi from './messages/vi.ts'
import { holds, keyOf, type Part } from './parts-taken.ts'
import { trimPart } from './trim-part.ts'

/** Less than this, in shares of the page, is a click that slipped. */
const least = 0.006

/** A page of the original, on which parts are drawn by hand, and paragraphs taken by a click. What the keyboard does is done in the list beside it. */
export function ExtractSheet({
  file,
  page,
  found,
  taken,
  active,
  byFinger,
  onToggle,
  onDrawn,
}: {
  file: { sha256: string; name: string; mediaType: string }
  page: number
  found: Part[]
  taken: Part[]
  active: string | null
  /** A finger draws; else it moves the page. */
  byFinger: boolean
  onToggle: (part: Part) => void
  onDrawn: (rect: Rect) => void
}) {
  const t = useText<typeof vi>('outgoing')
  const { pdf, failed } = usePdf(file)
  const over = useRef<HTMLDivElement>(null)
  const from = useRef<{ x: number; y: number } | null>(null)
  const [drawn, setDrawn] = useState<Rect | null>(null)
  useEffect(() => {
    if (active) over.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const draws = ({ pointerType }: PointerEvent) => byFinger || pointerType !== 'touch'
  const cancel = () => {
    from.current = null
    setDrawn(null)
  }
  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    const within = (value: number) => Math.min(1, Math.max(0, value))
    return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) }
  }
  const end = async (event: PointerEvent) => {
    const [start, to] = [from.current, at(event)]
    from.current = null
    const rect = drawn
    setDrawn(null)
    if (!start) return
    if (rect && rect.width > least && rect.height > least) {
      const words = await scanWords(file.sha256, page)
      return onDrawn(
        trimPart(
          rect,
          (words ?? []).map((word) => word.rect),
        ),
      )
    }
    // The smallest that lies there: one that was drawn inside a paragraph can be left out again.
    const there = [...taken.filter((one) => one.page === page), ...found].filter((one) => holds(one, to))
    const [hit] = there.sort((a, b) => a.width * a.height - b.width * b.height)
    if (hit) onToggle(hit)
  }
  const isPdf = file.mediaType === 'application/pdf'
  const keys = new Set(taken.map(keyOf))
  const here = taken.filter((one) => one.page === page)
  if (failed) return <p className="empty">{t('noPdf')}</p>
  return (
    <div className="extract-sheet" dir="ltr">
      {isPdf ? (
        pdf && <PdfPage key={page} pdf={pdf} page={page} zoom={1} highlights={[]} focus={null} />
      ) : (
        <div className="pdf-page">
          <img
            src={addressOfFile(file.sha256, file.name)}
            alt={file.name}
            style={{ width: '100%', display: 'block' }}
          />
        </div>
      )}
      {isPdf && !pdf && <p className="quiet">{t('extractReading')}</p>}
      {/* Places are seen only where the page is. */}
      <div
        ref={over}
        hidden={isPdf && !pdf}
        className="extract-over"
        data-draws={byFinger}
        aria-hidden
        onPointerDown={(event) => {
          if (event.button !== 0) return
          // A second finger makes the page larger or smaller; it ends what the first began.
          if (!event.isPrimary) return cancel()
          from.current = at(event)
          // A finger that moves the page takes paragraphs by a touch all the same.
          if (draws(event)) event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={(event) => {
          const start = from.current
          if (!start || !draws(event)) return
          const to = at(event)
          setDrawn({
            x: Math.min(start.x, to.x),
            y: Math.min(start.y, to.y),
            width: Math.abs(to.x - start.x),
            height: Math.abs(to.y - start.y),
          })
        }}
        onPointerUp={(event) => void end(event)}
        onPointerCancel={cancel}
      >
        {found
          .filter((one) => !keys.has(keyOf(one)))
          .map((one) => (
            <div key={keyOf(one)} className={keyOf(one) === active ? 'active' : ''} style={placeOf(one)} />
          ))}
        {here.map((one) => (
          <div
            key={keyOf(one)}
            data-taken
            className={keyOf(one) === active ? 'taken active' : 'taken'}
            style={placeOf(one)}
          />
        ))}
        {drawn && <div className="taken" style={placeOf(drawn)} />}
      </div>
    </div>
  )
}

const placeOf = ({ x, y, width, height }: Rect) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})

function usePdf({ sha256, name, mediaType }: { sha256: string; name: string; mediaType: string }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (mediaType !== 'application/pdf') return
    let open = true
    const task = import('../../shell/pdf-engine.ts').then(({ openPdf }) => openPdf(addressOfFile(sha256, name)))
    task.then(
      (loaded) => open && setPdf(loaded),
      () => open && setFailed(true),
    )
    return () => {
      open = false
      void task.then((loaded) => loaded.loadingTask.destroy()).catch(() => {})
    }
  }, [sha256, name, mediaType])
  return { pdf, failed }
}
