import { Radio, Textarea } from '@mantine/core'
import type { DocumentRecord, HandlingStep } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { useState } from 'react'
import { AddresseePicker, type Picked } from '../../organisation/pickers.tsx'
import { forgetKept, useKept } from '../../shell/kept.tsx'
import { KeptDialog } from '../../shell/kept-dialog.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import { undoing } from '../../shell/undo.ts'
import { AnswerSelect } from '../document-select.tsx'
import type vi from '../messages/core.vi.ts'

/** How the act that has just ended a step is taken back: the act counted the step's version once. */
export const undoOf = (step: HandlingStep) => ({ params: { id: step.id }, body: { version: step.version + 1 } })

/** Says what was done, offers to take it back where that is possible, and closes the dialog. */
function useDone(close: () => void, place: string) {
  const t = useText<typeof vi>('documents')
  return (words?: string, undo?: () => void) => {
    forgetKept(place)
    notify.done(words ?? t('done'), undo)
    close()
  }
}

/** Presents to a leader of the agency; the head of the agency's leaders is offered first. */
export function PresentDialog({ record, close }: { record: DocumentRecord; close: () => void }) {
  const t = useText<typeof vi>('documents')
  const me = useMe()
  const place = `present:${record.id}`
  const [to, setTo] = useKept<Picked[]>(place, 'to', [])
  const [note, setNote] = useKept(place, 'note', '')
  const done = useDone(close, place)
  const act = useAct(handling.present, {
    done: ({ handlingId }) =>
      done(
        t('donePresented', { name: to[0]?.name ?? '' }),
        undoing(handling.recall, { params: { id: handlingId }, body: { version: 1 } }),
      ),
  })
  const submit = () =>
    to[0] && act.mutate({ params: { id: record.id }, body: { version: record.version, to: to[0].addressee, note } })
  return (
    <KeptDialog title={t('present')} place={place} busy={act.isPending} close={close} submit={submit}>
      <AddresseePicker
        label={t('presentTo')}
        value={to}
        onChange={setTo}
        units={false}
        people={{ agencyId: me.agencyId, leads: 'true' }}
        required
      />
      <Textarea
        label={t('presentNote')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
      />
    </KeptDialog>
  )
}

export function HandOverDialog({
  record,
  step,
  close,
}: {
  record: DocumentRecord
  step: HandlingStep
  close: () => void
}) {
  const t = useText<typeof vi>('documents')
  const place = `hand-over:${step.id}`
  const [to, setTo] = useKept<Picked[]>(place, 'to', [])
  const [reason, setReason] = useKept(place, 'reason', '')
  const done = useDone(close, place)
  const act = useAct(handling.handOver, {
    done: () => done(t('doneHandedOver', { name: to[0]?.name ?? '' }), undoing(handling.undo, undoOf(step))),
  })
  const submit = () =>
    to[0] && act.mutate({ params: { id: step.id }, body: { version: step.version, to: to[0].addressee, reason } })
  return (
    <KeptDialog title={t('handOver')} place={place} busy={act.isPending} close={close} submit={submit}>
      <AddresseePicker
        label={t('handOverTo')}
        value={to}
        onChange={setTo}
        units={false}
        people={{ agencyId: record.agencyId }}
        required
      />
      <Textarea
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
      />
    </KeptDialog>
  )
}

type ReasonRoute = typeof handling.returnStep | typeof handling.recall | typeof handling.takeOver

/** An act that needs no more than a reason. */
export function ReasonDialog({
  title,
  route,
  step,
  required,
  close,
}: {
  title: string
  route: ReasonRoute
  step: HandlingStep
  required?: boolean
  close: () => void
}) {
  const t = useText<typeof vi>('documents')
  const place = `${route.path.split('/').pop()}:${step.id}`
  const [reason, setReason] = useKept(place, 'reason', '')
  const done = useDone(close, place)
  const act = useAct(route as typeof handling.returnStep, {
    done: () =>
      done(
        t(
          route === handling.recall ? 'doneRecalled' : route === handling.returnStep ? 'doneReturned' : 'doneTakenOver',
        ),
        undoing(handling.undo, undoOf(step)),
      ),
  })
  return (
    <KeptDialog
      title={title}
      place={place}
      busy={act.isPending}
      close={close}
      submit={() => act.mutate({ params: { id: step.id }, body: { version: step.version, reason } })}
    >
      <Textarea
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required={required ?? false}
        withAsterisk={false}
        autosize
        minRows={2}
        data-autofocus
      />
    </KeptDialog>
  )
}

/** Finishes by an answering document, by a report, or for the file. */
export function FinishDialog({ step, close }: { step: HandlingStep; close: () => void }) {
  const t = useText<typeof vi>('documents')
  const place = `finish:${step.id}`
  const [kind, setKind] = useKept<'answered' | 'reported' | 'filed'>(place, 'kind', 'reported')
  const [note, setNote] = useKept(place, 'note', '')
  const [answerId, setAnswerId] = useState<string | null>(null)
  const done = useDone(close, place)
  const act = useAct(handling.finish, {
    done: () => done(t('doneFinished'), undoing(handling.undo, undoOf(step))),
  })
  return (
    <KeptDialog
      title={t('finish')}
      place={place}
      busy={act.isPending}
      close={close}
      submit={() => act.mutate({ params: { id: step.id }, body: { version: step.version, kind, note, answerId } })}
    >
      <Radio.Group label={t('finishKind')} value={kind} onChange={(value) => setKind(value as typeof kind)}>
        {(['answered', 'reported', 'filed'] as const).map((one) => (
          <Radio key={one} value={one} label={t(`finish.${one}`)} mt={6} />
        ))}
      </Radio.Group>
      {kind === 'answered' && <AnswerSelect value={answerId} onChange={setAnswerId} />}
      <Textarea
        label={t('finishNote')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        required={kind === 'reported'}
        withAsterisk={false}
      />
    </KeptDialog>
  )
}

/** Cancels a registration; says what stays. */
export function CancelDialog({ record, close }: { record: DocumentRecord; close: () => void }) {
  const t = useText<typeof vi>('documents')
  const place = `cancel:${record.id}`
  const [reason, setReason] = useKept(place, 'reason', '')
  const done = useDone(close, place)
  const act = useAct(incoming.cancel, { done: () => done() })
  return (
    <KeptDialog
      title={t('cancelRegistration')}
      place={place}
      danger
      busy={act.isPending}
      close={close}
      submit={() => act.mutate({ params: { id: record.id }, body: { version: record.version, reason } })}
    >
      <p>{t('cancelWarning', { number: record.number })}</p>
      <Textarea
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        withAsterisk={false}
        autosize
        data-autofocus
      />
    </KeptDialog>
  )
}
