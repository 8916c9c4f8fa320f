import { type CalendarDate, type Fen, inPrecedence, type RatePpm, type Rejection } from '@gongji/domain';
import type { Assessment, CounterMove, FundPayment, LineSplit, Outcome } from './assessment.ts';
import type { Bill, BillLine, CounterState } from './bill.ts';
import { checkBill } from './bill-check.ts';
import { IN, type LineCodes, OUT, type Program } from './codegen/program.ts';
import type { CounterKey } from './compiled-policy.ts';
import { type KeyFinder, keyFinder } from './counter-keys.ts';
import { type FactEncoder, factEncoder } from './encode.ts';
import { LINE_KINDS } from './facts.ts';
import type { BenefitIr } from './ir.ts';
import type { PolicyModel } from './model.ts';
import { siteRejection } from './site-rejection.ts';
import { readTrace } from './trace.ts';

/** A benefit ready to run: its rules, its compiled functions, and the buffers they work in (one bill at a time). */
export interface LinkedBenefit {
  readonly ir: BenefitIr;
  readonly program: Program;
  readonly encoder: FactEncoder;
  readonly keys: KeyFinder;
  readonly codes: LineCodes;
  readonly buffers: Buffers;
}

interface Buffers {
  readonly attributes: Float64Array;
  readonly counters: Float64Array;
  readonly input: Float64Array;
  readonly trace: Float64Array;
  readonly output: Float64Array;
  lines: Float64Array;
}

export function linkBenefit(ir: BenefitIr, program: Program, yearStart: string): LinkedBenefit {
  const codes: LineCodes = {
    kinds: new Map(LINE_KINDS.map((kind, code) => [kind, code])),
    codes: new Map(ir.listCodes.map((text, i) => [text, i + 1])),
  };
  const buffers: Buffers = {
    attributes: new Float64Array(ir.attributes.length),
    counters: new Float64Array(ir.counters.length),
    input: new Float64Array(IN.sums + ir.sums.length),
    trace: new Float64Array(ir.traceSize),
    output: new Float64Array(OUT.payers + ir.payers.length + ir.feeds.length),
    lines: new Float64Array(64 * 5),
  };
  return { ir, program, encoder: factEncoder(ir.attributes), keys: keyFinder(ir, yearStart), codes, buffers };
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
  const site = classify(benefit, bill);
  if (site !== 0) return refused([siteRejection(ir, site)]);
  input[IN.account] = bill.accountFen;
  input[IN.family] = bill.familyAccountFen;
  const noted: number[] = [];
  const stopped = program.settle(attributes, buffers.counters, input, trace, output, noted);
  if (stopped !== 0) return refused([...new Set([...noted, stopped])].map((s) => siteRejection(ir, s)));
  return { kind: 'assessed', assessment: assessmentOf(policy, benefit, bill, keys) };
}

function refused(rejections: readonly Rejection[]): Outcome {
  return { kind: 'refused', rejections: inPrecedence(rejections) };
}

function loadCounters(into: Float64Array, keys: readonly CounterKey[], state: CounterState): void {
  for (let i = 0; i < keys.length; i++) {
    const value = state[keys[i]?.key ?? ''] ?? 0;
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`counter ${keys[i]?.key} is not a whole number from 0: ${value}`);
    }
    into[i] = value;
  }
}

/** Fills the input buffer from lines or totals; 0, or the refusal site. */
function classify({ ir, program, buffers, codes }: LinkedBenefit, bill: Bill): number {
  const { input } = buffers;
  if (bill.lines !== undefined) {
    if (buffers.lines.length < bill.lines.length * 5)
      buffers.lines = new Float64Array(bill.lines.length * 10);
    return program.classify(buffers.attributes, buffers.counters, bill.lines, buffers.lines, input, codes);
  }
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
  bill: Bill,
  keys: readonly CounterKey[],
): Assessment {
  const { ir, buffers } = benefit;
  const out = (i: number) => (buffers.output[i] ?? 0) as Fen;
  const [personFen, accountFen, familyAccountFen] = [out(OUT.person), out(OUT.account), out(OUT.family)];
  const recorded = buffers.trace.slice();
  let trace: Assessment['trace'] | undefined;
  return {
    policyId: policy.id,
    policyVersion: policy.version,
    benefit: ir.id,
    totalFen: (buffers.input[IN.total] ?? 0) as Fen,
    selfPaidFen: out(OUT.selfPaid),
    overLimitFen: out(OUT.overLimit),
    firstPayFen: out(OUT.firstPay),
    inScopeFen: out(OUT.inScope),
    deductibleFen: out(OUT.deductible),
    payments: paymentsOf(ir, buffers.output),
    providerFen: out(OUT.payers + ir.payers.length - 1),
    personFen,
    accountFen,
    familyAccountFen,
    cashFen: (personFen - accountFen - familyAccountFen) as Fen,
    lines: bill.lines === undefined ? [] : splitsOf(bill.lines, buffers.lines),
    counterMoves: movesOf(ir, keys, buffers),
    /** Words and citations are put to the recorded numbers when somebody reads them. */
    get trace() {
      trace ??= readTrace(ir, recorded);
      return trace;
    },
  };
}

function paymentsOf(ir: BenefitIr, output: Float64Array): readonly FundPayment[] {
  const payments: FundPayment[] = [];
  for (let i = 0; i < ir.payers.length - 1; i++) {
    const amount = output[OUT.payers + i] ?? 0;
    const payer = ir.payers[i];
    if (amount === 0 || payer === undefined) continue;
    payments.push({ payer: payer.id, fundType: payer.model?.fundType ?? '', amountFen: amount as Fen });
  }
  return payments;
}

function splitsOf(lines: readonly BillLine[], split: Float64Array): readonly LineSplit[] {
  const splits: LineSplit[] = new Array(lines.length);
  for (let i = 0, o = 0; i < lines.length; i++, o += 5) {
    splits[i] = {
      id: lines[i]?.id ?? '',
      selfPaidFen: split[o] as Fen,
      overLimitFen: split[o + 1] as Fen,
      firstPayFen: split[o + 2] as Fen,
      inScopeFen: split[o + 3] as Fen,
      firstPayPpm: split[o + 4] as RatePpm,
    };
  }
  return splits;
}

function movesOf(ir: BenefitIr, keys: readonly CounterKey[], buffers: Buffers): readonly CounterMove[] {
  const moves: CounterMove[] = [];
  const first = OUT.payers + ir.payers.length;
  for (let i = 0; i < ir.feeds.length; i++) {
    const delta = buffers.output[first + i] ?? 0;
    const slot = ir.feeds[i]?.counter ?? 0;
    const key = keys[slot];
    if (delta === 0 || key === undefined) continue;
    moves.push({ ...key, before: buffers.counters[slot] ?? 0, delta });
  }
  return moves;
}
