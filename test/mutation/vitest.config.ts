import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants must not survive: no browser, no server. One room at a
 * time is much faster: `ROOM=model npm run mutate -- --mutate 'src/model/**'`.
 */
const rooms = process.env['ROOM']?.split(',') ?? ['model', 'clinical', 'cases', 'course'];

export default defineConfig({
  test: {
    include: rooms.flatMap((room) => [`test/${room}/**/*.test.ts`, `test/${room}.test.ts`]),
    environment: 'node',
    testTimeout: 60_000,
  },
});
