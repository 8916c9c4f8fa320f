import type { Fen, Rejection } from '@gongji/domain';
import type { Facts, FactValue } from '../bill.ts';
import { attributeCode } from '../encode.ts';
import type { AttributeSlot, InputSlot } from '../ir.ts';
import type { PolicyModel } from '../model.ts';
import { assessContribution, periodOf } from './assess-contribution.ts';
import { NOT_APPLICABLE, needsOf } from './emit-rule.ts';
import { type LinkedRule, rulesIn, rulesOn } from './rules-on.ts';
import type { PaymentLine } from './run-rule.ts';

/** Persons in columns: row i of every column is one person. */
export interface ContributionColumns {
  /** Month or benefit year, as of {@link assessContribution}. */
  readonly period: string;
  readonly rows: number;
  /** Facts by name; a fact without a column is missing for all. */
  readonly facts: Readonly<Record<string, readonly FactValue[]>>;
  /** Fen; NaN = not given. */
  readonly declaredBaseFen?: Float64Array;
  readonly pensionFen?: Float64Array;
}

/** What a million persons pay: one column of fen for each payment of the rules, and who is refused. */
export interface ContributionBatch {
  readonly lines: readonly BatchLine[];
  readonly refused: readonly { readonly row: number; readonly rejections: readonly Rejection[] }[];
}

export interface BatchLine extends Omit<PaymentLine, 'amountFen'> {
  readonly amountsFen: Float64Array;
}

/**
 * {@link assessContribution} for many persons at once, compiled to a loop and without traces: the same fen for every
 * row. What is unusual (a fact missing, a refusal, no rule) is assessed one by one.
 */
export function assessContributions(policy: PolicyModel, columns: ContributionColumns): ContributionBatch {
  const { on, period, month } = periodOf(policy, columns.period);
  const rules = rulesIn(rulesOn(policy, on), 'contribution').filter(({ ir }) => ir.model.period === period);
  const odd = new Uint8Array(columns.rows).fill(1);
  const encoded = new Map<string, EncodedColumn>();
  const lines = rules.flatMap((rule) => runColumns(rule, columns, month, { odd, encoded }));
  return { lines, refused: settleOdd(policy, columns, lines, odd) };
}

interface Shared {
  /** 1 = no rule applied so far; 2 = to be assessed by itself; 0 = done. */
  readonly odd: Uint8Array;
  readonly encoded: Map<string, EncodedColumn>;
}

/** Numbers of a fact or an input, and which rows have none that the policy knows (absent = all have). */
interface EncodedColumn {
  readonly values: Int32Array | Float64Array;
  readonly bad?: Uint8Array;
}

function runColumns(
  { ir, program }: LinkedRule,
  columns: ContributionColumns,
  month: number | undefined,
  { odd, encoded }: Shared,
): readonly BatchLine[] {
  const { rows } = columns;
  const A = ir.attributes.map((slot) => kept(encoded, slot.name, () => factColumn(slot, columns)));
  const X = ir.inputs.map((slot) => kept(encoded, slot.name, () => inputColumn(slot, columns, month)));
  const O = ir.pays.map(() => new Float64Array(rows));
  const S = new Uint8Array(rows);
  program.batch(
    rows,
    A.map((column) => column.values),
    X.map((column) => column.values),
    O,
    S,
  );
  for (let row = 0; row < rows; row++) {
    const status = S[row];
    if (status === 0 && odd[row] === 1) odd[row] = 0;
    else if (status !== 0 && status !== NOT_APPLICABLE) odd[row] = 2;
  }
  const condition = needsOf(ir.when === undefined ? [] : [ir.when]);
  const named = [...ir.attributes, ...ir.inputs];
  [...A, ...X].forEach(({ bad }, i) => {
    if (bad !== undefined) markBad(bad, S, odd, condition.has(named[i]?.name ?? ''));
  });
  return ir.pays.map(({ name, payer, into, component }, i) => ({
    ...{ rule: ir.id, name, payer, fund: into, component },
    amountsFen: O[i] ?? new Float64Array(rows),
  }));
}

/** What a rule needs is missed where it applies; what decides whether it applies is missed always. */
function markBad(bad: Uint8Array, S: Uint8Array, odd: Uint8Array, always: boolean): void {
  for (let row = 0; row < bad.length; row++)
    if (bad[row] === 1 && (always || S[row] !== NOT_APPLICABLE)) odd[row] = 2;
}

function kept(encoded: Map<string, EncodedColumn>, name: string, make: () => EncodedColumn): EncodedColumn {
  const column = encoded.get(name) ?? make();
  encoded.set(name, column);
  return column;
}

function factColumn(slot: AttributeSlot, { facts, rows }: ContributionColumns): EncodedColumn {
  const codes = new Int32Array(rows);
  const bad = new Uint8Array(rows);
  const values = facts[slot.name];
  const codeOf = new Map<FactValue | undefined, number>([[undefined, -1]]);
  for (let row = 0; row < rows; row++) {
    const value = values?.[row];
    let code = codeOf.get(value);
    if (code === undefined && value !== undefined) {
      code = attributeCode(slot, value);
      codeOf.set(value, code);
    }
    if (code === undefined || code < 0) bad[row] = 1;
    else codes[row] = code;
  }
  return { values: codes, bad };
}

function inputColumn(
  { name }: InputSlot,
  columns: ContributionColumns,
  month: number | undefined,
): EncodedColumn {
  const { rows } = columns;
  if (name === 'month' && month !== undefined) return { values: new Float64Array(rows).fill(month) };
  const given =
    name === 'declaredBase' ? columns.declaredBaseFen : name === 'pension' ? columns.pensionFen : undefined;
  if (given === undefined) return { values: new Float64Array(rows), bad: new Uint8Array(rows).fill(1) };
  const bad = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) if (!isAmount(given[row])) bad[row] = 1;
  return { values: given, bad };
}

function isAmount(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && Number.isSafeInteger(value);
}

/** Rows that need a closer look get the result of {@link assessContribution}, whatever the loop said. */
function settleOdd(
  policy: PolicyModel,
  columns: ContributionColumns,
  lines: readonly BatchLine[],
  odd: Uint8Array,
): ContributionBatch['refused'] {
  const refused: { row: number; rejections: readonly Rejection[] }[] = [];
  for (let row = 0; row < columns.rows; row++) {
    if (odd[row] === 0) continue;
    const outcome = assessContribution(policy, requestOf(columns, row));
    for (const line of lines) line.amountsFen[row] = 0;
    if (outcome.kind === 'refused') {
      refused.push({ row, rejections: outcome.rejections });
      continue;
    }
    for (const paid of outcome.lines) {
      const line = lines.find((l) => l.rule === paid.rule && l.name === paid.name);
      if (line !== undefined) line.amountsFen[row] = paid.amountFen;
    }
  }
  return refused;
}

function requestOf(columns: ContributionColumns, row: number) {
  const facts: Record<string, FactValue> = {};
  for (const [name, values] of Object.entries(columns.facts)) {
    const value = values[row];
    if (value !== undefined) facts[name] = value;
  }
  const [base, pension] = [columns.declaredBaseFen?.[row], columns.pensionFen?.[row]];
  const given = (amount: number | undefined): amount is number =>
    amount !== undefined && !Number.isNaN(amount);
  return {
    period: columns.period,
    facts: facts as Facts,
    ...(given(base) ? { declaredBaseFen: base as Fen } : {}),
    ...(given(pension) ? { pensionFen: pension as Fen } : {}),
  };
}
