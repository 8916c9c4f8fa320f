import type { RestDeps } from '../rest/deps.ts';

/** What the use cases of transfers and hand-overs need. */
export type TransferDeps = Pick<RestDeps, 'pool' | 'newId' | 'now'>;
