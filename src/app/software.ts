import { name, version } from '../../package.json';

/** Name and version of this software, as shown and as written back. */
export const SOFTWARE = { name, version } as const;
