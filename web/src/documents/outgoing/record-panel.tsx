import { Button, Select, Textarea, TextInput } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { copiedFrom, copyKinds, drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { IconMarquee2 } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmAct } from '../../shell/acts.tsx'
import { forgetKept, KeptNote, useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { useGo } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import { placeOfCopy, useCopyFields } from './copy-fields.tsx'
import type vi from './messages/vi.ts'

/** On the record page: recall, replace or copy what went out; copy what came in. */
export default function OutgoingRecordPanel({ record }: { record: DocumentRecord }) {
  const t = useText<typeof vi>('outgoing')
  const go = useGo()
  const mayDraft = useCan('draft')
  const [open, setOpen] = useState<'recall' | 'copy' | null>(null)
  const out = record.travel !== 'incoming'
  const { data: draft } = useRoute(outgoing.read, out ? { params: { id: record.id } } : undefined)
  const acts: { key: string; label: string; run: () => void }[] = []
  if (draft?.acts.recall?.allowed) acts.push({ key: 'recall', label: t('recall'), run: () => setOpen('recall') })
  if (draft?.acts.replace?.allowed)
    acts.push({ key: 'replace', label: t('replace'), run: () => go(`/outgoing/new?replaces=${record.id}`) })
  if (
    mayDraft &&
    (draft?.acts.copy?.allowed || (!out && record.files.some((file) => copiedFrom.includes(file.mediaType))))
  )
    acts.push({ key: 'copy', label: t('copyTitle'), run: () => setOpen('copy') })
  if (acts.length === 0) return null
  const taken = record.deliveries.filter((one) => ['03', '04', '05', '06'].includes(one.status)).length
  return (
    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', margin: '8px 0' }}>
      {acts.map((act) => (
        <Button key={act.key} size="compact-sm" variant="default" onClick={act.run}>
          {act.label}
        </Button>
      ))}
      {out && record.deliveries.length > 0 && (
        <span className="quiet">{t('deliverySummary', { done: taken, count: record.deliveries.length })}</span>
      )}
      {/* Recalled or replaced by somebody else meanwhile: there is nothing left to ask for. */}
      {open === 'recall' && draft?.acts.recall?.allowed && (
        <RecallDialog documentId={record.id} version={draft.version} onClose={() => setOpen(null)} />
      )}
      {open === 'copy' && <CopyDialog record={record} onClose={() => setOpen(null)} />}
    </div>
  )
}

function RecallDialog({ documentId, version, onClose }: { documentId: string; version: number; onClose: () => void }) {
  const t = useText<typeof vi>('outgoing')
  const place = `recall-issued:${documentId}`
  const [reason, setReason] = useKept(place, 'reason', '')
  const recall = useAct(outgoing.recall, {
    done: (told) => {
      forgetKept(place)
      notify.done(t('recalled', told))
      onClose()
    },
  })
  return (
    <ConfirmAct
      title={t('recallTitle')}
      confirm={t('recall')}
      busy={recall.isPending}
      onClose={onClose}
      onConfirm={() => recall.mutate({ params: { id: documentId }, body: { version, reason } })}
    >
      <p style={{ marginTop: 0 }}>{t('recallWhat')}</p>
      <Textarea
        label={t('recallReason')}
        required
        data-autofocus
        autosize
        minRows={2}
        lang="vi"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}

function CopyDialog({ record, onClose }: { record: DocumentRecord; onClose: () => void }) {
  const t = useText<typeof vi>('outgoing')
  const go = useGo()
  const [kind, setKind] = useState<(typeof copyKinds)[number]>(record.typeCode === 'sao-y' ? 'sao-luc' : 'sao-y')
  const place = placeOfCopy(record.id)
  const [pages, setPages] = useKept(place, 'pages', '')
  const { fields, said } = useCopyFields(record.id, kind)
  const copy = useAct(drafting.copy, {
    done: ({ documentId }) => {
      forgetKept(place)
      go(`/outgoing/${documentId}`)
    },
  })
  // A sao lục is made from a sao y only (Decree 30/2020, Art. 25).
  const kinds = copyKinds.filter((one) => one !== 'sao-luc' || record.typeCode === 'sao-y')
  return (
    <ConfirmAct
      title={t('copyTitle')}
      confirm={t('copyMake')}
      busy={copy.isPending}
      disabled={!said || (kind === 'trich-sao' && !pages.trim())}
      onClose={onClose}
      onConfirm={() => said && copy.mutate({ params: { id: record.id }, body: { ...said, pages } })}
    >
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('copyHint')}
      </p>
      <KeptNote place={place} />
      <div style={{ display: 'grid', gap: 10 }}>
        <Select
          label={t('copyKind')}
          allowDeselect={false}
          value={kind}
          onChange={(value) => setKind((value ?? 'sao-y') as typeof kind)}
          data={kinds.map((one) => ({ value: one, label: t(`copy.${one}`) }))}
        />
        {kind === 'trich-sao' && (
          <>
            <TextInput
              label={t('copyPages')}
              description={t('copyPagesHint')}
              value={pages}
              onChange={(event) => setPages(event.currentTarget.value)}
            />
            <Button
              variant="light"
              style={{ justifySelf: 'start' }}
              leftSection={<IconMarquee2 size={16} />}
              onClick={() => go(`/outgoing/extract/${record.id}`)}
            >
              {t('extractChoose')}
            </Button>
          </>
        )}
        {fields}
      </div>
    </ConfirmAct>
  )
}
