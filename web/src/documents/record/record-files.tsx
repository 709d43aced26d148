import { Button } from '@mantine/core'
import type { DocumentFile, DocumentRecord } from '@mocban/contract/documents'
import { useMemo, useState } from 'react'
import { formatSize } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { useFilters } from '../../shell/navigate.tsx'
import { type Highlight, PdfViewer, type Selected } from '../../shell/pdf-viewer.tsx'
import { placeOf } from '../../shell/place-address.ts'
import { FilePreview, isReadable } from '../incoming/file-preview.tsx'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'

/** The address of a file's bytes. */
export const addressOfFile = (sha256: string, name: string): string =>
  `/api/files/${sha256}?name=${encodeURIComponent(name)}`

/** The document as it came or was made, and the files that come with it. */
export function RecordFiles({
  record,
  find,
  highlights,
  onSelectText,
}: {
  record: Pick<DocumentRecord, 'files'> & Partial<Pick<DocumentRecord, 'id' | 'travel' | 'number'>>
  find?: string
  highlights?: Highlight[]
  onSelectText?: (selected: Selected | null) => void
}) {
  const t = useText<typeof core & typeof own>('documents')
  const shell = useText<typeof shellVi>('shell')
  const newest = Math.max(0, ...record.files.map((file) => file.versionNo))
  const files = record.files.filter((file) => file.versionNo === newest)
  // A search leads to the file in which the words stand.
  const [filters] = useFilters()
  const [chosen, setChosen] = useState<string | null>(filters.file ?? null)
  const placed = useMemo(() => placeOf(filters.place), [filters.place])
  const [stamped, setStamped] = useState(false)
  const file: DocumentFile | undefined = files.find((one) => one.id === chosen || one.sha256 === chosen) ?? files[0]
  if (!file) return <p className="empty">{t('noFile')}</p>
  const shown = {
    ...(find ? { find } : {}),
    ...(placed ? { highlights: [placed], focus: placed.id } : highlights ? { highlights } : {}),
    ...(onSelectText
      ? { onSelectText: (selected: Selected | null) => onSelectText(selected && { ...selected, sha256: file.sha256 }) }
      : {}),
  }
  const canBeStamped =
    record.id && record.travel === 'incoming' && record.number !== null && file.mediaType === 'application/pdf'
  return (
    <>
      {files.length > 1 && (
        <div
          role="tablist"
          aria-label={t('files')}
          style={{ display: 'flex', gap: 2, overflowX: 'auto', borderBottom: '1px solid var(--rule)' }}
        >
          {files.map((one) => (
            <button
              key={one.id}
              type="button"
              role="tab"
              aria-selected={one.id === file.id}
              onClick={() => setChosen(one.id)}
              style={{
                border: 0,
                borderBottom: one.id === file.id ? '2px solid var(--act)' : '2px solid transparent',
                background: 'none',
                color: 'inherit',
                font: 'inherit',
                padding: '6px 12px',
                cursor: 'pointer',
                whiteSpace: 'nowrap',
              }}
            >
              <bdi>{one.name}</bdi>
            </button>
          ))}
        </div>
      )}
      {isReadable(file) && (
        <div style={{ display: 'flex', alignItems: 'center', padding: '4px 8px 0' }}>
          {canBeStamped && file.role === 'main' && (
            <div role="group" aria-label={t('files')} style={{ display: 'flex', gap: 2 }}>
              {[false, true].map((one) => (
                <Button
                  key={String(one)}
                  size="compact-xs"
                  variant={stamped === one ? 'light' : 'subtle'}
                  aria-pressed={stamped === one}
                  onClick={() => setStamped(one)}
                >
                  {t(one ? 'stampedCopy' : 'originalFile')}
                </Button>
              ))}
            </div>
          )}
          {/* What was issued above all: whoever got it may ask whether it is genuine. What cannot be shown says so, with its link. */}
          <a
            href={`${addressOfFile(file.sha256, file.name)}&save=true`}
            className="quiet"
            style={{ marginInlineStart: 'auto', fontSize: 12.5 }}
          >
            {shell('download')} ({formatSize(file.size)})
          </a>
        </div>
      )}
      {stamped && file.role === 'main' ? (
        <PdfViewer url={`/api/documents/${record.id}/stamped`} name={file.name} scanOf={file.sha256} {...shown} />
      ) : (
        <FilePreview file={file} {...shown} />
      )}
    </>
  )
}
