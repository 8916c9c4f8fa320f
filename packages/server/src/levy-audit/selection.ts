import {
  type LevyChosen,
  type LevySelectionQuery,
  type LevySelectionView,
  levySelectionQuery,
  SELECTION_SIGNALS,
} from '@gongji/contract';
import type { Fen } from '@gongji/domain';
import type { Facts } from '@gongji/engine';
import {
  type SelectedUnit,
  type SelectionMonths,
  selectionMonths,
  selectUnits,
} from '@gongji/store/levy-audit';
import { assessFromBasis } from '../contribution/facts.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pagePlace } from '../rest/paged.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type SelectionRules, selectionRules } from './selection-rules.ts';
import { selectionText } from './selection-text.ts';

/** Whom to audit 重点稽核选户: employers scored from the registers, with the reasons of each score. */
export async function levySelection(
  deps: RestDeps,
  caller: Caller,
  query: LevySelectionQuery,
): Promise<Answer<LevySelectionView>> {
  return ok(await selected(deps, caller, query));
}

/** Why an employer stands out now; undefined: it does not. */
export async function whyChosen(
  deps: RestDeps,
  caller: Caller,
  { unitId, uscc }: { readonly unitId: string; readonly uscc: string },
): Promise<LevyChosen | undefined> {
  const { from, to, items } = await selected(deps, caller, levySelectionQuery.parse({ employer: uscc }));
  const found = items.find((one) => one.unitId === unitId);
  if (found === undefined || from === undefined || to === undefined) return undefined;
  return { from, to, score: found.score, reasons: found.reasons };
}

async function selected(
  deps: RestDeps,
  caller: Caller,
  query: LevySelectionQuery,
): Promise<LevySelectionView> {
  const rules = selectionRules();
  const months = await selectionMonths(deps.pool, caller, rules.months);
  if (months === undefined) return { items: [], total: 0, persons: 0, overdueFen: 0 as Fen };
  const of = (key: 'weight' | 'from' | 'full') => SELECTION_SIGNALS.map((name) => rules.signals[name][key]);
  const { rows, total, persons, overdueFen } = await selectUnits(deps.pool, caller, {
    ...query,
    ...{
      from: months.from,
      to: months.to,
      floorFen: floorOf(deps.policies, months),
      today: chinaDay(deps.now()),
    },
    ...{ minPersons: rules.minPersons, weights: of('weight'), froms: of('from'), fulls: of('full') },
    signal: query.signal === undefined ? null : SELECTION_SIGNALS.indexOf(query.signal) + 1,
  });
  return {
    ...{ from: months.from, to: months.to, persons, overdueFen },
    items: rows.map((row) => itemOf(row, rules, months)),
    ...pagePlace(query.after, rows.length, total),
  };
}

/** The base of a wage of one fen, by the policy that assessed the month: its floor. */
function floorOf(policies: RestDeps['policies'], { to, policyVersion, facts }: SelectionMonths): Fen | null {
  const policy = policies.find(({ model }) => model.version === policyVersion)?.model;
  if (policy === undefined) return null;
  const outcome = assessFromBasis(policy, { period: to, facts: facts as Facts, declaredFen: 1 });
  return outcome.kind === 'refused' ? null : (outcome.baseFen ?? null);
}

function itemOf(
  row: SelectedUnit,
  rules: SelectionRules,
  months: SelectionMonths,
): LevySelectionView['items'][number] {
  const { unitId, name, uscc, areaName, persons, overdueFen, score, points, auditId, lastAuditedOn } = row;
  const reasons = SELECTION_SIGNALS.map((signal, place) => ({
    signal,
    points: points[place] ?? 0,
    weight: rules.signals[signal].weight,
    text: selectionText(signal, row, months),
  }));
  return {
    ...{ unitId, name, uscc, persons, overdueFen, score },
    ...(areaName === null ? {} : { areaName }),
    reasons: reasons.filter((one) => one.points > 0).sort((a, b) => b.points - a.points),
    ...(auditId === null ? {} : { auditId }),
    ...(lastAuditedOn === null ? {} : { lastAuditedOn }),
  };
}
