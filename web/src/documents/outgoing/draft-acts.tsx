import type { DocumentRecord } from '@mocban/contract/documents'
import type { DraftView } from '@mocban/contract/documents-outgoing'
import { useState } from 'react'
import { type Act, Acts } from '../../shell/acts.tsx'
import { useText } from '../../shell/languages.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { JudgeDialog } from './judge-dialog.tsx'
import type vi from './messages/vi.ts'
import { SubmitDialog } from './submit-dialog.tsx'
import { TakeBackDialog } from './take-back-dialog.tsx'

type Opened = 'submit' | 'judge' | 'issue' | 'change' | 'withdraw' | 'discard'

/** What can be done with the draft now: the next sensible act as a button, the rest in the menu with why not. */
export function DraftActs({
  record,
  draft,
  onIssued,
}: {
  record: DocumentRecord
  draft: DraftView
  onIssued: () => void
}) {
  const t = useText<typeof vi>('outgoing')
  const [open, setOpen] = useState<Opened | null>(null)
  const close = () => setOpen(null)
  const mine = draft.reviews.find((step) => step.mine)
  // What is asked about a step stays open when somebody else has ended it meanwhile: the server says so, and what was typed is there to be read.
  const [asked, setAsked] = useState(mine)
  const act = (key: Opened, label: string, danger = false): Act => ({
    key,
    label,
    permission: draft.acts[key],
    run: () => {
      setAsked(mine)
      setOpen(key)
    },
    danger,
  })
  return (
    <>
      <Acts
        acts={[
          act('judge', mine?.kind === 'approve' ? t('approve') : t('judge')),
          act('issue', t('issue')),
          act('submit', t('submit')),
          act('change', t('editFacts')),
          act('withdraw', t('withdraw')),
          act('discard', t('discard'), true),
        ]}
      />
      {open === 'submit' && <SubmitDialog draft={draft} onClose={close} />}
      {open === 'judge' && asked && <JudgeDialog draft={draft} step={asked} onClose={close} />}
      {open === 'issue' && <IssueDialog record={record} draft={draft} onClose={close} onIssued={onIssued} />}
      {(open === 'withdraw' || open === 'discard') && <TakeBackDialog draft={draft} act={open} onClose={close} />}
      {open === 'change' && <ChangeDialog record={record} draft={draft} onClose={close} />}
    </>
  )
}
