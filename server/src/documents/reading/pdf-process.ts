import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { PageText, Rect } from '@mocban/contract/documents-reading'

/**
 * PDF is read in a process of its own, with limits of memory and time: a file made to exhaust the reader ends that process, not the program.
 */
export class PdfTooHeavy extends Error {
  constructor(readonly limit: 'memory' | 'time') {
    super(`reading a PDF passed its limit of ${limit}`)
  }
}
export class PdfUnreadable extends Error {
  constructor(readonly because: 'encrypted' | 'broken') {
    super(`a PDF is ${because}`)
  }
}

export interface PdfFacts {
  pageCount: number
  /** Encrypted with an owner's password only: it opens, with restrictions. */
  restricted: boolean
  runsScript: boolean
  launchesProgram: boolean
  carriesFiles: boolean
  /** Some of the first pages have no text: scans. */
  pagesWithoutText: number[]
}

/** A piece of text as it is drawn, in points from the top left; `y` is its baseline. */
export interface PdfRun {
  text: string
  x: number
  y: number
  width: number
  size: number
  face: string
}
/** A line that is drawn from left to right, in points from the top left. */
export interface PdfLine {
  x: number
  right: number
  y: number
}
export interface PdfRuns {
  page: number
  width: number
  height: number
  runs: PdfRun[]
  lines: PdfLine[]
  /** A picture covers the page: its text was recognised, and stands only about where it is seen. */
  scanned: boolean
}

/** A picture as PDF holds one: three bytes a point, or one where nothing is coloured, packed; or a JPEG, where that is smaller. */
export interface CutPart {
  width: number
  height: number
  grey: boolean
  filter: 'FlateDecode' | 'DCTDecode'
  bytes: Uint8Array
}

export type PdfTask =
  /** What the file is, and the words of its first `pages` pages where it may be taken. */
  | { kind: 'facts'; path: string; pages?: number }
  | { kind: 'text'; path: string; from: number; to: number }
  /** The pieces of text of the first `to` pages, with faces and sizes, and the lines drawn. */
  | { kind: 'runs'; path: string; to: number }
  | { kind: 'render'; path: string; page: number; dpi: number; output: string; format: 'png' | 'jpeg' }
  /** Parts of a page as pictures of nothing but themselves, and which of the words can be seen there. */
  | { kind: 'cut'; path: string; page: number; dpi: number; parts: Rect[]; words: Rect[] }

export type PdfMessage =
  | { kind: 'facts'; facts: PdfFacts }
  | { kind: 'page'; page: PageText }
  | { kind: 'runs'; pages: number; runs: PdfRuns }
  | { kind: 'rendered'; width: number; height: number }
  | { kind: 'part'; part: CutPart }
  | { kind: 'seen'; words: boolean[] }
  | { kind: 'done' }
  | { kind: 'failed'; because: 'encrypted' | 'broken' }

export const pdfLimits = { memoryBytes: 1_200_000_000, heapMegabytes: 700, milliseconds: 60_000 }

/** Runs one task in a child and hands on each message. @throws PdfTooHeavy, PdfUnreadable */
export function runPdfTask(
  task: PdfTask,
  onMessage: (message: PdfMessage) => void = () => {},
  limits: Partial<typeof pdfLimits> = {},
): Promise<void> {
  const { memoryBytes, heapMegabytes, milliseconds } = { ...pdfLimits, ...limits }
  return new Promise((resolve, reject) => {
    const child = takeChild(heapMegabytes)
    let ended: Error | 'done' | undefined
    const end = (outcome: Error | 'done') => {
      ended ??= outcome
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => end(new PdfTooHeavy('time')), milliseconds)
    const watch = setInterval(() => {
      if (child.pid && residentBytes(child.pid) > memoryBytes) end(new PdfTooHeavy('memory'))
    }, 200)
    child.on('message', (message: PdfMessage) => {
      if (message.kind === 'done') end('done')
      else if (message.kind === 'failed') end(new PdfUnreadable(message.because))
      else onMessage(message)
    })
    child.on('error', (error) => end(error))
    child.on('close', () => {
      clearTimeout(timer)
      clearInterval(watch)
      keepSpare()
      if (ended === 'done') resolve()
      // It ended by itself: V8 gives up where the heap is full.
      else reject(ended ?? new PdfTooHeavy('memory'))
    })
    child.send(task)
  })
}

let spare: ChildProcess | null = null

/** A child that is ready, where there is one: starting one takes longer than reading a letter. */
function takeChild(heapMegabytes: number): ChildProcess {
  if (heapMegabytes !== pdfLimits.heapMegabytes) return startChild(heapMegabytes)
  const child = spare?.connected ? spare : startChild(heapMegabytes)
  spare = null
  child.removeAllListeners('exit')
  child.removeAllListeners('error')
  child.ref()
  child.channel?.ref()
  return child
}

/** Makes the next child ready. It keeps neither the program nor a test from ending, and ends by itself when its parent is gone. */
function keepSpare(): void {
  if (spare) return
  spare = startChild(pdfLimits.heapMegabytes)
  spare.unref()
  spare.channel?.unref()
  spare.once('exit', () => {
    spare = null
  })
  // A machine that cannot start it now is asked again with the next task.
  spare.on('error', () => {})
}

function startChild(heapMegabytes: number): ChildProcess {
  return fork(new URL('./pdf-child.mjs', import.meta.url), [], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
  })
}

/** What a process holds in memory outside V8's heap too (pictures, fonts); 0 where the system does not tell. */
function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
