import { outgoing } from '@mocban/contract/documents-outgoing'
import { DeskLine } from '../../shell/desk-line.tsx'
import { formatWhen } from '../../shell/format.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { useRoute } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import type vi from './messages/vi.ts'

/** For whoever issues: how what went out is doing with those it went to. */
export default function ToldPanel() {
  const t = useText<typeof vi>('outgoing')
  const words = useCodeText('documents')
  const issues = useCan('issue')
  const { data } = useRoute(outgoing.told, issues ? {} : undefined, { refetchInterval: 60_000 })
  if (!data?.length) return null
  return (
    <Section title={t('told')}>
      <ul className="desk-list" aria-label={t('told')}>
        {data.map((one) => (
          <DeskLine
            key={one.documentId}
            to={`/documents/${one.documentId}`}
            title={
              <>
                <bdi className="quiet">{one.symbol}</bdi> <span lang="vi">{one.abstract}</span>
              </>
            }
            note={
              <>
                {one.recipients > 1 && <>{t('toldRegistered', { count: one.registered, of: one.recipients })} · </>}
                {one.refused > 0 && one.recipients > 1 && (
                  <span className="late">{t('toldRefused', { count: one.refused })} · </span>
                )}
                <bdi lang="vi">{one.recipientName}</bdi>:{' '}
                <span className={['02', '16', 'failed'].includes(one.status) ? 'late' : undefined}>
                  {words(`delivery.${one.status}`)}
                </span>
                , {formatWhen(one.at)}
              </>
            }
          />
        ))}
      </ul>
    </Section>
  )
}
