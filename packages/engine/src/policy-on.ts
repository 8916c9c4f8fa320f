import type { CalendarDate } from '@gongji/domain';
import { compilePolicy } from './compile.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import type { PolicyModel } from './model.ts';

const COMPILED = new WeakMap<PolicyModel, CompiledPolicy[]>();

/**
 * The policy compiled for a day, kept per policy and span. Throws RangeError when it does not compile on that day:
 * a policy in use has been checked before.
 */
export function policyOn(policy: PolicyModel, on: CalendarDate): CompiledPolicy {
  const spans = COMPILED.get(policy) ?? [];
  const known = spans.find((s) => s.validFrom <= on && (s.validTo === undefined || on <= s.validTo));
  if (known !== undefined) return known;
  const { compiled, problems } = compilePolicy(policy, on);
  if (compiled === undefined) {
    const [first] = problems;
    throw new RangeError(
      `policy ${policy.id} does not compile: ${first?.file}:${first?.line}: ${first?.message.en}`,
    );
  }
  COMPILED.set(policy, [...spans, compiled]);
  return compiled;
}

/** Gives {@link policyOn} a span that was compiled elsewhere: a page that may not create code brings its programs along. */
export function keepCompiled(compiled: CompiledPolicy): void {
  const spans = COMPILED.get(compiled.policy) ?? [];
  if (spans.some((s) => s.validFrom === compiled.validFrom)) return;
  COMPILED.set(compiled.policy, [...spans, compiled]);
}
