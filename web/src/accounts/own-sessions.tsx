import { Button, VisuallyHidden } from '@mantine/core'
import { signIn } from '@mocban/contract/sign-in'
import { formatInstant } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Where one is signed in: device, address, how it began, last use; each can be ended, or all others at once. */
export function OwnSessions() {
  const t = useText<typeof vi>('accounts')
  const { data: sessions = [] } = useRoute(signIn.sessions, {})
  const { data: rule } = useRoute(signIn.rule, {})
  const end = useAct(signIn.endSession)
  /** In the largest unit that leaves nothing over: twelve hours, not 720 minutes. */
  const spoken = (minutes: number) =>
    minutes % 1440 === 0
      ? t('days', { count: minutes / 1440 })
      : minutes % 60 === 0
        ? t('hours', { count: minutes / 60 })
        : t('minutes', { count: minutes })
  return (
    <Section
      title={t('sessions')}
      actions={
        sessions.length > 1 && (
          <Button
            size="compact-xs"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate({ params: { id: 'others' } })}
          >
            {t('endOthers')}
          </Button>
        )
      }
    >
      {rule && (
        <p className="quiet" style={{ margin: '0 0 8px' }}>
          {t('sessionsEnd', {
            idle: spoken(rule.holds.idleMinutes),
            most: spoken(rule.holds.absoluteHours * 60),
          })}
        </p>
      )}
      <div style={{ overflowX: 'auto' }}>
        <table className="table stacks" aria-label={t('sessions')}>
          <thead>
            <tr>
              <th scope="col">{t('device')}</th>
              <th scope="col">{t('address')}</th>
              <th scope="col">{t('began')}</th>
              <th scope="col">{t('lastUse')}</th>
              <th scope="col">
                <VisuallyHidden>{t('endSession')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <td className="main-cell">
                  {session.device || '–'}
                  {session.current && <strong> · {t('thisSession')}</strong>}
                  <div className="quiet">{t(`method.${session.method}`)}</div>
                </td>
                <td>
                  <bdi>{session.address}</bdi>
                  {!session.current && session.sameAddress && <div className="quiet">{t('sameAddress')}</div>}
                </td>
                <td className="quiet" data-named={t('began')}>
                  {formatInstant(session.startedAt)}
                </td>
                <td className="quiet" data-named={t('lastUse')}>
                  {formatInstant(session.lastSeenAt)}
                </td>
                <td>
                  {!session.current && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('endSessionOf', { device: session.device })}
                      onClick={() => end.mutate({ params: { id: session.id } })}
                    >
                      {t('endSession')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
