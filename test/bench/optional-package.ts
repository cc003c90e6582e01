import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * A package that only a comparison needs, too heavy or under too odd a licence
 * to be a dependency: from the project, or from the folder that
 * `BENCH_PACKAGES` names (`npm install --prefix <folder> <name>`).
 *
 * @returns null when neither has it
 */
export function optionalPackage<T>(name: string): T | null {
  for (const folder of ['.', process.env['BENCH_PACKAGES']]) {
    if (folder === undefined) continue;
    const require = createRequire(join(resolve(folder), 'package.json'));
    try {
      require.resolve(name);
    } catch {
      continue;
    }
    return require(name) as T;
  }
  return null;
}

/** What to say when one is not there. */
export const howToInstall = (...packages: readonly string[]): string =>
  `${packages.join(' and ')} not found, nothing to compare with. To compare: ` +
  `npm install --prefix <folder> ${packages.join(' ')}, and BENCH_PACKAGES=<folder>.`;
