import { Button } from '@mantine/core'
import { drafting } from '@mocban/contract/documents-drafting'
import { useRef } from 'react'
import { call } from '../../shell/client.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import { SendingLine, useSending } from '../../shell/sending.tsx'
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
  const input = useRef<HTMLInputElement>(null)
  const { sending, send, giveUp } = useSending(async ({ sha256, shownName, mediaType }, signal) => {
    const kept: VersionFile = { sha256, name: shownName, mediaType }
    if (!isDocx(kept)) return onFiles({ ...files, main: kept, because: null })
    const { main, because } = await call(drafting.convert, { body: { file: kept } }, { signal })
    onFiles({ source: kept, main, because })
  })
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.pdf"
        aria-label={label}
        onChange={(event) => {
          void send([...(event.currentTarget.files ?? [])])
          // The same file, changed on the disk, can be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <Button variant="default" size="sm" loading={sending !== null} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {sending && <SendingLine sending={sending} giveUp={giveUp} />}
      {files.source && !files.main && (
        <p className="late" role="alert">
          {files.because === 'absent' || !files.because ? t('noPdf') : code(`noPdf.${files.because}`)}
        </p>
      )}
    </div>
  )
}
