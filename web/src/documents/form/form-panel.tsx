import { Button, Progress } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { type FormCheck, type FormFinding, form } from '@mocban/contract/form'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useCodeText, useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import type { Highlight } from '../../shell/pdf-viewer.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { undoing } from '../../shell/undo.ts'
import { Finding } from './finding.tsx'
import './form.css'
import type vi from './messages/vi.ts'

/** What was found on a version; a long one is asked for until it is done. */
export const useFormCheck = (documentId: string, version: number | undefined) =>
  useRoute(form.check, version === undefined ? undefined : { params: { id: documentId }, query: { version } }, {
    refetchInterval: 1500,
    until: (answer) => answer.state !== 'waiting',
  }).data

/** The places of what stops an approval, and of the finding that is looked at. */
export const formHighlights = (check: FormCheck | undefined, focus: string | null): Highlight[] =>
  (check?.findings ?? []).flatMap((one) =>
    one.page !== null && one.rects.length > 0 && (one.level === 'stop' || one.key === focus)
      ? [
          {
            id: one.key,
            page: one.page,
            rects: one.rects,
            kind: one.level === 'stop' ? ('comment' as const) : ('suggestion' as const),
          },
        ]
      : [],
  )

const shownAtFirst = 6

/** The draft's form: what must be mended, what had better be, each shown on the page and mended by a press where that is safe. */
export function FormPanel({
  record,
  check,
  focus,
  onShow,
  onSaved,
}: {
  record: DocumentRecord
  check: FormCheck | undefined
  focus: string | null
  onShow: (finding: FormFinding) => void
  /** A new version was saved: it is the one to show. */
  onSaved: () => void
}) {
  const t = useText<typeof vi>('form')
  const [fixing, setFixing] = useState<string | null>(null)
  const fix = useAct(form.fix, {
    done: ({ versionNo, fixed, left }) => {
      onSaved()
      notify.done(
        t(left > 0 ? 'fixedRest' : 'fixed', { fixed, n: versionNo, left }),
        undoing(outgoing.addVersion, {
          params: { id: record.id },
          body: { baseVersion: versionNo, files: filesOf(record, versionNo - 1), note: t('undoNote') },
        }),
      )
    },
  })
  if (!check) return null
  const may = check.mayFix.allowed && check.state === 'done'
  const fixable = check.findings.filter((one) => one.fixable)
  const run = (keys?: string[]) => {
    setFixing(keys?.[0] ?? 'all')
    fix.mutate({ params: { id: record.id }, body: { baseVersion: check.versionNo, ...(keys ? { keys } : {}) } })
  }
  return (
    <Section
      title={t('form')}
      actions={
        may &&
        fixable.length > 0 && (
          <Button
            size="compact-sm"
            loading={fix.isPending && fixing === 'all'}
            disabled={fix.isPending}
            onClick={() => run()}
          >
            {t('fixAll', { count: fixable.length })}
          </Button>
        )
      }
    >
      <div aria-live="polite">
        <State check={check} />
      </div>
      {(['stop', 'warn'] as const).map((level) => (
        <Group
          key={level}
          level={level}
          findings={check.findings.filter((one) => one.level === level)}
          focus={focus}
          onShow={onShow}
          onFix={may ? (finding) => run([finding.key]) : undefined}
          busy={fix.isPending ? fixing : null}
        />
      ))}
      <Notes check={check} />
    </Section>
  )
}

/** Being checked, nothing to check, or in proper form. */
function State({ check }: { check: FormCheck }) {
  const t = useText<typeof vi>('form')
  if (check.state === 'none') return <p className="quiet">{t('noFile')}</p>
  if (check.state === 'waiting')
    return (
      <div>
        <p style={{ marginTop: 0 }}>{t('checking', { percent: check.percent })}</p>
        <Progress value={Math.max(4, check.percent)} aria-label={t('form')} />
      </div>
    )
  // A form of its own is not checked at all: the note says so.
  if (check.untold.some((one) => one.reason === 'other-form')) return null
  if (check.rules === 0) return <p style={{ marginTop: 0 }}>{t('unread', { n: check.versionNo })}</p>
  if (check.findings.length > 0) return null
  return (
    <div className="form-right">
      <IconCircleCheck size={22} aria-hidden />
      <div>
        <strong>{t('right')}</strong>
        <div className="quiet">{t('rightWhat', { rules: check.rules, n: check.versionNo })}</div>
      </div>
    </div>
  )
}

function Group({
  level,
  findings,
  focus,
  onShow,
  onFix,
  busy,
}: {
  level: 'stop' | 'warn'
  findings: FormFinding[]
  focus: string | null
  onShow: (finding: FormFinding) => void
  onFix: ((finding: FormFinding) => void) | undefined
  busy: string | null
}) {
  const t = useText<typeof vi>('form')
  const [all, setAll] = useState(false)
  if (findings.length === 0) return null
  const shown = all ? findings : findings.slice(0, shownAtFirst)
  return (
    <>
      <h3 className={`form-group ${level === 'stop' ? 'late' : 'quiet'}`}>{t(level, { count: findings.length })}</h3>
      <ul className="form-list">
        {shown.map((finding) => (
          <Finding
            key={finding.key}
            finding={finding}
            current={finding.key === focus}
            onShow={() => onShow(finding)}
            onFix={onFix && finding.fixable ? () => onFix(finding) : undefined}
            busy={busy === finding.key}
          />
        ))}
      </ul>
      {shown.length < findings.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('more', { count: findings.length - shown.length })}
        </Button>
      )}
    </>
  )
}

/** What was not looked at and why, and why nothing can be mended here. */
function Notes({ check }: { check: FormCheck }) {
  const t = useText<typeof vi>('form')
  const words = useCodeText('form')
  if (check.state !== 'done') return null
  const because = check.mayFix.because
  return (
    <div className="quiet" style={{ fontSize: 12.5, marginTop: 6 }}>
      {check.untold.map((one) => (
        <div key={one.reason}>{words(`untold.${one.reason}`, { count: one.rules.length })}</div>
      ))}
      {!check.mayFix.allowed && because && check.findings.length > 0 && (
        <div>{t('mayNot', { because: words(`because.${because}`) })}</div>
      )}
      {check.findings.length > 0 && (
        <div>{t('checkedOf', { of: (check.of ?? '').toUpperCase(), rules: check.rules })}</div>
      )}
    </div>
  )
}

/** The files of a version as the next one takes them over. */
function filesOf(record: DocumentRecord, versionNo: number) {
  const files = record.files.filter((file) => file.versionNo === versionNo)
  const given = (role: string) =>
    files.filter((file) => file.role === role).map(({ sha256, name, mediaType }) => ({ sha256, name, mediaType }))
  const [main] = given('main')
  return {
    main: main ?? { sha256: '', name: '', mediaType: '' },
    source: given('source')[0] ?? null,
    attachments: given('attachment'),
  }
}
