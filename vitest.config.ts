import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const every = ['contract', 'server', 'web', 'checks', 'bench'].map((place) => `${place}/**/*.test.ts`)
/**
 * What kills programs or databases, measures its process, loads a library into it or takes the place of a module, or looks whether all of PostgreSQL’s tables are as they were. The
 * others share processes: what they import, their compiler of pages and the office’s profile are made once for all that a process takes one after the other.
 */
const apart = [
  'server/src/access-*.test.ts',
  'server/src/{kill,exchange-killed,fill-apart}.test.ts',
  'server/src/**/{killed*,issue-crash,bad-files,database-away,start,partners-door,file-store}.test.ts',
  'server/src/**/{keys,kept-keys,proof-good,proof-xml,proof-cms,messages}.test.ts',
]
const all = {
  // They end what hangs; they are no measure of speed, for the machine may be busy.
  testTimeout: 120_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    globalSetup: ['server/src/platform/testing/global-setup.ts'],
    // As many as there are cores: a test waits for PostgreSQL half of its time.
    maxWorkers: Math.max(2, availableParallelism()),
    // In the order of their names: the longest files are apart and begin, so that no worker is left with one at the end.
    projects: [
      { test: { ...all, name: 'apart', include: apart } },
      {
        test: {
          ...all,
          name: 'together',
          include: every,
          exclude: ['**/node_modules/**', ...apart],
          isolate: false,
          setupFiles: ['server/src/platform/testing/between-files.ts'],
        },
      },
    ],
  },
})
