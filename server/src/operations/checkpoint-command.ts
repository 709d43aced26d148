import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Settings } from '../platform/config/index.ts'
import {
  keepCheckpoints,
  makeCheckpoint,
  openCheckpointKey,
  readCheckpoint,
  readStatement,
  sealEvents,
} from '../platform/events/index.ts'
import { examples } from './both-languages.ts'
import { CommandRefusal, exitNotFound } from './command-refusal.ts'
import { withData } from './open-for-command.ts'

export function checkpointCommand(program: Command, settings: () => Settings): void {
  program
    .command('checkpoint')
    .description('ký một điểm niêm phong của nhật ký · sign a checkpoint of the trail')
    .option('--out <file>', 'ghi điểm niêm phong ra tệp để giao kiểm tra viên · write it to a file for an auditor')
    .option('--agency <id>', 'chỉ một cơ quan, kèm chứng minh · one agency only, with its proof')
    .addHelpText(
      'after',
      `
Khóa công khai để kiểm tra · The public key to check it with: <MOCBAN_DATA>/checkpoint-keys.pem
${examples('npm run mocban -- checkpoint --out /mnt/usb/checkpoint.json')}`,
    )
    .action((given: { out?: string; agency?: string }) =>
      withData(settings(), async ({ owner, folder }) => {
        const key = await openCheckpointKey(folder, settings().checkpointKey)
        await sealEvents(owner, Number.POSITIVE_INFINITY)
        await makeCheckpoint(owner, key)
        await keepCheckpoints(owner, join(folder, 'checkpoints.jsonl'))
        const made = await readCheckpoint(owner, { agency: given.agency })
        if (!made || made.heads.length === 0)
          throw new CommandRefusal(exitNotFound, 'Chưa có sự kiện nào.', 'There are no events yet.')
        if (given.out) await writeFile(given.out, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o640 })
        const { number, at, events, root, key: keyName } = readStatement(made.statement)!
        console.log(`${number} · ${at} · ${events} sự kiện · events\nroot ${root}\nkey ${keyName}`)
      }),
    )
}
