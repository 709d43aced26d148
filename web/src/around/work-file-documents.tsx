import { Button, Select } from '@mantine/core'
import { search } from '@mocban/contract/search'
import { type WorkFile, workFiles } from '@mocban/contract/work-files'
import { useState } from 'react'
import { addressOfDocument } from '../documents/address-of-document.ts'
import { formatDate } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { DeadlineText, Section } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** The documents of a file in the order of its contents list. */
export function FileDocuments({ file }: { file: WorkFile }) {
  const t = useText<typeof vi>('around')
  const words = useCodeText('documents')
  const put = useAct(workFiles.addDocument)
  const remove = useAct(workFiles.removeDocument)
  const takeOut = (documentId: string) =>
    remove.mutate(
      { params: { id: file.id, documentId } },
      {
        onSuccess: () => notify.done(t('tookOut'), () => put.mutate({ params: { id: file.id }, body: { documentId } })),
      },
    )
  return (
    <Section title={`${t('documents')} (${file.documents.length})`}>
      {file.documents.length === 0 && (
        <p className="quiet">{t(file.state === 'open' ? 'documentsEmpty' : 'documentsNone')}</p>
      )}
      {file.documents.length > 0 && (
        <table className="table stacks" aria-label={t('documents')}>
          <tbody>
            {file.documents.map(({ ordinal, document }) => (
              <tr key={document.id}>
                <td className="quiet" width={34}>
                  {ordinal}
                </td>
                <td width={150}>
                  <bdi>{document.symbol}</bdi>
                </td>
                <td lang="vi" className="main-cell">
                  <Link to={addressOfDocument(document)} style={{ color: 'inherit' }}>
                    {document.abstract}
                  </Link>
                </td>
                <td className="quiet" width={92}>
                  {formatDate(document.issuedOn)}
                </td>
                <td width={110}>{words(`state.${document.state}`)}</td>
                <td width={90}>
                  {file.state === 'open' && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`${t('takeOut')}: ${document.symbol ?? document.abstract}`}
                      onClick={() => takeOut(document.id)}
                    >
                      {t('forget')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {file.state === 'open' && (
        <FindDocument
          without={file.documents.map((one) => one.document.id)}
          choose={(documentId) => put.mutate({ params: { id: file.id }, body: { documentId } })}
        />
      )}
    </Section>
  )
}

/** Finds a document by words or symbol and puts it in. */
function FindDocument({ without, choose }: { without: string[]; choose: (documentId: string) => void }) {
  const t = useText<typeof vi>('around')
  const [q, setQ] = useState('')
  const found = useRoute(search.suggest, q.trim().length > 1 ? { query: { q } } : undefined)
  return (
    <Select
      size="xs"
      aria-label={t('addDocument')}
      placeholder={t('addDocument')}
      searchable
      searchValue={q}
      onSearchChange={setQ}
      value={null}
      // What was found was found by the server: nothing is filtered again.
      filter={({ options }) => options}
      data={(found.data ?? [])
        .filter((one) => one.kind === 'document' && !without.includes(one.id))
        .map((one) => ({ value: one.id, label: one.symbol ? `${one.symbol} · ${one.title.text}` : one.title.text }))}
      onChange={(id) => {
        if (id) choose(id)
        setQ('')
      }}
      style={{ maxWidth: 560, marginTop: 8 }}
    />
  )
}

/** The tasks of the matter. */
export function FileTasks({ file }: { file: WorkFile }) {
  const t = useText<typeof vi>('around')
  const words = useCodeText('tasks')
  const put = useAct(workFiles.addRecord)
  const remove = useAct(workFiles.removeRecord)
  const takeOut = (recordId: string) =>
    remove.mutate(
      { params: { id: file.id, recordId } },
      {
        onSuccess: () =>
          notify.done(t('tookTaskOut'), () => put.mutate({ params: { id: file.id }, body: { recordId } })),
      },
    )
  return (
    <Section title={`${t('tasks')} (${file.records.length})`}>
      {file.records.length === 0 && <p className="quiet">{t('tasksEmpty')}</p>}
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {file.records.map((one) => (
          <li key={one.id}>
            <Link to={`/tasks/${one.id}`}>
              <span lang="vi">{one.title}</span>
            </Link>{' '}
            <span className="quiet">{words(`state.${one.state}`)}</span>{' '}
            <DeadlineText on={one.dueOn} ended={!one.open} />{' '}
            {file.state === 'open' && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`${t('takeOut')}: ${one.title}`}
                onClick={() => takeOut(one.id)}
              >
                {t('forget')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
