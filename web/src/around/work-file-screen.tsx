import { AccessPanel } from '../access/access-panel.tsx'
import './around.css'
import { workFiles } from '@mocban/contract/work-files'
import { useState } from 'react'
import { ScreenFailed } from '../shell/failures.tsx'
import { formatDate, formatInstant } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { Facts, Named, Section } from '../shell/marks.tsx'
import { useParam } from '../shell/navigate.tsx'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { TrailPanel } from './trail-panel.tsx'
import { AddNote, AddPeople, FileActs } from './work-file-acts.tsx'
import { FileDocuments, FileTasks } from './work-file-documents.tsx'

/** One matter: its documents in the order of the contents list, its tasks, notes, people and trail. */
export default function WorkFileScreen() {
  const t = useText<typeof vi>('around')
  const id = useParam('id')
  const { data: file, error } = useRoute(workFiles.read, { params: { id } })
  const [adding, setAdding] = useState(false)
  if (error) return <ScreenFailed error={error} />
  if (!file) return <div className="screen quiet">…</div>
  const open = file.state === 'open'
  return (
    <div className="screen">
      <div style={{ display: 'flex', gap: 12, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <div style={{ flex: 1, minWidth: 260 }}>
          <div className="quiet">
            <bdi style={{ fontWeight: 600, color: 'var(--ink)' }}>{file.code}</bdi> · {t(`fileState.${file.state}`)}
          </div>
          <h1 lang="vi" data-title={file.code} style={{ margin: '2px 0 10px', fontSize: 20 }}>
            {file.title}
          </h1>
        </div>
        <FileActs file={file} />
      </div>
      <div className="file-columns">
        <div>
          <FileDocuments file={file} />
          <FileTasks file={file} />
          <Section title={t('notes')}>
            {file.notes.map((note) => (
              <div key={note.id} style={{ marginBottom: 8 }}>
                <div lang="vi" style={{ whiteSpace: 'pre-wrap' }}>
                  {note.text}
                </div>
                <div className="quiet" style={{ fontSize: 12.5 }}>
                  <span lang="vi">{note.personName}</span> · {formatInstant(note.at)}
                </div>
              </div>
            ))}
            {open && <AddNote id={file.id} />}
          </Section>
        </div>
        <div>
          <Section title={t('workFiles')}>
            {file.summary && (
              <p lang="vi" style={{ marginTop: 0, whiteSpace: 'pre-wrap' }}>
                {file.summary}
              </p>
            )}
            <Facts
              rows={[
                [t('unit'), <Named key="unit" name={file.unitName} now={file.unitNow} />],
                [
                  t('responsible'),
                  <span key="who" lang="vi">
                    {file.responsible.name}
                  </span>,
                ],
                [t('openedOn'), formatDate(file.listedAt)],
                [t('closedOn'), formatDate(file.closedAt)],
                [
                  t('keepYears').split(' (')[0] ?? '',
                  file.keepYears ? t('years', { count: file.keepYears }) : t('forEver'),
                ],
              ]}
            />
          </Section>
          <Section
            title={t('people')}
            actions={
              open && (
                <button type="button" className="text-button" onClick={() => setAdding(!adding)}>
                  {t('addPeople')}
                </button>
              )
            }
          >
            {adding && <AddPeople id={file.id} close={() => setAdding(false)} />}
            <ul lang="vi" style={{ margin: 0, paddingInlineStart: 18 }}>
              {file.people.map((person) => (
                <li key={person.id}>{person.name}</li>
              ))}
            </ul>
          </Section>
          <AccessPanel recordId={file.id} />
          <TrailPanel recordId={file.id} />
        </div>
      </div>
    </div>
  )
}
