import { catalogue as built } from 'virtual:gongji-policies';
import type { Bilingual, CalendarDate } from '@gongji/domain';
import type { Interval, PolicyModel, PolicyModule, Problem, SourceText } from '@gongji/engine';

/** What menus need to know of a policy, without loading it. */
export interface PolicyHead {
  readonly id: string;
  readonly name: Bilingual;
  readonly region: string;
  readonly scheme: 'employee' | 'resident';
  readonly inForce: Interval;
  readonly version: string;
  /** Names of the funds, by payer id. */
  readonly funds: Readonly<Record<string, Bilingual>>;
  /** Set when an overlay is laid over the policy `of`: a rehearsal, not a rule in force. */
  readonly scenario?: { readonly of: string; readonly name: Bilingual };
}

/** A policy as its chunk delivers it: read from the same text that the server settles by, when the page was built. */
export interface PolicyBundle {
  readonly model: PolicyModel;
  /** Programs by the first day of the span they were made for. */
  readonly programs: readonly { readonly from: CalendarDate; readonly load: () => Promise<PolicyModule> }[];
}

export interface PolicyProof {
  readonly cases: readonly SourceText[];
  /** What the static check finds; worked out when the page was built, as it takes a while. */
  readonly findings: readonly Problem[];
}

export interface CatalogueEntry extends PolicyHead {
  readonly load: () => Promise<PolicyBundle>;
  readonly loadProof: () => Promise<PolicyProof>;
}

export const catalogue: readonly CatalogueEntry[] = built;

export function entryOf(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** Name of an entry: of the scenario where there is one. */
export function nameOf({ name, scenario }: PolicyHead): Bilingual {
  return scenario?.name ?? name;
}

const ACCOUNTS: Bilingual = { zh: '个人账户基金', en: 'personal accounts' };

/** Name of a fund of a scheme; the id itself where no policy names it. */
export function fundName(scheme: string, fund: string): Bilingual {
  if (fund === 'personalAccount') return ACCOUNTS;
  const entry = catalogue.find((e) => e.scheme === scheme && e.funds[fund] !== undefined);
  return entry?.funds[fund] ?? { zh: fund, en: fund };
}
