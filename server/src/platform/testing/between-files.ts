import { afterAll, vi } from 'vitest'
import { clock } from '../clock.ts'

/** Files that share a process leave the time of the program and the names that every script has as they found them. */
afterAll(() => {
  clock.set(null)
  vi.unstubAllGlobals()
})
