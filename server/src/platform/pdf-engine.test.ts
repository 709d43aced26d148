import { expect, it } from 'vitest'
import { pdfEngine } from './pdf-engine.ts'

it('leaves the functions of the whole program as they were', async () => {
  const before = [JSON.parse, JSON.stringify, Array.prototype.push]
  const { getDocument } = await pdfEngine()
  expect(getDocument).toBeTypeOf('function')
  expect([JSON.parse, JSON.stringify, Array.prototype.push]).toEqual(before)
  expect(Object.keys([])).toEqual([])
})
