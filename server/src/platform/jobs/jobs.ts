import type { Tx } from '../database/index.ts'

export interface EnqueueOptions {
  /** While a job of this key waits, no second one is added. */
  key?: string
  startAfter?: Date
  /** Higher first. */
  priority?: number
}

export interface WorkOptions {
  /** How many of this queue run at a time in this process. */
  atOnce?: number
  /** How often a failing job is tried again, after growing pauses. */
  retries?: number
  /** The longest run; after it the job is given to somebody else. */
  minutes?: number
}

/** Background work. Jobs carry identifiers only, and their handlers are safe to run twice. */
export interface Jobs {
  /** Adds a job in the caller's transaction: it commits or vanishes with it. */
  enqueue(tx: Tx, queue: string, data: Record<string, unknown>, options?: EnqueueOptions): Promise<void>
  /** Names the handler of a queue. */
  work<T>(queue: string, handler: (data: T, job: { id: string }) => Promise<unknown>, options?: WorkOptions): void
  /** Runs by the clock of Vietnam (cron, minutes), once for all processes. */
  every(queue: string, cron: string, handler: () => Promise<unknown>): void
  /** Light work every few seconds, in one process at a time. */
  eachSeconds(name: string, seconds: number, handler: () => Promise<unknown>): void
  start(): Promise<void>
  /** Lets what runs finish (at most `seconds`), takes nothing new. */
  stop(seconds?: number): Promise<void>
  /** For tests: runs here and now whatever waits, also what the handlers add; throws the first handler's error. */
  runWaiting(): Promise<void>
  /** For tests: runs one piece of timed work now. */
  runTimed(name: string): Promise<void>
}
