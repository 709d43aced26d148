import type { UploadedFile } from '@mocban/contract/uploads'
import { useEffect, useRef, useState } from 'react'
import { newKey } from '../../shell/new-key.ts'
import { sentenceOf } from '../../shell/notices.tsx'
import { sendFile, type Waiting } from '../../shell/send-file.ts'

/** A file on its way to the server. */
export interface SentFile {
  key: string
  name: string
  size: number
  percent: number
  done: UploadedFile | null
  /** Why it waits; it goes on by itself. */
  waiting: Waiting | null
  problem: string | null
}

/** Sends files one after another, in the order in which they were dropped. */
export function useFiles(onReady: (file: UploadedFile) => void) {
  const [sending, setSending] = useState<SentFile[]>([])
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const stops = useRef(new Map<string, AbortController>())
  const latest = useRef(onReady)
  latest.current = onReady

  // Who leaves the screen is told of it when they come back, and goes on from there; who closes the window is asked first.
  useEffect(() => {
    const all = stops.current
    return () => {
      for (const stop of all.values()) stop.abort()
    }
  }, [])
  const underWay = sending.some((one) => !one.problem)
  useEffect(() => {
    if (!underWay) return
    const ask = (event: Event) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [underWay])

  const change = (key: string, part: Partial<SentFile>) =>
    setSending((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)))

  const add = (files: File[]) => {
    for (const file of files) {
      const key = newKey()
      const stop = new AbortController()
      stops.current.set(key, stop)
      setSending((before) => [
        ...before,
        { key, name: file.name, size: file.size, percent: 0, done: null, waiting: null, problem: null },
      ])
      queue.current = queue.current.then(async () => {
        if (stop.signal.aborted) return
        try {
          const done = await sendFile(file, {
            signal: stop.signal,
            onWaiting: (waiting) => change(key, { waiting }),
            onProgress: (sent, size) => change(key, { percent: size === 0 ? 100 : Math.floor((sent / size) * 100) }),
          })
          setSending((before) => before.filter((one) => one.key !== key))
          latest.current(done)
        } catch (error) {
          if (!stop.signal.aborted) change(key, { problem: sentenceOf(error) })
        }
      })
    }
  }
  const remove = (key: string) => {
    stops.current.get(key)?.abort()
    setSending((before) => before.filter((one) => one.key !== key))
  }
  return { sending, add, remove }
}
