import type { PolicyModel } from '@gongji/engine';
import type { Pool } from '@gongji/store';
import type { SettlementService } from '../settlement/contract.ts';

/** What the REST interface needs from the composition root. */
export interface RestDeps {
  readonly pool: Pool;
  readonly settlement: SettlementService;
  /** The policies in use, with their text. */
  readonly policies: readonly { readonly model: PolicyModel; readonly source: string }[];
  readonly now: () => Date;
}
