import { contentFaults } from './content.ts';
import type { SandboxFault } from './fault.ts';
import { identityFaults } from './identity.ts';
import { launchFaults } from './launching.ts';
import { pagingFaults } from './paging.ts';
import { searchingFaults } from './searching.ts';
import { transportFaults } from './transport.ts';
import { writingFaults } from './writing.ts';

/** Faults that belong together, under the heading the screen shows. */
export interface FaultGroup {
  readonly heading: string;
  readonly faults: readonly SandboxFault[];
}

/** Every fault the sandbox can commit: the one list behind the switch, the screen and the API. */
export const faultGroups: readonly FaultGroup[] = [
  { heading: 'Launch and tokens', faults: launchFaults },
  { heading: 'Between hospital and app', faults: transportFaults },
  { heading: 'Pages', faults: pagingFaults },
  { heading: 'Searches', faults: searchingFaults },
  { heading: 'Whose data, and whether it counts', faults: identityFaults },
  { heading: 'What stands in the data', faults: contentFaults },
  { heading: 'Writing to the record', faults: writingFaults },
];

/** The same faults in one line. */
export const sandboxFaults: readonly SandboxFault[] = faultGroups.flatMap(({ faults }) => faults);
