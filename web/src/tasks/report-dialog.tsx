import { Button, NumberInput, Slider, Textarea, TextInput } from '@mantine/core'
import { tasks } from '@mocban/contract/tasks'
import { DocumentSelect } from '../documents/document-select.tsx'
import { FileDrop } from '../shell/file-drop.tsx'
import { useKept } from '../shell/kept.tsx'
import { KeptDialog } from '../shell/kept-dialog.tsx'
import { useLanguage, useText } from '../shell/languages.ts'
import { useAct } from '../shell/queries.ts'
import { SendingLine, useSending } from '../shell/sending.tsx'
import type vi from './messages/vi.ts'
import { type Own, useDone } from './task-dialogs.tsx'

/** As numbers are written in each language: 12,5 is typed as it is read. */
const english = { thousandSeparator: ',', decimalSeparator: '.', allowedDecimalSeparators: ['.'] }
const separators = {
  vi: { thousandSeparator: '.', decimalSeparator: ',', allowedDecimalSeparators: [','] },
  en: english,
  ur: english,
}

/** How far it is, with evidence: a document, a file, a number. Everything within reach of one thumb. */
export function ReportDialog({ task, close }: Own) {
  const t = useText<typeof vi>('tasks')
  const language = useLanguage()
  const place = `report:${task.id}`
  const [percent, setPercent] = useKept(place, 'percent', task.progress)
  const [text, setText] = useKept(place, 'text', '')
  const [figure, setFigure] = useKept<number | string>(place, 'figure', '')
  const [unit, setUnit] = useKept(place, 'unit', '')
  const [documentId, setDocumentId] = useKept<string | null>(place, 'documentId', null)
  const [file, setFile] = useKept<{ sha256: string; name: string } | null>(place, 'file', null)
  const { sending, send, giveUp } = useSending(({ sha256, name }) => setFile({ sha256, name }))
  const act = useAct(tasks.report, { done: useDone(close, place) })
  const submit = () =>
    act.mutate({
      params: { id: task.id },
      body: {
        version: task.version,
        percent,
        text,
        documentId,
        file,
        ...(figure === '' ? {} : { figure: { value: Number(figure), unit } }),
      },
    })
  return (
    <KeptDialog
      title={t('report')}
      place={place}
      close={close}
      busy={act.isPending || sending !== null}
      submit={submit}
    >
      <div>
        <span id="percent">{t('percent')}</span>
        <Slider
          value={percent}
          onChange={setPercent}
          min={0}
          max={100}
          step={5}
          size="lg"
          thumbSize={26}
          label={(value) => `${value}%`}
          labelAlwaysOn
          aria-labelledby="percent"
          thumbProps={{ 'aria-labelledby': 'percent' }}
          style={{ marginBlock: '34px 10px', marginInline: 14 }}
        />
      </div>
      <Textarea
        lang="vi"
        label={t('reportText')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        required
        withAsterisk={false}
        autosize
        minRows={3}
        data-autofocus
      />
      <div style={{ display: 'flex', gap: 12 }}>
        <NumberInput
          label={t('figure')}
          value={figure}
          onChange={setFigure}
          {...separators[language]}
          style={{ flex: 1 }}
        />
        <TextInput
          label={t('figureUnit')}
          value={unit}
          onChange={(event) => setUnit(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
      </div>
      <DocumentSelect label={t('evidenceDocument')} clearable value={documentId} onChange={setDocumentId} />
      {file ? (
        <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <bdi style={{ flex: 1, overflowWrap: 'anywhere' }}>{file.name}</bdi>
          <Button size="xs" variant="default" onClick={() => setFile(null)}>
            {t('removeFile')}
          </Button>
        </div>
      ) : sending ? (
        <SendingLine sending={sending} giveUp={giveUp} />
      ) : (
        <FileDrop onFiles={send} multiple={false}>
          {t('evidenceFile')}
        </FileDrop>
      )}
    </KeptDialog>
  )
}
