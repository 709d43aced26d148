import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { demonstrationState } from './demonstration/index.ts'
import type { FillSettings } from './fill-demonstration.ts'
import type { ToldOfFilling } from './fill-process.ts'
import { diskFull, needSpace, type OpenData, type Progress } from './platform/start/index.ts'

/**
 * Fills an empty database with the demonstration province in a process of its own: what the making of some thousand files takes of memory ends with it, and does not
 * stay with the program for as long as it runs. @throws StartFailure where the disk is full
 */
export async function fillApart(settings: FillSettings, data: OpenData, progress: Progress): Promise<void> {
  if (settings.demonstration === 'no' || (await demonstrationState(data.ownerUrl)) !== 'empty') return
  await needSpace(data.folder, 500)
  const told = await filledBy(settings, data, progress)
  if (told === 'full') throw await diskFull(data.folder, 500)
}

function filledBy(
  { demonstration, publicUrl, port }: FillSettings,
  { ownerUrl, folder }: OpenData,
  progress: Progress,
): Promise<'done' | 'full'> {
  return new Promise((resolve, reject) => {
    const filling = fork(fileURLToPath(new URL('../program.mjs', import.meta.url)), ['fill-process'])
    filling.on('message', (told: ToldOfFilling) => {
      if ('at' in told) progress.at(...told.at)
      else if ('failed' in told) reject(new Error(told.failed))
      else resolve(told.ended)
    })
    filling.once('error', reject)
    filling.once('exit', (code, signal) =>
      reject(new Error(`the demonstration province was not made (${signal ?? code}); the database is still empty`)),
    )
    // Where nobody is there any more to be told, its end says why.
    filling.send({ settings: { demonstration, publicUrl, port }, data: { ownerUrl, folder } }, () => {})
  })
}
