import type { Bilingual, Fen, RatePpm, Rejection } from '@gongji/domain';

/** What the engine answers: an assessment, or every reason why not. */
export type Outcome =
  | { readonly kind: 'assessed'; readonly assessment: Assessment }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/**
 * Assessment 核定: who pays what of one bill, and why.
 * total = Σ payments + providerFen + personFen; personFen = accountFen + familyAccountFen + cashFen;
 * total = selfPaid + overLimit + firstPay + inScope; 0 ≤ deductibleFen ≤ inScopeFen.
 */
export interface Assessment {
  readonly policyId: string;
  /** SHA-256 of the policy source that settled it. */
  readonly policyVersion: string;
  readonly benefit: string;
  readonly totalFen: Fen;
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
  /** 实际支付起付线 */
  readonly deductibleFen: Fen;
  /** One row per fund of the policy that pays something, in payer order of the policy. */
  readonly payments: readonly FundPayment[];
  /** Borne by the provider 医院负担. */
  readonly providerFen: Fen;
  /** Person's part 个人负担 in all. */
  readonly personFen: Fen;
  readonly accountFen: Fen;
  readonly familyAccountFen: Fen;
  readonly cashFen: Fen;
  /** Same order as the bill's lines; empty on the aggregate path. */
  readonly lines: readonly LineSplit[];
  readonly counterMoves: readonly CounterMove[];
  readonly trace: readonly TraceStep[];
}

export interface FundPayment {
  /** Payer id of the policy, e.g. `pooledFund`. */
  readonly payer: string;
  /** National fund type 基金支付类型, e.g. 310100. */
  readonly fundType: string;
  readonly amountFen: Fen;
}

export interface LineSplit {
  readonly id: string;
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
  readonly firstPayPpm: RatePpm;
}

export interface CounterMove {
  readonly counter: string;
  /** `counter|scope|period`, e.g. `inScopeYear||2026`, `diseasePaid|M03900|2026`. */
  readonly key: string;
  /** Whose counter: the person's own, or the family's. */
  readonly owner: 'person' | 'family';
  readonly before: number;
  readonly delta: number;
}

/** `day`: days since 1970-01-01. */
export type TraceUnit = 'fen' | 'ppm' | 'count' | 'flag' | 'text' | 'day';

/** One step as it ran: plain numbers and ids, so it stores small; `explain` renders it in Chinese and English. */
export interface TraceStep {
  /** Step path in the policy, e.g. `inpatient.3` or `catastrophic.1`. */
  readonly step: string;
  readonly kind: string;
  /** Name of the value the step produced. */
  readonly name: string;
  /** Value in fen, ppm or a count, by `unit`. */
  readonly result: number;
  readonly unit: TraceUnit;
  /** Named inputs with values, in the order in which the formula uses them. */
  readonly inputs: readonly TraceInput[];
}

export interface TraceInput {
  readonly name: string;
  readonly value: number | string | boolean;
  readonly unit: TraceUnit;
  /** Clause of the parameter or table row used, e.g. `D1 第十二条`. */
  readonly cite?: string;
}

/** A trace step in words, for people; JSON form of `gongji policy explain`. */
export interface ExplainedStep extends TraceStep {
  readonly title: Bilingual;
  readonly clause: string;
  /** e.g. `15300.00 × 85% = 13005.00` */
  readonly formula: string;
  readonly sentence: Bilingual;
}
