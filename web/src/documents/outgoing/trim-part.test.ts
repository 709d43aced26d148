import { describe, expect, it } from 'vitest'
import { trimPart } from './trim-part.ts'

const word = (x: number, y: number) => ({ x, y, width: 0.1, height: 0.02 })

describe('a part drawn by hand', () => {
  it('cuts no word: takes whole what is mostly inside, leaves out the others', () => {
    const words = [word(0.1, 0.1), word(0.25, 0.1), word(0.1, 0.13), word(0.1, 0.16)]
    // Into the first line from above, and a little into the third.
    const part = trimPart({ x: 0.12, y: 0.105, width: 0.3, height: 0.06 }, words)
    expect(part.x).toBeCloseTo(0.1)
    expect(part.y).toBeCloseTo(0.1)
    expect(part.y + part.height).toBeCloseTo(0.16)
    expect(part.x + part.width).toBeCloseTo(0.42)
    // Past the middle of a word at the right.
    expect(trimPart({ x: 0.05, y: 0.09, width: 0.23, height: 0.028 }, words).width).toBeCloseTo(0.175)
  })

  it('stays as it was drawn where there are no words: a seal, a picture', () => {
    const drawn = { x: 0.5, y: 0.7, width: 0.2, height: 0.1 }
    const part = trimPart(drawn, [word(0.1, 0.1)])
    for (const edge of ['x', 'y', 'width', 'height'] as const) expect(part[edge]).toBeCloseTo(drawn[edge])
  })
})
