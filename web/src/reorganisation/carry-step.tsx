import { Button } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { Outcome, PlanView } from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { addressOf } from '../shell/client.ts'
import { Dialog } from '../shell/dialog.tsx'
import { formatDate, formatInstant, formatNumber } from '../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Carrying out: exactly what will be done, now or at midnight of the day; afterwards, what was done. */
export function CarryStep({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const because = useCodeText('reorganisation')
  const [asking, setAsking] = useState<'now' | 'schedule' | null>(null)
  const params = { id: plan.id }
  const unschedule = useAct(reorganisation.unschedule)
  if (plan.outcome) return <Done plan={plan} outcome={plan.outcome} />
  return (
    <section aria-label={t('step.carry')}>
      {plan.state === 'carrying-out' ? (
        <p>{t('whileCarrying')}</p>
      ) : plan.state === 'abandoned' ? (
        <p>{t('isAbandoned')}</p>
      ) : (
        <>
          <WhatWillBe plan={plan} />
          {plan.state === 'scheduled' && (
            <p>
              <strong>
                {t('isScheduled', { day: formatDate(plan.effectiveOn), name: plan.scheduledBy?.name ?? '' })}
              </strong>
            </p>
          )}
          {plan.may.because && !(plan.state === 'scheduled' && plan.may.because === 'reorganisation.too-early') && (
            <p className={plan.may.schedule ? 'quiet' : 'late'}>
              {because(`because.${plan.may.because}`)}{' '}
              {!plan.may.schedule && plan.state === 'draft' && (
                <Link
                  to={`/reorganisations/${plan.id}?step=${plan.may.because === 'reorganisation.unresolved' ? 'questions' : 'check'}`}
                >
                  {t(plan.may.because === 'reorganisation.unresolved' ? 'step.questions' : 'step.check')}
                </Link>
              )}
            </p>
          )}
          <div className="reorganisation-acts">
            <Button color="vermilion" disabled={!plan.may.carryOut} onClick={() => setAsking('now')}>
              {t('carryOutNow')}
            </Button>
            {plan.state === 'scheduled' ? (
              <Button
                variant="default"
                loading={unschedule.isPending}
                onClick={() => unschedule.mutate({ params, body: { version: plan.version } })}
              >
                {t('unschedule')}
              </Button>
            ) : plan.may.carryOut ? null : (
              <Button variant="default" disabled={!plan.may.schedule} onClick={() => setAsking('schedule')}>
                {t('schedule', { day: formatDate(plan.effectiveOn) })}
              </Button>
            )}
            {plan.check.at && <Report plan={plan} />}
          </div>
        </>
      )}
      {asking && <Sure plan={plan} how={asking} close={() => setAsking(null)} />}
    </section>
  )
}

/** The paper of the last check, also of a plan that has been carried out. */
function Report({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  return (
    <Button
      component="a"
      variant="subtle"
      href={addressOf(reorganisation.report, { params: { id: plan.id } })}
      target="_blank"
      rel="noreferrer"
    >
      {t('report')}
    </Button>
  )
}

function Sure({ plan, how, close }: { plan: PlanView; how: 'now' | 'schedule'; close: () => void }) {
  const t = useText<typeof vi>('reorganisation')
  const now = useAct(reorganisation.carryOut, { done: close })
  const schedule = useAct(reorganisation.schedule, { done: close })
  const act = how === 'now' ? now : schedule
  return (
    <Dialog
      onClose={close}
      size="lg"
      title={how === 'now' ? t('carryOutNow') : t('schedule', { day: formatDate(plan.effectiveOn) })}
      closeButtonProps={{ 'aria-label': t('notYet') }}
    >
      <p>
        <strong>{t('notUndone')}</strong> {t('correctedByPlan')}
      </p>
      <WhatWillBe plan={plan} />
      <div className="reorganisation-acts" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={close} data-autofocus>
          {t('notYet')}
        </Button>
        <Button
          color="vermilion"
          loading={act.isPending}
          onClick={() => act.mutate({ params: { id: plan.id }, body: { version: plan.version } })}
        >
          {how === 'now' ? t('carryItOut') : t('scheduleIt')}
        </Button>
      </div>
    </Dialog>
  )
}

/** What carrying out does, by the numbers of the last check. */
function WhatWillBe({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const { units, totals } = plan.check
  const n = (value: number | undefined) => formatNumber(value ?? 0, language)
  if (!plan.check.at) return <p className="quiet">{t('checkFirst')}</p>
  return (
    <Section title={t('willBe')}>
      <ul className="reorganisation-list">
        <li>{t('will.units', { ending: n(units.ending), created: n(units.created), changed: n(units.changed) })}</li>
        {Boolean(totals['documents-open'] || totals['tasks-open'] || totals.arrivals) && (
          <li>
            {t('will.work', {
              documents: n(totals['documents-open']),
              tasks: n(totals['tasks-open']),
              arrivals: n(totals.arrivals),
            })}
          </li>
        )}
        {Boolean(totals.drafts || totals.approved) && (
          <li>{t('will.drafts', { drafts: n(totals.drafts), approved: n(totals.approved) })}</li>
        )}
        {Boolean(totals.people || totals.posts) && (
          <li>{t('will.people', { people: n(totals.people), posts: n(totals.posts) })}</li>
        )}
        {Boolean(totals.registers) && <li>{t('will.books', { registers: n(totals.registers) })}</li>}
        {units.ending + units.changed > 0 && <li>{t('will.codes', { day: formatDate(plan.oldCodesUntil) })}</li>}
        {Boolean(totals.documents) && <li>{t('will.past', { documents: n(totals.documents) })}</li>}
      </ul>
    </Section>
  )
}

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

function Done({ plan, outcome }: { plan: PlanView; outcome: Outcome }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  return (
    <section aria-label={t('step.carry')}>
      <p>
        <strong>{t('doneAt', { when: formatInstant(outcome.at) })}</strong>{' '}
        {t('doneIn', { seconds: formatNumber(Math.round(outcome.seconds * 10) / 10, language) })}{' '}
        {outcome.by && <span lang="vi">{outcome.by.name}</span>}
      </p>
      <dl className="reorganisation-count">
        {(Object.keys(outcome.moved) as (keyof Outcome['moved'])[]).map((key) => (
          <div key={key}>
            <dt>{t(`moved.${key}`)}</dt>
            <dd>{formatNumber(outcome.moved[key], language)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Link to={`/organisation/differences?from=${dayBefore(plan.effectiveOn)}&to=${plan.effectiveOn}`}>
          {t('seeDifferences')}
        </Link>{' '}
        · <Link to={`/organisation?on=${plan.effectiveOn}`}>{t('seeChart')}</Link>
      </p>
      <Report plan={plan} />
    </section>
  )
}
