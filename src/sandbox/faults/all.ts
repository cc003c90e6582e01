import type { SandboxFault } from './fault.ts';

/** Every fault the sandbox can commit: the one list behind the switch, the screen and the API. */
export const sandboxFaults: readonly SandboxFault[] = [];
