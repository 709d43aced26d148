import { Button } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import type { DraftView, ReviewStep } from '@mocban/contract/documents-outgoing'
import { formatWhen } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import type shellVi from '../../shell/messages/vi.ts'
import { useFilters } from '../../shell/navigate.tsx'
import { CameSignedNote, DamagedNote } from './came-signed.tsx'
import type vi from './messages/vi.ts'

/** The review of the draft, round by round: who was asked, what they said, of which version, and what changed since. */
export function Review({ record, draft }: { record: DocumentRecord; draft: DraftView }) {
  const t = useText<typeof vi>('outgoing')
  const shell = useText<typeof shellVi>('shell')
  const [, change] = useFilters()
  const mine = draft.reviews.find((step) => step.mine)
  // What somebody who is asked saw the last time: the version they judged in an earlier round.
  const before =
    mine &&
    draft.reviews
      .filter((step) => step.versionSeen !== null && sameReviewer(step, mine))
      .map((step) => step.versionSeen as number)
      .at(-1)
  const seen = before ?? null
  return (
    <Section title={t('review')}>
      <CameSignedNote state={draft.cameSigned} />
      <DamagedNote draft={draft} />
      {draft.reviews.length === 0 && <p className="quiet">{t('reviewEmpty')}</p>}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {draft.reviews.map((step) => (
          <li key={step.id} style={{ display: 'grid', gridTemplateColumns: '22px 1fr', padding: '4px 0' }}>
            <span aria-hidden style={{ color: markColour(step), fontWeight: 700 }}>
              {mark(step)}
            </span>
            <span>
              <span lang="vi" style={{ fontWeight: step.mine ? 700 : 500 }}>
                {step.label || step.positionTitle || step.unitName}
                {step.label || step.positionTitle ? <span className="quiet"> · {step.unitName}</span> : null}
              </span>{' '}
              <span className={step.state === 'returned' ? 'late' : 'quiet'}>
                {step.kind === 'approve' && `· ${t('approveStep')} `}· {t(`reviewState.${step.state}`)}
                {step.doneByName && <span lang="vi"> — {step.doneByName}</span>}
                {step.actingForName && ` (${shell('actingFor', { name: step.actingForName })})`}
                {(step.doneAt ?? step.askedAt) && `, ${formatWhen(step.doneAt ?? step.askedAt)}`}
                {step.versionSeen !== null && ` · ${t('seenVersion', { n: step.versionSeen })}`}
              </span>
              {step.versionSeen !== null && step.versionSeen < draft.lastVersion && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => change({ compare: String(step.versionSeen), version: undefined })}
                >
                  {t('changedSince', { from: step.versionSeen, to: draft.lastVersion })}
                </Button>
              )}
              {step.comment && (
                <p lang="vi" style={{ margin: '2px 0 0' }}>
                  {step.comment}
                </p>
              )}
            </span>
          </li>
        ))}
      </ol>
      {seen !== null && seen < draft.lastVersion && (
        <p style={{ background: 'var(--mark)', padding: '4px 8px' }}>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => change({ compare: String(seen), version: undefined })}
          >
            {t('changedSince', { from: seen, to: draft.lastVersion })}
          </Button>
        </p>
      )}
      {draft.approvedByName && (
        <p lang="vi" style={{ margin: '6px 0 0' }}>
          {t('approvedBy', {
            name: draft.approvedByName,
            n: draft.approvedVersion ?? 0,
            when: formatWhen(draft.approvedAt),
          })}
        </p>
      )}
      {record.state === 'approved' && (
        <p className="quiet" style={{ margin: '2px 0 0' }}>
          {t('approvedForm')}
        </p>
      )}
    </Section>
  )
}

const sameReviewer = (one: ReviewStep, other: ReviewStep) =>
  one.unitId === other.unitId && one.positionId === other.positionId
const mark = (step: ReviewStep) =>
  ({ later: '·', asked: '○', agreed: '✓', 'agreed-with-comments': '✓', returned: '↩', skipped: '–' })[step.state]
const markColour = (step: ReviewStep) =>
  step.state === 'returned' ? 'var(--seal)' : step.state.startsWith('agreed') ? 'var(--act)' : 'var(--ink-2)'
