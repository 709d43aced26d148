import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The product stops in order: requests, jobs, then PostgreSQL.
    teardownTimeout: 40_000,
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/start-product.ts'],
    // A step of the story makes several files by LibreOffice; a machine that is busy takes minutes for it.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A page is asked until it shows what it must; how long that takes is no test's matter.
    expect: { poll: { timeout: 60_000 } },
    // Two at a time: while one waits for the server, the other draws.
    maxWorkers: 2,
    pool: 'forks',
  },
})
