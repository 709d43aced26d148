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
import { AttachedFiles } from './attached-files.tsx'
import { type DraftFiles, noFiles, OwnFile, type VersionFile } from './draft-files.tsx'
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
  // What comes with the draft goes on with its next version, unless that is what changes.
  const [attached, setAttached] = useState<VersionFile[] | null>(null)
  const add = useAct(outgoing.addVersion, {
    done: ({ versionNo }) => {
      setFiles(noFiles)
      setAttached(null)
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
  const attachments = attached ?? givenTo(record, shown, 'attachment')
  const [mainNow] = givenTo(record, shown, 'main')
  const chosen = files.source ?? files.main
  // Only the annexes changed: the text stays what it is.
  const next = chosen
    ? { main: files.main, source: files.source }
    : { main: mainNow ?? null, source: givenTo(record, shown, 'source')[0] ?? null }
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
      {!may && attachments.length > 0 && <AttachedFiles files={attachments} />}
      {may && (
        <div style={{ marginTop: 10, display: 'grid', gap: 8 }}>
          <p className="quiet" style={{ margin: 0 }}>
            {t('newVersionHint', { n: shown })}
          </p>
          <OwnFile label={t('uploadChanged')} files={files} onFiles={setFiles} />
          <AttachedFiles files={attachments} onFiles={setAttached} />
          {(chosen ?? attached) && (
            <form
              style={{ display: 'flex', gap: 8, alignItems: 'end' }}
              onSubmit={(event) => {
                event.preventDefault()
                if (next.main)
                  add.mutate(
                    {
                      params: { id: record.id },
                      body: {
                        baseVersion: shown,
                        files: { main: next.main, source: next.source, attachments },
                        note,
                      },
                    },
                    { onError: showBoth },
                  )
              }}
            >
              <TextInput
                style={{ flex: 1 }}
                label={files.main?.name ?? chosen?.name ?? t('attachmentsChanged')}
                placeholder={t('versionNote')}
                lang="vi"
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
              <Button type="submit" loading={add.isPending} disabled={!next.main}>
                {t('newVersion')}
              </Button>
            </form>
          )}
        </div>
      )}
    </Section>
  )
}

/** The files of a version in a part of it, as the next one takes them over. */
const givenTo = (record: DocumentRecord, versionNo: number, role: 'main' | 'source' | 'attachment'): VersionFile[] =>
  record.files
    .filter((file) => file.role === role && file.versionNo === versionNo)
    .map(({ sha256, name, mediaType }) => ({ sha256, name, mediaType }))
