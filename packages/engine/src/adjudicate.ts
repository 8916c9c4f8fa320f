import { type CalendarDate, type Fen, inPrecedence, type Rejection } from '@gongji/domain';
import type { Assessment, CounterMove, FundPayment, LineSplit, Outcome } from './assessment.ts';
import type { Bill, CounterState } from './bill.ts';
import { checkBill } from './bill-check.ts';
import { IN, type LineCodes, OUT, type Program } from './codegen/program.ts';
import type { CounterKey } from './compiled-policy.ts';
import { type KeyFinder, keyFinder } from './counter-keys.ts';
import { type FactEncoder, factEncoder } from './encode.ts';
import { LINE_KINDS } from './facts.ts';
import type { BenefitIr } from './ir.ts';
import type { PolicyModel } from './model.ts';
import { RecordedAssessment } from './recorded-assessment.ts';
import { siteRejection, unknownKind } from './site-rejection.ts';

/** A benefit ready to run: its rules, its compiled functions, and the buffers they work in (one bill at a time). */
export interface LinkedBenefit {
  readonly ir: BenefitIr;
  readonly program: Program;
  readonly encoder: FactEncoder;
  readonly keys: KeyFinder;
  readonly codes: LineCodes;
  readonly buffers: Buffers;
}

/**
 * Plain arrays: what is read from a typed array is boxed when it is stored in an object, which cost more than all the
 * arithmetic of a bill.
 */
interface Buffers {
  readonly attributes: number[];
  readonly counters: number[];
  readonly input: number[];
  readonly output: number[];
  /** Doubles, as it is only copied. */
  readonly trace: number[];
}

export function linkBenefit(ir: BenefitIr, program: Program, yearStart: string): LinkedBenefit {
  const codes: LineCodes = {
    kinds: new Map(LINE_KINDS.map((kind, code) => [kind, code])),
    codes: new Map(ir.listCodes.map((text, i) => [text, i + 1])),
  };
  const buffers: Buffers = {
    attributes: slots(ir.attributes.length),
    counters: slots(ir.counters.length),
    input: slots(IN.sums + ir.sums.length),
    output: slots(OUT.payers + ir.payers.length + ir.feeds.length),
    trace: Array.from({ length: ir.traceSize }, () => 0.5),
  };
  return { ir, program, encoder: factEncoder(ir.attributes), keys: keyFinder(ir, yearStart), codes, buffers };
}

/** An array that V8 keeps as tagged values, small integers unboxed: it has held something else than numbers. */
function slots(length: number): number[] {
  const array: (number | undefined)[] = Array.from({ length }, () => undefined);
  return array.fill(0) as number[];
}

/** Settles one bill by a benefit; see `CompiledPolicy.adjudicate`. */
export function adjudicateBill(
  { policy, benefit }: { readonly policy: PolicyModel; readonly benefit: LinkedBenefit },
  bill: Bill,
  counters: CounterState,
  on: CalendarDate,
): Outcome {
  const { ir, program, buffers } = benefit;
  const rejections: Rejection[] = [...checkBill(bill)];
  benefit.encoder.encode(bill.facts, buffers.attributes, rejections);
  const keys = benefit.keys.keysOf(bill, on, rejections);
  if (rejections.length > 0) return refused(rejections);
  loadCounters(buffers.counters, keys, counters);
  const { attributes, input, output, trace } = buffers;
  const lines: LineSplit[] = new Array(bill.lines?.length ?? 0);
  const site = classify(benefit, bill, lines);
  if (site !== 0) return refused(lineRejections(benefit, site, bill));
  input[IN.account] = bill.accountFen;
  input[IN.family] = bill.familyAccountFen;
  const noted: number[] = [];
  const stopped = program.settle(attributes, buffers.counters, input, trace, output, noted);
  if (stopped !== 0) return refused([...new Set([...noted, stopped])].map((s) => siteRejection(ir, s)));
  return { kind: 'assessed', assessment: assessmentOf(policy, benefit, lines, keys) };
}

/** Why lines could not be split: each line of a kind that nobody knows, or the one fault. */
function lineRejections({ ir, codes }: LinkedBenefit, site: number, bill: Bill): readonly Rejection[] {
  const { code } = siteRejection(ir, site);
  if (code !== 'fact-unknown') return [siteRejection(ir, site)];
  return (bill.lines ?? []).flatMap(({ id, kind }, i) =>
    codes.kinds.has(kind) ? [] : [unknownKind(id, kind, `lines[${i}].kind`)],
  );
}

function refused(rejections: readonly Rejection[]): Outcome {
  return { kind: 'refused', rejections: inPrecedence(rejections) };
}

function loadCounters(into: number[], keys: readonly CounterKey[], state: CounterState): void {
  for (let i = 0; i < keys.length; i++) {
    const value = state[keys[i]?.key ?? ''] ?? 0;
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`counter ${keys[i]?.key} is not a whole number from 0: ${value}`);
    }
    into[i] = value;
  }
}

/** Fills the input buffer from lines or totals, and `splits` from lines; 0, or the refusal site. */
function classify({ ir, program, buffers, codes }: LinkedBenefit, bill: Bill, splits: LineSplit[]): number {
  const { attributes, counters, input } = buffers;
  if (bill.lines !== undefined)
    return program.classify(attributes, counters, bill.lines, splits, input, codes);
  const totals = bill.totals;
  if (totals === undefined) return 0;
  input[IN.total] = totals.totalFen;
  input[IN.selfPaid] = totals.selfPaidFen;
  input[IN.overLimit] = totals.overLimitFen;
  input[IN.firstPay] = totals.firstPayFen;
  input[IN.inScope] = totals.inScopeFen;
  ir.sums.forEach(({ name }, i) => {
    input[IN.sums + i] = totals.sums?.[name] ?? 0;
  });
  return 0;
}

function assessmentOf(
  policy: PolicyModel,
  benefit: LinkedBenefit,
  lines: readonly LineSplit[],
  keys: readonly CounterKey[],
): Assessment {
  const { ir, buffers } = benefit;
  return new RecordedAssessment({
    policy,
    ir,
    input: buffers.input,
    output: buffers.output,
    trace: buffers.trace.slice(),
    payments: paymentsOf(ir, buffers.output),
    lines,
    counterMoves: movesOf(ir, keys, buffers),
  });
}

function paymentsOf(ir: BenefitIr, output: readonly number[]): readonly FundPayment[] {
  const payments: FundPayment[] = [];
  for (let i = 0; i < ir.payers.length - 1; i++) {
    const amount = output[OUT.payers + i] ?? 0;
    const payer = ir.payers[i];
    if (amount === 0 || payer === undefined) continue;
    payments.push({ payer: payer.id, fundType: payer.model?.fundType ?? '', amountFen: amount as Fen });
  }
  return payments;
}

function movesOf(ir: BenefitIr, keys: readonly CounterKey[], buffers: Buffers): readonly CounterMove[] {
  const moves: CounterMove[] = [];
  const first = OUT.payers + ir.payers.length;
  for (let i = 0; i < ir.feeds.length; i++) {
    const delta = buffers.output[first + i] ?? 0;
    const slot = ir.feeds[i]?.counter ?? 0;
    const key = keys[slot];
    if (delta === 0 || key === undefined) continue;
    const { counter, owner } = key;
    moves.push({ counter, key: key.key, owner, before: buffers.counters[slot] ?? 0, delta });
  }
  return moves;
}
