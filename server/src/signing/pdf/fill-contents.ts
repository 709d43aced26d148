import { Hole } from './values.ts'

/** Room for the signature and for where it stands, which are known only when everything else is written. */
export interface Room {
  range: Hole
  contents: Hole
}

const rangeWidth = 60

export const makeRoom = (bytes: number): Room => ({
  range: new Hole(`[0 0 0 0]${' '.repeat(rangeWidth - 9)}`),
  contents: new Hole(`<${'0'.repeat(bytes * 2)}>`),
})

/** Writes in where the signature stands, has it made over everything but itself, and puts it in. */
export async function fillContents(
  pdf: Buffer,
  room: Room,
  make: (parts: Uint8Array[]) => Promise<Uint8Array>,
): Promise<Buffer> {
  const start = room.contents.at
  const end = start + room.contents.text.length
  const range = `[0 ${start} ${end} ${pdf.length - end}]`
  pdf.write(range.padEnd(rangeWidth), room.range.at, 'latin1')
  const made = await make([pdf.subarray(0, start), pdf.subarray(end)])
  const hex = Buffer.from(made).toString('hex')
  // Cannot happen with the room that was reckoned; better nothing than half a signature.
  if (hex.length > room.contents.text.length - 2) throw new Error('the signature is larger than its room')
  pdf.write(hex, start + 1, 'latin1')
  return pdf
}
