import {
  demonstrationSigner,
  demonstrationState,
  keepDemonstrationAuthority,
  seedDemonstration,
} from './demonstration/index.ts'
import { clock } from './platform/clock.ts'
import type { Settings } from './platform/config/index.ts'
import type { FileStore } from './platform/files/index.ts'
import { alone, needSpace, type OpenData, type Progress } from './platform/start/index.ts'

export type FillSettings = Pick<Settings, 'demonstration' | 'publicUrl' | 'port'>

/** Fills an empty database with the demonstration province, once: all rows in one transaction, so a start that was cut off leaves it empty. Answers whether it did. */
export async function fillDemonstration(
  settings: FillSettings,
  { ownerUrl, folder }: Pick<OpenData, 'ownerUrl' | 'folder'>,
  files: FileStore,
  progress: Progress,
): Promise<boolean> {
  const { demonstration } = settings
  if (demonstration === 'no') return false
  return alone(ownerUrl, async () => {
    if ((await demonstrationState(ownerUrl)) !== 'empty') return false
    await needSpace(folder, 500)
    const threeWeeks = 21 * 86_400_000
    const { signer, giveKeys } =
      demonstration === '2024'
        ? await demonstrationSigner(new Date('2023-01-01'), new Date('2025-06-10'))
        : await demonstrationSigner(new Date('2025-06-01'), new Date(clock.now().getTime() - threeWeeks))
    await seedDemonstration({
      ownerUrl,
      files,
      province: demonstration,
      origin: settings.publicUrl ?? `http://localhost:${settings.port || 3000}`,
      progress: (done, total, what) => progress.at(done, total, what),
      signer,
    })
    await giveKeys(ownerUrl)
    await keepDemonstrationAuthority(folder, signer.authority)
    return true
  })
}
