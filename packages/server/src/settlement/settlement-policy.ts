import type { CalendarDate } from '@gongji/domain';
import { type Bill, type CompiledPolicy, compilePolicy, loadPolicy, type Problem } from '@gongji/engine';
import { policyDateOf, type SettlementPolicy } from './policy-book.ts';

/**
 * A policy text as settlement uses it. Compiled once for each span of days in which its values stay the same, when the
 * first bill of the span needs it. Throws when the text does not load: what is recorded was checked before.
 */
export function compileForSettlement(source: string, id: string): SettlementPolicy {
  const { policy, problems } = loadPolicy(source, id);
  if (policy === undefined) throw unusable(id, problems);
  const spans: CompiledPolicy[] = [];
  const compiledOn = (on: CalendarDate): CompiledPolicy => {
    const known = spans.find((s) => s.validFrom <= on && (s.validTo === undefined || on <= s.validTo));
    if (known !== undefined) return known;
    const { compiled, problems: found } = compilePolicy(policy, on);
    if (compiled === undefined) throw unusable(id, found);
    spans.push(compiled);
    return compiled;
  };
  const compiledFor = (bill: Bill) => compiledOn(policyDateOf(policy, bill.dates));
  return {
    version: policy.version,
    id: policy.id,
    region: policy.region,
    scheme: policy.scheme,
    insutype: policy.insutype,
    inForceFrom: policy.inForce.from,
    inForceTo: policy.inForce.to,
    policyDate: policy.policyDate,
    benefitYearStart: policy.benefitYearStart,
    reversal: policy.reversal,
    benefitFor: (on, medType, facts) => compiledOn(on).benefitFor(medType, facts),
    clrTypeOf: (benefit) => policy.benefits.get(benefit)?.clrType ?? '',
    adjudicate: (bill, counters) => compiledFor(bill).adjudicate(bill, counters),
    counterKeys: (bill) => compiledFor(bill).counterKeys(bill),
  };
}

function unusable(id: string, problems: readonly Problem[]): Error {
  const reasons = problems.map((p) => `${p.file}:${p.line} ${p.message.en}`);
  return new Error(`recorded policy ${id} cannot be used: ${reasons.join('; ')}`);
}
