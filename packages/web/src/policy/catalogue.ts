import type { PolicyHead } from '@gongji/contract';
import type { Bilingual, CalendarDate } from '@gongji/domain';
import type { PolicyModel, PolicyModule, Problem, SourceText } from '@gongji/engine';

/** A policy as the server delivers it: made from the same text that settles bills. */
export interface PolicyBundle {
  readonly model: PolicyModel;
  /** Programs by the first day of the span they were made for. */
  readonly programs: readonly { readonly from: CalendarDate; readonly load: () => Promise<PolicyModule> }[];
}

export interface PolicyProof {
  readonly cases: readonly SourceText[];
  /** What the static check finds; worked out by the server, as it takes a while. */
  readonly findings: readonly Problem[];
}

export interface CatalogueEntry extends PolicyHead {
  readonly load: () => Promise<PolicyBundle>;
  readonly loadProof: () => Promise<PolicyProof>;
}

const RULES = '/rules';

/**
 * The policies that the server settles by now. Pages that need them wait for this small script; the rest of a policy comes
 * when it is looked at. A script, because the page runs no text as code.
 */
const served = (await import(/* @vite-ignore */ `${RULES}/catalogue.js`)) as {
  readonly catalogue: readonly CatalogueEntry[];
};
export const catalogue: readonly CatalogueEntry[] = served.catalogue;

/** The model of a version that settled a bill, also when it is not in use any more. */
export async function loadVersion(version: string): Promise<PolicyModel> {
  const bundle = (await import(/* @vite-ignore */ `${RULES}/${version}/model.js`)) as PolicyBundle;
  return bundle.model;
}

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
