import { expect, it } from 'vitest'
import { together } from './queries.ts'

it('does once what is pressed twice, and again what is pressed after its answer', async () => {
  let done = 0
  const act = async () => {
    done += 1
    return done
  }
  expect(await Promise.all([together('direct', act), together('direct', act), together('return', act)])).toEqual([
    1, 1, 2,
  ])
  expect(await together('direct', act)).toBe(3)
  const fails = () => together('direct', () => Promise.reject(new Error('refused')))
  await expect(Promise.all([fails(), fails()])).rejects.toThrow('refused')
  expect(await together('direct', act)).toBe(4)
})
