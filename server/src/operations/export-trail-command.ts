import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import type { Settings } from '../platform/config/index.ts'
import { exportTrail, sealEvents } from '../platform/events/index.ts'
import { examples } from './both-languages.ts'
import { withData } from './open-for-command.ts'

export function exportTrailCommand(program: Command, settings: () => Settings): void {
  program
    .command('export-trail')
    .description(
      'xuất nhật ký đã niêm phong, mỗi sự kiện một dòng JSON · export the sealed trail, a line of JSON an event',
    )
    .requiredOption('--out <file>', 'tệp ghi ra · the file to write')
    .option('--agency <id>', 'chỉ một cơ quan · one agency only')
    .addHelpText(
      'after',
      `
Kiểm tra không cần cơ sở dữ liệu · To check it without the database:
  npm run mocban -- verify --export trail.jsonl --checkpoint checkpoint.json --key checkpoint-keys.pem
${examples('npm run mocban -- export-trail --out trail.jsonl', 'npm run mocban -- export-trail --agency 01905221-… --out agency.jsonl')}`,
    )
    .action((given: { out: string; agency?: string }) =>
      withData(settings(), async ({ owner }) => {
        await sealEvents(owner, Number.POSITIVE_INFINITY)
        await pipeline(Readable.from(exportTrail(owner, given.agency)), createWriteStream(given.out, { mode: 0o640 }))
        console.log(given.out)
      }),
    )
}
