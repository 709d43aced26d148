import { Button, Textarea } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { useRef, useState } from 'react'
import { formatInstant } from '../../shell/format.ts'
import { forgetKept, useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'

/** The sender asks for the document back (Decree 30/2020, Art. 18): everybody who works on it sees that and why; the registry answers. */
export function RecallAnswer({ origin }: { origin: NonNullable<DocumentRecord['origin']> }) {
  const t = useText<typeof core & typeof own>('documents')
  const registry = useCan('register')
  const place = `recall-answer:${origin.id}`
  const [reason, setReason] = useKept(place, 'reason', '')
  const [wanting, setWanting] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const act = useAct(incoming.answerRecall, {
    done: () => {
      forgetKept(place)
      notify.done(t('recallAnswered'))
    },
  })
  if (origin.status !== '13') return null
  const asked = origin.history.findLast((one) => one.code === '13')
  const answer = (agree: boolean) => act.mutate({ params: { id: origin.id }, body: { agree, reason } })
  return (
    <div
      role="group"
      aria-label={t('recallAsked')}
      style={{ borderInlineStart: '3px solid var(--seal)', paddingInlineStart: 12, marginBottom: 14 }}
    >
      <p className="late" style={{ margin: 0 }}>
        {t('recallAsked')}
      </p>
      <p style={{ margin: '2px 0 8px' }}>
        <span lang="vi">
          {origin.senderName}
          {asked?.note && `: ${asked.note}`}
        </span>{' '}
        <span className="quiet">{formatInstant(asked?.at)}</span>
      </p>
      {registry && (
        <>
          <Textarea
            ref={field}
            lang="vi"
            autosize
            label={t('recallReason')}
            error={wanting && !reason.trim() ? t('required') : undefined}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
            <Button size="compact-sm" loading={act.isPending} onClick={() => answer(true)}>
              {t('recallAgree')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={act.isPending}
              onClick={() => {
                setWanting(!reason.trim())
                if (reason.trim()) answer(false)
                else field.current?.focus()
              }}
            >
              {t('recallRefuse')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
