import type { CalendarDate } from '@gongji/domain';
import { spanOf } from '../compile.ts';
import { startFindings } from '../findings.ts';
import type { PolicyModel, Problem, RuleSection } from '../model.ts';
import { linkRule, type RuleProgram } from './emit-rule.ts';
import { lowerRule } from './lower-rule.ts';
import { type RuleEncoder, ruleEncoder } from './rule-encoder.ts';
import type { RuleIr } from './rule-ir.ts';

/** A rule ready to run. */
export interface LinkedRule {
  readonly ir: RuleIr;
  readonly program: RuleProgram;
  readonly encoder: RuleEncoder;
}

/** The rules of a policy for a span of days in which all its dated values stay the same. */
export interface CompiledRules {
  readonly policy: PolicyModel;
  readonly validFrom: CalendarDate;
  /** Last day of the span; absent = open. */
  readonly validTo?: CalendarDate;
  readonly rules: ReadonlyMap<string, LinkedRule>;
}

const COMPILED = new WeakMap<PolicyModel, CompiledRules[]>();

/** What keeps the rules of a policy from being compiled for a day; also types them, for checks. */
export function lowerRules(
  policy: PolicyModel,
  on: CalendarDate,
): { readonly rules: ReadonlyMap<string, RuleIr>; readonly problems: readonly Problem[] } {
  const findings = startFindings(policy.file);
  const rules = new Map<string, RuleIr>();
  for (const id of policy.rules.keys()) {
    const ir = lowerRule(policy, id, on, findings);
    if (ir !== undefined) rules.set(id, ir);
  }
  return { rules, problems: findings.problems };
}

/**
 * The rules of a policy compiled for a day, kept per policy and span. Throws RangeError when the policy is not in force
 * on that day or does not compile: a policy in use has been checked before.
 */
export function rulesOn(policy: PolicyModel, on: CalendarDate): CompiledRules {
  const { from, to } = policy.inForce;
  if (on < from || (to !== undefined && on > to))
    throw new RangeError(`policy ${policy.id} is not in force on ${on}`);
  const spans = COMPILED.get(policy) ?? [];
  const known = spans.find((s) => s.validFrom <= on && (s.validTo === undefined || on <= s.validTo));
  if (known !== undefined) return known;
  const { rules, problems } = lowerRules(policy, on);
  const [first] = problems;
  if (first !== undefined)
    throw new RangeError(
      `policy ${policy.id} does not compile: ${first.file}:${first.line}: ${first.message.en}`,
    );
  const span = spanOf(policy, on);
  const compiled: CompiledRules = {
    policy,
    validFrom: span.from,
    ...(span.to === undefined ? {} : { validTo: span.to }),
    rules: new Map([...rules].map(([id, ir]) => [id, link(ir)])),
  };
  COMPILED.set(policy, [...spans, compiled]);
  return compiled;
}

function link(ir: RuleIr): LinkedRule {
  return { ir, program: linkRule(ir), encoder: ruleEncoder(ir) };
}

/** Rules of a section in the order of the file. */
export function rulesIn(compiled: CompiledRules, section: RuleSection): readonly LinkedRule[] {
  return [...compiled.rules.values()].filter(({ ir }) => ir.model.section === section);
}
