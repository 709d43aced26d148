import { Radio, Textarea } from '@mantine/core'
import { type DraftView, outgoing, type ReviewStep } from '@mocban/contract/documents-outgoing'
import type { SignWith } from '@mocban/contract/sign-with'
import { useState } from 'react'
import { ConfirmAct } from '../../shell/acts.tsx'
import { forgetKept, KeptNote, useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { SignWithField } from '../../signing/sign-with.ts'
import ApprovalForm from '../form/approval-form.tsx'
import { CameSignedNote, DamagedNote } from './came-signed.tsx'
import type vi from './messages/vi.ts'

const verdicts = ['agreed', 'agreed-with-comments', 'returned'] as const
type Verdict = (typeof verdicts)[number]

/** Agree, agree with comments, or return with reasons; at the last step, approve: shown with what exactly is approved. */
export function JudgeDialog({ draft, step, onClose }: { draft: DraftView; step: ReviewStep; onClose: () => void }) {
  const t = useText<typeof vi>('outgoing')
  const place = `judge:${step.id}`
  const [verdict, setVerdict] = useKept<Verdict>(place, 'verdict', 'agreed')
  const [comment, setComment] = useKept(place, 'comment', '')
  // What is judged is what was there to be read when this was opened, not what came since.
  const [seen] = useState(draft.lastVersion)
  const came = draft.lastVersion > seen
  const [sign, setSign] = useState<{ wanted: boolean; signature: SignWith | null }>({ wanted: false, signature: null })
  const judge = useAct(outgoing.judge, {
    done: () => {
      forgetKept(place)
      notify.done(t('judged'))
      onClose()
    },
  })
  const approving = step.kind === 'approve'
  const words = {
    agreed: approving ? t('approve') : t('agree'),
    'agreed-with-comments': t('agreeWithComments'),
    returned: t('returnDraft'),
  }
  const offered = approving ? (['agreed', 'returned'] as const) : verdicts
  return (
    <ConfirmAct
      title={approving ? t('approveStep') : t('judge')}
      confirm={words[verdict]}
      busy={judge.isPending}
      disabled={came || (verdict !== 'returned' && sign.wanted && !sign.signature)}
      onClose={onClose}
      onConfirm={() => {
        if (verdict === 'returned' && !comment.trim()) return
        judge.mutate({
          params: { id: step.id },
          body: {
            version: step.version,
            verdict,
            comment,
            versionSeen: seen,
            ...(sign.signature && verdict !== 'returned' ? { signature: sign.signature } : {}),
          },
        })
      }}
    >
      <KeptNote place={place} />
      {came && (
        <p className="late" role="alert" style={{ marginTop: 0 }}>
          {t('versionCame', { n: draft.lastVersion })}
        </p>
      )}
      <CameSignedNote state={draft.cameSigned} />
      <DamagedNote draft={draft} />
      {approving && (
        <>
          <p lang="vi" style={{ marginTop: 0 }}>
            {t('approveWhat', { n: seen, title: draft.signerTitle ?? '' })}
          </p>
          <p className="quiet">{t('approveForm')}</p>
          <ApprovalForm documentId={draft.documentId} versionNo={seen} />
        </>
      )}
      <Radio.Group
        value={verdict}
        onChange={(value) => setVerdict(value as Verdict)}
        aria-label={approving ? t('approveStep') : t('judge')}
      >
        <div style={{ display: 'grid', gap: 6 }}>
          {offered.map((code) => (
            <Radio key={code} value={code} label={words[code]} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        mt={10}
        label={verdict === 'returned' ? t('judgeReason') : t('judgeComment')}
        required={verdict === 'returned'}
        autosize
        minRows={2}
        lang="vi"
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {verdict !== 'returned' && draft.cameSigned !== 'closed' && <SignWithField of="person" onChange={setSign} />}
    </ConfirmAct>
  )
}
