import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * Stops the PostgreSQL that a killed program left behind, and takes away the mark of one that is dead. Called while the data folder is held, so nobody
 * else is using it. A process is only touched where its command line names this folder: the number in postmaster.pid may by now belong to anybody,
 * and PostgreSQL itself would then refuse to start, as it does where the dead one is still listed (a container whose first process reaps nobody).
 */
export async function stopOrphan(folder: string): Promise<boolean> {
  const mark = join(folder, 'postmaster.pid')
  const pid = Number((await readFile(mark, 'utf8').catch(() => '')).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1) return false
  const lives = () => isPostgresOf(pid, folder)
  const found = await lives()
  if (found) {
    process.kill(pid, 'SIGINT')
    if (!(await until(60, async () => !(await lives())))) {
      process.kill(pid, 'SIGQUIT')
      await until(20, async () => !(await lives()))
    }
  }
  // Its children notice and leave; only without any of them may another begin on the same files.
  const gone =
    process.platform === 'linux' && (await until(30, async () => !(await lives()) && !(await anyInside(folder))))
  if (gone) await rm(mark, { force: true })
  return found
}

async function until(seconds: number, holds: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < seconds * 20; waited++) {
    if (await holds()) return true
    await wait(50)
  }
  return false
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

/** Whether any process works inside the folder: every process of PostgreSQL does. */
async function anyInside(folder: string): Promise<boolean> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const places = await Promise.all(processes.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return places.includes(folder)
}
