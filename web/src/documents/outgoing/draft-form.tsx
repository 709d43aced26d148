import { Select, Textarea, TextInput } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { drafting, type FormFields } from '@mocban/contract/documents-drafting'
import { urgencies } from '@mocban/contract/values'
import { useEffect } from 'react'
import { useCodeText, useLanguage, useText } from '../../shell/languages.ts'
import { useRoute } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import type vi from './messages/vi.ts'
import { chosenKey, namedBy, signerChoices, signerOf } from './signer-choice.ts'

/** What the drafter types, as text: one line an item. */
export interface DraftText {
  typeCode: string
  abstract: string
  urgency: FormFields['urgency']
  addressees: string
  grounds: string
  body: string
  copiesTo: string
  signerPositionId: string | null
  signerPersonId?: string | null
  authority: FormFields['authority']
  unitAbbreviation: string
}

export const emptyDraft: DraftText = {
  typeCode: 'cong-van',
  abstract: '',
  urgency: 'normal',
  addressees: '',
  grounds: '',
  body: '',
  copiesTo: '',
  signerPositionId: null,
  authority: null,
  unitAbbreviation: '',
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** As the server fills the template with it. */
export const fieldsOf = (text: DraftText): FormFields => ({
  typeCode: text.typeCode,
  abstract: text.abstract.trim(),
  urgency: text.urgency,
  addressees: lines(text.addressees),
  grounds: lines(text.grounds),
  body: lines(text.body),
  copiesTo: lines(text.copiesTo),
  signerPositionId: text.signerPositionId,
  signerPersonId: text.signerPersonId ?? null,
  authority: text.authority ?? null,
  unitAbbreviation: text.unitAbbreviation || null,
})

/** Back from the fields that were kept with a draft. */
export function textOf(fields: Partial<FormFields>): DraftText {
  const joined = (list: unknown) => (Array.isArray(list) ? list.join('\n') : '')
  return {
    ...emptyDraft,
    ...(fields.typeCode ? { typeCode: fields.typeCode } : {}),
    abstract: fields.abstract ?? '',
    urgency: fields.urgency ?? 'normal',
    addressees: joined(fields.addressees),
    grounds: joined(fields.grounds),
    body: joined(fields.body),
    copiesTo: joined(fields.copiesTo),
    signerPositionId: fields.signerPositionId ?? null,
    signerPersonId: fields.signerPersonId ?? null,
    authority: fields.authority ?? null,
    unitAbbreviation: fields.unitAbbreviation ?? '',
  }
}

/** The form of a draft, in the order of the paper: type, abstract, to whom, grounds, body, who gets it, who signs. */
export function DraftForm({
  value,
  onChange,
  onBegin,
}: {
  value: DraftText
  onChange: (value: DraftText) => void
  /** What the form itself puts in: nobody typed it. */
  onBegin?: (value: DraftText) => void
}) {
  const t = useText<typeof vi>('outgoing')
  const shell = useCodeText('shell')
  const language = useLanguage()
  const me = useMe()
  const types = useRoute(documents.types, {})
  const { data: form } = useRoute(drafting.form, { params: { type: value.typeCode } })
  const set = (change: Partial<DraftText>) => onChange({ ...value, ...change })
  // A new draft begins with the words of its form; what somebody typed is never written over.
  useEffect(() => {
    if (!form) return
    const change: Partial<DraftText> = {}
    if (!value.body.trim() || value.body === begun.get(value)) change.body = form.begin.join('\n')
    const [first] = form.signers
    if (!value.signerPositionId && first)
      Object.assign(change, { signerPositionId: first.positionId, signerPersonId: first.personId })
    if (change.body === undefined && change.signerPositionId === undefined) return
    const next = { ...value, ...change }
    begun.set(next, next.body)
    const begin = onBegin ?? onChange
    begin(next)
  }, [form])
  const signer = signerOf(form?.signers, value)
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,2fr) minmax(0,1fr)', gap: 10 }}>
        <Select
          label={t('type')}
          searchable
          allowDeselect={false}
          value={value.typeCode}
          onChange={(typeCode) => typeCode && set({ typeCode })}
          data={(types.data ?? [])
            .filter((type) => !['sao-y', 'sao-luc', 'trich-sao', 'don-thu', 'khac'].includes(type.code))
            .filter((type) => !type.legal || /^(Hội đồng|Ủy ban) nhân dân/.test(me.agencyName))
            .map((type) => ({
              value: type.code,
              label: language === 'vi' ? type.name : language === 'en' ? type.nameEn : type.nameUr,
            }))}
        />
        <Select
          label={t('urgency')}
          allowDeselect={false}
          value={value.urgency}
          onChange={(urgency) => set({ urgency: (urgency ?? 'normal') as DraftText['urgency'] })}
          data={urgencies.map((code) => ({ value: code, label: shell(`urgency.${code}`) }))}
        />
      </div>
      <Textarea
        label={t('abstract')}
        required
        autosize
        minRows={2}
        lang="vi"
        value={value.abstract}
        onChange={(event) => set({ abstract: event.currentTarget.value })}
      />
      {form?.needsAddressees && (
        <Textarea
          label={t('addressees')}
          autosize
          minRows={2}
          maxRows={8}
          lang="vi"
          value={value.addressees}
          onChange={(event) => set({ addressees: event.currentTarget.value })}
        />
      )}
      {form?.needsGrounds && (
        <Textarea
          label={t('grounds')}
          autosize
          minRows={3}
          maxRows={12}
          lang="vi"
          value={value.grounds}
          onChange={(event) => set({ grounds: event.currentTarget.value })}
        />
      )}
      <Textarea
        label={t('body')}
        description={t('bodyHint')}
        autosize
        minRows={6}
        maxRows={24}
        lang="vi"
        value={value.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      <Textarea
        label={t('copiesTo')}
        autosize
        minRows={1}
        maxRows={6}
        lang="vi"
        value={value.copiesTo}
        onChange={(event) => set({ copiesTo: event.currentTarget.value })}
      />
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,3fr) minmax(0,2fr)', gap: 10 }}>
        <Select
          label={t('signer')}
          placeholder={t('signerNone')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={chosenKey(form?.signers, value)}
          onChange={(key) => set({ ...namedBy(key), authority: null })}
          data={signerChoices(form?.signers)}
          description={
            signer && (
              <>
                <span lang="vi">{signer.lines.join(' / ')}</span> · {t(`because.${signer.because}`)}
              </>
            )
          }
        />
        <Select
          label={t('authority')}
          placeholder={signer?.authority ? t(`authority.${signer.authority}`) : t('authorityOwn')}
          clearable
          value={value.authority ?? null}
          onChange={(authority) => set({ authority: authority as DraftText['authority'] })}
          disabled={!signer || signer.allowed.length < 2}
          data={(signer?.allowed ?? []).map((code) => ({
            value: code ?? 'own',
            label: code ? t(`authority.${code}`) : t('authorityOwn'),
          }))}
        />
      </div>
      {value.typeCode === 'cong-van' && (
        <TextInput
          label={t('unitAbbreviation')}
          description={`${t('notation')}: ${form?.notation ?? ''} · ${t('notationHint')}`}
          placeholder={form?.unitAbbreviation ?? ''}
          value={value.unitAbbreviation}
          onChange={(event) => set({ unitAbbreviation: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** The words a form began with, so that choosing another type may replace them, but not what was typed. */
const begun = new WeakMap<DraftText, string>()
