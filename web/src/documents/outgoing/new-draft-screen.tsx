import { Button, SegmentedControl } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { useEffect, useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { useText } from '../../shell/languages.ts'
import { useFilters, useGo } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { PdfViewer } from '../../shell/pdf-viewer.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import { addressOfFile } from '../record/record-files.tsx'
import { answerRecipients, answerTo } from './answer-text.ts'
import { type DraftFiles, noFiles, OwnFile } from './draft-files.tsx'
import { DraftForm, type DraftText, emptyDraft, fieldsOf } from './draft-form.tsx'
import type vi from './messages/vi.ts'
import { type Recipient, RecipientsPicker } from './recipients-picker.tsx'
import { useKeptDraft } from './use-kept-draft.ts'

/** Begins a draft: the form on one side, the page as it will look on the other. `answers` and `replaces` in the address name what it is for. */
export default function NewDraftScreen() {
  const t = useText<typeof vi>('outgoing')
  const go = useGo()
  const me = useMe()
  const [filters] = useFilters()
  const answered = useRoute(documents.record, filters.answers ? { params: { id: filters.answers } } : undefined)
  const [kept, keep, forget] = useKeptDraft(filters.answers ?? 'new')
  const [text, setText] = useState<DraftText>(kept?.text ?? emptyDraft)
  const [travel, setTravel] = useState<'outgoing' | 'internal'>('outgoing')
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [recipients, setRecipients] = useState<Recipient[]>(kept?.recipients ?? [])
  const [files, setFiles] = useState<DraftFiles>(noFiles)
  const change = (next: DraftText) => {
    setText(next)
    keep({ text: next, recipients })
  }
  const make = useAct(drafting.make, { done: (made) => setFiles({ ...made }) })
  const create = useAct(outgoing.create, {
    done: ({ documentId }) => {
      forget()
      notify.done(t('saved'))
      go(`/outgoing/${documentId}`, { replace: true })
    },
  })
  const answering = answered.data
  // An answer begins with what it answers, unless something is typed or kept already.
  useEffect(() => {
    if (!answering || kept?.text.abstract.trim()) return
    setText((typed) => (typed.abstract.trim() ? typed : answerTo(answering, me.agencyName, typed)))
    setRecipients((chosen) => (chosen.length > 0 ? chosen : answerRecipients(answering)))
  }, [answering, kept, me.agencyName])
  const save = () => {
    if (!text.abstract.trim()) return notify.problem(new Error(t('abstractNeeded')))
    if (!files.main) return notify.problem(new Error(t('pdfNeeded')))
    create.mutate({
      body: {
        facts: {
          travel,
          typeCode: text.typeCode,
          abstract: text.abstract.trim(),
          urgency: text.urgency,
          dueOn,
          signerPositionId: text.signerPositionId,
          recipients: recipients.map((one) => ('agencyId' in one ? { agencyId: one.agencyId } : one)),
          note: null,
        },
        files: { main: files.main, source: files.source, attachments: [] },
        answers: filters.answers ? [filters.answers] : [],
        templateCode: text.typeCode,
        ...(filters.replaces ? { replaces: filters.replaces } : {}),
        fields: { ...fieldsOf(text) },
      },
    })
  }
  return (
    <div className="record">
      <section className="paper" aria-label={t('view')}>
        {files.main ? (
          <PdfViewer
            key={files.main.sha256}
            url={addressOfFile(files.main.sha256, files.main.name)}
            name={files.main.name}
          />
        ) : (
          <p className="empty">{make.isPending ? t('making') : t('previewEmpty')}</p>
        )}
      </section>
      <div className="beside">
        <h1 style={{ fontSize: 18, margin: '0 0 10px' }}>{t('draftNew')}</h1>
        {answering && (
          <p lang="vi">
            <span className="quiet">{t('answers')}:</span> <bdi>{answering.symbol}</bdi> {answering.abstract}
          </p>
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('travel')}
          value={travel}
          onChange={(value) => {
            setTravel(value as 'outgoing')
            setRecipients([])
          }}
          data={(['outgoing', 'internal'] as const).map((code) => ({ value: code, label: t(`travel.${code}`) }))}
        />
        <DraftForm value={text} onChange={change} />
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', margin: '14px 0' }}>
          <Button
            variant={files.main ? 'default' : 'filled'}
            loading={make.isPending}
            disabled={!text.abstract.trim()}
            onClick={() => make.mutate({ body: fieldsOf(text) })}
          >
            {files.main ? t('makeAgain') : t('make')}
          </Button>
          <OwnFile files={files} onFiles={setFiles} />
          {files.source && (
            <Button
              component="a"
              variant="subtle"
              href={addressOfFile(files.source.sha256, files.source.name)}
              download={files.source.name}
            >
              {t('downloadDocx')}
            </Button>
          )}
          <Button component="a" variant="subtle" href={`/api/documents/templates/${text.typeCode}`} download>
            {t('downloadTemplate')}
          </Button>
        </div>
        <RecipientsPicker
          value={recipients}
          inside={travel === 'internal' ? me.agencyId : null}
          onChange={(next) => {
            setRecipients(next)
            keep({ text, recipients: next })
          }}
        />
        <div style={{ maxWidth: 200, marginTop: 10 }}>
          <DateField label={t('dueOn')} value={dueOn} onChange={setDueOn} />
        </div>
        <div style={{ display: 'flex', justifyContent: 'flex-end', marginTop: 16 }}>
          <Button onClick={save} loading={create.isPending} disabled={!files.main || !text.abstract.trim()}>
            {t('saveDraft')}
          </Button>
        </div>
      </div>
    </div>
  )
}
