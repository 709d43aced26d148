import { Button } from '@mantine/core'
import { drafting } from '@mocban/contract/documents-drafting'
import { useRef, useState } from 'react'
import { call } from '../../shell/client.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { notify } from '../../shell/notices.tsx'
import { sendFile, type Waiting } from '../../shell/send-file.ts'
import { isDocx } from './docx.ts'
import type vi from './messages/vi.ts'

export interface VersionFile {
  sha256: string
  name: string
  mediaType: string
}
/** What a version is made of: the PDF that is read and issued, and the DOCX it was made from. */
export interface DraftFiles {
  main: VersionFile | null
  source: VersionFile | null
  /** Why there is no PDF, where there is none. */
  because: string | null
}
export const noFiles: DraftFiles = { main: null, source: null, because: null }

/** Takes a DOCX or PDF of the drafter's own; of a DOCX the PDF is made where the server can. */
export function OwnFile({
  label,
  files,
  onFiles,
}: {
  label: string
  files: DraftFiles
  onFiles: (files: DraftFiles) => void
}) {
  const t = useText<typeof vi>('outgoing')
  const code = useCodeText('outgoing')
  const shell = useText<typeof shellVi>('shell')
  const input = useRef<HTMLInputElement>(null)
  const [percent, setPercent] = useState<number | null>(null)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    try {
      setPercent(0)
      const stored = await sendFile(file, {
        onWaiting: setWaiting,
        onProgress: (sent, size) => setPercent(Math.round((100 * sent) / Math.max(1, size))),
      })
      const kept: VersionFile = { sha256: stored.sha256, name: stored.shownName, mediaType: stored.mediaType }
      if (!isDocx(kept)) return onFiles({ ...files, main: kept, because: null })
      const { main, because } = await call(drafting.convert, { body: { file: kept } })
      onFiles({ source: kept, main, because })
    } catch (error) {
      notify.problem(error)
    } finally {
      setPercent(null)
      if (input.current) input.current.value = ''
    }
  }
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.pdf"
        aria-label={label}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0])
          // The same file, changed on the disk, can be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <Button variant="default" size="sm" loading={percent !== null} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {percent !== null && (
        <span className="quiet" role="status">
          {' '}
          {waiting ? shell('sendingWaits', { percent, ...waiting }) : t('uploading', { percent })}
        </span>
      )}
      {files.source && !files.main && (
        <p className="late" role="alert">
          {files.because === 'absent' || !files.because ? t('noPdf') : code(`noPdf.${files.because}`)}
        </p>
      )}
    </div>
  )
}
