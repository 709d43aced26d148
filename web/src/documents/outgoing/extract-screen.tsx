import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { IconChevronLeft, IconChevronRight, IconMarquee2, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { ScreenFailed } from '../../shell/failures.tsx'
import { forgetKept, KeptNote, useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { Link, useGo, useParam } from '../../shell/navigate.tsx'
import { PdfViewer, type Rect } from '../../shell/pdf-viewer.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useTouch } from '../../shell/touch.ts'
import { addressOfFile } from '../record/record-files.tsx'
import { placeOfCopy, useCopyFields } from './copy-fields.tsx'
import { ExtractSheet } from './extract-sheet.tsx'
import type vi from './messages/vi.ts'
import { ParagraphList } from './paragraph-list.tsx'
import { inOrder, keyOf, mostParts, type Part, toggled } from './parts-taken.ts'
import './extract.css'

/** Where the parts of an extract (trích sao) are chosen on the pages of its original, and seen as they will be. */
export default function ExtractScreen() {
  const t = useText<typeof vi>('outgoing')
  const go = useGo()
  const id = useParam('id')
  const place = placeOfCopy(id)
  const [page, setPage] = useState(1)
  // After a step over the edge of a page: which of the paragraphs of the next is meant.
  const [edge, setEdge] = useState<'first' | 'last' | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const touch = useTouch()
  const [drawing, setDrawing] = useState(false)
  const [shown, setShown] = useState<'original' | 'preview'>('original')
  const [kept, setKept] = useKept<Part[] | null>(place, 'parts', null)
  const { data: record } = useRoute(documents.record, { params: { id } })
  const {
    data: offered,
    error,
    isPlaceholderData,
  } = useRoute(drafting.extractParts, { params: { id }, query: { page: String(page) } }, { keep: true })
  const { fields, said } = useCopyFields(id, 'trich-sao')
  const taken = kept ?? inOrder(offered?.form ?? [])
  const found =
    !offered || isPlaceholderData
      ? []
      : inOrder([...offered.form.filter((one) => one.page === page), ...offered.paragraphs])
  const body = said && taken.length > 0 ? { ...said, parts: taken.map(({ text: _, ...part }) => part) } : null

  const preview = useAct(drafting.copyPreview)
  const make = useAct(drafting.copy, {
    done: ({ documentId }) => {
      forgetKept(place)
      go(`/outgoing/${documentId}`)
    },
  })
  const look = () => {
    setShown('preview')
    if (body) preview.mutate({ params: { id }, body })
  }
  useEffect(() => {
    if (!edge || found.length === 0) return
    const one = found[edge === 'first' ? 0 : found.length - 1]
    if (one) setActive(keyOf(one))
    setEdge(null)
  }, [edge, found])

  if (error) return <ScreenFailed error={error} />
  if (!record || !offered) return <div className="screen quiet">{t('extractReading')}</div>
  const turn = (to: number) => {
    if (to < 1 || to > offered.pages) return false
    setActive(null)
    setPage(to)
    return true
  }
  const toggle = (part: Part) => {
    const next = toggled(taken, part)
    if (next.length <= mostParts) setKept(next)
  }
  const draw = (rect: Rect) => {
    const round = (value: number) => Math.round(value * 10_000) / 10_000
    const { x, y, width, height } = rect
    toggle({ page, x: round(x), y: round(y), width: round(width), height: round(height), text: '' })
  }
  const made = preview.data
  const stale = made && JSON.stringify(preview.variables?.body) !== JSON.stringify(body)
  return (
    <div className="record">
      <section className="paper" aria-label={t(shown === 'original' ? 'extractOriginal' : 'extractPreview')}>
        <div
          style={{
            display: 'flex',
            gap: 8,
            alignItems: 'center',
            padding: '5px 10px',
            flexWrap: 'wrap',
            borderBottom: '1px solid var(--rule)',
          }}
        >
          <SegmentedControl
            size="xs"
            aria-label={t('view')}
            value={shown}
            onChange={(value) => (value === 'preview' ? look() : setShown('original'))}
            data={[
              { value: 'original', label: t('extractOriginal') },
              { value: 'preview', label: t('extractPreview'), disabled: !body },
            ]}
          />
          {shown === 'original' && touch && (
            <Button
              size="compact-sm"
              variant={drawing ? 'filled' : 'default'}
              aria-pressed={drawing}
              leftSection={<IconMarquee2 size={16} aria-hidden />}
              onClick={() => setDrawing(!drawing)}
            >
              {t('extractDraw')}
            </Button>
          )}
          {shown === 'original' && (
            <span style={{ display: 'flex', alignItems: 'center', gap: 4, marginInlineStart: 'auto' }}>
              <ActionIcon
                variant="subtle"
                aria-label={t('extractPrevious')}
                disabled={page <= 1}
                onClick={() => turn(page - 1)}
              >
                <IconChevronLeft size={16} className="turns" />
              </ActionIcon>
              <span role="status">{t('extractPage', { page, pages: offered.pages })}</span>
              <ActionIcon
                variant="subtle"
                aria-label={t('extractNext')}
                disabled={page >= offered.pages}
                onClick={() => turn(page + 1)}
              >
                <IconChevronRight size={16} className="turns" />
              </ActionIcon>
            </span>
          )}
        </div>
        {shown === 'original' ? (
          <div className="extract-pane" tabIndex={0} role="region" aria-label={t('extractOriginal')}>
            <ExtractSheet
              file={offered.file}
              page={page}
              found={found}
              taken={taken}
              active={active}
              byFinger={drawing}
              onToggle={toggle}
              onDrawn={draw}
            />
          </div>
        ) : (
          <>
            {stale && !preview.isPending && (
              <p role="status" style={{ margin: '8px 12px', display: 'flex', gap: 10, alignItems: 'center' }}>
                {t('extractChanged')}
                <Button size="compact-xs" variant="light" disabled={!body} onClick={look}>
                  {t('extractAgain')}
                </Button>
              </p>
            )}
            {preview.isPending && (
              <p className="quiet" role="status" style={{ margin: 12 }}>
                {t('extractMaking')}
              </p>
            )}
            {made && !preview.isPending && (
              <PdfViewer key={made.sha256} url={addressOfFile(made.sha256, made.name)} name={made.name} />
            )}
          </>
        )}
      </section>
      <div className="beside">
        <Link to={`/documents/${id}`}>
          <bdi>{record.symbol ?? record.abstract}</bdi>
        </Link>
        <h1 style={{ fontSize: 18, margin: '6px 0 8px' }}>{t('extractTitle', { symbol: record.symbol ?? '' })}</h1>
        <p className="quiet" style={{ margin: '0 0 6px' }}>
          {t(touch ? 'extractHintTouch' : 'extractHint')}
        </p>
        <KeptNote place={place} />
        <Section title={t('extractFound', { page })}>
          {isPlaceholderData ? (
            <p className="quiet" role="status">
              {t('extractReading')}
            </p>
          ) : found.length === 0 ? (
            <p className="quiet">{t('extractNothing')}</p>
          ) : null}
          <ParagraphList
            page={page}
            found={found}
            taken={taken}
            active={active}
            onActive={setActive}
            onToggle={toggle}
            onPage={(by) => turn(page + by) && setEdge(by === 1 ? 'first' : 'last')}
          />
        </Section>
        <Section title={t('extractTaken', { count: taken.length })}>
          {offered.form.length > 0 && (
            <p className="quiet" style={{ margin: 0 }}>
              {t('extractForm')}
            </p>
          )}
          {taken.length >= mostParts && <p role="status">{t('extractMost', { count: mostParts })}</p>}
          <ol className="extract-taken">
            {taken.map((one) => (
              <li key={keyOf(one)}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => {
                    setShown('original')
                    turn(one.page)
                    setActive(keyOf(one))
                  }}
                >
                  {t('extractPage', { page: one.page, pages: offered.pages })}
                </Button>
                <span className="extract-words" lang={one.text ? 'vi' : undefined}>
                  {one.text || t('extractDrawn')}
                </span>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  aria-label={t('extractRemove', { page: one.page, text: one.text.slice(0, 60) || t('extractDrawn') })}
                  onClick={() => toggle(one)}
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            ))}
          </ol>
        </Section>
        <Section title={t('copyTitle')}>
          <div style={{ display: 'grid', gap: 10 }}>{fields}</div>
          <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 18, flexWrap: 'wrap' }}>
            <Button variant="default" disabled={!body} loading={preview.isPending} onClick={look}>
              {t('extractPreview')}
            </Button>
            <Button
              disabled={!body}
              loading={make.isPending}
              onClick={() => body && make.mutate({ params: { id }, body })}
            >
              {t('copyMake')}
            </Button>
          </div>
        </Section>
      </div>
    </div>
  )
}
