import { partBytes, type UploadedFile, uploads } from '@mocban/contract/uploads'
import { addressOf, call, OfflineError, ProblemError } from './client.ts'

export interface Sending {
  onProgress?: (sent: number, size: number) => void
  signal?: AbortSignal
}

const remembered = (file: File) => `mocban.upload:${file.name}:${file.size}:${file.lastModified}`
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Sends a file in parts. A lost connection is waited for, and the file goes on where it stopped, also after the page was loaded again and the
 * same file chosen. @throws ProblemError where the file is refused
 */
export async function sendFile(file: File, { onProgress, signal }: Sending = {}): Promise<UploadedFile> {
  const key = remembered(file)
  let upload = await goOn(sessionStorage.getItem(key))
  upload ??= await call(uploads.begin, { body: { name: file.name, size: file.size } }, signal ? { signal } : {})
  sessionStorage.setItem(key, upload.id)
  let { offset } = upload
  for (let failures = 0; offset < file.size; ) {
    onProgress?.(offset, file.size)
    try {
      offset = await sendPart(upload.id, offset, file.slice(offset, offset + partBytes), signal)
      failures = 0
    } catch (error) {
      if (signal?.aborted || (error instanceof ProblemError && error.code !== 'upload.wrong-offset')) throw error
      failures += 1
      if (failures > 30) throw error
      await pause(Math.min(500 * 2 ** failures, 15_000))
      offset = (await goOn(upload.id))?.offset ?? offset
    }
  }
  onProgress?.(file.size, file.size)
  try {
    return await call(uploads.finish, { params: { id: upload.id } }, signal ? { signal } : {})
  } finally {
    sessionStorage.removeItem(key)
  }
}

/** How far an upload is, if there still is one. */
async function goOn(id: string | null) {
  if (!id) return null
  return call(uploads.status, { params: { id } }).catch(() => null)
}

async function sendPart(id: string, offset: number, bytes: Blob, signal?: AbortSignal): Promise<number> {
  const response = await fetch(addressOf(uploads.append, { params: { id, offset } }), {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', 'accept-language': document.documentElement.lang },
    body: bytes,
    ...(signal ? { signal } : {}),
  }).catch((error: Error) => {
    throw error.name === 'AbortError' ? error : new OfflineError('offline')
  })
  const answer = await response.json()
  if (!response.ok) throw new ProblemError(answer)
  return (answer as { offset: number }).offset
}
