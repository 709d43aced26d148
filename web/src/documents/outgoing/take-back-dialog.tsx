import { Textarea } from '@mantine/core'
import { type DraftView, outgoing } from '@mocban/contract/documents-outgoing'
import { ConfirmAct } from '../../shell/acts.tsx'
import { forgetKept, useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Takes a draft back from its review, or gives it up. */
export function TakeBackDialog({
  draft,
  act,
  onClose,
}: {
  draft: DraftView
  act: 'withdraw' | 'discard'
  onClose: () => void
}) {
  const t = useText<typeof vi>('outgoing')
  const place = `${act}:${draft.documentId}`
  const [reason, setReason] = useKept(place, 'reason', '')
  const done = () => {
    forgetKept(place)
    notify.done(t(act === 'withdraw' ? 'withdrawn' : 'discarded'))
    onClose()
  }
  const withdraw = useAct(outgoing.withdraw, { done })
  const discard = useAct(outgoing.discard, { done })
  const chosen = act === 'withdraw' ? withdraw : discard
  return (
    <ConfirmAct
      title={t(act)}
      confirm={t(act)}
      busy={chosen.isPending}
      onClose={onClose}
      onConfirm={() => chosen.mutate({ params: { id: draft.documentId }, body: { version: draft.version, reason } })}
    >
      <p style={{ marginTop: 0 }}>{t(act === 'withdraw' ? 'withdrawWhat' : 'discardWhat')}</p>
      <Textarea
        label={t('reason')}
        autosize
        lang="vi"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}
