import { date, fen, type RatePpm } from '@gongji/domain';
import type { Assessment } from '../assessment.ts';
import type { Bill, BillLine, CounterState, Facts } from '../bill.ts';
import { compilePolicy } from '../compile.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { loadPolicy } from '../load/load-policy.ts';
import { compiledOf, policyOf } from './showcase.ts';

/** Blocks of a policy file, as YAML in flow or block style; what is left out is empty. */
export interface SmallPolicy {
  readonly head?: string;
  readonly attributes?: string;
  readonly parameters?: string;
  readonly counters?: string;
  /** Steps of the only benefit, `care`. */
  readonly steps: string;
  readonly benefits?: string;
  readonly fragments?: string;
}

/** Text of a policy with two payers, `fund` and `extra`, and one benefit, `care`. */
export function smallSource({
  head,
  attributes,
  parameters,
  counters,
  steps,
  benefits,
  fragments,
}: SmallPolicy): string {
  const indent = (text: string, by: number) => text.trim().replace(/^/gm, ' '.repeat(by));
  return `format: gongji-policy/1
id: test.small
name: {zh: 测试, en: test}
region: "990100"
scheme: resident
insutype: "390"
inForce: {from: 2026-01-01, to: 2027-12-31}
reversal: recompute
${head ?? 'policyDate: discharge\nbenefitYear: {start: 01-01}\ncrossYear: whole'}
documents:
  D1: {title: {zh: 办法, en: Measures}, issuer: {zh: 市, en: City}, number: "1", date: 2025-01-01}
attributes:
${attributes === undefined ? '  age: {type: number}' : indent(attributes, 2)}
payers:
  fund: {name: {zh: 基金, en: the fund}, fundType: "390100"}
  extra: {name: {zh: 补充, en: the extra fund}, fundType: "390200"}
parameters:
${parameters === undefined ? '  unused: {name: {zh: 无, en: none}, unit: yuan, values: [{from: 2026-01-01, cite: D1 一, value: 1}]}' : indent(parameters, 2)}
${counters === undefined ? '' : `counters:\n${indent(counters, 2)}`}
benefits:
${benefits === undefined ? `  care:\n    name: {zh: 待遇, en: care}\n    medTypes: ["21"]\n    clrType: "21"\n    steps:\n${indent(steps, 6)}` : indent(benefits, 2)}
${fragments === undefined ? '' : `fragments:\n${indent(fragments, 2)}`}
`;
}

export function smallPolicy(parts: SmallPolicy, on = '2026-05-10'): CompiledPolicy {
  return compiledOf(policyOf(smallSource(parts)), on);
}

/** Codes and English messages of what compiling finds. */
export function problemsOf(parts: SmallPolicy): readonly string[] {
  const { policy, problems } = loadPolicy(smallSource(parts), 'test.yaml');
  if (policy === undefined) throw new Error(problems.map((p) => `${p.line}: ${p.message.en}`).join('\n'));
  return compilePolicy(policy, date('2026-05-10')).problems.map((p) => `${p.code}: ${p.message.en}`);
}

export interface BillParts {
  /** In-scope yuan of one class-A line; or lines. */
  readonly yuan?: number;
  readonly lines?: readonly Partial<BillLine>[];
  readonly facts?: Facts;
  readonly on?: string;
  readonly account?: number;
  readonly familyAccount?: number;
}

export function billOf({
  yuan = 0,
  lines,
  facts,
  on = '2026-05-10',
  account = 0,
  familyAccount = 0,
}: BillParts): Bill {
  const day = date(on);
  return {
    benefit: 'care',
    facts: { age: 40, ...facts },
    dates: { startedOn: day, endedOn: day, settledOn: day },
    lines: (lines ?? [{ amountFen: fen(Math.round(yuan * 100)) }]).map(lineOf),
    accountFen: fen(account * 100),
    familyAccountFen: fen(familyAccount * 100),
  };
}

function lineOf(line: Partial<BillLine>, index: number): BillLine {
  return {
    id: String(index + 1),
    amountFen: fen(0),
    itemClass: 'A',
    kind: 'drug',
    firstPayPpm: 0 as RatePpm,
    refused: false,
    ...line,
  };
}

/** Settles and throws the refusals when there are any. */
export function settle(compiled: CompiledPolicy, bill: Bill, counters: CounterState = {}): Assessment {
  const outcome = compiled.adjudicate(bill, counters);
  if (outcome.kind === 'refused')
    throw new Error(outcome.rejections.map((r) => `${r.code}: ${r.message.en}`).join('; '));
  return outcome.assessment;
}

export function refusalsOf(
  compiled: CompiledPolicy,
  bill: Bill,
  counters: CounterState = {},
): readonly string[] {
  const outcome = compiled.adjudicate(bill, counters);
  return outcome.kind === 'refused' ? outcome.rejections.map((r) => r.code) : [];
}

/** What a payer paid, in fen; 0 when it is not in the rows. */
export function paidBy(assessment: Assessment, payer: string): number {
  return assessment.payments.find((p) => p.payer === payer)?.amountFen ?? 0;
}
