import { Worker } from 'node:worker_threads'
import { fonts, typesetInput } from './typeset-pdf.ts'

export type Typeset = (source: string, data: unknown) => Promise<Uint8Array>

/** Lends a typesetter in a thread of its own: however long it works, nobody else waits. */
export async function typesetApart<T>(work: (typeset: Typeset) => Promise<T>): Promise<T> {
  const worker = new Worker(new URL('./typeset-worker.mjs', import.meta.url), { workerData: { fonts: fonts() } })
  try {
    return await work(
      (source, data) =>
        new Promise((resolve, reject) => {
          worker.once('error', reject)
          worker.once('message', ({ bytes, failed }: { bytes?: Uint8Array; failed?: string }) => {
            worker.off('error', reject)
            if (bytes) resolve(bytes)
            else reject(new Error(`a page could not be set: ${failed}`))
          })
          worker.postMessage(typesetInput(source, data))
        }),
    )
  } finally {
    await worker.terminate()
  }
}
