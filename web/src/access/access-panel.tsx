import { Button } from '@mantine/core'
import { access, type Opening, type RecordAccess } from '@mocban/contract/access'
import type { DocumentRecord } from '@mocban/contract/documents'
import type { TaskRecord } from '@mocban/contract/tasks-record'
import { trail, type WhyReason } from '@mocban/contract/trail'
import { useState } from 'react'
import { formatDate } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { ClassDialog, OpenDialog } from './access-dialogs.tsx'
import type vi from './messages/vi.ts'

export const DocumentAccess = ({ record }: { record: DocumentRecord }) => <AccessPanel recordId={record.id} />
export const TaskAccess = ({ task }: { task: TaskRecord }) => <AccessPanel recordId={task.id} />

/** Who may see a record beyond those who work on it: its class, to whom it was opened, and why the reader sees it. */
export function AccessPanel({ recordId }: { recordId: string }) {
  const t = useText<typeof vi>('access')
  const { data } = useRoute(access.ofRecord, { params: { id: recordId } })
  const { data: why } = useRoute(trail.why, { params: { id: recordId } })
  const [asked, setAsked] = useState<'open' | 'class' | null>(null)
  if (!data) return null
  return (
    <Section
      title={t('access')}
      actions={
        <>
          {data.mayClassify && (data.classes.length > 0 || data.class) && (
            <Button size="compact-xs" variant="default" onClick={() => setAsked('class')}>
              {t('classify')}
            </Button>
          )}
          {data.mayOpen && (
            <Button size="compact-xs" variant="default" onClick={() => setAsked('open')}>
              {t('openTo')}
            </Button>
          )}
        </>
      }
    >
      {data.class && (
        <p style={{ margin: '0 0 8px' }}>
          <span className="late" lang="vi">
            {t('ofClass', { name: data.class.name })}
          </span>{' '}
          <span className="quiet">{t('ofClassHint')}</span>
        </p>
      )}
      <Openings access={data} />
      {why && <Why reasons={why} />}
      {asked === 'open' && <OpenDialog recordId={recordId} close={() => setAsked(null)} />}
      {asked === 'class' && <ClassDialog recordId={recordId} access={data} close={() => setAsked(null)} />}
    </Section>
  )
}

function Openings({ access: { openings } }: { access: RecordAccess }) {
  const t = useText<typeof vi>('access')
  const [all, setAll] = useState(false)
  const open = openings.filter((one) => one.state === 'open')
  return (
    <>
      {(all ? openings : open).length > 0 && (
        <ul style={{ listStyle: 'none', margin: '0 0 8px', padding: 0, display: 'grid', gap: 6 }}>
          {(all ? openings : open).map((one) => (
            <OpeningLine key={one.id} opening={one} />
          ))}
        </ul>
      )}
      {openings.length > open.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
          {t(all ? 'hidePast' : 'showPast', { count: openings.length - open.length })}
        </Button>
      )}
    </>
  )
}

function OpeningLine({ opening }: { opening: Opening }) {
  const t = useText<typeof vi>('access')
  const withdraw = useAct(access.withdraw, { done: () => notify.done(t('withdrawn', { name: opening.name })) })
  return (
    <li style={{ display: 'flex', gap: 8, alignItems: 'baseline' }} className={opening.state === 'open' ? '' : 'quiet'}>
      <span style={{ flex: 1 }}>
        <strong lang="vi">{opening.name}</strong>{' '}
        {t(`until.${opening.state}`, { day: formatDate(opening.lastDay), name: opening.withdrawnBy ?? '' })}
        <span className="quiet" style={{ display: 'block', fontSize: 12.5 }} lang="vi">
          {opening.openedBy}, {opening.openedByTitle}
          {opening.actingForName && ` (${t('actingFor', { name: opening.actingForName })})`}: {opening.reason}
        </span>
      </span>
      {opening.mayWithdraw && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('withdrawFrom', { name: opening.name })}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ params: { id: opening.id } })}
        >
          {t('withdraw')}
        </Button>
      )}
    </li>
  )
}

/** Why the record is in front of the reader, in a sentence for each reason. */
function Why({ reasons }: { reasons: WhyReason[] }) {
  const t = useText<typeof vi>('access')
  const words = useCodeText('access')
  const sentence = (one: WhyReason) => {
    const said = words(`reason.${one.reason}`, {
      through: one.through || t('you'),
      by: one.by ?? '',
      until: one.until ? formatDate(one.until) : '',
      note: one.note ?? '',
    })
    return one.class ? t('andOfClass', { said, name: one.class }) : said
  }
  return (
    <details>
      <summary className="quiet" style={{ cursor: 'pointer' }}>
        {t('why')}
      </summary>
      <ul style={{ margin: '6px 0 0', paddingInlineStart: 18 }}>
        {/* Once by the post and once by oneself is one reason, where the sentence names neither. */}
        {[...new Set(reasons.map(sentence))].map((said) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </details>
  )
}
