import { defineConfig } from 'vitest/config';

/** The tests that mutants of `src/model` and `src/clinical` must not survive: no browser, no server. */
export default defineConfig({
  test: {
    include: ['test/model/**/*.test.ts', 'test/clinical/**/*.test.ts', 'test/course*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
