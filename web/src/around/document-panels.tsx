import { Button, Popover, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { DocumentRecord } from '@mocban/contract/documents'
import type { TaskRecord } from '@mocban/contract/tasks-record'
import { workFiles } from '@mocban/contract/work-files'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { undoing } from '../shell/undo.ts'
import type vi from './messages/vi.ts'
import { TrailPanel } from './trail-panel.tsx'

/** The trail of a document on its page. */
export const DocumentTrail = ({ record }: { record: DocumentRecord }) => <TrailPanel recordId={record.id} />

/** The work files a document lies in, as far as the reader may see them, and how to put it into one. */
export function DocumentWorkFiles({ record }: { record: DocumentRecord }) {
  return <InWorkFiles which={{ documentId: record.id }} title={record.abstract} />
}

/** The same for a task; and its trail. */
export function TaskWorkFiles({ task }: { task: TaskRecord }) {
  return <InWorkFiles which={{ recordId: task.id }} title={task.title} />
}
export const TaskTrail = ({ task }: { task: TaskRecord }) => <TrailPanel recordId={task.id} />

type Which = { documentId: string } | { recordId: string }

function InWorkFiles({ which, title }: { which: Which; title: string }) {
  const t = useText<typeof vi>('around')
  const here = useRoute(workFiles.list, { query: which })
  const files = here.data?.items ?? []
  return (
    <Section
      title={t('inFiles')}
      actions={<PutIntoFile which={which} title={title} without={files.map((file) => file.id)} />}
    >
      {here.data && files.length === 0 && <p className="quiet">{t('inNoFile')}</p>}
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {files.map((file) => (
          <li key={file.id}>
            <Link to={`/work-files/${file.id}`}>
              <bdi>{file.code}</bdi>
            </Link>{' '}
            <span lang="vi">{file.title}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PutIntoFile({ which, title, without }: { which: Which; title: string; without: string[] }) {
  const t = useText<typeof vi>('around')
  const [choosing, setChoosing] = useState(false)
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const open = useRoute(workFiles.list, choosing ? { query: { state: 'open', limit: 30, q } } : undefined, {
    keep: true,
  })
  const choices = (open.data?.items ?? []).filter((file) => !without.includes(file.id))
  const putDocument = useAct(workFiles.addDocument)
  const putRecord = useAct(workFiles.addRecord)
  const make = useAct(workFiles.open)
  const put = async (id: string, code: string) => {
    if ('documentId' in which) await putDocument.mutateAsync({ params: { id }, body: which })
    else await putRecord.mutateAsync({ params: { id }, body: which })
    const takeOut =
      'documentId' in which
        ? undoing(workFiles.removeDocument, { params: { id, ...which } })
        : undoing(workFiles.removeRecord, { params: { id, ...which } })
    notify.done(t('putDone', { code }), takeOut)
  }
  // What was refused has been said by then.
  const quietly = (work: Promise<unknown>) => void work.catch(() => {})
  const close = () => setChoosing(false)
  return (
    <Popover opened={choosing} onChange={setChoosing} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="default" onClick={() => setChoosing(true)}>
          {t('putIntoFile')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div style={{ display: 'grid', gap: 10, width: 320 }}>
          <Select
            label={t('chooseFile')}
            searchable
            searchValue={typed}
            onSearchChange={setTyped}
            // What was found was found by the server, among all of them: nothing is filtered again.
            filter={({ options }) => options}
            nothingFoundMessage={open.isFetching ? undefined : t('noSuchFile')}
            comboboxProps={{ withinPortal: false }}
            data={choices.map((file) => ({ value: file.id, label: `${file.code} ${file.title}` }))}
            value={null}
            onChange={(id) => {
              if (!id) return
              quietly(put(id, choices.find((file) => file.id === id)?.code ?? ''))
              close()
            }}
          />
          <Button
            variant="default"
            onClick={() => {
              quietly(make.mutateAsync({ body: { title: title.slice(0, 500) } }).then(({ id, code }) => put(id, code)))
              close()
            }}
          >
            {t('openFile')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
