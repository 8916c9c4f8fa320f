import type { CalendarDate } from '@gongji/domain';
import {
  type BenefitChoice,
  type Bill,
  type BillDates,
  type CounterKey,
  type CounterState,
  type Facts,
  type Outcome,
  policyDateOf,
} from '@gongji/engine';

/** A policy version as settlement uses it. */
export interface SettlementPolicy {
  /** SHA-256 of the source; primary key of `policy_version`. */
  readonly version: string;
  readonly id: string;
  readonly region: string;
  readonly scheme: 'employee' | 'resident';
  readonly insutype: string;
  readonly inForceFrom: CalendarDate;
  readonly inForceTo: CalendarDate | undefined;
  readonly policyDate: 'discharge' | 'settlement' | 'event';
  readonly benefitYearStart: string;
  readonly reversal: 'recompute' | 'refuse';
  /** Which benefit serves a medical type on a day, or why none does. */
  readonly benefitFor: (on: CalendarDate, medType: string, facts: Facts) => BenefitChoice;
  /** 清算类别 of a benefit. */
  readonly clrTypeOf: (benefit: string) => string;
  readonly adjudicate: (bill: Bill, counters: CounterState) => Outcome;
  /** Counters the bill reads or moves. */
  readonly counterKeys: (bill: Bill) => readonly CounterKey[];
}

/** The policies that may settle, newest loaded first. */
export interface PolicyBook {
  readonly epoch: string;
  readonly policies: readonly SettlementPolicy[];
}

export interface PolicyInForce {
  readonly policy: SettlementPolicy;
  /** The day that selected it and selects its values. */
  readonly on: CalendarDate;
}

/**
 * The policy of a region and insurance type that is in force on the day it looks at itself (discharge, settlement or
 * event). A division inside the pooling region is served by the region's policy. Newest loaded wins.
 */
export function policyInForce(
  book: PolicyBook,
  regionCode: string,
  insutype: string,
  dates: BillDates,
): PolicyInForce | undefined {
  const region = `${regionCode.slice(0, 4)}00`;
  for (const policy of book.policies) {
    if (policy.insutype !== insutype || (policy.region !== regionCode && policy.region !== region)) continue;
    const on = policyDateOf(policy, dates);
    if (policy.inForceFrom <= on && (policy.inForceTo === undefined || on <= policy.inForceTo))
      return { policy, on };
  }
  return undefined;
}

/** The policy that settled an earlier bill, by its version. Throws when the text is not loaded: it must never vanish. */
export function policyOfVersion(book: PolicyBook, version: string): SettlementPolicy {
  const policy = book.policies.find((p) => p.version === version);
  if (policy === undefined) throw new Error(`policy version ${version} is not loaded`);
  return policy;
}
