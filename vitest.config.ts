import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'contract/**/*.test.ts',
      'server/**/*.test.ts',
      'web/**/*.test.ts',
      'checks/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    globalSetup: ['server/src/platform/testing/global-setup.ts'],
    // They end what hangs; they are no measure of speed, for the machine may be busy.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    // As many as there are cores: a test waits for PostgreSQL half of its time.
    maxWorkers: Math.max(2, availableParallelism()),
  },
})
