import { Button, Progress } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { PlanView } from '@mocban/contract/reorganisation-plan'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ScreenFailed } from '../shell/failures.tsx'
import { formatDate, formatInstant, formatNumber } from '../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../shell/languages.ts'
import { later } from '../shell/later.tsx'
import { Facts } from '../shell/marks.tsx'
import { Link, useFilters, useParam } from '../shell/navigate.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { PlanFactsDialog } from './plan-facts.tsx'
import './reorganisation.css'

const steps = ['operations', 'check', 'questions', 'people', 'comparison', 'carry'] as const
type Step = (typeof steps)[number]
const panels = {
  operations: later(async () => (await import('./operations-step.tsx')).OperationsStep),
  check: later(async () => (await import('./check-step.tsx')).CheckStep),
  questions: later(async () => (await import('./questions-step.tsx')).QuestionsStep),
  people: later(async () => (await import('./people-step.tsx')).PeopleStep),
  comparison: later(async () => (await import('./comparison-step.tsx')).ComparisonStep),
  carry: later(async () => (await import('./carry-step.tsx')).CarryStep),
} satisfies Record<Step, unknown>

const unsettledOf = (plan: PlanView): number =>
  Object.values(plan.check.unsettled).reduce((sum, count) => sum + (count ?? 0), 0)
const running = (plan: PlanView) => plan.check.state === 'running' || plan.state === 'carrying-out'

/** A plan as a way: what is to be done, the check, what a person settles, people, before and after, carrying out. */
export default function PlanScreen() {
  const t = useText<typeof vi>('reorganisation')
  const id = useParam('id')
  const [filters] = useFilters()
  const { data: plan, error } = useRoute(
    reorganisation.read,
    { params: { id } },
    { refetchInterval: 1500, until: (answer) => !running(answer) },
  )
  // What ran in the background has ended, or what was to run by itself has run: its lists are read again.
  const client = useQueryClient()
  const ran = useRef(false)
  const waits = plan?.state === 'scheduled'
  const runs = plan !== undefined && (waits || running(plan))
  useEffect(() => {
    if (ran.current && !runs) void client.invalidateQueries()
    ran.current = runs
  }, [runs, client])
  // Who has a plan open at midnight sees it carried out by itself.
  useEffect(() => {
    if (!waits) return
    const look = setInterval(() => void client.invalidateQueries({ queryKey: [reorganisation.read.path] }), 15_000)
    return () => clearInterval(look)
  }, [waits, client])
  if (error) return <ScreenFailed error={error} />
  if (!plan) return <div className="screen quiet">…</div>
  const begin: Step = plan.state === 'done' ? 'carry' : 'operations'
  const step = steps.find((one) => one === filters.step) ?? begin
  const Panel = panels[step]
  return (
    <div className="screen reorganisation">
      <Head plan={plan} />
      <nav aria-label={t('steps')}>
        <ol className="reorganisation-steps">
          {steps.map((one, n) => (
            <li key={one} data-here={one === step || undefined}>
              <Link to={`/reorganisations/${id}?step=${one}`}>
                <span className="quiet">{n + 1}</span> {t(`step.${one}`)} <StepMark plan={plan} step={one} />
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <PlanProgress plan={plan} />
      <Panel plan={plan} />
    </div>
  )
}

/** How much a step holds, or what is wanting in it. */
function StepMark({ plan, step }: { plan: PlanView; step: Step }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const unsettled = unsettledOf(plan)
  if (step === 'operations') return <span className="quiet">{formatNumber(plan.operations, language)}</span>
  if (step === 'questions' && unsettled > 0)
    return <strong className="late">{t('left', { count: formatNumber(unsettled, language) })}</strong>
  if (step === 'check' && plan.state === 'draft' && plan.check.state === 'done' && !plan.check.current)
    return <span className="late">{t('stale')}</span>
  return null
}

/** How far what runs in the background is. */
function PlanProgress({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const words = useCodeText('reorganisation')
  if (!running(plan)) return null
  const progress = plan.progress ?? plan.check.progress
  const what = plan.state === 'carrying-out' ? t('carryingOut') : t('checking')
  const part = progress && progress.of > 0 ? Math.round((progress.done / progress.of) * 100) : 0
  return (
    <div className="reorganisation-progress" role="status">
      <strong>{what}</strong> {progress && words(`progress.${progress.step}`)}{' '}
      <span className="quiet">{progress && `${progress.done}/${progress.of}`}</span>
      <Progress.Root mt={4}>
        <Progress.Section value={Math.max(part, 4)} aria-label={what} />
      </Progress.Root>
    </div>
  )
}

function Head({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const [changing, setChanging] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const change = useAct(reorganisation.change, { done: () => setChanging(false) })
  const abandon = useAct(reorganisation.abandon, { done: () => setLeaving(false) })
  const params = { id: plan.id }
  return (
    <>
      <p className="reorganisation-above">
        <Link to="/reorganisations">{t('place')}</Link>
      </p>
      <h1 lang="vi">{plan.title}</h1>
      <p className="reorganisation-line">
        <strong>{t(`state.${plan.state}`)}</strong> · {t('effectiveOn')}{' '}
        <time dateTime={plan.effectiveOn}>{formatDate(plan.effectiveOn)}</time>
      </p>
      <details>
        <summary>{t('facts')}</summary>
        <Facts
          rows={[
            [t('basis'), plan.basis],
            [t('effectiveOn'), t('fromMidnight', { day: formatDate(plan.effectiveOn) })],
            [t('oldCodesUntil'), formatDate(plan.oldCodesUntil)],
            [t('headsRule'), t(`heads.${plan.rules.heads}`)],
            [t('madeBy'), `${plan.createdBy.name} · ${plan.agency.name} · ${formatInstant(plan.createdAt)}`],
          ]}
        />
        {plan.may.change && (
          <div className="reorganisation-acts">
            <Button variant="default" size="xs" onClick={() => setChanging(true)}>
              {t('changeFacts')}
            </Button>
            {leaving ? (
              <>
                <span>{t('abandonSure')}</span>
                <Button
                  size="xs"
                  color="vermilion"
                  loading={abandon.isPending}
                  onClick={() => abandon.mutate({ params, body: { version: plan.version } })}
                >
                  {t('abandon')}
                </Button>
                <Button size="xs" variant="default" onClick={() => setLeaving(false)}>
                  {t('keep')}
                </Button>
              </>
            ) : (
              <Button variant="subtle" size="xs" onClick={() => setLeaving(true)}>
                {t('abandon')}
              </Button>
            )}
          </div>
        )}
      </details>
      <Failure plan={plan} />
      {changing && (
        <PlanFactsDialog
          title={t('changeFacts')}
          act={t('save')}
          facts={plan}
          busy={change.isPending}
          close={() => setChanging(false)}
          submit={({ title, basis, effectiveOn, oldCodesUntil, rules }) =>
            change.mutate({
              params,
              body: { title, basis, effectiveOn, oldCodesUntil, rules, version: plan.version },
            })
          }
        />
      )}
    </>
  )
}

/** Why the last attempt did not go through, and what to do next. */
function Failure({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const check = useAct(reorganisation.check)
  if (!plan.failure) return null
  const unsettled = unsettledOf(plan)
  const next = !plan.check.current ? (
    <Button
      size="xs"
      loading={check.isPending}
      onClick={() => check.mutate({ params: { id: plan.id }, body: { version: plan.version } })}
    >
      {t('checkAgain')}
    </Button>
  ) : (
    <Link to={`/reorganisations/${plan.id}?step=${unsettled > 0 ? 'questions' : 'carry'}`}>
      {unsettled > 0 ? t('settleThem', { count: formatNumber(unsettled, language) }) : t('onceMore')}
    </Link>
  )
  return (
    <div className="reorganisation-failure" role="alert">
      {t('failedAt', { when: formatInstant(plan.failure.at) })} {plan.failure.detail}
      {plan.state === 'draft' && !running(plan) && <p className="reorganisation-acts">{next}</p>}
    </div>
  )
}
