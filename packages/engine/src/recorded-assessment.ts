import type { Fen } from '@gongji/domain';
import type { Assessment, CounterMove, FundPayment, LineSplit, TraceStep } from './assessment.ts';
import { IN, OUT } from './codegen/program.ts';
import type { BenefitIr } from './ir.ts';
import type { PolicyModel } from './model.ts';
import { readTrace } from './trace.ts';

export interface Recorded {
  readonly policy: PolicyModel;
  readonly ir: BenefitIr;
  readonly input: readonly number[];
  readonly output: readonly number[];
  /** Copy of the numbers that the compiled code recorded. */
  readonly trace: readonly number[];
  readonly payments: readonly FundPayment[];
  readonly lines: readonly LineSplit[];
  readonly counterMoves: readonly CounterMove[];
}

/**
 * An assessment whose trace is put into steps and citations when somebody reads it: settling records numbers only,
 * which is a tenth of the cost (measured on bills of 30 lines). JSON has the whole of it; to copy one into a plain
 * object by spreading, read `trace` explicitly.
 */
export class RecordedAssessment implements Assessment {
  readonly policyId: string;
  readonly policyVersion: string;
  readonly benefit: string;
  readonly totalFen: Fen;
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
  readonly deductibleFen: Fen;
  readonly payments: readonly FundPayment[];
  readonly providerFen: Fen;
  readonly personFen: Fen;
  readonly accountFen: Fen;
  readonly familyAccountFen: Fen;
  readonly cashFen: Fen;
  readonly lines: readonly LineSplit[];
  readonly counterMoves: readonly CounterMove[];
  readonly #ir: BenefitIr;
  readonly #recorded: readonly number[];
  #trace: readonly TraceStep[] | undefined;

  constructor({ policy, ir, input, output, trace, payments, lines, counterMoves }: Recorded) {
    this.policyId = policy.id;
    this.policyVersion = policy.version;
    this.benefit = ir.id;
    this.totalFen = input[IN.total] as Fen;
    this.selfPaidFen = output[OUT.selfPaid] as Fen;
    this.overLimitFen = output[OUT.overLimit] as Fen;
    this.firstPayFen = output[OUT.firstPay] as Fen;
    this.inScopeFen = output[OUT.inScope] as Fen;
    this.deductibleFen = output[OUT.deductible] as Fen;
    this.payments = payments;
    this.providerFen = output[OUT.payers + ir.payers.length - 1] as Fen;
    this.personFen = output[OUT.person] as Fen;
    this.accountFen = output[OUT.account] as Fen;
    this.familyAccountFen = output[OUT.family] as Fen;
    this.cashFen = (this.personFen - this.accountFen - this.familyAccountFen) as Fen;
    this.lines = lines;
    this.counterMoves = counterMoves;
    this.#ir = ir;
    this.#recorded = trace;
    this.#trace = undefined;
  }

  get trace(): readonly TraceStep[] {
    this.#trace ??= readTrace(this.#ir, this.#recorded);
    return this.#trace;
  }

  toJSON(): Assessment {
    return { ...this, trace: this.trace };
  }
}
