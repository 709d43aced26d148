import { Button, SegmentedControl } from '@mantine/core'
import { begunDrafts } from '@mocban/contract/begun-drafts'
import { type DocumentRecord, documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { type DraftView, outgoing } from '@mocban/contract/documents-outgoing'
import { useState } from 'react'
import { ClassSelect } from '../../access/class-select.tsx'
import { DateField } from '../../shell/date-field.tsx'
import { formatWhen } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { useFilters, useGo } from '../../shell/navigate.tsx'
import { newKey } from '../../shell/new-key.ts'
import { notify } from '../../shell/notices.tsx'
import { PdfViewer } from '../../shell/pdf-viewer.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import { addressOfFile } from '../record/record-files.tsx'
import { answerRecipients, answerTo, replacementOf } from './answer-text.ts'
import { AttachedFiles } from './attached-files.tsx'
import { BegunDrafts } from './begun-drafts.tsx'
import { type DraftFiles, noFiles, OwnFile } from './draft-files.tsx'
import { DraftForm, type DraftText, emptyDraft, fieldsOf } from './draft-form.tsx'
import type vi from './messages/vi.ts'
import { asGiven, type Recipient, RecipientsPicker } from './recipients-picker.tsx'
import { type BegunDraft, useKeptDraft } from './use-kept-draft.ts'

/** Begins a draft, or goes on with one that was begun and not saved (`?draft=`). `answers` and `replaces` in the address name what it is for. */
export default function NewDraftScreen() {
  const [{ draft, answers, replaces }] = useFilters()
  const [fresh] = useState(() => newKey())
  // What answers or replaces the same document is the same draft of mine.
  const id = draft ?? answers ?? replaces
  const begun = useRoute(begunDrafts.read, id ? { params: { id } } : undefined)
  const answered = (begun.data?.content as BegunDraft | undefined)?.answers ?? answers ?? null
  const answering = useRoute(documents.record, answered ? { params: { id: answered } } : undefined)
  const replaced = useRoute(documents.record, replaces ? { params: { id: replaces } } : undefined)
  const replacedDraft = useRoute(outgoing.read, replaces ? { params: { id: replaces } } : undefined)
  if (replaces && (replaced.isPending || replacedDraft.isPending)) return <div className="screen quiet">…</div>
  if ((id && begun.isPending) || (answered && answering.isPending)) return <div className="screen quiet">…</div>
  return (
    <DraftDesk
      key={id ?? fresh}
      draftId={id ?? fresh}
      begun={(begun.data?.content as BegunDraft | undefined) ?? null}
      answering={answering.data ?? null}
      replaces={replaces ?? null}
      replaced={replaced.data && replacedDraft.data ? { record: replaced.data, draft: replacedDraft.data } : null}
    />
  )
}

/** The form on one side, the page as it will look on the other. */
function DraftDesk({
  draftId,
  begun: given,
  answering,
  replaces,
  replaced,
}: {
  draftId: string
  begun: BegunDraft | null
  answering: DocumentRecord | null
  replaces: string | null
  /** What it takes the place of, where it may be read. */
  replaced: { record: DocumentRecord; draft: DraftView } | null
}) {
  const t = useText<typeof vi>('outgoing')
  const go = useGo()
  const me = useMe()
  // An answer begins with what it answers, unless something of it is kept already.
  const [begun] = useState<BegunDraft>(
    () =>
      given ?? {
        ...(replaced
          ? replacementOf(replaced.record, replaced.draft)
          : {
              text: answering ? answerTo(answering, me.agencyName, emptyDraft) : emptyDraft,
              recipients: answering ? answerRecipients(answering) : [],
            }),
        travel: replaced?.record.travel === 'internal' ? 'internal' : 'outgoing',
        dueOn: null,
        files: noFiles,
        answers: answering?.id ?? null,
        replaces,
        // Named, as they are kept: what was not touched is not kept as begun.
        classId: null,
        attachments: [],
        madeFrom: null,
      },
  )
  const [text, setText] = useState<DraftText>(begun.text)
  // With what its form begins it.
  const [began, setBegan] = useState(begun.text)
  const [travel, setTravel] = useState(begun.travel)
  const [dueOn, setDueOn] = useState(begun.dueOn)
  const [classId, setClassId] = useState(begun.classId ?? null)
  const [recipients, setRecipients] = useState<Recipient[]>(begun.recipients)
  const [files, setFiles] = useState<DraftFiles>(begun.files)
  const [attachments, setAttachments] = useState(begun.attachments ?? [])
  const [madeFrom, setMadeFrom] = useState(begun.madeFrom ?? null)
  const { keptAt, endBy, forget } = useKeptDraft(
    draftId,
    { ...begun, text, travel, dueOn, classId, recipients, files, attachments, madeFrom },
    { ...begun, text: began },
  )
  const make = useAct(drafting.make)
  const fields = fieldsOf(text)
  const makeFiles = async (): Promise<DraftFiles> => {
    const made = { ...(await make.mutateAsync({ body: fields })) }
    setFiles(made)
    setMadeFrom(JSON.stringify(fields))
    return made
  }
  // What stands in the form is what is meant: a page that was made before it is made again.
  const stale = madeFrom !== null && madeFrom !== JSON.stringify(fields)
  const nothingToSave = !text.abstract.trim() ? 'abstractNeeded' : files.main ? null : 'pdfNeeded'
  const create = useAct(outgoing.create, {
    done: ({ documentId }) => {
      forget()
      notify.done(t('saved'))
      go(`/outgoing/${documentId}`, { replace: true })
    },
  })
  const save = async () => {
    if (!text.abstract.trim()) return notify.problem(new Error(t('abstractNeeded')))
    // Refused or failed: the form says why, and nothing is saved.
    const { main, source } = stale ? await makeFiles().catch(() => noFiles) : files
    if (stale && !source) return
    if (!main) return notify.problem(new Error(t('pdfNeeded')))
    const input = {
      body: {
        facts: {
          travel,
          typeCode: text.typeCode,
          abstract: text.abstract.trim(),
          urgency: text.urgency,
          dueOn,
          signerPositionId: text.signerPositionId,
          signerPersonId: text.signerPersonId ?? null,
          recipients: recipients.map(asGiven),
          note: null,
          classId,
        },
        files: { main, source, attachments },
        answers: begun.answers ? [begun.answers] : [],
        templateCode: text.typeCode,
        ...(begun.replaces ? { replaces: begun.replaces } : {}),
        begunId: draftId,
        fields: { ...fields },
      },
    }
    // What was refused or failed is told already.
    await endBy(() => create.mutateAsync(input)).catch(() => {})
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
        {!answering && !replaces && !given && <BegunDrafts current={draftId} />}
        <p className="quiet" role="status" aria-live="polite" style={{ margin: '0 0 6px', minHeight: 20 }}>
          {keptAt ? t('draftKept', { when: formatWhen(keptAt) }) : given && t('draftLeft')}
        </p>
        {replaced && (
          <p lang="vi">
            <span className="quiet">{t('replacesDocument')}:</span> <bdi>{replaced.record.symbol}</bdi>{' '}
            {replaced.record.abstract}
          </p>
        )}
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
        <DraftForm
          value={text}
          onChange={setText}
          onBegin={(next) => {
            if (text === begun.text) setBegan(next)
            setText(next)
          }}
        />
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', margin: '14px 0' }}>
          <Button
            variant={files.main ? 'default' : 'filled'}
            loading={make.isPending}
            disabled={!text.abstract.trim()}
            onClick={() => void makeFiles().catch(() => {})}
          >
            {files.main ? t('makeAgain') : t('make')}
          </Button>
          <OwnFile
            label={t('uploadOwn')}
            files={files}
            onFiles={(own) => {
              setFiles(own)
              setMadeFrom(null)
            }}
          />
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
        <div style={{ marginBottom: 14 }}>
          <AttachedFiles files={attachments} onFiles={setAttachments} />
        </div>
        <RecipientsPicker
          value={recipients}
          inside={travel === 'internal' ? me.agencyId : null}
          onChange={setRecipients}
        />
        <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,2fr) minmax(0,3fr)', gap: 10, marginTop: 10 }}>
          <DateField ahead label={t('dueOn')} value={dueOn} onChange={setDueOn} />
          <ClassSelect
            value={classId}
            typeCode={text.typeCode}
            answering={begun.answers !== null}
            onChange={setClassId}
          />
        </div>
        <div style={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 12, marginTop: 16 }}>
          <span className="quiet" role="status">
            {stale ? t('madeBefore') : nothingToSave && !make.isPending && t(nothingToSave)}
          </span>
          <Button
            onClick={() => void save()}
            loading={create.isPending || make.isPending}
            disabled={nothingToSave !== null}
          >
            {t('saveDraft')}
          </Button>
        </div>
      </div>
    </div>
  )
}
