import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { type mailWays, notifications, type TopicSetting } from '@mocban/contract/notifications'
import { useState } from 'react'
import { formatInstant } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** What rings and what is mailed, topic by topic; and one's calendar of deadlines. */
export function NotificationSettings() {
  const t = useText<typeof vi>('around')
  const words = useCodeText('around')
  const { data } = useRoute(notifications.settings, {})
  const change = useAct(notifications.changeSettings)
  const set = (setting: TopicSetting) => change.mutate({ body: [setting] })
  return (
    <>
      <Section title={t('notificationSettings')}>
        <p className="quiet">{t('notificationSettingsWhy')}</p>
        <table className="table" aria-label={t('notificationSettings')}>
          <thead>
            <tr>
              <th scope="col">{t('topic')}</th>
              <th scope="col" style={{ width: 80 }}>
                {t('ring')}
              </th>
              <th scope="col" style={{ width: 160 }}>
                {t('mail')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(data ?? []).map((setting) => {
              const topic = words(`topic.${setting.topic}`)
              return (
                <tr key={setting.topic}>
                  <th scope="row" style={{ fontWeight: 400 }}>
                    {topic}
                  </th>
                  <td>
                    <Checkbox
                      aria-label={`${t('ring')}: ${topic}`}
                      checked={setting.bell}
                      onChange={(event) => set({ ...setting, bell: event.currentTarget.checked })}
                    />
                  </td>
                  <td>
                    <Select
                      size="xs"
                      aria-label={`${t('mail')}: ${topic}`}
                      data={['now', 'digest', 'none'].map((way) => ({ value: way, label: words(`mail.${way}`) }))}
                      value={setting.mail}
                      allowDeselect={false}
                      onChange={(way) => set({ ...setting, mail: way as (typeof mailWays)[number] })}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Section>
      <CalendarFeed />
    </>
  )
}

/** Without https a browser gives pages no clipboard: then the address is selected, and copied in the old way. */
async function copy(address: string, button: HTMLElement): Promise<boolean> {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    )
  button.parentElement?.querySelector('input')?.select()
  return document.execCommand('copy')
}

function CalendarFeed() {
  const t = useText<typeof vi>('around')
  const { data } = useRoute(notifications.calendar, {})
  const [address, setAddress] = useState<string | null>(null)
  const renew = useAct(notifications.renewCalendar, { done: ({ path }) => setAddress(location.origin + path) })
  const end = useAct(notifications.endCalendar, { done: () => setAddress(null) })
  return (
    <Section title={t('calendar')}>
      <p className="quiet">{t('calendarWhy')}</p>
      {address && (
        <div style={{ display: 'flex', gap: 8, alignItems: 'flex-end', marginBottom: 10, maxWidth: 720 }}>
          <TextInput label={t('calendarOnce')} value={address} readOnly dir="ltr" style={{ flex: 1 }} />
          <Button
            variant="default"
            onClick={(event) =>
              void copy(address, event.currentTarget).then((done) => done && notify.done(t('copied')))
            }
          >
            {t('copy')}
          </Button>
        </div>
      )}
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate({})}>
          {data?.renewedAt ? t('calendarRenew') : t('calendarMake')}
        </Button>
        {data?.renewedAt && (
          <>
            <Button variant="subtle" onClick={() => end.mutate({})}>
              {t('calendarEnd')}
            </Button>
            <span className="quiet">{t('calendarSince', { when: formatInstant(data.renewedAt) })}</span>
          </>
        )}
      </div>
    </Section>
  )
}
