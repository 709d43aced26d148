import type { DocumentRecord } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { useState } from 'react'
import { type Act, Acts } from '../../shell/acts.tsx'
import { daysUntil } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { useGo } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from '../messages/core.vi.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { CancelDialog, FinishDialog, HandOverDialog, PresentDialog, ReasonDialog } from './dialogs.tsx'
import { UrgeDialog, urgeable } from './urge-dialog.tsx'

type Step = DocumentRecord['steps'][number]
type Open = {
  kind: 'present' | 'assign' | 'return' | 'hand-over' | 'take-over' | 'finish' | 'cancel' | 'recall' | 'urge'
  step?: Step
} | null

/** What can be done with the document now by who looks at it: the next sensible act as a button, the rest as a menu. */
export function RecordActs({ record }: { record: DocumentRecord }) {
  const t = useText<typeof vi>('documents')
  const shell = useText<typeof shellVi>('shell')
  const go = useGo()
  const [open, setOpen] = useState<Open>(null)
  const accept = useAct(handling.accept, { done: () => notify.done(t('done')) })
  const mine = record.steps.find((step) => step.mine && step.endedAt === null)
  const asked = record.steps.filter((step) => step.acts.recall?.allowed)
  const others = record.steps.filter((step) => step.acts['take-over']?.allowed)
  const acts: Act[] = []
  if (mine) {
    acts.push({
      key: 'assign',
      label: t(mine.role === 'present' ? 'direct' : 'passOn'),
      permission: mine.acts.assign,
      run: () => setOpen({ kind: 'assign', step: mine }),
    })
    acts.push({
      key: 'accept',
      label: t('accept'),
      permission: mine.acts.accept,
      run: () => accept.mutate({ params: { id: mine.id }, body: { version: mine.version } }),
    })
    acts.push({
      key: 'finish',
      label: t('finish'),
      permission: mine.acts.finish,
      run: () => setOpen({ kind: 'finish', step: mine }),
    })
    acts.push({
      key: 'return',
      label: t('return'),
      permission: mine.acts.return,
      run: () => setOpen({ kind: 'return', step: mine }),
    })
    acts.push({
      key: 'hand-over',
      label: t('handOver'),
      permission: mine.acts['hand-over'],
      run: () => setOpen({ kind: 'hand-over', step: mine }),
    })
  }
  // What is late or nearly so is asked after first; before that there is time.
  const urged = urgeable(record)
  if (urged.length > 0)
    acts.push({
      key: 'urge',
      label: shell('urge'),
      permission: { allowed: true, because: null },
      run: () => setOpen({ kind: 'urge' }),
      secondary: !urged.some((step) => step.dueOn && daysUntil(step.dueOn) <= 3),
    })
  for (const step of asked)
    acts.push({
      key: `recall${step.id}`,
      label: `${t('recallStep')}: ${step.personName ?? step.unitName}`,
      permission: step.acts.recall,
      run: () => setOpen({ kind: 'recall', step }),
      secondary: true,
    })
  for (const step of others)
    acts.push({
      key: `take${step.id}`,
      label: `${t('takeOver')}: ${step.personName ?? step.unitName}`,
      permission: step.acts['take-over'],
      run: () => setOpen({ kind: 'take-over', step }),
      secondary: true,
    })
  if (record.acts.present)
    acts.push({
      key: 'present',
      label: t('present'),
      permission: record.acts.present,
      run: () => setOpen({ kind: 'present' }),
    })
  if (record.acts.answer)
    acts.push({
      key: 'answer',
      label: t('answer'),
      permission: record.acts.answer,
      run: () => go(`/outgoing/new?answers=${record.id}`),
      // It may still be answered; nobody waits for it, or not from who passed it on.
      secondary: record.finishedAt !== null || (!mine && record.steps.some((step) => step.endedAt === null)),
    })
  if (record.acts.correct)
    acts.push({
      key: 'correct',
      label: t('correct'),
      permission: record.acts.correct,
      run: () => go(`/register?correct=${record.id}`),
      secondary: true,
    })
  if (record.acts.cancel)
    acts.push({
      key: 'cancel',
      label: t('cancelRegistration'),
      permission: record.acts.cancel,
      run: () => setOpen({ kind: 'cancel' }),
      danger: true,
      secondary: true,
    })
  // What is asked about a step stays open when somebody else has ended it meanwhile: the server says so, and what was typed is there to be read.
  const step = record.steps.find((one) => one.id === open?.step?.id) ?? open?.step
  const close = () => setOpen(null)
  if (acts.length === 0 && !open) return null
  return (
    <div style={{ marginBottom: 14 }}>
      <Acts acts={acts} />
      {open?.kind === 'present' && <PresentDialog record={record} close={close} />}
      {open?.kind === 'urge' && <UrgeDialog record={record} close={close} />}
      {open?.kind === 'cancel' && <CancelDialog record={record} close={close} />}
      {open?.kind === 'assign' && step && <AssignDialog record={record} step={step} close={close} />}
      {open?.kind === 'finish' && step && <FinishDialog step={step} close={close} />}
      {open?.kind === 'hand-over' && step && <HandOverDialog record={record} step={step} close={close} />}
      {open?.kind === 'return' && step && (
        <ReasonDialog title={t('return')} route={handling.returnStep} step={step} required close={close} />
      )}
      {open?.kind === 'take-over' && step && (
        <ReasonDialog title={t('takeOver')} route={handling.takeOver} step={step} required close={close} />
      )}
      {/* Taken back by somebody else meanwhile: nothing is left to take back, and its reason to nobody. */}
      {open?.kind === 'recall' && step?.acts.recall?.allowed && (
        <ReasonDialog title={t('recallStep')} route={handling.recall} step={step} close={close} />
      )}
    </div>
  )
}
