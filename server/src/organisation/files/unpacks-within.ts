import { inflateRawSync } from 'node:zlib'

const most = 80_000_000
const [endOfAll, entry, header] = [0x06054b50, 0x02014b50, 0x04034b50]

/**
 * Whether a spreadsheet stays small when it is unpacked, whatever it says of itself: a few hundred kilobytes can become gigabytes, and reading them would end the
 * program. False also for what is no plain zip.
 */
export function unpacksWithin(bytes: Buffer, limit = most): boolean {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endOfAll) return false
  let left = limit
  let at = bytes.readUInt32LE(end + 16)
  try {
    for (let n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
      if (bytes.readUInt32LE(at) !== entry) return false
      const [method, packed, from] = [
        bytes.readUInt16LE(at + 10),
        bytes.readUInt32LE(at + 20),
        bytes.readUInt32LE(at + 42),
      ]
      if (bytes.readUInt32LE(from) !== header) return false
      const begin = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28)
      const data = bytes.subarray(begin, begin + packed)
      left -= method === 0 ? data.length : inflateRawSync(data, { maxOutputLength: left }).length
      if (left <= 0) return false
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return true
  } catch {
    // More than what is left, beyond the end, or not packed as it says.
    return false
  }
}
