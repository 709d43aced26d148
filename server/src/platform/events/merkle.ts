import { createHash } from 'node:crypto'

/** Merkle trees as RFC 6962 (2.1) has them: leaves and inner nodes are hashed apart, so that none can pass for the other. */

/** The head of an agency's chain. */
export interface Head {
  /** The nil UUID for acts of no agency. */
  agency: string
  seq: number
  /** Hex. */
  hash: string
}
/** What stands beside the way from a leaf to the root. */
export interface Step {
  side: 'left' | 'right'
  hash: string
}

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
const node = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right)

/** The same as `app.checkpoint_leaf`. */
export function leafOf({ agency, seq, hash }: Head): Buffer {
  const place = Buffer.alloc(8)
  place.writeBigInt64BE(BigInt(seq))
  return sha256(Buffer.from([0]), Buffer.from(agency.replaceAll('-', ''), 'hex'), place, Buffer.from(hash, 'hex'))
}

/** The root over leaves in their order; of none, the hash of nothing. */
export function rootOf(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]!
  const half = split(leaves.length)
  return node(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)))
}

/** The way from a leaf to the root. */
export function pathOf(leaves: Buffer[], place: number): Step[] {
  if (leaves.length <= 1) return []
  const half = split(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return place < half
    ? [...pathOf(left, place), { side: 'right', hash: rootOf(right).toString('hex') }]
    : [...pathOf(right, place - half), { side: 'left', hash: rootOf(left).toString('hex') }]
}

/** The root that a leaf leads to by its way. */
export function climb(leaf: Buffer, path: Step[]): Buffer {
  return path.reduce((reached, { side, hash }) => {
    const beside = Buffer.from(hash, 'hex')
    return side === 'left' ? node(beside, reached) : node(reached, beside)
  }, leaf)
}

/** The largest power of two below the number. */
const split = (count: number) => 2 ** Math.floor(Math.log2(count - 1))
