import { partBytes, type UploadedFile, uploads } from '@mocban/contract/uploads'
import { begunUpload, forgetUpload, rememberUpload } from './begun-uploads.ts'
import { addressOf, call, OfflineError, ProblemError } from './client.ts'
import { newKey } from './new-key.ts'

/** Why a file waits to be sent: the line is broken, nothing goes over it, or the server told why it takes none now (its disk is full). */
export interface Waiting {
  why: 'offline' | 'still' | 'told'
  sentence: string
}

export interface Sending {
  onProgress?: (sent: number, size: number) => void
  /** The line broke, or the server takes nothing: it is tried again by itself; and null when it goes on. */
  onWaiting?: (waiting: Waiting | null) => void
  signal?: AbortSignal
}

/** Without a byte going out for so long it is told; for the longer time, the line is broken, whatever the system says. */
const stillMilliseconds = 10_000
const stalledMilliseconds = 30_000
/** Who is not answered so long asks again: of how far an upload is; of what may have to look at a long file first. */
const answerMilliseconds = 15_000
const finishMilliseconds = 120_000
/** A part takes some seconds: a slow line gets shorter ones. */
const shortestPart = 250_000

/**
 * Sends a file in parts. A lost connection is waited for, and the file goes on where it stopped, also after the page was loaded again and the
 * same file chosen. @throws ProblemError where the file is refused
 */
export async function sendFile(file: File, { onProgress, onWaiting, signal }: Sending = {}): Promise<UploadedFile> {
  const key = newKey()
  const tell = onWaiting ?? (() => {})
  const patiently = <T>(work: () => Promise<T>) => withPatience(work, tell, signal)
  let upload = await patiently(() => goOn(begunUpload(file)))
  const begin = { body: { name: file.name, size: file.size } }
  upload ??= await patiently(() => call(uploads.begin, begin, { key, signal: within(answerMilliseconds, signal) }))
  const { id } = upload
  rememberUpload(file, id)
  let { offset } = upload
  let part = 1_000_000
  onProgress?.(offset, file.size)
  while (offset < file.size) {
    offset = await patiently(async () => {
      try {
        const bytes = file.slice(offset, offset + part)
        const began = performance.now()
        const there = await sendPart(id, offset, bytes, {
          onSent: (sent) => onProgress?.(offset + sent, file.size),
          onStill: (still) => tell(still ? { why: 'still', sentence: '' } : null),
          ...(signal ? { signal } : {}),
        })
        const seconds = (performance.now() - began) / 1000
        part = Math.round(Math.min(partBytes, Math.max(shortestPart, seconds < 1.5 ? part * 2 : (part * 3) / seconds)))
        return there
      } catch (error) {
        if (signal?.aborted || !(error instanceof ProblemError || error instanceof OfflineError)) throw error
        // How far it is says the server: the answer may be what was lost, or the session what ended.
        if (error instanceof ProblemError && !mayGoOn(error)) throw error
        const there = await goOn(id)
        if (!there) throw error
        offset = there.offset
        onProgress?.(offset, file.size)
        if (error instanceof OfflineError || error.problem.status >= 500) throw error
        // Another window sends it, or the server has not noticed yet that the line broke.
        if (error.code === 'upload.wrong-offset') await lineOrPause(500)
        return offset
      }
    })
  }
  const finish = () => call(uploads.finish, { params: { id } }, { signal: within(finishMilliseconds, signal) })
  try {
    const done = await patiently(finish)
    forgetUpload(id)
    return done
  } catch (error) {
    // What is refused is gone; what is only given up here can be gone on with.
    if (error instanceof ProblemError && error.problem.status < 500) forgetUpload(id)
    throw error
  }
}

const within = (milliseconds: number, signal?: AbortSignal): AbortSignal =>
  signal ? AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]) : AbortSignal.timeout(milliseconds)

const mayGoOn = ({ code, problem }: ProblemError) =>
  code === 'upload.wrong-offset' || code === 'session.needed' || problem.status >= 500

/** Tries again, at once when the line is back, else after growing pauses; gives up only where the server refuses, or the person. */
async function withPatience<T>(
  work: () => Promise<T>,
  onWaiting: (waiting: Waiting | null) => void,
  signal?: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      const answer = await work()
      if (failures > 0) onWaiting(null)
      return answer
    } catch (error) {
      const broken = error instanceof OfflineError || (error instanceof ProblemError && error.problem.status >= 500)
      if (signal?.aborted || !broken) throw error
      // A fault of the server that stays is told; a broken line, and room on its disk, are waited for as long as it takes.
      if (error instanceof ProblemError && error.problem.status !== 507 && failures >= 30) throw error
      onWaiting(
        error instanceof ProblemError ? { why: 'told', sentence: error.message } : { why: 'offline', sentence: '' },
      )
      await lineOrPause(Math.min(500 * 2 ** failures, 15_000))
    }
  }
}

const lineOrPause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, milliseconds)
    addEventListener('online', go)
  })

/** How far an upload is; null where there is none any more. @throws OfflineError, ProblemError of the server */
async function goOn(id: string | null) {
  if (!id) return null
  return call(uploads.status, { params: { id } }, { signal: AbortSignal.timeout(answerMilliseconds) }).catch(
    (error: unknown) => {
      if (error instanceof ProblemError && error.problem.status < 500) return null
      throw error
    },
  )
}

/** One part, with its progress: a part takes many seconds on a commune's line. */
function sendPart(
  id: string,
  offset: number,
  bytes: Blob,
  {
    onSent,
    onStill,
    signal,
  }: { onSent: (sent: number) => void; onStill: (still: boolean) => void; signal?: AbortSignal },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let watch: ReturnType<typeof setTimeout> | undefined
    let quiet: ReturnType<typeof setTimeout> | undefined
    let still = false
    const say = (now: boolean) => {
      if (still !== now) onStill(now)
      still = now
    }
    const rest = () => {
      clearTimeout(watch)
      clearTimeout(quiet)
    }
    const alive = () => {
      rest()
      watch = setTimeout(() => request.abort(), stalledMilliseconds)
      quiet = setTimeout(() => say(true), stillMilliseconds)
      say(false)
    }
    const stop = () => request.abort()
    request.open('PUT', addressOf(uploads.append, { params: { id, offset } }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.onprogress = (event) => {
      alive()
      onSent(Math.min(event.loaded, bytes.size))
    }
    request.onload = () => {
      say(false)
      try {
        const answer = JSON.parse(request.responseText)
        if (request.status < 400) resolve((answer as { offset: number }).offset)
        else reject(new ProblemError(answer))
      } catch {
        // A gateway between answered for a server that it did not reach.
        reject(new OfflineError('offline'))
      }
    }
    request.onerror = () => reject(new OfflineError('offline'))
    request.onabort = () =>
      reject(signal?.aborted ? new DOMException('stopped', 'AbortError') : new OfflineError('stalled'))
    request.onloadend = () => {
      rest()
      signal?.removeEventListener('abort', stop)
    }
    signal?.addEventListener('abort', stop)
    alive()
    request.send(bytes)
  })
}
