import { Button, Textarea } from '@mantine/core'
import type { RouteCall } from '@mocban/contract/route'
import { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SentenceField } from '../documents/record/sentence-field.tsx'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { call } from '../shell/client.ts'
import { forgetKept, useKept } from '../shell/kept.tsx'
import { KeptDialog } from '../shell/kept-dialog.tsx'
import { useCodeText, useText } from '../shell/languages.ts'
import type shellVi from '../shell/messages/vi.ts'
import { notify } from '../shell/notices.tsx'
import { useMe } from '../shell/session.tsx'
import type vi from './messages/vi.ts'

type Act = RouteCall<typeof tasks.bulk>['body']['act']
const offered: Act[] = ['accept', 'resume', 'verify', 'urge', 'reassign', 'return', 'cancel']
const asks: ReadonlySet<Act> = new Set(['urge', 'reassign', 'return', 'cancel'])
/** What the server takes in one call. */
const most = 200

/** Acts on the selected tasks, however many; each is done or refused on its own, and what was refused is told with why. */
export function BulkTasks({ rows, done }: { rows: TaskRow[]; done: () => void }) {
  const t = useText<typeof vi>('tasks')
  const words = useCodeText('shell')
  const client = useQueryClient()
  const [asking, setAsking] = useState<Act | null>(null)
  const [busy, setBusy] = useState<Act | null>(null)
  const act = async (name: Act, more: { text?: string; lead?: Picked['addressee'] } = {}) => {
    setBusy(name)
    const refused: string[] = []
    let tried = 0
    try {
      for (let at = 0; at < rows.length; at += most) {
        const some = rows.slice(at, at + most)
        const { results } = await call(tasks.bulk, {
          body: { taskIds: some.map((row) => row.id), act: name, text: more.text ?? '', lead: more.lead ?? null },
        })
        tried += results.length
        for (const one of results) if (!one.done) refused.push(one.because ?? '')
      }
      const told = t('bulkResult', { done: tried - refused.length, refused: refused.length })
      notify.done([told, ...[...new Set(refused)].map((because) => words(`because.${because}`))].join(' '))
      setAsking(null)
      done()
    } catch (error) {
      notify.problem(error)
    } finally {
      setBusy(null)
      void client.invalidateQueries()
    }
  }
  return (
    <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
      {offered.map((name) => (
        <Button
          key={name}
          size="xs"
          variant="default"
          loading={busy === name}
          onClick={() => (asks.has(name) ? setAsking(name) : void act(name))}
        >
          {name === 'urge' ? words('urge') : t(name as Exclude<Act, 'urge'>)}
        </Button>
      ))}
      {asking && (
        <Asked
          name={asking}
          busy={busy !== null}
          close={() => setAsking(null)}
          act={(more) => void act(asking, more)}
        />
      )}
    </div>
  )
}

/** Why, and for another lead to whom. */
function Asked({
  name,
  busy,
  close,
  act,
}: {
  name: Act
  busy: boolean
  close: () => void
  act: (more: { text: string; lead?: Picked['addressee'] }) => void
}) {
  const t = useText<typeof vi>('tasks')
  const shell = useText<typeof shellVi>('shell')
  const me = useMe()
  const place = `bulk-tasks:${name}`
  const [text, setText] = useKept(place, 'text', '')
  const [lead, setLead] = useKept<Picked[]>(place, 'lead', [])
  const to = lead[0]?.addressee
  return (
    <KeptDialog
      title={name === 'urge' ? shell('urge') : t(name as Exclude<Act, 'urge'>)}
      place={place}
      close={close}
      busy={busy}
      submit={() => {
        if (name === 'reassign' && !to) return
        forgetKept(place)
        act({ text, ...(to ? { lead: to } : {}) })
      }}
    >
      {name === 'reassign' && (
        <AddresseePicker label={t('lead')} value={lead} onChange={setLead} people={{ agencyId: me.agencyId }} />
      )}
      {name === 'urge' ? (
        <SentenceField act="urge" label={shell('urgeText')} value={text} onChange={setText} />
      ) : (
        <Textarea
          lang="vi"
          label={t('reason')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          required={name !== 'reassign'}
          withAsterisk={false}
          autosize
          minRows={2}
        />
      )}
    </KeptDialog>
  )
}
