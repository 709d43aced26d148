import type { FileHandle } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'

/** The directory of a zip, read without unpacking anything: names and sizes are known before a byte is inflated. */

export interface ZipEntry {
  name: string
  method: number
  encrypted: boolean
  compressedSize: number
  size: number
  headerOffset: number
}

export class BrokenZip extends Error {}
export class ZipLimit extends Error {}

const maxEntries = 20_000
const maxDirectoryBytes = 32_000_000

/** Reads the central directory. @throws BrokenZip, ZipLimit (more entries than anyone packs by hand) */
export async function readZipDirectory(file: FileHandle, fileSize: number): Promise<ZipEntry[]> {
  const end = await endRecord(file, fileSize)
  if (end.entries > maxEntries || end.size > maxDirectoryBytes) throw new ZipLimit(String(end.entries))
  if (end.offset + end.size > fileSize) throw new BrokenZip('directory beyond the end')
  const bytes = await readAt(file, end.offset, end.size)
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50) {
    if (entries.length >= maxEntries) throw new ZipLimit(String(maxEntries))
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const commentLength = bytes.readUInt16LE(at + 32)
    const flags = bytes.readUInt16LE(at + 8)
    const entry: ZipEntry = {
      name: bytes.subarray(at + 46, at + 46 + nameLength).toString(flags & 0x800 ? 'utf8' : 'latin1'),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (flags & 1) === 1,
      compressedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      headerOffset: bytes.readUInt32LE(at + 42),
    }
    readZip64(entry, bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
    entries.push(entry)
    at += 46 + nameLength + extraLength + commentLength
  }
  if (entries.length !== end.entries) throw new BrokenZip('directory is cut')
  return entries
}

async function endRecord(file: FileHandle, fileSize: number) {
  const tailLength = Math.min(fileSize, 65_557)
  const tail = await readAt(file, fileSize - tailLength, tailLength)
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (at < 0 || at + 22 > tail.length) throw new BrokenZip('no end record')
  const end = {
    entries: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  }
  if (end.entries !== 0xffff && end.size !== 0xffffffff && end.offset !== 0xffffffff) return end
  if (at < 20 || tail.readUInt32LE(at - 20) !== 0x07064b50) throw new BrokenZip('no zip64 locator')
  const record = await readAt(file, Number(tail.readBigUInt64LE(at - 12)), 56)
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) throw new BrokenZip('no zip64 record')
  return {
    entries: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  }
}

function readZip64(entry: ZipEntry, extra: Buffer): void {
  let at = 0
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) {
      let value = at + 4
      const next = () => {
        if (value + 8 > extra.length) throw new BrokenZip('zip64 field is cut')
        value += 8
        return Number(extra.readBigUInt64LE(value - 8))
      }
      if (entry.size === 0xffffffff) entry.size = next()
      if (entry.compressedSize === 0xffffffff) entry.compressedSize = next()
      if (entry.headerOffset === 0xffffffff) entry.headerOffset = next()
    }
    at += 4 + length
  }
}

/** Unpacks one entry, never more than `limit` bytes whatever its directory says. @throws BrokenZip, ZipLimit */
export async function readZipEntry(file: FileHandle, entry: ZipEntry, limit: number): Promise<Buffer> {
  if (entry.size > limit || entry.compressedSize > limit) throw new ZipLimit(entry.name)
  const header = await readAt(file, entry.headerOffset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new BrokenZip('no entry header')
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = await readAt(file, start, entry.compressedSize)
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new BrokenZip(`method ${entry.method}`)
  const inflate = createInflateRaw()
  const parts: Buffer[] = []
  let total = 0
  return new Promise((resolve, reject) => {
    inflate.on('data', (part: Buffer) => {
      total += part.length
      if (total > limit) {
        inflate.destroy()
        reject(new ZipLimit(entry.name))
      } else parts.push(part)
    })
    inflate.on('end', () => resolve(Buffer.concat(parts)))
    inflate.on('error', (error) => reject(new BrokenZip(error.message)))
    inflate.end(packed)
  })
}

/** Bytes at a place of a file; fewer where the file ends. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  return bytes.subarray(0, bytesRead)
}
