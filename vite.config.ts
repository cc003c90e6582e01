import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin, Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';
import { subsetValueSet } from './src/clinical/subset-value-set.ts';

/**
 * fhirclient is written for old browsers. Every browser the app supports has
 * fetch, AbortController, WebCrypto and btoa, so their stand-ins are left out, and
 * `debug` with them: it could print a token response.
 */
function withoutPolyfills(): Plugin {
  const stands: Record<string, string> = {
    'cross-fetch': 'export const fetch = (...a) => globalThis.fetch(...a); export default fetch;',
    'abortcontroller-polyfill/dist/cjs-ponyfill':
      'export const AbortController = globalThis.AbortController; export const AbortSignal = globalThis.AbortSignal;',
    'isomorphic-webcrypto': 'export default globalThis.crypto;',
    // only ever asked for base64url
    'js-base64': `
      exports.fromUint8Array = (bytes) =>
        btoa(String.fromCharCode(...bytes)).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
      exports.encodeURL = (text) => exports.fromUint8Array(new TextEncoder().encode(text));`,
    // CommonJS, because fhirclient calls what `require` gives it
    debug: 'const quiet = () => {}; quiet.extend = () => quiet; module.exports = () => quiet;',
  };
  return {
    name: 'without-polyfills',
    enforce: 'pre',
    resolveId: (id) => (Object.hasOwn(stands, id) ? `\0${id}` : null),
    load: (id) => stands[id.slice(1)] ?? null,
  };
}

/** Files below a folder whose names end so, as paths relative to it. */
function filesBelow(path: string, ending: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith(ending),
  );
}

/** What those files hold, by path. */
function readRunTimeData(): Map<string, string> {
  const valueSets = filesBelow('fhir-mappings', '.valueset.json')
    .filter((file) => !file.includes('/'))
    .sort()
    .map((file) => ({
      file,
      json: JSON.parse(readFileSync(join('fhir-mappings', file), 'utf8')) as { copyright?: string },
    }));
  const mappings = {
    copyright: [...new Set(valueSets.flatMap(({ json }) => json.copyright ?? []))],
    valueSets: valueSets.map(({ file, json }) => ({ file, json: subsetValueSet(json) })),
  };
  const files = new Map([['mappings.json', JSON.stringify(mappings)]]);
  const lay = (from: string, to: string) => {
    for (const file of filesBelow(from, '.json')) {
      files.set(`${to}/${file}`, readFileSync(join(from, file), 'utf8'));
    }
  };
  lay('src/model/documents', 'models');
  lay('fhir-mappings/sites/default', 'site');
  return files;
}

/**
 * The files the app reads at run time, so that a hospital changes them without
 * a build: `mappings.json` (all published value sets, without their sources and
 * displays, which no answer depends on), `models/*.json`, and
 * `site/**` (the default site, for a hospital to lay its own over). Written
 * into dist by a build, served from memory while developing.
 */
function runTimeData(): Plugin {
  return {
    name: 'run-time-data',
    generateBundle() {
      for (const [fileName, source] of readRunTimeData())
        this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const body = readRunTimeData().get((request.url ?? '').replace(/^\/|\?.*$/g, ''));
        if (body === undefined) return next();
        response.setHeader('content-type', 'application/json');
        response.end(body);
      });
    },
  };
}

type ModuleGraph = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/**
 * Puts the rooms behind the screen into one file instead of a dozen, because a
 * browser asks for six at a time: everything the opening of a chart needs at
 * once, save what the frame itself already brings; and apart from it, in
 * another file, what the launch page needs of it first.
 */
function nameChunk(id: string, graph: ModuleGraph): string | null {
  const reach = (...entries: readonly string[]): ReadonlySet<string> => {
    const found = new Set(entries.map((entry) => join(import.meta.dirname, 'src/app', entry)));
    for (const module of found) {
      for (const next of graph.getModuleInfo(module)?.importedIds ?? []) found.add(next);
    }
    return found;
  };
  const rooms = reach('opening/open-chart.ts', 'reading/read-record.ts', 'reading/assess-view.ts');
  if (!rooms.has(id) || reach('main.tsx').has(id)) return null;
  return reach('launch.ts').has(id) ? 'handshake' : 'rooms';
}

/** Chunks the page asks for by itself on its way to the risk. */
const ON_THE_WAY = ['rooms', 'Page'];

/**
 * Has the launch page name the files of the page that comes after the
 * authorization, to be fetched ahead when the browser has nothing better to do.
 * They are hashed and the same for everyone; nothing of a patient or of the
 * hospital's settings is fetched before the page that reads it.
 */
function fetchAhead(): Plugin {
  return {
    name: 'fetch-ahead',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, path }) {
        if (bundle === undefined || path !== '/launch.html') return [];
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const filesOf = (start: readonly Rolldown.OutputChunk[]): ReadonlySet<string> => {
          const found = new Set(start.map(({ fileName }) => fileName));
          for (const file of found) {
            const chunk = chunks.find(({ fileName }) => fileName === file);
            for (const next of chunk?.imports ?? []) found.add(next);
          }
          const styles = chunks
            .filter(({ fileName }) => found.has(fileName))
            .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
          return new Set([...found, ...styles]);
        };
        const entry = (page: string) =>
          chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${page}`));
        const onTheWay = chunks.filter(({ name }) => ON_THE_WAY.includes(name));
        const own = filesOf(entry('launch.html'));
        return [...filesOf([...entry('index.html'), ...onTheWay])]
          .filter((file) => !own.has(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'prefetch', href: `./${file}` },
            injectTo: 'body' as const,
          }));
      },
    },
  };
}

/** How long a test may take, or wait for something, before it counts as hanging: a busy machine with two cores is no failure. */
const patience = {
  testTimeout: 120_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig(({ command }) => {
  // whatever the surroundings say: tests run with another value, and would build React's development half
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    base: './',
    publicDir: false,
    plugins: [withoutPolyfills(), runTimeData(), fetchAhead(), react()],
    build: {
      target: 'es2022',
      sourcemap: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['index.html', 'launch.html'],
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: nameChunk, debugName: 'rooms and handshake' }],
          },
        },
      },
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
            ...patience,
          },
        },
        {
          extends: true,
          test: {
            name: 'app',
            include: ['test/app/**/*.test.{ts,tsx}'],
            environment: 'jsdom',
            ...patience,
          },
        },
        {
          extends: true,
          test: {
            name: 'flows',
            globalSetup: 'test/flows/prepare-stage.ts',
            include: ['test/flows/**/*.test.ts'],
            environment: 'node',
            ...patience,
            fileParallelism: false,
          },
        },
      ],
    },
  };
});
