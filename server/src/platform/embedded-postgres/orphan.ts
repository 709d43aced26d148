import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * Stops the PostgreSQL that a killed program left behind. Called while the data folder is held, so nobody else is using it. A process is only
 * touched where its command line names this folder: the number in postmaster.pid may by now belong to anybody.
 */
export async function stopOrphan(folder: string): Promise<boolean> {
  const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1 || !(await isPostgresOf(pid, folder))) return false
  for (const [signal, seconds] of [
    ['SIGINT', 60],
    ['SIGQUIT', 20],
  ] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < seconds * 20; waited++) {
      if (!(await isPostgresOf(pid, folder))) return true
      await wait(50)
    }
  }
  return true
}

async function isPostgresOf(pid: number, folder: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    process.platform === 'linux'
      ? ''
      : promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).then(
          ({ stdout }) => stdout,
          () => '',
        ),
  )
  return line.includes('postgres') && line.includes(folder)
}
