import react from '@vitejs/plugin-react';
import { type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * fhirclient is written for old browsers. Every browser the app supports has
 * fetch, AbortController and WebCrypto, so their stand-ins are left out, and
 * `debug` with them: it could print a token response.
 */
function withoutPolyfills(): Plugin {
  const stands: Record<string, string> = {
    'cross-fetch': 'export const fetch = (...a) => globalThis.fetch(...a); export default fetch;',
    'abortcontroller-polyfill/dist/cjs-ponyfill':
      'export const AbortController = globalThis.AbortController; export const AbortSignal = globalThis.AbortSignal;',
    'isomorphic-webcrypto': 'export default globalThis.crypto;',
    debug: 'const quiet = () => {}; quiet.extend = () => quiet; export default () => quiet;',
  };
  return {
    name: 'without-polyfills',
    enforce: 'pre',
    resolveId: (id) => (Object.hasOwn(stands, id) ? `\0${id}` : null),
    load: (id) => stands[id.slice(1)] ?? null,
  };
}

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [withoutPolyfills(), react()],
  build: {
    target: 'es2022',
    sourcemap: false,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['index.html', 'launch.html'] },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/flows/**', 'test/app/**', 'test/servers/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: { name: 'app', include: ['test/app/**/*.test.{ts,tsx}'], environment: 'jsdom' },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          include: ['test/flows/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
