import { expect, it } from 'vitest'
import { type Rect, seenPage, seenTransform } from './seen-page.ts'

const box: Rect = [10, 20, 210, 320]

it.each([
  [0, 200, 300],
  [90, 300, 200],
  [180, 200, 300],
  [270, 300, 200],
  [-90, 300, 200],
  [450, 300, 200],
  [45, 200, 300],
])('a page turned by %i is seen as %i × %i, and leads back to the file', (rotate, width, height) => {
  const page = seenPage(box, rotate)
  expect([page.width, page.height]).toEqual([width, height])
  for (const [x, y] of [
    [0, 0],
    [width, 0],
    [30, 70],
  ] as const) {
    const at = page.pointInFile(x, y)
    expect(seenTransform(page, [1, 0, 0, 1, at.x, at.y]).slice(4)).toEqual([x, y])
  }
  // A quarter turn brings upright letters of the file to lie on their side, and letters on their side upright.
  const [a, , , d] = seenTransform(page, [12, 0, 0, 12, 50, 50])
  expect([Math.abs(a ?? 0), Math.abs(d ?? 0)]).toEqual(page.turned % 180 === 0 ? [12, 12] : [0, 0])
  const [left, bottom, right, top] = page.rectInFile([0, 0, width, height])
  expect([left, bottom, right, top]).toEqual(box)
})
