import { ActionIcon } from '@mantine/core'
import type { UploadedFile } from '@mocban/contract/uploads'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { notify } from './notices.tsx'
import { sendFile, type Waiting } from './send-file.ts'

interface OnItsWay {
  name: string
  percent: number
  waiting: Waiting | null
}

/** Sends what was chosen, one file after another; `then` says what is done with each that is there. Whoever leaves, or has waited enough, gives it up: chosen again, the file goes on where it stopped. */
export function useSending(then: (stored: UploadedFile, signal: AbortSignal) => unknown) {
  const [sending, setSending] = useState<OnItsWay | null>(null)
  const stop = useRef<AbortController | null>(null)
  const left = useRef(false)
  const latest = useRef(then)
  latest.current = then
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
      stop.current?.abort()
    }
  }, [])
  const send = async (files: File[]) => {
    for (const file of files) {
      if (left.current) return
      const now = new AbortController()
      stop.current = now
      const { signal } = now
      const givenUp = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      const change = (part: Partial<OnItsWay>) =>
        signal.aborted || setSending((before) => before && { ...before, ...part })
      setSending({ name: file.name, percent: 0, waiting: null })
      const sent = sendFile(file, {
        signal,
        onWaiting: (waiting) => change({ waiting }),
        onProgress: (sent, size) => change({ percent: Math.round((100 * sent) / Math.max(1, size)) }),
      })
        .then((stored) => signal.aborted || latest.current(stored, signal))
        .catch((error: unknown) => signal.aborted || notify.problem(error))
      await Promise.race([sent, givenUp])
    }
    setSending(null)
  }
  return { sending, send, giveUp: () => stop.current?.abort() }
}

/** A file on its way: how far it is, why it waits, and the way to give it up. */
export function SendingLine({ sending, giveUp }: { sending: OnItsWay; giveUp: () => void }) {
  const t = useText<typeof vi>('shell')
  const { name, percent, waiting } = sending
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      <span style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }} role="status">
        <bdi>{name}</bdi>{' '}
        {waiting ? (
          <span className="late">{t('sendingWaits', { percent, ...waiting })}</span>
        ) : (
          <span className="quiet">{t('uploading', { percent })}</span>
        )}
      </span>
      <ActionIcon variant="subtle" onClick={giveUp} aria-label={t('remove', { name })}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}
