import { afterAll } from 'vitest'
import { clock } from '../clock.ts'

/** Files that share a process leave the time of the program as they found it. */
afterAll(() => clock.set(null))
