import { type UnitCard, type UnitVersion, writtenFacts } from '@mocban/contract/organisation-chart'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { Link } from '../../shell/navigate.tsx'
import type vi from './messages/vi.ts'

const told = ['name', ...writtenFacts] as const

/** What a unit was called and whose it was, stretch by stretch, the newest first; each opens the chart of its first day. */
export function UnitHistory({ card }: { card: UnitCard }) {
  const t = useText<typeof vi>('chart')
  const last = card.versions.at(-1)
  const changes = (one: UnitVersion, before: UnitVersion | undefined): string[] => {
    if (!before) return [`${t('founded')}: ${one.name}`]
    const rows: [string, string | null, string | null][] = [
      ...told.map((key): [string, string | null, string | null] => [t(key), before[key], one[key]]),
      [t('kindOf'), t(`kind.${before.kind}`), t(`kind.${one.kind}`)],
      [t('parent'), before.parentName, one.parentName],
    ]
    return rows
      .filter(([, was, is]) => was !== is)
      .map(([what, was, is]) => t('becomes', { what, before: was ?? '–', after: is ?? '–' }))
  }
  /** A version that only stands elsewhere among its neighbours has nothing to tell. */
  const tells = (one: UnitVersion, n: number) => n === 0 || changes(one, card.versions[n - 1]).length > 0
  return (
    <Section title={t('history')}>
      <ul className="chart-posts">
        {last?.until && <li>{t('ended', { day: formatDate(last.until) })}</li>}
        {card.versions
          .map((one, n) => ({ one, before: card.versions[n - 1] }))
          .filter(({ one }, n) => tells(one, n))
          .reverse()
          .map(({ one, before }) => (
            <li key={one.from}>
              <div className="chart-post">
                <Link
                  to={`/organisation?unit=${card.id}&on=${one.from}`}
                  title={t('lookAt', { day: formatDate(one.from) })}
                >
                  {formatDate(one.from)}
                </Link>
              </div>
              {changes(one, before).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </li>
          ))}
      </ul>
    </Section>
  )
}
