import { promisify } from 'node:util'
import { constants, crc32, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib'
import { TooLarge } from './xml.ts'

/**
 * A DOCX as a package of parts. Changing one keeps every other part as it is packed, byte for byte, in the order in which they stand.
 */
export interface Package {
  bytes: Buffer
  entries: Entry[]
}
interface Entry {
  name: string
  method: number
  crc: number
  packed: number
  size: number
  /** Where its own head stands, and where what belongs to it ends. */
  at: number
  end: number
  /** Its line of the directory at the end. */
  line: Buffer
}

export class BrokenPackage extends Error {}

const mostEntries = 5_000
/** The longest part that is unpacked: a text of 2,000 pages is shorter. */
const longestPart = 24_000_000

/** @throws BrokenPackage */
export function openPackage(bytes: Buffer): Package {
  const tail = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (tail < 0 || tail + 22 > bytes.length) throw new BrokenPackage('no end')
  const count = bytes.readUInt16LE(tail + 10)
  const directory = bytes.readUInt32LE(tail + 16)
  // Sizes beyond 4 GB are no draft.
  if (count > mostEntries || directory >= tail) throw new BrokenPackage('no directory')
  const entries: Entry[] = []
  let at = directory
  for (let n = 0; n < count; n++) {
    if (at + 46 > tail || bytes.readUInt32LE(at) !== 0x02014b50) throw new BrokenPackage('directory is cut')
    const nameLength = bytes.readUInt16LE(at + 28)
    const length = 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
      end: 0,
      line: bytes.subarray(at, at + length),
    })
    at += length
  }
  const starts = entries.map((one) => one.at).sort((a, b) => a - b)
  for (const entry of entries) {
    entry.end = starts.find((start) => start > entry.at) ?? directory
    if (entry.at + 30 > directory || bytes.readUInt32LE(entry.at) !== 0x04034b50) throw new BrokenPackage(entry.name)
  }
  return { bytes, entries }
}

const packedBytes = (bytes: Buffer, entry: Entry): Buffer => {
  const start = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28)
  return bytes.subarray(start, start + entry.packed)
}

/** How a part begins, without unpacking the rest of it; empty where it is broken. */
export function headOf({ bytes }: Package, entry: Entry): Buffer {
  const packed = packedBytes(bytes, entry).subarray(0, 4096)
  if (entry.method === 0) return packed
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return Buffer.alloc(0)
  }
}

/** Whether no part is longer, when unpacked, than the directory says. */
export async function unpacksAsStated({ bytes, entries }: Package): Promise<boolean> {
  const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)
  for (const entry of entries) {
    if (entry.method !== 8) continue
    const tooLong = await inflate(packedBytes(bytes, entry), { maxOutputLength: Math.max(1, entry.size) }).then(
      () => false,
      // What is merely broken is told by whoever reads it.
      (error: { code?: string }) => error.code === 'ERR_BUFFER_TOO_LARGE',
    )
    if (tooLong) return false
  }
  return true
}

/** The text of a part; null where there is none. @throws BrokenPackage, TooLarge */
export function readPart({ bytes, entries }: Package, name: string): string | null {
  const entry = entries.find((one) => one.name === name)
  if (!entry) return null
  if (entry.size > longestPart || entry.packed > longestPart) throw new TooLarge(name)
  const packed = packedBytes(bytes, entry)
  if (entry.method === 0) return packed.toString('utf8')
  if (entry.method !== 8) throw new BrokenPackage(`method ${entry.method}`)
  try {
    return inflateRawSync(packed, { maxOutputLength: longestPart }).toString('utf8')
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge(name) : new BrokenPackage(name)
  }
}

/** How long the text of a DOCX is when unpacked, as its directory says; 0 for what is none. */
export function textSize(bytes: Buffer): number {
  try {
    return openPackage(bytes).entries.find((one) => one.name === 'word/document.xml')?.size ?? 0
  } catch {
    return 0
  }
}

/** The package with some parts changed. */
export function replaceParts({ bytes, entries }: Package, changed: ReadonlyMap<string, string>): Buffer {
  const pieces: Buffer[] = []
  const moved = new Map<Entry, number>()
  const rewritten = new Map<Entry, { crc: number; packed: Buffer; size: number }>()
  let at = 0
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    moved.set(entry, at)
    const text = changed.get(entry.name)
    const piece = text === undefined ? bytes.subarray(entry.at, entry.end) : packed(entry, text)
    pieces.push(piece)
    at += piece.length
  }
  const lines = entries.map((entry) => {
    const line = Buffer.from(entry.line)
    const now = rewritten.get(entry)
    line.writeUInt32LE(moved.get(entry) ?? 0, 42)
    if (now) {
      // No description behind the data: its sizes are known.
      line.writeUInt16LE(line.readUInt16LE(8) & ~8, 8)
      line.writeUInt16LE(8, 10)
      line.writeUInt32LE(now.crc, 16)
      line.writeUInt32LE(now.packed.length, 20)
      line.writeUInt32LE(now.size, 24)
    }
    return line
  })
  const directory = Buffer.concat(lines)
  const end = Buffer.from(bytes.subarray(bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))))
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, directory, end])

  function packed(entry: Entry, text: string): Buffer {
    const data = Buffer.from(text, 'utf8')
    const now = { crc: crc32(data), packed: deflateRawSync(data), size: data.length }
    rewritten.set(entry, now)
    const nameLength = bytes.readUInt16LE(entry.at + 26)
    const head = Buffer.from(bytes.subarray(entry.at, entry.at + 30 + nameLength))
    head.writeUInt16LE(head.readUInt16LE(6) & ~8, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(now.crc, 14)
    head.writeUInt32LE(now.packed.length, 18)
    head.writeUInt32LE(now.size, 22)
    head.writeUInt16LE(0, 28)
    return Buffer.concat([head, now.packed])
  }
}
