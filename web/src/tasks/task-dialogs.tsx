import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { tasks } from '@mocban/contract/tasks'
import type { TaskRecord } from '@mocban/contract/tasks-record'
import { useRef, useState } from 'react'
import { SentenceField } from '../documents/record/sentence-field.tsx'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { DateField } from '../shell/date-field.tsx'
import { formatDate } from '../shell/format.ts'
import { forgetKept, useKept } from '../shell/kept.tsx'
import { KeptDialog } from '../shell/kept-dialog.tsx'
import { useText } from '../shell/languages.ts'
import type shellVi from '../shell/messages/vi.ts'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { undoing } from '../shell/undo.ts'
import { useMayAssign } from './may-assign.ts'
import type vi from './messages/vi.ts'

export type Own = { task: TaskRecord; close: () => void }

export function useDone(close: () => void, place: string) {
  const t = useText<typeof vi>('tasks')
  return () => {
    forgetKept(place)
    notify.done(t('done'))
    close()
  }
}

/** An act that needs words: why, or what came of it; verifying also rates. */
export function WordsDialog({
  task,
  act: name,
  close,
}: Own & { act: 'refuse' | 'block' | 'wait' | 'deliver' | 'verify' | 'return' | 'cancel' }) {
  const t = useText<typeof vi>('tasks')
  const place = `${name}:${task.id}`
  const [text, setText] = useKept(place, 'text', '')
  const [rating, setRating] = useKept(place, 'rating', 0)
  const act = useAct(tasks.act, {
    done: ({ version }) => {
      forgetKept(place)
      notify.done(t('done'), undoing(tasks.undo, { params: { id: task.id }, body: { version } }))
      close()
    },
  })
  const submit = () =>
    act.mutate({
      params: { id: task.id },
      body: { version: task.version, act: name, text, ...(rating ? { rating } : {}) },
    })
  return (
    <KeptDialog title={t(name)} place={place} close={close} busy={act.isPending} submit={submit}>
      {name === 'verify' && (
        <div>
          <div>{t('rating')}</div>
          {/* What the arrow keys reach is chosen, and it can be taken back. */}
          <SegmentedControl
            fullWidth
            aria-label={t('rating')}
            value={String(rating)}
            onChange={(value) => setRating(Number(value))}
            data={[
              { value: '0', label: t('notRated') },
              ...[1, 2, 3, 4, 5].map((stars) => ({
                value: String(stars),
                label: (
                  <span role="img" aria-label={t('ratingOf', { rating: stars })}>
                    {stars} ★
                  </span>
                ),
              })),
            ]}
          />
        </div>
      )}
      <Textarea
        lang="vi"
        label={t(name === 'deliver' ? 'result' : name === 'verify' ? 'remark' : 'reason')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        required={name !== 'verify'}
        withAsterisk={false}
        autosize
        minRows={3}
        data-autofocus
      />
    </KeptDialog>
  )
}

/** Urges whoever has the task, with a sentence. */
export function UrgeTaskDialog({ task, close }: Own) {
  const shell = useText<typeof shellVi>('shell')
  const place = `urge:${task.id}`
  const [text, setText] = useKept(place, 'text', '')
  const act = useAct(tasks.urge, {
    done: () => {
      forgetKept(place)
      notify.done(shell('doneUrged', { count: 1 }))
      close()
    },
  })
  return (
    <KeptDialog
      title={`${shell('urge')}: ${task.leadPersonName ?? task.leadUnitName}`}
      confirm={shell('urge')}
      place={place}
      close={close}
      busy={act.isPending}
      submit={() => act.mutate({ params: { id: task.id }, body: { text } })}
    >
      <SentenceField act="urge" label={shell('urgeText')} value={text} onChange={setText} />
    </KeptDialog>
  )
}

export function AskExtensionDialog({ task, close }: Own) {
  const t = useText<typeof vi>('tasks')
  const place = `ask-extension:${task.id}`
  const [wantedOn, setWantedOn] = useKept<string | null>(place, 'wantedOn', null)
  const [reason, setReason] = useKept(place, 'reason', '')
  const act = useAct(tasks.askExtension, { done: useDone(close, place) })
  return (
    <KeptDialog
      title={t('ask-extension')}
      place={place}
      close={close}
      busy={act.isPending}
      submit={() =>
        wantedOn && act.mutate({ params: { id: task.id }, body: { version: task.version, wantedOn, reason } })
      }
    >
      <DateField ahead label={t('wantedOn')} value={wantedOn} onChange={setWantedOn} required />
      <Textarea
        lang="vi"
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        autosize
        minRows={2}
      />
    </KeptDialog>
  )
}

export function AnswerExtensionDialog({ task, close }: Own) {
  const t = useText<typeof vi>('tasks')
  const asked = task.extensions.find((one) => one.state === 'asked')
  const place = `answer-extension:${task.id}`
  const [dueOn, setDueOn] = useKept<string | null>(place, 'dueOn', asked?.wantedOn ?? null)
  const [answer, setAnswer] = useKept(place, 'answer', '')
  const [wanting, setWanting] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const act = useAct(tasks.answerExtension, { done: useDone(close, place) })
  const send = (grant: boolean) =>
    act.mutate({ params: { id: task.id }, body: { version: task.version, grant, dueOn, answer } })
  return (
    <KeptDialog
      title={t('answer-extension')}
      place={place}
      confirm={t('grant')}
      close={close}
      busy={act.isPending}
      submit={() => send(true)}
      second={
        <Button
          variant="default"
          onClick={() => {
            // Said beside the field instead of a button that cannot be pressed and does not say why.
            setWanting(!answer.trim())
            if (answer.trim()) send(false)
            else field.current?.focus()
          }}
        >
          {t('refuseExtension')}
        </Button>
      }
    >
      <p style={{ margin: 0 }}>
        <span lang="vi">{asked?.askedByName}</span>{' '}
        {t('extension.asked', {
          from: asked?.from ? formatDate(asked.from) : 'none',
          date: formatDate(asked?.wantedOn),
        })}
        : <span lang="vi">{asked?.reason}</span>
      </p>
      <DateField ahead label={t('grantUntil')} value={dueOn} onChange={setDueOn} />
      <Textarea
        lang="vi"
        ref={field}
        label={t('refusalReason')}
        error={wanting && !answer.trim() ? t('refusalNeeds') : undefined}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
        autosize
        minRows={2}
      />
    </KeptDialog>
  )
}

export function ReassignDialog({ task, close }: Own) {
  const t = useText<typeof vi>('tasks')
  const me = useMe()
  // The lead gives it on inside their agency; who assigned it, to whomever they may assign to.
  const anywhere = useMayAssign() && task.acts.cancel?.because !== 'not-assigner'
  const place = `reassign:${task.id}`
  const [lead, setLead] = useKept<Picked[]>(place, 'lead', [])
  const [reason, setReason] = useKept(place, 'reason', '')
  const act = useAct(tasks.reassign, { done: useDone(close, place) })
  return (
    <KeptDialog
      title={t('reassign')}
      place={place}
      close={close}
      busy={act.isPending}
      submit={() =>
        lead[0] &&
        act.mutate({ params: { id: task.id }, body: { version: task.version, lead: lead[0].addressee, reason } })
      }
    >
      <AddresseePicker
        label={t('lead')}
        value={lead}
        onChange={setLead}
        units={(unit) => anywhere || unit.agencyId === me.agencyId}
        people={{ agencyId: me.agencyId }}
        required
      />
      <Textarea
        lang="vi"
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
      />
    </KeptDialog>
  )
}
