import type { Command } from 'commander'
import type { Settings } from '../platform/config/index.ts'
import { examples } from './both-languages.ts'

export interface Running {
  address: string
  /** The roles that the sign-in page offers, where this is a demonstration. */
  demonstration: readonly { userName: string }[] | null
  stop(): Promise<void>
}
export type Serve = (settings: Settings, report: (error: Error, about: string) => void) => Promise<Running>

export function serveCommand(program: Command, settings: () => Settings, serve: Serve): void {
  program
    .command('serve')
    .description('chạy chương trình (như npm start) · run the program (as npm start)')
    .addHelpText(
      'after',
      examples('npm run mocban -- serve', 'PORT=8080 MOCBAN_DATA=/srv/mocban npm run mocban -- serve'),
    )
    .action(async () => {
      const report = tellOnce()
      // A broken promise somewhere ends one piece of work, not everybody's day; what is in the database is whole at all times.
      process.on('unhandledRejection', (reason) => report(reason as Error, 'a piece of work'))
      const asked = untilAsked()
      const starting = serve(settings(), report)
      const running = await Promise.race([starting, asked])
      // A start that is cut off leaves nothing half done; the next one begins again.
      if (running === 'stop') {
        console.log('\nĐã dừng. · Stopped.')
        process.exit(0)
      }
      welcome(running)
      await asked
      console.log('\nĐang dừng… · Stopping…')
      await running.stop()
      console.log('Đã dừng. · Stopped.')
      process.exit(0)
    })
}

/** Tells what went wrong; the same again only after a minute, since a database that is away is noticed by everything several times a second. */
function tellOnce(): (error: Error, about: string) => void {
  const told = new Map<string, number>()
  return (error, about) => {
    const what = `${about}: ${error.message || (error as { code?: string }).code}`
    const now = Date.now()
    if (now - (told.get(what) ?? 0) < 60_000) return
    if (told.size > 1000) told.clear()
    told.set(what, now)
    console.error(`${new Date(now).toISOString()} ${what}`)
  }
}

/**
 * A second Ctrl C does not wait. npm passes on at once what the terminal has told the program already: that is no second one. The listeners stay, for
 * between one and the next the signal would end the program wherever it is.
 */
function untilAsked(): Promise<'stop'> {
  let first = 0
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (first && Date.now() - first > 1000) process.exit(130)
        first ||= Date.now()
        resolve('stop')
      })
  })
}

function welcome({ address, demonstration }: Running): void {
  console.log(`\n  Mộc Bản: ${address}\n`)
  if (demonstration) {
    console.log('  Tỉnh minh họa: chọn một vai trên trang đăng nhập, chỉ một lần bấm.')
    console.log('  Demonstration: pick a role on the sign-in page, one click.')
  } else console.log('  Đăng nhập bằng tài khoản được cấp · Sign in with your account (npm run mocban -- user --help)')
  console.log('\n  Dừng · Stop: Ctrl C\n')
}
