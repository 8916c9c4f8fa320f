import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assessContributions, type BatchLine, type ContributionColumns, loadPolicy } from '@gongji/engine';
import { type Contest, contest } from './ratio.ts';

const FILE = fileURLToPath(new URL('../../../policies/showcase/employee/2026.yaml', import.meta.url));

/**
 * A month of contributions of many persons by the compiled rules of the model city, beside the same rules written by
 * hand over the same columns. Throws when a single row differs.
 */
export function contributionBench(persons: number, rounds = 9): Contest {
  const { policy } = loadPolicy(readFileSync(FILE, 'utf8'), FILE);
  if (policy === undefined) throw new Error(`${FILE} does not load`);
  const columns = columnsOf(persons);
  const { lines, refused } = assessContributions(policy, columns);
  if (refused.length > 0) throw new Error(`${refused.length} persons are refused`);
  compare(lines, byHand(columns));
  let sink = 0;
  const result = contest(
    () => {
      sink += assessContributions(policy, columns).lines[0]?.amountsFen[0] ?? 0;
      return persons;
    },
    () => {
      sink += byHand(columns)['employerBasic']?.[0] ?? 0;
      return persons;
    },
    rounds,
  );
  if (!Number.isFinite(sink)) throw new Error('the work was optimised away');
  return result;
}

/** Six of ten employed, one self-employed, three retired; wages from 2000 to 30 000 yuan. */
function columnsOf(rows: number): ContributionColumns {
  const at = <T>(value: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => value(i));
  const status = (i: number) => (i % 10 < 6 ? 'active' : i % 10 < 7 ? 'flexible' : 'retired');
  return {
    period: '2026-05',
    rows,
    facts: {
      personStatus: at(status),
      civilServant: at((i) => i % 13 === 0),
      withAccount: at((i) => i % 3 !== 0),
    },
    declaredBaseFen: Float64Array.from({ length: rows }, (_, i) =>
      status(i) === 'retired' ? Number.NaN : 200_000 + ((i * 7919) % 2_800_000),
    ),
  };
}

const half = (n: number, d: number): number => Math.floor((n + d / 2) / d);

/** The rules of the model city for May 2026, as somebody would write them for this one city. */
function byHand({
  rows,
  facts,
  declaredBaseFen,
}: ContributionColumns): Readonly<Record<string, Float64Array>> {
  const names = ['employerBasic', 'employerMaternity', 'employerCivil', 'ownToAccount', 'largePaid'] as const;
  const more = ['flexibleToAccount', 'flexibleToPool', 'flexibleLarge', 'retiredLarge'] as const;
  const out = Object.fromEntries([...names, ...more].map((name) => [name, new Float64Array(rows)]));
  const put = (name: (typeof names | typeof more)[number], row: number, fen: number): void => {
    (out[name] as Float64Array)[row] = fen;
  };
  for (let i = 0; i < rows; i++) {
    const status = facts['personStatus']?.[i];
    if (status === 'retired') {
      put('retiredLarge', i, 800);
      continue;
    }
    const base = Math.min(Math.max(declaredBaseFen?.[i] ?? 0, 426_000), 2_130_000);
    if (status === 'active') {
      put('employerBasic', i, half(base * 70_000, 1_000_000));
      put('employerMaternity', i, half(base * 5000, 1_000_000));
      if (facts['civilServant']?.[i] === true) put('employerCivil', i, half(base * 30_000, 1_000_000));
      put('ownToAccount', i, half(base * 20_000, 1_000_000));
      put('largePaid', i, 800);
    } else {
      const withAccount = facts['withAccount']?.[i] === true;
      const toAccount = withAccount ? half(base * 20_000, 1_000_000) : 0;
      put('flexibleToAccount', i, toAccount);
      put('flexibleToPool', i, half(base * (withAccount ? 90_000 : 65_000), 1_000_000) - toAccount);
      put('flexibleLarge', i, 800);
    }
  }
  return out;
}

function compare(lines: readonly BatchLine[], hand: Readonly<Record<string, Float64Array>>): void {
  for (const { name, amountsFen } of lines) {
    const expected = hand[name];
    const wrong = amountsFen.findIndex((fen, i) => fen !== (expected?.[i] ?? 0));
    if (wrong >= 0)
      throw new Error(`${name} of row ${wrong}: ${amountsFen[wrong]}, by hand ${expected?.[wrong]}`);
  }
}
