import { Button, Modal, Textarea } from '@mantine/core'
import type { DocumentRow } from '@mocban/contract/documents'
import { type BulkAct, bulk } from '@mocban/contract/documents-bulk'
import { useState } from 'react'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { DateField } from '../shell/date-field.tsx'
import { forgetKept, KeptNote, useKept } from '../shell/kept.tsx'
import { useText } from '../shell/languages.ts'
import type shellVi from '../shell/messages/vi.ts'
import { newKey } from '../shell/new-key.ts'
import { useAct } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { BulkResult } from './bulk-result.tsx'
import type core from './messages/core.vi.ts'
import type own from './messages/incoming.vi.ts'

type Kind = BulkAct['kind']

/** What may be done with all selected documents at once; runs in the background and tells the result of each. */
export function BulkActs({ rows, done }: { rows: DocumentRow[]; done: () => void }) {
  const t = useText<typeof own>('documents')
  const me = useMe()
  const [asking, setAsking] = useState<Kind | null>(null)
  const can = (capability: string) => me.capabilities.includes(capability)
  const labels: Record<Kind, string> = {
    present: t('bulkPresent'),
    assign: t('bulkAssign'),
    accept: t('bulkAccept'),
    finish: t('bulkFinish'),
  }
  const kinds: Kind[] = [
    ...(can('register') ? (['present'] as const) : []),
    ...(can('direct') || can('assign') ? (['assign'] as const) : []),
    'accept',
    'finish',
  ]
  return (
    <>
      {kinds.map((kind) => (
        <Button key={kind} size="compact-sm" variant="default" onClick={() => setAsking(kind)}>
          {labels[kind]}
        </Button>
      ))}
      {asking && (
        <BulkDialog
          kind={asking}
          title={labels[asking]}
          rows={rows}
          close={(acted) => {
            setAsking(null)
            if (acted) done()
          }}
        />
      )}
    </>
  )
}

function BulkDialog({
  kind,
  title,
  rows,
  close,
}: {
  kind: Kind
  title: string
  rows: DocumentRow[]
  close: (acted: boolean) => void
}) {
  const t = useText<typeof core & typeof own>('documents')
  const shell = useText<typeof shellVi>('shell')
  const me = useMe()
  const [id] = useState(() => newKey())
  const place = `bulk:${kind}`
  const [text, setText] = useKept(place, 'text', '')
  const [lead, setLead] = useKept<Picked[]>(place, 'lead', [])
  const [collaborators, setCollaborators] = useKept<Picked[]>(place, 'collaborators', [])
  const [dueOn, setDueOn] = useKept<string | null>(place, 'dueOn', null)
  const begin = useAct(bulk.begin, { done: () => forgetKept(place) })
  const act = (): BulkAct | null => {
    if (kind === 'accept') return { kind }
    if (kind === 'finish') return { kind, finishKind: 'filed', note: text }
    if (kind === 'present') return lead[0] ? { kind, to: lead[0].addressee, note: text, dueOn } : null
    return {
      kind,
      text,
      dueOn,
      lead: lead[0]?.addressee ?? null,
      collaborators: collaborators.map((one) => one.addressee),
      informed: [],
    }
  }
  return (
    <Modal
      opened
      onClose={() => close(begin.isSuccess)}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {begin.isSuccess ? (
        <BulkResult id={id} />
      ) : (
        <form
          style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}
          onSubmit={(event) => {
            event.preventDefault()
            const chosen = act()
            if (chosen) begin.mutate({ body: { id, act: chosen, documentIds: rows.map((row) => row.id) } })
          }}
        >
          <KeptNote place={place} />
          {kind === 'present' && (
            <AddresseePicker
              label={t('presentTo')}
              value={lead}
              onChange={setLead}
              units={false}
              people={{ agencyId: me.agencyId, leads: 'true' }}
            />
          )}
          {kind === 'assign' && (
            <>
              <AddresseePicker label={t('lead')} value={lead} onChange={setLead} people={{ agencyId: me.agencyId }} />
              <AddresseePicker
                label={t('collaborators')}
                value={collaborators}
                onChange={setCollaborators}
                people={{ agencyId: me.agencyId }}
                multiple
              />
            </>
          )}
          {kind !== 'accept' && (
            <Textarea
              lang="vi"
              label={t(kind === 'assign' ? 'directionText' : kind === 'finish' ? 'finishNote' : 'presentNote')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              required={kind === 'assign'}
              autosize
              minRows={2}
            />
          )}
          {(kind === 'assign' || kind === 'present') && (
            <DateField label={t('due')} value={dueOn} onChange={setDueOn} />
          )}
          <Button type="submit" loading={begin.isPending} disabled={act() === null} data-autofocus>
            {t('bulkStart', { count: rows.length })}
          </Button>
        </form>
      )}
    </Modal>
  )
}
