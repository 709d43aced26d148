import { Button, TextInput } from '@mantine/core'
import type { DocumentFile, DocumentRecord } from '@mocban/contract/documents'
import { type DraftView, outgoing } from '@mocban/contract/documents-outgoing'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemError } from '../../shell/client.ts'
import { formatWhen } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { addressOfFile } from '../record/record-files.tsx'
import { type DraftFiles, noFiles, OwnFile } from './draft-files.tsx'
import type vi from './messages/vi.ts'

/** Every version with who made it and what changed; a new one is saved on top of the one that is shown, never over another. */
export function Versions({
  record,
  draft,
  shown,
  source,
}: {
  record: DocumentRecord
  draft: DraftView
  shown: number
  source: DocumentFile | null
}) {
  const t = useText<typeof vi>('outgoing')
  const [, change] = useFilters()
  const client = useQueryClient()
  const [files, setFiles] = useState<DraftFiles>(noFiles)
  const [note, setNote] = useState('')
  const add = useAct(outgoing.addVersion, {
    done: ({ versionNo }) => {
      setFiles(noFiles)
      setNote('')
      change({ version: undefined, compare: undefined })
      notify.done(t('versionSaved', { n: versionNo }))
    },
  })
  // Somebody saved another version meanwhile: nothing is overwritten; what they changed is shown, and the file chosen here stays chosen.
  const showBoth = (error: Error) => {
    if (!(error instanceof ProblemError) || error.code !== 'draft.version-came-between') return
    void client.invalidateQueries()
    change({ version: undefined, compare: String(shown) })
  }
  const may = draft.acts['add-version']?.allowed
  return (
    <Section title={t('versions')}>
      <ol reversed style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {draft.versions.map((version) => (
          <li key={version.versionNo} style={{ display: 'flex', gap: 8, alignItems: 'baseline', padding: '3px 0' }}>
            <button
              type="button"
              aria-current={version.versionNo === shown}
              onClick={() =>
                change({
                  version: version.versionNo === draft.lastVersion ? undefined : String(version.versionNo),
                  compare: undefined,
                })
              }
              style={{
                border: 0,
                background: 'none',
                padding: 0,
                font: 'inherit',
                cursor: 'pointer',
                color: 'var(--act)',
                fontWeight: version.versionNo === shown ? 700 : 400,
              }}
            >
              {t('version', { n: version.versionNo })}
            </button>
            <span style={{ flex: 1 }} lang="vi">
              <span className="quiet">
                {t('versionBy', { name: version.madeByName, when: formatWhen(version.madeAt) })}
              </span>{' '}
              {version.note}
            </span>
            {version.versionNo < draft.lastVersion && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => change({ version: undefined, compare: String(version.versionNo) })}
              >
                {t('compareWith', { n: version.versionNo })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginTop: 6 }}>
        {source && (
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            href={addressOfFile(source.sha256, source.name)}
            download={source.name}
          >
            {t('downloadDocx')}
          </Button>
        )}
      </div>
      {may && (
        <div style={{ marginTop: 10, display: 'grid', gap: 8 }}>
          <p className="quiet" style={{ margin: 0 }}>
            {t('newVersionHint', { n: shown })}
          </p>
          <OwnFile files={files} onFiles={setFiles} />
          {(files.source ?? files.main) && (
            <form
              style={{ display: 'flex', gap: 8, alignItems: 'end' }}
              onSubmit={(event) => {
                event.preventDefault()
                if (files.main)
                  add.mutate(
                    {
                      params: { id: record.id },
                      body: {
                        baseVersion: shown,
                        files: { main: files.main, source: files.source, attachments: attachmentsOf(record, shown) },
                        note,
                      },
                    },
                    { onError: showBoth },
                  )
              }}
            >
              <TextInput
                style={{ flex: 1 }}
                label={files.main?.name ?? files.source?.name ?? ''}
                placeholder={t('versionNote')}
                lang="vi"
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
              <Button type="submit" loading={add.isPending} disabled={!files.main}>
                {t('newVersion')}
              </Button>
            </form>
          )}
        </div>
      )}
    </Section>
  )
}

/** What comes with the draft goes on with its next version. */
const attachmentsOf = (record: DocumentRecord, versionNo: number) =>
  record.files
    .filter((file) => file.role === 'attachment' && file.versionNo === versionNo)
    .map(({ sha256, name, mediaType }) => ({ sha256, name, mediaType }))
