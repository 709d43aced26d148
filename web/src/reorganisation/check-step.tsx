import { Button } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import { type Counts, countKinds, type UnitCounts } from '@mocban/contract/reorganisation-check'
import type { PlanView } from '@mocban/contract/reorganisation-plan'
import { addressOf } from '../shell/client.ts'
import { DataTable } from '../shell/data-table.tsx'
import { formatInstant, formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState, Section } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { useAct, usePages } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { useAnswersOnTheirWay } from './use-answers.ts'

/** What the plan touches, counted for each unit, and what is still to be settled; run as often as one likes, it changes nothing. */
export function CheckStep({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const { check } = plan
  const begin = useAct(reorganisation.check)
  const answering = useAnswersOnTheirWay(plan.id)
  const params = { id: plan.id }
  const counts = usePages(reorganisation.counts, { limit: 100 }, params)
  const unsettled = Object.values(check.unsettled).reduce((sum, one) => sum + (one ?? 0), 0)
  return (
    <section aria-label={t('step.check')}>
      <p className="quiet" style={{ maxWidth: '85ch' }}>
        {t('checkHint')}
      </p>
      <div className="reorganisation-bar">
        {plan.may.check && (
          <Button
            loading={begin.isPending || answering || check.state === 'running'}
            disabled={plan.operations === 0}
            onClick={() => begin.mutate({ params, body: { version: plan.version } })}
          >
            {check.state === 'none' ? t('checkIt') : t('checkAgain')}
          </Button>
        )}
        {check.at && (
          <Button
            component="a"
            variant="default"
            href={addressOf(reorganisation.report, { params })}
            target="_blank"
            rel="noreferrer"
          >
            {t('report')}
          </Button>
        )}
      </div>
      {check.state === 'failed' && (
        <p className="late" role="alert">
          {t('checkFailed')}
        </p>
      )}
      {!check.at && check.state !== 'running' && <EmptyState>{t('notChecked')}</EmptyState>}
      {check.at && (
        <>
          <p>
            {t('checkedAt', { when: formatInstant(check.at) })}{' '}
            {!check.current && plan.state === 'draft' && <span className="late">{t('changedSince')}</span>}
          </p>
          <p>
            {t('unitsTouched', {
              ending: formatNumber(check.units.ending, language),
              created: formatNumber(check.units.created, language),
              changed: formatNumber(check.units.changed, language),
            })}{' '}
            {plan.state === 'draft' &&
              (unsettled > 0 ? (
                <Link to={`/reorganisations/${plan.id}?step=questions`}>
                  {t('toSettle', { count: formatNumber(unsettled, language) })}
                </Link>
              ) : (
                t('allSettled')
              ))}
          </p>
          <Totals totals={check.totals} />
          <Section title={t('perUnit')}>
            <DataTable<UnitCounts>
              label={t('perUnit')}
              rows={counts.rows}
              idOf={(row) => row.unit.id}
              loading={counts.isPending}
              more={{
                has: counts.hasNextPage,
                loading: counts.isFetchingNextPage,
                load: () => void counts.fetchNextPage(),
              }}
              empty={<EmptyState>{t('touchesNothing')}</EmptyState>}
              columns={[
                {
                  key: 'unit',
                  title: t('unit'),
                  main: true,
                  cell: (row) => (
                    <>
                      <span lang="vi">{row.unit.name}</span>
                      {row.agency.id !== row.unit.id && (
                        <div className="quiet" lang="vi">
                          {row.agency.name}
                        </div>
                      )}
                    </>
                  ),
                },
                {
                  key: 'becomes',
                  title: t('becomesOfIt'),
                  cell: (row) => (
                    <>
                      {t(`becomes.${row.becomes}`)}
                      {row.successor && (
                        <div className="quiet" lang="vi">
                          → {row.successor.name}
                        </div>
                      )}
                    </>
                  ),
                },
                { key: 'holds', title: t('holds'), cell: (row) => <Holds counts={row.counts} /> },
                {
                  key: 'books',
                  title: t('books'),
                  width: 200,
                  cell: (row) =>
                    row.registers.map((book) => (
                      <div key={`${book.travel}${book.series}${book.year}`} className="quiet">
                        {t('book', {
                          travel: t(`travel.${book.travel}` as keyof typeof vi),
                          year: String(book.year),
                          number: formatNumber(book.lastNumber, language),
                        })}
                      </div>
                    )),
                },
              ]}
            />
          </Section>
        </>
      )}
    </section>
  )
}

/** Sums over all units that end. */
function Totals({ totals }: { totals: Counts }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  return (
    <Section title={t('totals')}>
      <dl className="reorganisation-count">
        {countKinds
          .filter((one) => totals[one] !== undefined)
          .map((one) => (
            <div key={one}>
              <dt>{t(`count.${one}`)}</dt>
              <dd>{formatNumber(totals[one] ?? 0, language)}</dd>
            </div>
          ))}
      </dl>
    </Section>
  )
}

function Holds({ counts }: { counts: Counts }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const shown = countKinds.filter((one) => (counts[one] ?? 0) > 0)
  if (shown.length === 0) return <span className="quiet">–</span>
  return <>{shown.map((one) => `${t(`count.${one}`)} ${formatNumber(counts[one] ?? 0, language)}`).join(' · ')}</>
}
