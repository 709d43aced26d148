import { expect, it } from 'vitest'
import { keepsUntilDone } from './keeps-until-done.ts'

it('keeps before what ends it, and not during it; what ends it is done once', async () => {
  const came: string[] = []
  let kept = () => {}
  let done = () => {}
  const keeper = keepsUntilDone()
  const keep = () =>
    new Promise<void>((resolve) => {
      kept = () => resolve(void came.push('kept'))
    })
  const act = () =>
    new Promise<string>((resolve) => {
      came.push('asked')
      done = () => resolve('done')
    })
  expect(keeper.keep(keep)).toBe(true)
  const ended = keeper.endBy(act)
  expect(await keeper.endBy(act)).toBeNull()
  expect(came).toEqual([])
  kept()
  await expect.poll(() => came).toEqual(['kept', 'asked'])
  expect(keeper.keep(keep)).toBe(false)
  done()
  expect(await ended).toBe('done')
  expect(keeper.keep(keep)).toBe(true)
})

it('keeps on where what would have ended it failed', async () => {
  const keeper = keepsUntilDone()
  await expect(keeper.endBy(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(keeper.keep(async () => {})).toBe(true)
})
