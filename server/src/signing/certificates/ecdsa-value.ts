import { integer, Malformed, parts, readNode, sequence } from './der.ts'

/** XML and PKCS#11 write r and s one after the other, everything else as a DER sequence. */
export function toConcatenated(der: Uint8Array, bits: number): Buffer {
  const size = Math.ceil(bits / 8)
  return Buffer.concat(
    parts(readNode(der), 'ECDSA value').map((one) => {
      const bytes = one.value[0] === 0 ? one.value.subarray(1) : one.value
      if (bytes.length > size) throw new Malformed('ECDSA value')
      return Buffer.concat([Buffer.alloc(size - bytes.length), bytes])
    }),
  )
}

export function toSequence(value: Uint8Array): Buffer {
  if (value.length === 0 || value.length % 2) throw new Malformed('ECDSA value')
  const half = value.length / 2
  return sequence(integer(value.subarray(0, half)), integer(value.subarray(half)))
}
