import { createHash, type KeyObject } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { checkCheckpoint } from './checkpoint-file.ts'
import type { CheckpointLog } from './checkpoint-log.ts'
import type { ExportLine } from './export-trail.ts'
import type { Head } from './merkle.ts'
import type { EventProblem } from './verify-events.ts'

export interface ExportReport {
  events: number
  /** Events after the last checkpoint: whole in themselves, but nothing outside proves them. */
  unproven: number
  /** Agencies that were sealed, and of which nothing at all stands in the file. */
  absent: number
  problems: EventProblem[]
}

const most = 1000

/**
 * Checks an exported trail against checkpoints without the database: reads it once, line by line, and says which event is altered, missing, added or stands
 * in another's place. Where a whole chain was made anew, it says between which checkpoints it differs. `only`: whoever checks knows that the export was to be of
 * one agency, and looks for no other's; that the file says so of itself proves nothing.
 */
export async function verifyExport(
  file: string,
  { checkpoints, heads }: CheckpointLog,
  keys: KeyObject[] | undefined,
  only?: string,
): Promise<ExportReport> {
  const problems: EventProblem[] = []
  const signed = checkpoints.filter((made, at) => {
    const fault = checkCheckpoint(made, keys)
    if (fault)
      problems.push({
        what:
          fault === 'key-unknown'
            ? 'checkpoint-key'
            : fault === 'signature-wrong'
              ? 'checkpoint-signature'
              : 'checkpoint-altered',
        agency: null,
        seq: at + 1,
        eventId: null,
      })
    return !fault
  })
  const chains = new Map<string, Chain>()
  const chainOf = (agency: string) => {
    const chain = chains.get(agency) ?? new Chain(agency, (one) => problems.length < most && problems.push(one))
    chains.set(agency, chain)
    return chain
  }
  const sealed = [...signed.flatMap((made) => made.heads), ...heads].filter((head) => !only || head.agency === only)
  for (const head of sealed) chainOf(head.agency).expect(head)
  let events = 0
  let first = true
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    // An editor through which the file went may have left its mark before the first letter.
    const read = parse(first ? line.replace(/^\ufeff/, '') : line)
    // The header names what follows; nothing is believed because it says so.
    if (first && read && !Array.isArray(read)) {
      first = false
      continue
    }
    first = false
    const event = lineOf(read)
    if (!event) {
      problems.push({ what: 'event-altered', agency: null, seq: events + 1, eventId: null })
      continue
    }
    events++
    chainOf(event[0]).read(event)
  }
  let unproven = 0
  let absent = 0
  for (const chain of chains.values()) {
    unproven += chain.end()
    if (chain.isEmpty) absent++
  }
  return { events, unproven, absent, problems }
}

/** One agency's chain while it is read. */
class Chain {
  private last = 0
  private hash: string
  private held: { line: ExportLine; from: string } | null = null
  private readonly heads = new Map<number, string>()
  private readonly missing = new Map<number, true>()
  /** Of the heads: up to where the chain is as it was signed, and from where it is not. */
  private proven = 0
  private differs = 0

  constructor(
    private readonly agency: string,
    private readonly tell: (problem: EventProblem) => void,
  ) {
    this.hash = sha256(Buffer.from(agency.replaceAll('-', ''), 'hex')).toString('hex')
  }

  expect(head: Head): void {
    const other = this.heads.get(head.seq)
    if (other !== undefined && other !== head.hash) this.differs = Math.min(this.differs || head.seq, head.seq)
    this.heads.set(head.seq, head.hash)
  }

  /** A line is judged when the next one is there: that one tells what it went on from. */
  read(line: ExportLine): void {
    const [, seq, , , event] = line
    if (seq <= this.last) {
      // Late, or a second time.
      this.found(this.missing.delete(seq) ? 'event-reordered' : 'event-added', seq, idOf(event))
      return
    }
    this.judge(line)
    for (let gap = this.last + 1; gap < seq && this.missing.size < most; gap++) this.missing.set(gap, true)
    this.held = { line, from: seq === this.last + 1 ? this.hash : line[2] }
    this.last = seq
    this.hash = line[3]
  }

  private judge(next: ExportLine | null): void {
    if (!this.held) return
    const { line, from } = this.held
    const [, seq, previous, hash, event] = line
    const follows = next?.[1] === seq + 1 ? next : null
    const to = follows ? follows[2] : hash
    const due = linkOf(previous, seq, event)
    // The event leads from the link before to the link after: at most what is said of it was changed.
    const fits = linkOf(from, seq, event) === to
    this.compare(seq, fits ? to : hash)
    if (fits) {
      if (hash !== to || previous !== from) this.found('seal-altered', seq, idOf(event))
      return
    }
    const whole = hash === due && (seq > 1 || previous === from)
    // Whole in itself: then it is the link before or after it that says otherwise, and is told.
    if (whole && (hash === to || linkOf(hash, seq + 1, follows?.[4] ?? '') === follows?.[3])) return
    this.found('event-altered', seq, idOf(event))
  }

  private found(what: EventProblem['what'], seq: number, eventId: string | null): void {
    this.tell({ what, agency: this.agency, seq, upto: seq, eventId })
  }

  private compare(seq: number, hash: string): void {
    const head = this.heads.get(seq)
    if (head === undefined) return
    if (head === hash) this.proven = Math.max(this.proven, this.differs ? this.proven : seq)
    else this.differs ||= seq
  }

  get isEmpty(): boolean {
    return this.last === 0
  }

  /** Answers how many events stand after the last head that proves them. */
  end(): number {
    this.judge(null)
    const tell = (what: EventProblem['what'], seq: number, upto: number) =>
      this.tell({ what, agency: this.agency, seq, upto, eventId: null })
    for (const [from, upto] of runs([...this.missing.keys()])) tell('event-missing', from, upto)
    if (this.differs) tell('checkpoint-differs', this.proven + 1, this.differs)
    const head = Math.max(0, ...this.heads.keys())
    if (head > this.last) tell('event-missing', this.last + 1, head)
    return Math.max(0, this.last - head)
  }
}

/** Places that follow each other, as runs. */
function runs(places: number[]): [number, number][] {
  const found: [number, number][] = []
  for (const place of places.sort((one, other) => one - other)) {
    const last = found.at(-1)
    if (last && last[1] === place - 1) last[1] = place
    else found.push([place, place])
  }
  return found
}

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

/** The same as `app.seal_link`. */
function linkOf(previous: string, seq: number, event: string): string {
  const place = Buffer.alloc(8)
  place.writeBigInt64BE(BigInt(seq))
  return sha256(Buffer.from(previous, 'hex'), place, sha256(Buffer.from(event))).toString('hex')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function lineOf(read: unknown): ExportLine | null {
  if (!Array.isArray(read) || read.length !== 5) return null
  const [agency, seq, previous, hash, event] = read as unknown[]
  const words = [agency, previous, hash, event].every((one) => typeof one === 'string')
  return words && Number.isSafeInteger(seq) && (seq as number) > 0 ? (read as ExportLine) : null
}

function idOf(event: string): string | null {
  const read = parse(event)
  return Array.isArray(read) && typeof read[0] === 'string' ? read[0] : null
}
