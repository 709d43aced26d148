import { type Command, Option } from 'commander'
import type { Settings } from '../platform/config/index.ts'
import { type FileStore, openFolderStore } from '../platform/files/index.ts'
import { type OpenData, openData, type Progress, showProgress } from '../platform/start/index.ts'
import { examples } from './both-languages.ts'

export type Fill = (
  settings: Pick<Settings, 'demonstration' | 'publicUrl' | 'port'>,
  data: OpenData,
  files: FileStore,
  progress: Progress,
) => Promise<boolean>

export function migrateCommand(program: Command, settings: () => Settings): void {
  program
    .command('migrate')
    .description('đưa dữ liệu lên phiên bản này rồi thoát · bring the data to this version and end')
    .addHelpText('after', examples('DATABASE_URL=postgres://owner:…@db/mocban npm run mocban -- migrate'))
    .action(async () => {
      const progress = showProgress(3)
      const data = await openData(settings(), progress, console.error)
      progress.done()
      await data.close()
      console.log('Dữ liệu đã đúng phiên bản. · The data is at this version.')
    })
}

export function seedCommand(program: Command, settings: () => Settings, fill: Fill): void {
  program
    .command('seed')
    .description('nạp tỉnh minh họa vào dữ liệu trống · fill an empty database with the demonstration province')
    .addOption(
      new Option(
        '--province <when>',
        'now: từ 01/7/2025 · since July 2025; 2024: hai tỉnh, có cấp huyện · two provinces with districts',
      )
        .choices(['now', '2024'])
        .default('now'),
    )
    .addHelpText(
      'after',
      examples(
        'MOCBAN_DATA=/tmp/thu npm run mocban -- seed',
        'MOCBAN_DATA=/tmp/2024 npm run mocban -- seed --province 2024',
      ),
    )
    .action(async ({ province }: { province: 'now' | '2024' }) => {
      const progress = showProgress(4)
      const data = await openData(settings(), progress, console.error)
      try {
        progress.step('Tỉnh minh họa', 'Demonstration province')
        const files = await openFolderStore(`${data.folder}/files`)
        const filled = await fill({ ...settings(), demonstration: province }, data, files, progress)
        progress.done()
        console.log(
          filled
            ? 'Đã nạp tỉnh minh họa. · The demonstration province is loaded.'
            : 'Dữ liệu không trống nên không nạp gì. · The data is not empty; nothing was loaded.',
        )
      } finally {
        await data.close()
      }
    })
}
