import { defineConfig } from 'vitest/config';
import { SlowFirst } from './tests/setup/slow-first.ts';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/web/e2e/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/setup/postgres.ts'],
    // Generous: a machine that does much else is slow, not wrong. Nothing is timed by a test.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // Twice the processors of a small machine: a test waits for its browser and its database, and two left half idle.
    maxWorkers: 4,
    // As `npm start` gives it: with the small young generation a sixth of the time went into collecting it.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: SlowFirst },
    // Files share their process: modules keep no state, and compiling them anew for each file was a fifth of the run.
    isolate: false,
  },
});
