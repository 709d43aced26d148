import { ActionIcon, Progress } from '@mantine/core'
import type { Arrival } from '@mocban/contract/documents-incoming'
import type { UploadedFile } from '@mocban/contract/uploads'
import { IconX } from '@tabler/icons-react'
import { FileDrop } from '../../shell/file-drop.tsx'
import { formatSize } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { useTouch } from '../../shell/touch.ts'
import type vi from '../messages/incoming.vi.ts'
import { FileFindings } from './file-preview.tsx'
import type { SentFile } from './use-files.ts'

/** The files of a registration: those on their way with their progress, those that are there with what to know of them. */
export function RegistrationFiles({
  files,
  sending,
  shown,
  fixed,
  onAdd,
  onRemove,
  onStop,
  onShow,
}: {
  files: UploadedFile[]
  sending: SentFile[]
  shown: string | null
  /** The files came with a delivery: none is added or taken away. */
  fixed: boolean
  onAdd: (files: File[]) => void
  onRemove: (sha256: string) => void
  onStop: (key: string) => void
  onShow: (sha256: string) => void
}) {
  const t = useText<typeof vi>('documents')
  const shell = useText<typeof shellVi>('shell')
  const touch = useTouch()
  const none = files.length + sending.length === 0
  return (
    <div style={{ display: 'grid', gap: 6, marginBottom: 12 }}>
      {!fixed && (
        <FileDrop onFiles={onAdd} focus={none} anywhere>
          {none ? (
            <>
              <strong>{t('dropTitle', { touch })}</strong>
              <div className="quiet">{t('dropHint')}</div>
            </>
          ) : (
            <span>{t('dropMore')}</span>
          )}
        </FileDrop>
      )}
      {sending.map((file) => (
        <div key={file.key} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <span style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <bdi>{file.name}</bdi> <bdi className="quiet">{formatSize(file.size)}</bdi>
            {file.problem ? (
              <div className="late" role="alert">
                {file.problem}
              </div>
            ) : (
              <>
                <Progress
                  value={file.percent}
                  color={file.waiting ? 'gray' : undefined}
                  aria-label={t('sending', { percent: file.percent })}
                  size="sm"
                  mt={3}
                />
                <div role="status" className="late" style={{ fontSize: 12.5 }}>
                  {file.waiting && shell('sendingWaits', { percent: file.percent, ...file.waiting })}
                </div>
              </>
            )}
          </span>
          {!file.problem && <span className="quiet">{file.percent}%</span>}
          <ActionIcon
            variant="subtle"
            onClick={() => onStop(file.key)}
            aria-label={t('removeFile', { name: file.name })}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      {files.map((file) => (
        <div key={file.sha256} style={{ display: 'flex', gap: 8, alignItems: 'start' }}>
          <button
            type="button"
            className="file-line"
            aria-pressed={shown === file.sha256}
            onClick={() => onShow(file.sha256)}
          >
            <bdi>{file.shownName}</bdi>{' '}
            <span className="quiet">
              {file.size > 0 ? formatSize(file.size) : ''}
              {file.inspection.pageCount ? ` · ${t('filePages', { count: file.inspection.pageCount })}` : ''} ·{' '}
              {t('fileReady')}
            </span>
            <FileFindings findings={file.inspection.findings} />
          </button>
          {!fixed && (
            <ActionIcon
              variant="subtle"
              onClick={() => onRemove(file.sha256)}
              aria-label={t('removeFile', { name: file.shownName })}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
    </div>
  )
}

/** A file that came with an arrival, as one that was sent here. */
export const asUploaded = (file: Arrival['files'][number]): UploadedFile => ({
  sha256: file.sha256,
  size: 0,
  name: file.name,
  shownName: file.name,
  mediaType: file.mediaType,
  inspection: { kind: 'other', mediaType: file.mediaType, pageCount: null, findings: [] },
})
