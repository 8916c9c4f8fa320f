import type { PolicyModel } from '@gongji/engine';
import type { Template } from '@gongji/reports';
import type { GroupPapers } from '../enrolment/group-papers.ts';
import type { SecondPersonRules } from '../enrolment/second-person-rules.ts';
import type { IdentityDeps } from '../identity/deps.ts';
import type { OwnSender } from '../provider-interface/index.ts';
import type { SettlementService } from '../settlement/contract.ts';
import type { TaskQueue } from '../task/runner.ts';

/** What the REST interface needs from the composition root. */
export interface RestDeps extends IdentityDeps {
  readonly settlement: SettlementService;
  /** Messages of the provider interface that we send for an institution whose operator has signed in. */
  readonly send: OwnSender;
  /** Where work of more than a moment is put. */
  readonly tasks: TaskQueue;
  /** Folder of the data, where it is on this machine. */
  readonly dataDir?: string | undefined;
  /** Templates of printed documents. */
  readonly templates: readonly Template[];
  /** The policies in use, with their text. */
  readonly policies: readonly { readonly model: PolicyModel; readonly source: string }[];
  /** Which acts need a second person. */
  readonly secondPerson: SecondPersonRules;
  readonly groupPapers: GroupPapers;
}
