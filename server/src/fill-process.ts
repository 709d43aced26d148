import { type FillSettings, fillDemonstration } from './fill-demonstration.ts'
import { openFolderStore } from './platform/files/index.ts'
import { isDiskFull, type OpenData, type Progress, silent } from './platform/start/index.ts'

/** What the process that fills tells the one that asked for it; see fill-apart.ts. */
export type ToldOfFilling = { at: Parameters<Progress['at']> } | { ended: 'done' | 'full' } | { failed: string }

const tell = (told: ToldOfFilling) => process.send?.(told)

process.once('message', ({ settings, data }: { settings: FillSettings; data: Pick<OpenData, 'ownerUrl' | 'folder'> }) =>
  fill(settings, data)
    .catch((error) => tell(isDiskFull(error) ? { ended: 'full' } : { failed: String((error as Error).stack ?? error) }))
    .finally(() => process.disconnect()),
)
// Nobody waits any more, whether it is done or the program was ended under it. What was begun is in a transaction that is then undone.
process.once('disconnect', () => process.exit())

async function fill(settings: FillSettings, data: Pick<OpenData, 'ownerUrl' | 'folder'>): Promise<void> {
  const files = await openFolderStore(`${data.folder}/files`)
  await fillDemonstration(settings, data, files, { ...silent, at: (...at) => tell({ at }) })
  tell({ ended: 'done' })
}
