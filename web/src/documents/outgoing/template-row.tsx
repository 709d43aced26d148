import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { sendFile } from '../../shell/send-file.ts'
import type vi from './messages/vi.ts'

export interface TemplateFile {
  sha256: string
  name: string
  mediaType: string
}

/** A template: download it, put the agency’s own in its place, or go back to the program’s. */
export function TemplateRow({
  name,
  address,
  own,
  replace,
}: {
  name: string
  address: string
  /** The name of the agency's own file in force, null where the program's is used; absent where that is not known. */
  own?: string | null
  replace: (file: TemplateFile | null) => void
}) {
  const t = useText<typeof vi>('outgoing')
  const chooser = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    try {
      const { sha256, shownName, mediaType } = await sendFile(file)
      replace({ sha256, name: shownName, mediaType })
    } catch (error) {
      notify.problem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
      <Button component="a" size="compact-xs" variant="subtle" href={address} download>
        {t('downloadTemplate')}
      </Button>
      <input
        ref={chooser}
        hidden
        type="file"
        accept=".docx"
        aria-label={`${t('templateReplace')}: ${name}`}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0])
          // The same file, mended on the disk, can be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <Button size="compact-xs" variant="subtle" loading={busy} onClick={() => chooser.current?.click()}>
        {t('templateReplace')}
      </Button>
      {own !== null && (
        <>
          <Button size="compact-xs" variant="subtle" onClick={() => replace(null)}>
            {t('templateWithdraw')}
          </Button>
          {own && <span className="quiet">{t('templateOwn', { name: own })}</span>}
        </>
      )}
    </div>
  )
}
