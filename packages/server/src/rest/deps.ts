import type { PolicyModel } from '@gongji/engine';
import type { IdentityDeps } from '../identity/deps.ts';
import type { SettlementService } from '../settlement/contract.ts';

/** What the REST interface needs from the composition root. */
export interface RestDeps extends IdentityDeps {
  readonly settlement: SettlementService;
  /** Folder of the data, where it is on this machine. */
  readonly dataDir?: string | undefined;
  /** The policies in use, with their text. */
  readonly policies: readonly { readonly model: PolicyModel; readonly source: string }[];
}
