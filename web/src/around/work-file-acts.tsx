import { Button, Textarea } from '@mantine/core'
import { type WorkFile, workFiles } from '@mocban/contract/work-files'
import { type FormEvent, useState } from 'react'
import { addressOfDocument, endedStates } from '../documents/address-of-document.ts'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { ConfirmAct } from '../shell/acts.tsx'
import { forgetKept, useKept } from '../shell/kept.tsx'
import { KeptDialog } from '../shell/kept-dialog.tsx'
import { useText } from '../shell/languages.ts'
import { Link } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { WorkFileFields } from './work-file-fields.tsx'

/** What can be done with the file as a whole. */
export function FileActs({ file }: { file: WorkFile }) {
  const t = useText<typeof vi>('around')
  const [doing, setDoing] = useState<'edit' | 'close' | 'reopen' | null>(null)
  const done = () => setDoing(null)
  const close = useAct(workFiles.close, { done: () => notify.done(t('closedFile')) })
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      {file.state === 'open' ? (
        <>
          <Button variant="default" onClick={() => setDoing('edit')}>
            {t('editFile')}
          </Button>
          <Button onClick={() => setDoing('close')}>{t('closeFile')}</Button>
        </>
      ) : (
        <Button variant="default" onClick={() => setDoing('reopen')}>
          {t('reopenFile')}
        </Button>
      )}
      {doing === 'close' && (
        <ConfirmAct
          title={t('closeFile')}
          confirm={t('closeFile')}
          busy={close.isPending}
          disabled={unfinished(file).length > 0}
          onConfirm={() =>
            close.mutate({ params: { id: file.id }, body: { version: file.version } }, { onSettled: done })
          }
          onClose={done}
        >
          <p>{t('closeFileWhat', { code: file.code })}</p>
          <Unfinished of={unfinished(file)} />
        </ConfirmAct>
      )}
      {doing === 'edit' && <EditFile file={file} close={done} />}
      {doing === 'reopen' && <ReopenFile file={file} close={done} />}
    </div>
  )
}

interface Open {
  id: string
  address: string
  title: string
}

/** What keeps the file from being closed, as far as one sees it; of the rest the program says how much it is. */
const unfinished = (file: WorkFile): Open[] => [
  ...file.documents
    .filter(({ document }) => !endedStates.has(document.state))
    .map(({ document }) => ({
      id: document.id,
      address: addressOfDocument(document),
      title: `${document.symbol ?? ''} ${document.abstract}`.trim(),
    })),
  ...file.records.filter((one) => one.open).map(({ id, title }) => ({ id, address: `/tasks/${id}`, title })),
]

function Unfinished({ of }: { of: Open[] }) {
  const t = useText<typeof vi>('around')
  if (of.length === 0) return null
  return (
    <>
      <p className="late">{t('fileUnfinished', { count: of.length })}</p>
      <ul>
        {of.map((one) => (
          <li key={one.id}>
            <Link to={one.address}>
              <span lang="vi">{one.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function EditFile({ file, close }: { file: WorkFile; close: () => void }) {
  const t = useText<typeof vi>('around')
  const place = `edit-file:${file.id}`
  const [title, setTitle] = useKept(place, 'title', file.title)
  const [summary, setSummary] = useKept(place, 'summary', file.summary)
  const [keepYears, setKeepYears] = useState(file.keepYears)
  const change = useAct(workFiles.change, {
    done: () => {
      forgetKept(place)
      close()
    },
  })
  return (
    <KeptDialog
      title={t('editFile')}
      place={place}
      confirm={t('save')}
      busy={change.isPending}
      close={close}
      submit={() =>
        change.mutate({ params: { id: file.id }, body: { version: file.version, title, summary, keepYears } })
      }
    >
      <WorkFileFields {...{ title, setTitle, summary, setSummary, keepYears, setKeepYears }} />
    </KeptDialog>
  )
}

function ReopenFile({ file, close }: { file: WorkFile; close: () => void }) {
  const t = useText<typeof vi>('around')
  const place = `reopen-file:${file.id}`
  const [reason, setReason] = useKept(place, 'reason', '')
  const reopen = useAct(workFiles.reopen, {
    done: () => {
      forgetKept(place)
      close()
    },
  })
  return (
    <KeptDialog
      title={t('reopenFile')}
      place={place}
      busy={reopen.isPending}
      close={close}
      submit={() => reopen.mutate({ params: { id: file.id }, body: { version: file.version, reason } })}
    >
      <Textarea
        data-autofocus
        lang="vi"
        label={t('reason')}
        required
        withAsterisk={false}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </KeptDialog>
  )
}

export function AddNote({ id }: { id: string }) {
  const t = useText<typeof vi>('around')
  const [text, setText] = useKept(`note:${id}`, 'text', '')
  const add = useAct(workFiles.note, { done: () => setText('') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) add.mutate({ params: { id }, body: { text } })
  }
  return (
    <form onSubmit={submit} style={{ display: 'flex', gap: 8, alignItems: 'flex-end' }}>
      <Textarea
        style={{ flex: 1 }}
        aria-label={t('note')}
        placeholder={t('note')}
        autosize
        minRows={1}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('addNote')}
      </Button>
    </form>
  )
}

export function AddPeople({ id, close }: { id: string; close: () => void }) {
  const t = useText<typeof vi>('around')
  const [people, setPeople] = useState<Picked[]>([])
  const add = useAct(workFiles.addPerson)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    for (const one of people) {
      const personId = one.addressee.personId
      if (personId) await add.mutateAsync({ params: { id }, body: { personId } }).catch(() => {})
    }
    close()
  }
  return (
    <form onSubmit={(event) => void submit(event)} style={{ display: 'grid', gap: 8, marginBottom: 10 }}>
      <p className="quiet" style={{ margin: 0 }}>
        {t('peopleWhy')}
      </p>
      <AddresseePicker label={t('people')} value={people} onChange={setPeople} units={false} people={{}} multiple />
      <Button type="submit" disabled={people.length === 0} loading={add.isPending}>
        {t('add')}
      </Button>
    </form>
  )
}
