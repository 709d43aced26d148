import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Settings } from '../platform/config/index.ts'
import { publicKeysFile, readCheckpointLog, readPublicKeys, verifyEvents } from '../platform/events/index.ts'
import { examples } from './both-languages.ts'
import { CommandRefusal, exitFoundProblems } from './command-refusal.ts'
import { type OperatorData, withData } from './open-for-command.ts'
import { tellProblems } from './tell-problem.ts'
import { verifyExportedTrail } from './verify-export-command.ts'
import { verifyAudience, verifyFiles, verifyRegisters } from './verify-parts.ts'

/** What was looked at, and what is wrong with it. */
export interface Finding {
  looked: number
  problems: string[]
}

interface Given {
  export?: string
  only?: string[]
  checkpoints?: string
  key?: string
  agency?: string
}

export function verifyCommand(program: Command, settings: () => Settings): void {
  program
    .command('verify')
    .description('kiểm tra dữ liệu: tệp, sổ, nhật ký, quyền xem · check the data: files, registers, events, audience')
    .option('--only <part...>', 'chỉ những phần này · these parts only: files, registers, events, audience')
    .option('--export <file>', 'nhật ký đã xuất, không cần cơ sở dữ liệu · an exported trail, without the database')
    .option(
      '--checkpoint, --checkpoints <file>',
      'điểm niêm phong đã cất nơi khác · checkpoints that were kept elsewhere',
    )
    .option('--agency <id>', 'bản xuất của một cơ quan · the export is of one agency')
    .option('--key <file>', 'khóa công khai đã cất nơi khác · public key that was kept elsewhere')
    .addHelpText(
      'after',
      `
Mã thoát · Exit code: 0 mọi thứ đúng · all is well; 3 có sai lệch · something is wrong
${examples(
  'npm run mocban -- verify',
  'npm run mocban -- verify --only events --checkpoints /mnt/usb/checkpoints.jsonl',
  'npm run mocban -- verify --export trail.jsonl --checkpoint checkpoint.json --key checkpoint-keys.pem',
  'npm run mocban -- verify --export agency.jsonl --agency 01905221-… --checkpoints checkpoints.jsonl --key checkpoint-keys.pem',
)}`,
    )
    .action(async (given: Given) => {
      const wrong = given.export
        ? await verifyExportedTrail(given.export, given)
        : await withData(settings(), (data) => verify(data, given))
      if (wrong > 0)
        throw new CommandRefusal(exitFoundProblems, `Tìm thấy ${wrong} sai lệch.`, `${wrong} problems were found.`)
      console.log('Mọi thứ đúng. · All is well.')
    })
}

async function verify(data: OperatorData, given: Given): Promise<number> {
  const parts: Record<string, () => Promise<Finding>> = {
    files: () => verifyFiles(data.owner, data.files),
    registers: () => verifyRegisters(data.owner),
    audience: () => verifyAudience(data.owner),
    events: async () => {
      const { sealed, unsealed, checkpoints, problems } = await verifyTrail(data, given)
      if (unsealed > 0) console.log(`events: ${unsealed} chưa niêm phong · not sealed yet`)
      console.log(`events: ${checkpoints} điểm niêm phong · checkpoints`)
      return { looked: sealed, problems: await tellProblems(data.owner, problems) }
    },
  }
  const unknown = given.only?.find((name) => !(name in parts))
  if (unknown) throw new CommandRefusal(2, `Không có phần ${unknown}.`, `There is no part ${unknown}.`)
  let wrong = 0
  for (const [name, look] of Object.entries(parts)) {
    if (given.only && !given.only.includes(name)) continue
    const { looked, problems } = await look()
    console.log(`${name}: ${looked} đã xem · looked at, ${problems.length} sai lệch · problems`)
    for (const problem of problems.slice(0, 100)) console.log(`  ${problem}`)
    wrong += problems.length
  }
  return wrong
}

/** The trail, against the checkpoints beside the database or those that were kept elsewhere. */
async function verifyTrail({ owner, folder }: OperatorData, given: Given) {
  const beside = (file: string) => (existsSync(file) ? file : undefined)
  const checkpoints = given.checkpoints ?? beside(join(folder, 'checkpoints.jsonl'))
  const keys = given.key ?? beside(publicKeysFile(folder))
  return verifyEvents(owner, {
    outside: checkpoints ? await readCheckpointLog(checkpoints) : undefined,
    keys: keys ? await readPublicKeys(keys) : undefined,
  })
}
