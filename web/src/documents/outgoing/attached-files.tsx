import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useText } from '../../shell/languages.ts'
import { SendingLine, useSending } from '../../shell/sending.tsx'
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
  const { sending, send, giveUp } = useSending(({ sha256, shownName, mediaType }) => {
    if (files.every((one) => one.sha256 !== sha256)) onFiles?.([...files, { sha256, name: shownName, mediaType }])
  })
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
          void send([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {onFiles && (
        <Button variant="default" size="sm" loading={sending !== null} onClick={() => input.current?.click()}>
          {t('addAttachments')}
        </Button>
      )}
      {sending && <SendingLine sending={sending} giveUp={giveUp} />}
    </div>
  )
}
