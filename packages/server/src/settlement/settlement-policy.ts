import { adjudicateStay, counterKeysOfStay, policyOn } from '@gongji/engine';
import { loadOnce } from '../policy/load-once.ts';
import type { SettlementPolicy } from './policy-book.ts';

/**
 * A policy text as settlement uses it. The engine compiles it once for each span of days in which its values stay the
 * same, when the first bill of the span needs it. Throws when the text does not load: what is recorded was checked.
 */
export function compileForSettlement(source: string, id: string): SettlementPolicy {
  const { policy, problems } = loadOnce(source, id);
  if (policy === undefined) {
    const reasons = problems.map((p) => `${p.file}:${p.line} ${p.message.en}`);
    throw new Error(`recorded policy ${id} does not load: ${reasons.join('; ')}`);
  }
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
    benefitFor: (on, medType, facts) => policyOn(policy, on).benefitFor(medType, facts),
    clrTypeOf: (benefit) => policy.benefits.get(benefit)?.clrType ?? '',
    adjudicate: (bill, counters) => adjudicateStay(policy, bill, counters),
    counterKeys: (bill) => counterKeysOfStay(policy, bill),
  };
}
