import { defineConfig } from 'vitest/config'
import { Failures } from './e2e/support/failures'

// The console in a real browser against the real program.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/support/setup.ts'],
    // What is waited for may take as long here as what Playwright waits for.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // One after the other where they write into one file of looks.
    fileParallelism: process.env.CHUANGMO_LOOKS !== 'write',
    maxWorkers: 2,
    pool: 'forks',
    reporters: ['default', new Failures('../build/web/failures.txt')],
  },
})
