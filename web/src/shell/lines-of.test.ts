import { expect, it } from 'vitest'
import { linesOf } from './lines-of.ts'

it('makes one rectangle of the words of a line, and keeps lines and columns apart', () => {
  const word = (x: number, y: number, width = 0.05) => ({ x, y, width, height: 0.012 })
  const lines = linesOf([word(0.1, 0.2), word(0.1, 0.199), word(0.17, 0.201), word(0.1, 0.23), word(0.6, 0.2)])
  expect(lines.map((line) => [line.x, Number((line.x + line.width).toFixed(3)), line.y])).toEqual([
    [0.1, 0.22, 0.199],
    [0.1, 0.15, 0.23],
    [0.6, 0.65, 0.2],
  ])
})
