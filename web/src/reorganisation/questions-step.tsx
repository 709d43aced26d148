import { Button, Menu, Modal, SegmentedControl } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import { type Question, questionKinds } from '@mocban/contract/reorganisation-check'
import type { PlanView } from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { DataTable } from '../shell/data-table.tsx'
import { formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import type shellVi from '../shell/messages/vi.ts'
import { Link, useFilters } from '../shell/navigate.tsx'
import { useAct, usePages } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { QuestionCard } from './question-card.tsx'
import { useQuestionWords } from './question-words.ts'
import { useAnswers } from './use-answers.ts'

const shows = ['open', 'chosen', 'settled', 'notes'] as const
const queries = {
  open: { settled: 'no' },
  chosen: { weight: 'may' },
  settled: { settled: 'yes', weight: 'must' },
  notes: { weight: 'note' },
} as const

/** What a person settles: one at a time by Enter, or as a table. Nothing is chosen for them unseen. */
export function QuestionsStep({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const [filters, change] = useFilters()
  const show = shows.find((one) => one === filters.show) ?? 'open'
  const kind = questionKinds.find((one) => one === filters.kind)
  const asTable = filters.as === 'table' || show !== 'open'
  const counts = plan.check.unsettled
  const kinds = questionKinds.filter((one) => (counts[one] ?? 0) > 0 || one === kind)
  const query = { ...queries[show], ...(kind ? { kind } : {}), limit: 100 }
  const list = usePages(reorganisation.questions, query, { id: plan.id }, { forget: true })
  const { gone, answer } = useAnswers(plan)
  const rows = show === 'open' ? list.rows.filter((one) => !gone.has(one.key)) : list.rows
  const total = Object.values(counts).reduce((sum, one) => sum + (one ?? 0), 0)
  return (
    <section aria-label={t('step.questions')}>
      <div className="reorganisation-bar">
        <SegmentedControl
          aria-label={t('show')}
          value={show}
          onChange={(value) => change({ show: value === 'open' ? undefined : value, kind: undefined })}
          data={shows.map((one) => ({
            value: one,
            label: one === 'open' ? `${t('show.open')} ${formatNumber(total, language)}` : t(`show.${one}`),
          }))}
        />
        {show === 'open' && rows.length > 0 && (
          <Button variant="default" onClick={() => change({ as: asTable ? undefined : 'table' })}>
            {asTable ? t('oneByOne') : t('asTable')}
          </Button>
        )}
      </div>
      {show === 'open' && kinds.length > 1 && (
        <div className="reorganisation-kinds" role="group" aria-label={t('kindOfQuestion')}>
          {kinds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === kind}
              onClick={() => change({ kind: one === kind ? undefined : one })}
            >
              {t(`question.${one}`)} <strong>{formatNumber(counts[one] ?? 0, language)}</strong>
            </button>
          ))}
        </div>
      )}
      {asTable ? (
        <QuestionTable plan={plan} rows={rows} list={list} show={show} answer={answer} />
      ) : rows[0] ? (
        <QuestionCard
          key={rows[0].key}
          plan={plan}
          questions={rows}
          left={list.hasNextPage ? total : rows.length}
          answer={answer}
        />
      ) : (
        !list.isPending && <NothingLeft plan={plan} />
      )}
      {kind && rows.length > 1 && rows[0]?.settledBy === 'answer' && plan.may.change && show === 'open' && (
        <TakeAll plan={plan} kind={kind} count={counts[kind] ?? rows.length} />
      )}
    </section>
  )
}

function NothingLeft({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  return (
    <EmptyState>
      {plan.check.current ? t('nothingLeft') : t('nothingLeftYet')}{' '}
      <Link to={`/reorganisations/${plan.id}?step=${plan.check.current ? 'carry' : 'check'}`}>
        {plan.check.current ? t('step.carry') : t('checkNow')}
      </Link>
    </EmptyState>
  )
}

/** All first suggestions of one kind at once, after being shown what that is. */
function TakeAll({ plan, kind, count }: { plan: PlanView; kind: Question['kind']; count: number }) {
  const t = useText<typeof vi>('reorganisation')
  const shell = useText<typeof shellVi>('shell')
  const [asking, setAsking] = useState(false)
  const take = useAct(reorganisation.settleAlike, { done: () => setAsking(false) })
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {t('takeAll', { count })}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t(`question.${kind}`)}
        closeButtonProps={{ 'aria-label': shell('close') }}
      >
        <p>{t('takeAllHint', { count })}</p>
        <Button
          loading={take.isPending}
          onClick={() => take.mutate({ params: { id: plan.id }, body: { version: plan.version, kind } })}
        >
          {t('takeAll', { count })}
        </Button>
      </Modal>
    </>
  )
}

function QuestionTable({
  plan,
  rows,
  list,
  show,
  answer,
}: {
  plan: PlanView
  rows: Question[]
  list: { isPending: boolean; hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  show: (typeof shows)[number]
  answer: (question: Question, value: string | null) => void
}) {
  const t = useText<typeof vi>('reorganisation')
  const words = useQuestionWords()
  const mayAnswer = plan.may.change && show !== 'notes'
  return (
    <DataTable<Question>
      label={t('step.questions')}
      rows={rows}
      idOf={(row) => row.key}
      loading={list.isPending}
      more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      empty={<EmptyState>{show === 'open' ? t('nothingLeft') : t('noneOfThese')}</EmptyState>}
      columns={[
        {
          key: 'ask',
          title: t('matter'),
          main: true,
          cell: (row) => (
            <>
              {words.ask(row)}
              <div className="quiet">{t(`question.${row.kind}`)}</div>
            </>
          ),
        },
        {
          key: 'answer',
          title: show === 'notes' ? t('note') : t('answer'),
          cell: (row) => {
            const first = row.suggestions[0]
            if (row.answer)
              return (
                <>
                  <strong lang="vi">{words.label(row.answer.value, row.answer.label)}</strong>
                  <div className="quiet" lang="vi">
                    {row.answer.by.name}
                  </div>
                </>
              )
            if (!first) return row.settledBy === 'plan' ? <span className="quiet">{words.hint(row)}</span> : null
            return (
              <>
                <span lang="vi">{words.label(first.value, first.label)}</span>
                <div className="quiet">{words.reason(first.reason, first.data)}</div>
              </>
            )
          },
        },
        ...(mayAnswer
          ? [
              {
                key: 'acts',
                title: t('acts'),
                width: 130,
                cell: (row: Question) => {
                  const first = row.suggestions[0]
                  if (row.answer)
                    return (
                      <Button size="compact-sm" variant="subtle" onClick={() => answer(row, null)}>
                        {t('takeBack')}
                      </Button>
                    )
                  if (!first || row.settledBy !== 'answer') return null
                  if (row.suggestions.length === 1)
                    return (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('takeFor', { name: words.ask(row) })}
                        onClick={() => answer(row, first.value)}
                      >
                        {t('take')}
                      </Button>
                    )
                  return (
                    <Menu position="bottom-end" shadow="md">
                      <Menu.Target>
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={t('chooseFor', { name: words.ask(row) })}
                        >
                          {t('choose')}
                        </Button>
                      </Menu.Target>
                      <Menu.Dropdown>
                        {row.suggestions.map((one) => (
                          <Menu.Item key={one.value} onClick={() => answer(row, one.value)}>
                            <span lang="vi">{words.label(one.value, one.label)}</span>
                            <div className="quiet">{words.reason(one.reason, one.data)}</div>
                          </Menu.Item>
                        ))}
                      </Menu.Dropdown>
                    </Menu>
                  )
                },
              },
            ]
          : []),
      ]}
    />
  )
}
