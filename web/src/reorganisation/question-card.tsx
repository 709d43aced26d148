import { Button, Radio } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { Question } from '@mocban/contract/reorganisation-check'
import type { PlanView } from '@mocban/contract/reorganisation-plan'
import { useEffect, useRef, useState } from 'react'
import { formatDate, formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { Link } from '../shell/navigate.tsx'
import { useAct } from '../shell/queries.ts'
import { useTouch } from '../shell/touch.ts'
import type vi from './messages/vi.ts'
import { dayThatHolds, useQuestionWords } from './question-words.ts'
import { type PickedUnit, UnitPicker } from './unit-picker.tsx'

/** One question with its suggestions: arrows choose, Enter takes and goes on, S leaves it for later. */
export function QuestionCard({
  plan,
  questions,
  left,
  answer,
}: {
  plan: PlanView
  questions: Question[]
  left: number
  answer: (question: Question, value: string | null) => void
}) {
  const t = useText<typeof vi>('reorganisation')
  const touch = useTouch()
  const language = useLanguage()
  const words = useQuestionWords()
  const [skipped, setSkipped] = useState(0)
  const question = questions[skipped % questions.length] as Question
  const [chosen, setChosen] = useState('')
  const [other, setOther] = useState<PickedUnit[]>([])
  const form = useRef<HTMLFormElement>(null)
  const byAnswer = question.settledBy === 'answer'
  const free = question.free === 'unit'
  const first = question.suggestions[0]?.value ?? (free ? 'other' : '')
  useEffect(() => {
    setChosen(first)
    setOther([])
  }, [question.key, first])
  // The keys work at once: the chosen suggestion has the focus, unless somebody is elsewhere on the page or on their way to another step.
  useEffect(() => {
    const at = document.activeElement
    if (at === document.body || at?.closest('.reorganisation-steps [data-here]') || form.current?.contains(at))
      form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus({ preventScroll: true })
  }, [question.key])
  const value = chosen === 'other' ? other.map((one) => one.key).join(' ') : chosen
  const several = question.kind === 'predecessor-not-found'
  const submit = () => {
    if (value && plan.may.change) answer(question, value)
  }
  return (
    <form
      ref={form}
      className="reorganisation-ask"
      aria-label={t(`question.${question.kind}`)}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        const typing = event.target instanceof HTMLInputElement && event.target.type !== 'radio'
        if (event.key === 's' && !typing && !event.ctrlKey && !event.metaKey) setSkipped(skipped + 1)
      }}
    >
      <div className="quiet" aria-live="polite">
        {t(`question.${question.kind}`)} · {t('stillLeft', { count: formatNumber(left, language) })}
      </div>
      <h2>{words.ask(question)}</h2>
      {byAnswer ? (
        <Radio.Group value={chosen} onChange={setChosen} aria-label={words.ask(question)}>
          <div className="reorganisation-choices">
            {question.suggestions.map((one) => (
              <Radio
                key={one.value}
                value={one.value}
                label={<span lang="vi">{words.label(one.value, one.label)}</span>}
                description={words.reason(one.reason, one.data)}
              />
            ))}
            {free && <Radio value="other" label={t('anotherUnit')} />}
            {free &&
              !question.suggestions.some((one) => one.value === 'none') &&
              question.kind !== 'unit-without-successor' && (
                <Radio value="none" label={t('none')} description={t('noneHint')} />
              )}
          </div>
        </Radio.Group>
      ) : (
        <p>
          {words.hint(question)}{' '}
          <Link
            to={`/reorganisations/${plan.id}?step=${question.kind === 'person-without-post' ? 'people' : 'operations'}`}
          >
            {t(question.kind === 'person-without-post' ? 'step.people' : 'step.operations')}
          </Link>
        </p>
      )}
      {chosen === 'other' && (
        <div style={{ marginTop: 10, maxWidth: 560 }}>
          <UnitPicker
            planId={plan.id}
            label={t(several ? 'whichUnits' : 'whichUnit')}
            value={other}
            onChange={setOther}
            multiple={several}
            planned={question.kind === 'unit-without-successor'}
            agencies
          />
        </div>
      )}
      <div className="reorganisation-acts">
        {plan.may.change && <TakeDay plan={plan} day={dayThatHolds(question)} />}
        {byAnswer && (
          <Button type="submit" disabled={!value || !plan.may.change}>
            {t('takeAndNext')}
          </Button>
        )}
        {questions.length > 1 && (
          <Button variant="default" onClick={() => setSkipped(skipped + 1)}>
            {t('later')}
          </Button>
        )}
        {byAnswer && !touch && <span className="quiet">{t('keys')}</span>}
      </div>
    </form>
  )
}

/** Takes the first day on which the units can be changed as the plan's, and looks again. */
function TakeDay({ plan, day }: { plan: PlanView; day: string | null }) {
  const t = useText<typeof vi>('reorganisation')
  const check = useAct(reorganisation.check)
  const params = { id: plan.id }
  const change = useAct(reorganisation.change, { done: ({ version }) => check.mutate({ params, body: { version } }) })
  if (!day || day <= plan.effectiveOn) return null
  const oldCodesUntil = plan.oldCodesUntil < day ? day : plan.oldCodesUntil
  return (
    <Button
      loading={change.isPending || check.isPending}
      onClick={() => change.mutate({ params, body: { version: plan.version, effectiveOn: day, oldCodesUntil } })}
    >
      {t('takeDay', { day: formatDate(day) })}
    </Button>
  )
}
