import { expect, it } from 'vitest'
import { createTestDatabase, testPasswords } from '../testing/index.ts'
import { migrate } from './migrate.ts'

it('lets programs of several installations on one server start at once: they share its roles', async () => {
  const databases = await Promise.all([1, 2, 3, 4, 5, 6].map(() => createTestDatabase()))
  try {
    for (let time = 0; time < 5; time++)
      expect(await Promise.all(databases.map(({ ownerUrl }) => migrate(ownerUrl, testPasswords)))).toEqual(
        databases.map(() => []),
      )
  } finally {
    await Promise.all(databases.map((database) => database.drop()))
  }
})
