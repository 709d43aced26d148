import { createHash } from 'node:crypto'

/** Randomness that is the same for the same seed: every part of the demonstration draws from its own named stream, so that one part can change alone. */
export class SeededRandom {
  #state: [number, number, number, number]

  constructor(
    private readonly seed: number | string,
    private readonly stream = '',
  ) {
    const hash = createHash('sha256').update(`${seed}/${stream}`).digest()
    this.#state = [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), 1]
    for (let n = 0; n < 12; n++) this.next()
  }

  /** A stream of its own. */
  of(stream: string): SeededRandom {
    return new SeededRandom(this.seed, `${this.stream}/${stream}`)
  }

  /** From 0 up to, not including, 1 (sfc32). */
  next(): number {
    const s = this.#state
    const t = (((s[0] + s[1]) | 0) + s[3]) | 0
    s[3] = (s[3] + 1) | 0
    s[0] = s[1] ^ (s[1] >>> 9)
    s[1] = (s[2] + (s[2] << 3)) | 0
    s[2] = (s[2] << 21) | (s[2] >>> 11)
    s[2] = (s[2] + t) | 0
    return (t >>> 0) / 4294967296
  }
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }
  chance(probability: number): boolean {
    return this.next() < probability
  }
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('nothing to pick from')
    return from[Math.floor(this.next() * from.length)] as T
  }
  /** `count` different ones, in drawn order. */
  some<T>(from: readonly T[], count: number): T[] {
    const rest = [...from]
    const drawn: T[] = []
    while (drawn.length < count && rest.length > 0) drawn.push(...rest.splice(Math.floor(this.next() * rest.length), 1))
    return drawn
  }
  /** By weight. */
  weighted<T>(from: readonly (readonly [T, number])[]): T {
    let place = this.next() * from.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [one, weight] of from) {
      place -= weight
      if (place < 0) return one
    }
    return (from[from.length - 1] as readonly [T, number])[0]
  }
  /** A UUID version 7 of that moment. */
  id(at: Date): string {
    const bytes = Buffer.alloc(16)
    bytes.writeUIntBE(at.getTime(), 0, 6)
    for (let n = 6; n < 16; n++) bytes[n] = Math.floor(this.next() * 256)
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
