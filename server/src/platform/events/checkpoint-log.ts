import { appendFile, open, readFile } from 'node:fs/promises'
import type { Database } from '../database/index.ts'
import { type CheckpointFile, checkpointFile, inOrder, readStatement } from './checkpoint-file.ts'
import { readSeries } from './make-checkpoint.ts'
import type { Head } from './merkle.ts'

export interface CheckpointLog {
  /** Checkpoints, each with the heads of all agencies at that moment, or of those that were handed out. */
  checkpoints: CheckpointFile[]
  /** Heads that were kept before checkpoints were signed. */
  heads: Head[]
}

/** Longer than a line with the heads of every agency of a province. */
const tail = 1_000_000

/** Adds to the file beside the database what it does not have yet: a line for each checkpoint, with the heads that moved. */
export async function keepCheckpoints(db: Database, file: string): Promise<void> {
  const { rows } = await readSeries(db, await lastKept(file))
  if (rows.length > 0)
    await appendFile(file, rows.map((made) => `${JSON.stringify(made)}\n`).join(''), { flush: true, mode: 0o640 })
}

/** The number of the last checkpoint in the file; a line that a crash cut short is ended, so that it spoils no other. */
async function lastKept(file: string): Promise<number> {
  const handle = await open(file, 'r').catch(() => null)
  if (!handle) return 0
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(Math.min(size, tail)),
      position: Math.max(0, size - tail),
    })
    const text = buffer.subarray(0, bytesRead).toString('utf8')
    if (text !== '' && !text.endsWith('\n')) await appendFile(file, '\n')
    for (const line of text.split('\n').reverse()) {
      const number = readStatement(String(parse(line)?.statement))?.number
      if (number !== undefined) return number
    }
    return 0
  } finally {
    await handle.close()
  }
}

/**
 * Reads checkpoints that were kept outside the database: the file beside it, where each line has the heads that moved since the line before, or a
 * single checkpoint as it is handed to an auditor. A line that is none (cut short by a crash) is passed over; the next one tells what it told.
 */
export async function readCheckpointLog(file: string): Promise<CheckpointLog> {
  const text = await readFile(file, 'utf8')
  const single = checkpointFile.safeParse(parse(text))
  if (single.success) return { checkpoints: [single.data], heads: [] }
  const log: CheckpointLog = { checkpoints: [], heads: [] }
  const latest = new Map<string, Head>()
  for (const line of text.split('\n')) {
    const read = parse(line)
    if (read && 'agency' in read) log.heads.push(read as unknown as Head)
    const made = checkpointFile.safeParse(read)
    if (!made.success) continue
    for (const head of made.data.heads) latest.set(head.agency, head)
    log.checkpoints.push({ ...made.data, heads: inOrder([...latest.values()]) })
  }
  return log
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}
