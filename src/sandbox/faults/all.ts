import { contentFaults } from './content.ts';
import type { SandboxFault } from './fault.ts';
import { identityFaults } from './identity.ts';
import { launchFaults } from './launching.ts';
import { pagingFaults } from './paging.ts';
import { transportFaults } from './transport.ts';
import { writingFaults } from './writing.ts';

/** Every fault the sandbox can commit: the one list behind the switch, the screen and the API. */
export const sandboxFaults: readonly SandboxFault[] = [
  ...launchFaults,
  ...transportFaults,
  ...pagingFaults,
  ...identityFaults,
  ...contentFaults,
  ...writingFaults,
];
