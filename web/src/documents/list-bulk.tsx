import { Button, SegmentedControl, Textarea } from '@mantine/core'
import type { DocumentRow } from '@mocban/contract/documents'
import { type BulkAct, bulk } from '@mocban/contract/documents-bulk'
import { useState } from 'react'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { DateField } from '../shell/date-field.tsx'
import { Dialog } from '../shell/dialog.tsx'
import { forgetKept, KeptNote, useKept } from '../shell/kept.tsx'
import { useText } from '../shell/languages.ts'
import type shellVi from '../shell/messages/vi.ts'
import { newKey } from '../shell/new-key.ts'
import { useAct } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { BulkResult } from './bulk-result.tsx'
import { AnswerSelect } from './document-select.tsx'
import type core from './messages/core.vi.ts'
import type own from './messages/incoming.vi.ts'
import { SentenceField } from './record/sentence-field.tsx'

type Kind = Exclude<BulkAct['kind'], 'undo'>

/** What the words of an act are called, and for which they are needed. */
const words = {
  present: 'presentNote',
  assign: 'directionText',
  accept: 'reason',
  finish: 'finishNote',
  return: 'reason',
  recall: 'reason',
  'hand-over': 'reason',
  'take-over': 'reason',
  urge: 'reason',
} as const
const withReason: ReadonlySet<Kind> = new Set(['return', 'recall', 'take-over'])

/** What may be done with all selected documents at once; runs in the background and tells the result of each. */
export function BulkActs({ rows, done }: { rows: DocumentRow[]; done: () => void }) {
  const t = useText<typeof core & typeof own>('documents')
  const shell = useText<typeof shellVi>('shell')
  const me = useMe()
  const [asking, setAsking] = useState<Kind | null>(null)
  const can = (capability: string) => me.capabilities.includes(capability)
  const labels: Record<Kind, string> = {
    present: t('bulkPresent'),
    assign: t('bulkAssign'),
    accept: t('bulkAccept'),
    finish: t('finish'),
    return: t('return'),
    recall: t('recallStep'),
    'hand-over': t('handOver'),
    'take-over': t('takeOver'),
    urge: shell('urge'),
  }
  const directs = can('direct') || can('assign')
  const kinds: Kind[] = [
    ...(can('register') ? (['present'] as const) : []),
    ...(directs ? (['assign'] as const) : []),
    'accept',
    'finish',
    'return',
    'hand-over',
    ...(directs || can('register') ? (['urge', 'recall'] as const) : []),
    ...(me.leads ? (['take-over'] as const) : []),
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
          documentIds={rows.map((row) => row.id)}
          close={(acted) => {
            setAsking(null)
            if (acted) done()
          }}
        />
      )}
    </>
  )
}

/** Asks for the words and addressees of one act on many documents, begins it and shows how it goes. */
export function BulkDialog({
  kind,
  title,
  documentIds,
  close,
}: {
  kind: Kind
  title: string
  documentIds: string[]
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
  const [informed, setInformed] = useKept<Picked[]>(place, 'informed', [])
  const [dueOn, setDueOn] = useKept<string | null>(place, 'dueOn', null)
  const [finishKind, setFinishKind] = useKept<'answered' | 'reported' | 'filed'>(place, 'finishKind', 'filed')
  const [answerId, setAnswerId] = useKept<string | null>(place, 'answerId', null)
  const begin = useAct(bulk.begin, { done: () => forgetKept(place) })
  const act = (): BulkAct | null => {
    if (kind === 'accept') return { kind }
    if (kind === 'finish') {
      if (finishKind !== 'answered') return { kind, finishKind, note: text }
      return answerId ? { kind, finishKind, note: text, answerId } : null
    }
    if (kind === 'present') return lead[0] ? { kind, to: lead[0].addressee, note: text, dueOn } : null
    if (kind === 'hand-over') return lead[0] ? { kind, to: lead[0].addressee, reason: text } : null
    if (kind === 'urge') return { kind, text }
    if (kind !== 'assign') return { kind, reason: text }
    return {
      kind,
      text,
      dueOn,
      lead: lead[0]?.addressee ?? null,
      collaborators: collaborators.map((one) => one.addressee),
      informed: informed.map((one) => one.addressee),
    }
  }
  return (
    <Dialog
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
            if (chosen) begin.mutate({ body: { id, act: chosen, documentIds } })
          }}
        >
          <KeptNote place={place} />
          {(kind === 'present' || kind === 'hand-over') && (
            <AddresseePicker
              label={t(kind === 'present' ? 'presentTo' : 'handOverTo')}
              value={lead}
              onChange={setLead}
              units={false}
              people={{ agencyId: me.agencyId, ...(kind === 'present' ? { leads: 'true' } : {}) }}
            />
          )}
          {kind === 'finish' && (
            <SegmentedControl
              aria-label={t('finishKind')}
              value={finishKind}
              onChange={(value) => setFinishKind(value as typeof finishKind)}
              data={(['filed', 'reported', 'answered'] as const).map((one) => ({
                value: one,
                label: t(`finish.${one}`),
              }))}
            />
          )}
          {kind === 'finish' && finishKind === 'answered' && <AnswerSelect value={answerId} onChange={setAnswerId} />}
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
              <AddresseePicker
                label={t('informed')}
                value={informed}
                onChange={setInformed}
                people={{ agencyId: me.agencyId }}
                multiple
              />
            </>
          )}
          {kind === 'urge' && <SentenceField act="urge" label={shell('urgeText')} value={text} onChange={setText} />}
          {kind !== 'accept' && kind !== 'urge' && (
            <Textarea
              lang="vi"
              label={t(words[kind])}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              required={kind === 'assign' || withReason.has(kind) || (kind === 'finish' && finishKind === 'reported')}
              autosize
              minRows={2}
            />
          )}
          {(kind === 'assign' || kind === 'present') && (
            <DateField ahead label={t('due')} value={dueOn} onChange={setDueOn} />
          )}
          <Button type="submit" loading={begin.isPending} disabled={act() === null} data-autofocus>
            {t('bulkStart', { count: documentIds.length })}
          </Button>
        </form>
      )}
    </Dialog>
  )
}
