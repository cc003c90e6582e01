import type { MutantCoverage } from '@stryker-mutator/api/core';
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { type CollectedTest, collectTests } from './collect-tests.ts';

/** What Stryker's instrumented sources and this runner tell each other. */
export interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage;
}

/**
 * Stryker's test runner in one process: sources and tests are loaded once, and
 * for each mutant only the tests that reach it run, the quickest first, until
 * one fails. A mutant costs milliseconds where a run of vitest costs seconds.
 *
 * What a mutant leaves behind in a cache must not convict the next one: the
 * test that failed runs again without the mutant, and when it fails still, the
 * process ends and Stryker starts another.
 */
export class InProcess implements TestRunner {
  readonly #instrumented: Instrumented;
  readonly #milliseconds = new Map<string, number>();
  #tests: readonly CollectedTest[] | null = null;
  #spoilt = false;

  constructor(instrumented: Instrumented) {
    this.#instrumented = instrumented;
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const test of await this.#load()) {
      this.#instrumented.currentTestId = test.id;
      const failure = await this.#run(test);
      this.#instrumented.currentTestId = undefined;
      const { id, name, file: fileName } = test;
      const found = { id, name, fileName, timeSpentMs: this.#milliseconds.get(id) ?? 0 };
      tests.push(
        failure === null
          ? { ...found, status: TestStatus.Success }
          : { ...found, status: TestStatus.Failed, failureMessage: failure },
      );
    }
    const { mutantCoverage } = this.#instrumented;
    if (mutantCoverage === undefined) throw new Error('no test reaches an instrumented source');
    leaveToTests(mutantCoverage);
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    if (this.#spoilt) process.exit(1);
    const { activeMutant, mutantActivation, testFilter, hitLimit } = options;
    const atLoad = mutantActivation === 'static';
    if (atLoad) this.#instrumented.activeMutant = activeMutant.id;
    const reaching = testFilter === undefined ? null : new Set(testFilter);
    const tests = (await this.#load())
      .filter((test) => reaching?.has(test.id) ?? true)
      .sort((one, other) => this.#cost(one) - this.#cost(other));
    this.#instrumented.activeMutant = activeMutant.id;
    this.#instrumented.hitLimit = hitLimit;
    this.#instrumented.hitCount = hitLimit === undefined ? undefined : 0;
    let nrOfTests = 0;
    let result: MutantRunResult | null = null;
    for (const test of tests) {
      nrOfTests += 1;
      const failure = await this.#run(test);
      const endless = (this.#instrumented.hitCount ?? 0) > (hitLimit ?? Infinity);
      if (failure === null && !endless) continue;
      result = endless
        ? { status: MutantRunStatus.Timeout, reason: 'it never ends' }
        : {
            status: MutantRunStatus.Killed,
            killedBy: [test.id],
            failureMessage: failure ?? '',
            nrOfTests,
          };
      this.#withdraw();
      this.#spoilt = (await this.#run(test)) !== null;
      break;
    }
    this.#withdraw();
    this.#spoilt ||= atLoad;
    return result ?? { status: MutantRunStatus.Survived, nrOfTests };
  }

  #withdraw(): void {
    this.#instrumented.activeMutant = undefined;
    this.#instrumented.hitCount = undefined;
  }

  async #load(): Promise<readonly CollectedTest[]> {
    return (this.#tests ??= await collectTests(process.cwd()));
  }

  #cost(test: CollectedTest): number {
    return this.#milliseconds.get(test.id) ?? 0;
  }

  /** Runs one test: what failed, or `null`. */
  async #run(test: CollectedTest): Promise<string | null> {
    const before = performance.now();
    try {
      await test.run();
      return null;
    } catch (error) {
      return String(error);
    } finally {
      if (!this.#milliseconds.has(test.id)) {
        this.#milliseconds.set(test.id, performance.now() - before);
      }
    }
  }
}

/**
 * What loading reaches and a test reaches too is the test's: Stryker would load
 * everything again for each such mutant, seconds where milliseconds answer.
 */
function leaveToTests(coverage: MutantCoverage): void {
  for (const reached of Object.values(coverage.perTest)) {
    for (const mutant of Object.keys(reached)) delete coverage.static[mutant];
  }
}
