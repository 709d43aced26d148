import { SegmentedControl } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { useEffect, useMemo, useState } from 'react'
import { useActsKey } from '../../shell/acts.tsx'
import { ScreenFailed } from '../../shell/failures.tsx'
import { formatWhen } from '../../shell/format.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import { DeadlineText, Facts, Section, UrgencyMark } from '../../shell/marks.tsx'
import { Link, useFilters, useGo, useParam } from '../../shell/navigate.tsx'
import { PdfViewer, type Selected } from '../../shell/pdf-viewer.tsx'
import { useRoute } from '../../shell/queries.ts'
import { addressOfDocument } from '../address-of-document.ts'
import { FormPanel, formHighlights, useFormCheck } from '../form/form-panel.tsx'
import { recordPanels } from '../record/panels.ts'
import { addressOfFile } from '../record/record-files.tsx'
import { commentHighlights } from './comment-highlights.ts'
import { Comments } from './comments.tsx'
import { CompareVersions } from './compare-versions.tsx'
import { DraftActs } from './draft-acts.tsx'
import type vi from './messages/vi.ts'
import { Review } from './review.tsx'
import { Versions } from './versions.tsx'

/** A draft where it is worked on: the page, and beside it its review, versions, comments and where it goes. */
export default function DraftScreen() {
  const t = useText<typeof vi>('outgoing')
  const words = useCodeText('documents')
  const go = useGo()
  const id = useParam('id')
  useActsKey()
  const [filters, change] = useFilters()
  const { data: record, error } = useRoute(documents.record, { params: { id } })
  const { data: draft } = useRoute(outgoing.read, { params: { id } })
  const { data: comments = [] } = useRoute(drafting.comments, { params: { id } })
  const [selected, setSelected] = useState<{ of: string; text: Selected } | null>(null)
  const [focus, setFocus] = useState<string | null>(null)
  const shown = Number(filters.version) || draft?.lastVersion
  const check = useFormCheck(id, shown)
  const highlights = useMemo(
    () => [...commentHighlights(comments, shown), ...formHighlights(check, focus)],
    [comments, shown, check, focus],
  )
  // Only once it is read as issued: the record's page leads back here from what it knows as a draft.
  const [issued, setIssued] = useState(false)
  const there = record && addressOfDocument(record)
  useEffect(() => {
    if (issued && there === `/documents/${id}`) go(there, { replace: true })
  }, [issued, there, id])
  if (error) return <ScreenFailed error={error} />
  if (!record || !draft) return <div className="screen quiet">…</div>
  const versionNo = shown ?? draft.lastVersion
  const comparing = filters.compare ? Number(filters.compare) : null
  const main = record.files.find((file) => file.role === 'main' && file.versionNo === versionNo)
  const source = record.files.find((file) => file.role === 'source' && file.versionNo === versionNo)
  return (
    <div className="record">
      <section className="paper" aria-label={t('view')}>
        {draft.versions.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('view')}
            value={comparing ? 'compare' : 'view'}
            onChange={(value) =>
              change({ compare: value === 'compare' ? String(Math.max(1, versionNo - 1)) : undefined })
            }
            data={[
              { value: 'view', label: t('view') },
              { value: 'compare', label: t('compare') },
            ]}
          />
        )}
        {comparing ? (
          <CompareVersions documentId={id} from={comparing} to={versionNo} />
        ) : main ? (
          <PdfViewer
            key={main.sha256}
            url={addressOfFile(main.sha256, main.name)}
            name={main.name}
            find={filters.find ?? ''}
            highlights={highlights}
            focus={focus}
            onSelectText={(text) => setSelected(text && { of: main.sha256, text })}
            scanOf={main.sha256}
          />
        ) : (
          <p className="empty">{t('noPdf')}</p>
        )}
      </section>
      <div className="beside">
        <div style={{ display: 'flex', gap: 10, alignItems: 'baseline', flexWrap: 'wrap' }}>
          <span className="quiet">{words(`state.${record.state}`)}</span>
          <span className="quiet">{t('version', { n: versionNo })}</span>
          <bdi style={{ fontWeight: 600 }}>{record.symbol}</bdi>
          <UrgencyMark urgency={record.urgency} />
          <DeadlineText on={record.dueOn} ended={record.finishedAt !== null} />
        </div>
        <h1 lang="vi" data-title={record.symbol ?? undefined} style={{ fontSize: 18, margin: '6px 0 12px' }}>
          {record.abstract}
        </h1>
        {record.state === 'issued' && (
          <p>
            <Link to={`/documents/${id}`}>{t('openIssued', { symbol: record.symbol ?? '' })}</Link>
          </p>
        )}
        <div style={{ marginBottom: 14 }}>
          <DraftActs record={record} draft={draft} onIssued={() => setIssued(true)} />
        </div>
        <Review record={record} draft={draft} />
        <FormPanel
          record={record}
          check={check}
          focus={focus}
          onShow={(finding) => {
            if (comparing) change({ compare: undefined })
            setFocus(finding.key)
          }}
          onSaved={() => change({ version: undefined, compare: undefined })}
        />
        <Comments
          documentId={id}
          versionNo={versionNo}
          comments={comments}
          selected={!comparing && selected?.of === main?.sha256 ? (selected?.text ?? null) : null}
          may={draft.acts.comment?.allowed ?? false}
          onSent={() => setSelected(null)}
          onShow={(comment) => {
            if (comment.versionNo !== versionNo || comparing)
              change({ version: String(comment.versionNo), compare: undefined })
            setFocus(comment.id)
          }}
        />
        <Versions record={record} draft={draft} shown={versionNo} source={source ?? null} />
        <Section title={t('facts')}>
          <Facts
            rows={[
              [t('signer'), draft.signerName && <span lang="vi">{`${draft.signerName}, ${draft.signerTitle}`}</span>],
              [
                t('recipients'),
                <span lang="vi" key="to">
                  {draft.recipients
                    .slice(0, 12)
                    .map((one) => one.name)
                    .join('; ')}
                  {draft.recipients.length > 12 && ` ${t('more', { count: draft.recipients.length - 12 })}`}
                  {draft.recipients.length === 0 && t('recipientsCount', { count: 0 })}
                </span>,
              ],
              [
                t('drafted', { name: '' }).replace(/[:：]\s*$/, ''),
                <span lang="vi" key="by">{`${record.createdByName}, ${record.draftingUnitName ?? ''}`}</span>,
              ],
              [t('date'), formatWhen(record.listedAt)],
            ]}
          />
        </Section>
        {recordPanels
          .filter((panel) => panel.ofDraft)
          .map((panel) => (
            <panel.component key={panel.key} record={record} selected={null} />
          ))}
      </div>
    </div>
  )
}
