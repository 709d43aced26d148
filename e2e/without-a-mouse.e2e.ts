import { describe, expect, it } from 'vitest'
import { keyboardFaults } from './keyboard.ts'
import { look, opened } from './walk.ts'

describe('without a mouse', () => {
  it.each([
    'sign-in',
    'desk of a leader',
    'documents',
    'incoming record to direct',
    'register',
    'draft',
    'tasks',
    'task',
    'search',
    'settings',
    'operations of a plan',
    'questions of a plan',
  ])('%s: Tab reaches everything that can be acted on, and shows where it is', async (name) => {
    const { page } = await opened(name, 'vi')
    await look(page, `${name}-keyboard`, async () => expect(await keyboardFaults(page)).toEqual([]))
  })
})
