import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import fc from 'fast-check';
import { InProcess, type Instrumented } from './in-process.ts';

/** Gives the runner the object that the instrumented sources speak to. */
function inProcess(): InProcess {
  fc.configureGlobal({ endOnFailure: true });
  const globals = globalThis as unknown as Record<string, Instrumented | undefined>;
  return new InProcess((globals[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {}));
}
inProcess.inject = [] as const;

/** What Stryker looks for in a module that it is told to load. */
export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'in-process', inProcess),
];
