import type { Traffic } from '@mocban/contract/exchange-messages'
import { formatInstant } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import type vi from './messages/vi.ts'

const week = 168

/** The last week by partner: a bar for each hour, and the same in numbers. */
export function Hours({ traffic }: { traffic: Traffic }) {
  const t = useText<typeof vi>('exchange')
  const start = Math.floor(Date.now() / 3_600_000) - week + 1
  const partners = [...new Set(traffic.hours.map((one) => one.partnerCode))]
  const hoursOf = (code: string) => {
    const hours = Array.from({ length: week }, () => 0)
    for (const one of traffic.hours) {
      const at = Math.floor(new Date(one.hour).getTime() / 3_600_000) - start
      if (one.partnerCode === code && at >= 0 && at < week) hours[at] = (hours[at] ?? 0) + one.sent + one.came
    }
    return hours
  }
  const most = Math.max(1, ...partners.flatMap(hoursOf))
  const sum = (code: string, key: 'sent' | 'came') =>
    traffic.hours.filter((one) => one.partnerCode === code).reduce((all, one) => all + one[key], 0)
  return (
    <Section title={t('lastWeek')}>
      <div style={{ overflowX: 'auto' }}>
        <table className="table" aria-label={t('lastWeek')}>
          <thead>
            <tr>
              <th scope="col">{t('partner')}</th>
              <th scope="col">{t('byHour')}</th>
              <th scope="col">{t('sent')}</th>
              <th scope="col">{t('came')}</th>
            </tr>
          </thead>
          <tbody>
            {partners.slice(0, 12).map((code) => (
              <tr key={code}>
                <td lang="vi" style={{ minWidth: 130 }}>
                  <Link to={`/exchange?q=${encodeURIComponent(code)}`}>
                    {traffic.hours.find((one) => one.partnerCode === code)?.partnerName || code}
                  </Link>{' '}
                  <bdi className="quiet">{code}</bdi>
                </td>
                <td>
                  <svg
                    viewBox={`0 0 ${week * 2} 26`}
                    preserveAspectRatio="none"
                    height={26}
                    aria-hidden="true"
                    style={{ direction: 'ltr', display: 'block', width: '100%', minWidth: 84, maxWidth: week * 2 }}
                  >
                    {hoursOf(code).map((count, n) => (
                      <rect
                        key={n}
                        x={n * 2}
                        y={25 - Math.round((count / most) * 24)}
                        width={1.6}
                        height={Math.max(1, Math.round((count / most) * 24))}
                        fill={count ? 'var(--act)' : 'var(--rule)'}
                      />
                    ))}
                  </svg>
                </td>
                <td className="number">{sum(code, 'sent')}</td>
                <td className="number">{sum(code, 'came')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details style={{ marginTop: 6 }}>
        <summary>{t('eachHour')}</summary>
        <EachHour traffic={traffic} />
      </details>
    </Section>
  )
}

const mostRows = 200

/** What the bars say, in numbers: the newest hours in which anything went or came. */
function EachHour({ traffic }: { traffic: Traffic }) {
  const t = useText<typeof vi>('exchange')
  return (
    <div
      style={{ overflowX: 'auto', maxHeight: 320, overflowY: 'auto' }}
      tabIndex={0}
      role="group"
      aria-label={t('eachHour')}
    >
      <table className="table" aria-label={t('eachHour')}>
        <thead>
          <tr>
            <th scope="col">{t('hour')}</th>
            <th scope="col">{t('partner')}</th>
            <th scope="col">{t('sent')}</th>
            <th scope="col">{t('came')}</th>
          </tr>
        </thead>
        <tbody>
          {[...traffic.hours]
            .reverse()
            .slice(0, mostRows)
            .map((one) => (
              <tr key={`${one.hour}${one.partnerCode}`}>
                <td>
                  <time dateTime={one.hour}>{formatInstant(one.hour)}</time>
                </td>
                <td lang="vi">{one.partnerName || one.partnerCode}</td>
                <td className="number">{one.sent}</td>
                <td className="number">{one.came}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
