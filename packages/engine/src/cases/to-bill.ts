import { type Fen, type RatePpm, ZERO_FEN } from '@gongji/domain';
import type { Bill, BillLine, Facts, FactValue } from '../bill.ts';
import { parseInteger } from '../load/scalars.ts';
import type { PolicyModel } from '../model.ts';
import type { CaseBill, CaseCost, ClassTotal, WrittenValue } from './case-model.ts';

/** The bill of a case as the engine takes it; the policy says which facts are numbers and which are texts. */
export function toBill(policy: PolicyModel, written: CaseBill): Bill {
  return {
    benefit: written.benefit,
    facts: toFacts(policy, written.facts),
    dates: written.dates,
    lines: toLines(written.cost),
    accountFen: written.accountFen,
    familyAccountFen: written.familyAccountFen,
  };
}

function toFacts(policy: PolicyModel, written: ReadonlyMap<string, WrittenValue>): Facts {
  return Object.fromEntries(
    [...written].map(([name, value]) => [name, toFact(policy.attributes.get(name)?.kind, value)]),
  );
}

/** A value that is not of the kind stays a text, which the engine then refuses by name. */
function toFact(
  kind: 'category' | 'number' | 'boolean' | undefined,
  { text, quoted }: WrittenValue,
): FactValue {
  if (kind === 'category' || quoted) return text;
  const flag = text === 'true' ? true : text === 'false' ? false : undefined;
  if (kind === 'boolean') return flag ?? text;
  if (kind === 'number') return parseInteger(text) ?? text;
  return flag ?? parseInteger(text) ?? text;
}

/** A class total becomes one line of that class, so that `classify` works on it like on any other. */
export function toLines(cost: CaseCost): readonly BillLine[] {
  return cost.kind === 'lines' ? cost.lines : cost.classes.map(classLine);
}

function classLine({ itemClass, amountFen, firstPayPpm }: ClassTotal): BillLine {
  return { id: itemClass, amountFen, itemClass, kind: 'other', firstPayPpm, refused: false };
}

/** A bill of one class-A item, for searches over amounts. */
export function plainCost(amountFen: Fen): CaseCost {
  return { kind: 'classes', classes: [{ itemClass: 'A', amountFen, firstPayPpm: 0 as RatePpm }] };
}

export const NO_ACCOUNTS = { accountFen: ZERO_FEN, familyAccountFen: ZERO_FEN };
