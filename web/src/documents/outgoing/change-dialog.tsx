import { Select, Textarea } from '@mantine/core'
import type { DocumentRecord } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { type DraftView, outgoing } from '@mocban/contract/documents-outgoing'
import { urgencies } from '@mocban/contract/values'
import { ConfirmAct } from '../../shell/acts.tsx'
import { DateField } from '../../shell/date-field.tsx'
import { forgetKept, KeptNote, useKept } from '../../shell/kept.tsx'
import { useCodeText, useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import { asGiven, type Recipient, RecipientsPicker } from './recipients-picker.tsx'
import { chosenKey, namedBy, signerChoices } from './signer-choice.ts'

/** Changes what is known of a draft and to whom it goes; its text is changed by a new version. */
export function ChangeDialog({
  record,
  draft,
  onClose,
}: {
  record: DocumentRecord
  draft: DraftView
  onClose: () => void
}) {
  const t = useText<typeof vi>('outgoing')
  const shell = useCodeText('shell')
  const { data: form } = useRoute(drafting.form, { params: { type: record.typeCode } })
  const place = `facts:${record.id}`
  const [abstract, setAbstract] = useKept(place, 'abstract', record.abstract)
  const [urgency, setUrgency] = useKept(place, 'urgency', record.urgency)
  const [dueOn, setDueOn] = useKept(place, 'dueOn', record.dueOn)
  const [signer, setSigner] = useKept(place, 'signer', {
    signerPositionId: draft.signerPositionId,
    signerPersonId: draft.signerPersonId,
  })
  const [recipients, setRecipients] = useKept<Recipient[]>(
    place,
    'recipients',
    draft.recipients.map((one) =>
      one.agencyId
        ? { agencyId: one.agencyId, name: one.name }
        : one.outsideId
          ? { outsideId: one.outsideId, name: one.name }
          : { name: one.name, channel: one.channel as 'paper' | 'mail' },
    ),
  )
  const save = useAct(outgoing.change, {
    done: () => {
      forgetKept(place)
      notify.done(t('changed'))
      onClose()
    },
  })
  return (
    <ConfirmAct
      title={t('editFacts')}
      confirm={t('saveRecipients')}
      busy={save.isPending}
      onClose={onClose}
      onConfirm={() =>
        save.mutate({
          params: { id: record.id },
          body: {
            version: draft.version,
            facts: {
              travel: record.travel === 'internal' ? 'internal' : 'outgoing',
              typeCode: record.typeCode,
              abstract: abstract.trim(),
              urgency,
              dueOn,
              ...signer,
              recipients: recipients.map(asGiven),
              note: record.note,
            },
          },
        })
      }
    >
      <div style={{ display: 'grid', gap: 10 }}>
        <KeptNote place={place} />
        <Textarea
          label={t('abstract')}
          autosize
          lang="vi"
          value={abstract}
          onChange={(event) => setAbstract(event.currentTarget.value)}
        />
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10 }}>
          <Select
            label={t('urgency')}
            allowDeselect={false}
            value={urgency}
            onChange={(value) => setUrgency((value ?? 'normal') as typeof urgency)}
            data={urgencies.map((code) => ({ value: code, label: shell(`urgency.${code}`) }))}
          />
          <DateField ahead label={t('dueOn')} value={dueOn} onChange={setDueOn} />
        </div>
        <Select
          label={t('signer')}
          placeholder={t('signerNone')}
          value={chosenKey(form?.signers, signer)}
          onChange={(key) => setSigner(namedBy(key))}
          data={signerChoices(form?.signers)}
        />
        <RecipientsPicker
          value={recipients}
          onChange={setRecipients}
          inside={record.travel === 'internal' ? record.agencyId : null}
        />
      </div>
    </ConfirmAct>
  )
}
