import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'src',
  'fhir-mappings',
  'index.html',
  'launch.html',
  'vite.config.ts',
  'package-lock.json',
];

function latestIn(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => latestIn(join(path, name))), 0);
}

/** Whether the app was built after the last change of anything it is built from. */
export function isBuilt(root: string): boolean {
  try {
    const built = statSync(join(root, 'dist/mappings.json')).mtimeMs;
    return sources.every((source) => latestIn(join(root, source)) < built);
  } catch {
    return false;
  }
}
