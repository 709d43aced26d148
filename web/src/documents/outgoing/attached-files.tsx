import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { sendFile } from '../../shell/send-file.ts'
import { addressOfFile } from '../record/record-files.tsx'
import type { VersionFile } from './draft-files.tsx'
import type vi from './messages/vi.ts'

/** The annexes that go out with a draft: those that are there, each to be opened or taken away, and more of them, one after another. */
export function AttachedFiles({
  files,
  onFiles,
}: {
  files: VersionFile[]
  /** Nothing, where who looks may only open them. */
  onFiles?: (files: VersionFile[]) => void
}) {
  const t = useText<typeof vi>('outgoing')
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ name: string; percent: number } | null>(null)
  const take = async (chosen: File[]) => {
    const all = [...files]
    for (const file of chosen)
      try {
        setSending({ name: file.name, percent: 0 })
        const { sha256, shownName, mediaType } = await sendFile(file, {
          onProgress: (sent, size) =>
            setSending({ name: file.name, percent: Math.round((100 * sent) / Math.max(1, size)) }),
        })
        if (all.every((one) => one.sha256 !== sha256)) all.push({ sha256, name: shownName, mediaType })
        onFiles?.([...all])
      } catch (error) {
        notify.problem(error)
      }
    setSending(null)
  }
  return (
    <div>
      {files.length > 0 && (
        <ul aria-label={t('attachments')} style={{ listStyle: 'none', margin: '0 0 6px', padding: 0 }}>
          {files.map((file) => (
            <li key={file.sha256} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
              <a href={addressOfFile(file.sha256, file.name)} download={file.name} style={{ overflowWrap: 'anywhere' }}>
                <bdi lang="vi">{file.name}</bdi>
              </a>
              {onFiles && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('remove', { name: file.name })}
                  onClick={() => onFiles(files.filter((one) => one !== file))}
                >
                  <IconX size={15} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={t('addAttachments')}
        onChange={(event) => {
          void take([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {onFiles && (
        <Button variant="default" size="sm" loading={sending !== null} onClick={() => input.current?.click()}>
          {t('addAttachments')}
        </Button>
      )}
      {sending && (
        <span className="quiet" role="status">
          {' '}
          <bdi>{sending.name}</bdi> · {t('uploading', { percent: sending.percent })}
        </span>
      )}
    </div>
  )
}
