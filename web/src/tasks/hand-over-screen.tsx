import { Button, Textarea } from '@mantine/core'
import { tasks } from '@mocban/contract/tasks'
import { useState } from 'react'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { useText } from '../shell/languages.ts'
import { notify, sentenceOf } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { TaskLines } from './desk-tasks.tsx'
import type vi from './messages/vi.ts'

/** Hands all open tasks of a post over to a colleague, before somebody leaves. */
export default function HandOverScreen() {
  const t = useText<typeof vi>('tasks')
  const me = useMe()
  const [from, setFrom] = useState<Picked[]>([])
  const [to, setTo] = useState<Picked[]>([])
  const [reason, setReason] = useState('')
  const act = useAct(tasks.handOver, {
    done: ({ moved }) => {
      notify.done(t('handedOver', { count: moved }))
      setFrom([])
      setTo([])
      setReason('')
    },
  })
  const positionId = from[0]?.addressee.positionId
  const receiver = to[0]?.addressee
  return (
    <div className="screen">
      <h1>{t('handOver')}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (positionId && receiver) act.mutate({ body: { positionId, to: receiver, reason } })
        }}
        style={{ display: 'grid', gap: 12, maxWidth: 620 }}
      >
        <p className="quiet" style={{ margin: 0 }}>
          {t('handOverHint')}
        </p>
        <AddresseePicker
          label={t('handOverPost')}
          value={from}
          onChange={setFrom}
          units={false}
          people={{ agencyId: me.agencyId }}
          required
        />
        {positionId && <Held positionId={positionId} />}
        <AddresseePicker
          label={t('handOverTo')}
          value={to}
          onChange={setTo}
          units={false}
          people={{ agencyId: me.agencyId }}
          required
        />
        <Textarea
          lang="vi"
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
          autosize
        />
        <Button type="submit" loading={act.isPending} disabled={!positionId || !receiver}>
          {t('handOver')}
        </Button>
      </form>
    </div>
  )
}

/** What the post holds, to be looked at before it goes; or why it is not one's to hand over. */
function Held({ positionId }: { positionId: string }) {
  const t = useText<typeof vi>('tasks')
  const held = useRoute(tasks.held, { params: { id: positionId } })
  if (held.error) return <p role="alert">{sentenceOf(held.error)}</p>
  if (!held.data) return null
  const { total, first } = held.data
  return (
    <section className="section" aria-label={t('handOverHeld', { count: total })} style={{ minWidth: 0 }}>
      <h2>{t('handOverHeld', { count: total })}</h2>
      {total > first.length && <p className="quiet">{t('handOverFirst', { count: first.length })}</p>}
      {first.length > 0 && (
        <div style={{ maxHeight: '40vh', overflow: 'auto' }}>
          <TaskLines rows={first} asked label={t('handOverHeld', { count: total })} />
        </div>
      )}
    </section>
  )
}
