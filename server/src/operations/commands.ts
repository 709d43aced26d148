import { Command, CommanderError } from 'commander'
import { readSettings, SettingError, type Settings } from '../platform/config/index.ts'
import { StartFailure } from '../platform/start/index.ts'
import { agencyCommand } from './agency-commands.ts'
import { authorityCommand } from './authority-command.ts'
import { examples, inBothLanguages } from './both-languages.ts'
import { checkpointCommand } from './checkpoint-command.ts'
import { CommandRefusal } from './command-refusal.ts'
import { type Fill, migrateCommand, seedCommand } from './data-commands.ts'
import { exportTrailCommand } from './export-trail-command.ts'
import { jobsCommand } from './jobs-command.ts'
import { type Serve, serveCommand } from './serve-command.ts'
import { userCommand } from './user-commands.ts'
import { verifyCommand } from './verify-command.ts'

/** What the commands need from above the platform: how to serve, and how to fill a demonstration. */
interface Given {
  serve: Serve
  fill: Fill
}

/** The operator's commands; all that they say is in Vietnamese and English. */
export function operatorCommands(given: Given): Command {
  const settings = (): Settings => {
    try {
      return readSettings(process.env)
    } catch (error) {
      if (!(error instanceof SettingError)) throw error
      throw new StartFailure('setting-wrong', { setting: error.setting, value: error.value, wanted: error.wanted })
    }
  }
  const program = inBothLanguages(new Command('mocban'))
    .description('Mộc Bản: văn bản và công việc của một tỉnh · official documents and work of a province')
    .exitOverride()
    .showHelpAfterError()
    .addHelpText(
      'after',
      `
Thiết lập bằng biến môi trường · Settings are environment variables:
  MOCBAN_DATA    thư mục dữ liệu · data folder (./data)
  DATABASE_URL   PostgreSQL ≥ 15 của riêng bạn · a PostgreSQL of your own
  PORT, HOST     cổng, địa chỉ · port, address (3000, all)
  SMTP_URL       máy chủ thư · mail server (smtp://name:password@host:587)
  …              docs/operator.md
${examples('npm start', 'npm run mocban -- user reset-password dungpt', 'npm run mocban -- verify')}`,
    )
  for (const add of [
    (p: Command) => serveCommand(p, settings, given.serve),
    (p: Command) => migrateCommand(p, settings),
    (p: Command) => seedCommand(p, settings, given.fill),
    (p: Command) => agencyCommand(p, settings),
    (p: Command) => userCommand(p, settings),
    (p: Command) => verifyCommand(p, settings),
    (p: Command) => checkpointCommand(p, settings),
    (p: Command) => exportTrailCommand(p, settings),
    (p: Command) => jobsCommand(p, settings),
    (p: Command) => authorityCommand(p),
  ])
    add(program)
  return program
}

/** Runs what was asked for on the command line. */
export async function runCommands(argv: string[], given: Given): Promise<void> {
  try {
    await operatorCommands(given).parseAsync(argv)
  } catch (error) {
    // Whatever is still being loaded or waited for has no more use.
    process.exit(exitOf(error))
  }
}

function exitOf(error: unknown): number {
  // Commander has printed its own message; 2 is the shell's word for wrong usage.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof StartFailure || error instanceof CommandRefusal) {
    console.error(`\n${error.message}`)
    return error.exit
  }
  console.error(error)
  return 1
}
