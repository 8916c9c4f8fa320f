import type { RestDeps } from '../rest/deps.ts';

/** What the use cases of accounts need. */
export type AccountDeps = Pick<RestDeps, 'pool' | 'newId' | 'now'>;
