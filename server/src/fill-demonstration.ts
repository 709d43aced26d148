import { seedDemonstration } from './demonstration/index.ts'
import type { Settings } from './platform/config/index.ts'
import { migrate } from './platform/database/index.ts'
import type { FileStore } from './platform/files/index.ts'
import {
  alone,
  clearUnfinished,
  isEmpty,
  markInstallation,
  needSpace,
  type OpenData,
  type Progress,
  readInstallation,
} from './platform/start/index.ts'

/** Fills an empty database with the demonstration province, once; begins again where that was cut off. Answers whether it did. */
export async function fillDemonstration(
  settings: Pick<Settings, 'demonstration'>,
  data: OpenData,
  files: FileStore,
  progress: Progress,
): Promise<boolean> {
  const { ownerUrl } = data
  return alone(ownerUrl, async () => {
    const before = await readInstallation(ownerUrl)
    if (before === 'loaded') return false
    if (before === 'loading') {
      progress.note('lần nạp trước bị ngắt; nạp lại từ đầu', 'the last loading was cut off; it begins again')
      await clearUnfinished(ownerUrl)
      await migrate(ownerUrl, data.passwords)
    } else if (!settings.demonstration || !(await isEmpty(ownerUrl))) return false
    await needSpace(data.folder, 500)
    await markInstallation(ownerUrl, 'loading')
    await seedDemonstration({ ownerUrl, files, progress: (done, total, what) => progress.at(done, total, what) })
    await markInstallation(ownerUrl, 'loaded')
    return true
  })
}
