import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const every = ['contract', 'server', 'web', 'checks', 'bench'].map((place) => `${place}/**/*.test.ts`)
/**
 * What these import, their compiler of pages and the office’s profile are made once for a process that takes one of them after the other. Not with
 * the others: what kills programs, measures the memory of its process or loads a library into it.
 */
const together =
  'server/src/{documents,organisation,reorganisation,tasks}/**/!(killed*|issue-crash|bad-files|kept-keys).test.ts'
const all = {
  // They end what hangs; they are no measure of speed, for the machine may be busy.
  testTimeout: 120_000,
  hookTimeout: 180_000,
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    globalSetup: ['server/src/platform/testing/global-setup.ts'],
    // As many as there are cores: a test waits for PostgreSQL half of its time.
    maxWorkers: Math.max(2, availableParallelism()),
    // In the order of their names: the longest files are apart and begin, so that no worker is left with one at the end.
    projects: [
      { test: { ...all, name: 'apart', include: every, exclude: ['**/node_modules/**', together] } },
      {
        test: {
          ...all,
          name: 'together',
          include: [together],
          isolate: false,
          setupFiles: ['server/src/platform/testing/between-files.ts'],
        },
      },
    ],
  },
})
