import {
  addDays,
  type Bilingual,
  type CalendarDate,
  inPrecedence,
  type Rejection,
  rejection,
} from '@gongji/domain';
import { adjudicateBill, type LinkedBenefit, linkBenefit } from './adjudicate.ts';
import { bilingualRejection } from './bilingual-rejection.ts';
import type { Bill, CounterState, Facts } from './bill.ts';
import { emitProgram, type Program } from './codegen/program.ts';
import type { BenefitChoice, CompiledPolicy } from './compiled-policy.ts';
import { refsOf } from './expr/typed.ts';
import { type Findings, find, startFindings } from './findings.ts';
import type { BenefitIr } from './ir.ts';
import { lowerBenefit } from './lower.ts';
import type { PolicyModel, Problem } from './model.ts';
import { policyDateOf } from './period.ts';
import { replayers } from './replay/replayers.ts';
import { replaySpans } from './replay/run.ts';

export interface CompileResult {
  /** Absent when there is any problem. */
  readonly compiled?: CompiledPolicy;
  readonly problems: readonly Problem[];
}

export interface CompileOptions {
  /**
   * Programs loaded from {@link emitModule}, for pages whose content policy forbids to create code. They are taken
   * only when they were made from exactly the same rules.
   */
  readonly module?: PolicyModule;
}

/** What a file made by {@link emitModule} exports. */
export interface PolicyModule {
  readonly id: string;
  readonly programs: readonly Program[];
}

/**
 * Compiles a policy for a day: dated values are resolved, expressions parsed and typed, every benefit made a function.
 * All problems of all benefits come back at once, with their places.
 */
export function compilePolicy(
  policy: PolicyModel,
  on: CalendarDate,
  options: CompileOptions = {},
): CompileResult {
  const findings = startFindings(policy.file);
  if (!isInForce(policy, on)) return { problems: notInForce(policy, on, findings) };
  const benefits = new Map<string, BenefitIr>();
  for (const id of policy.benefits.keys()) {
    const ir = lowerBenefit(policy, id, on, findings);
    if (ir !== undefined) benefits.set(id, ir);
  }
  if (findings.problems.length > 0) return { problems: findings.problems };
  return { compiled: link(policy, on, benefits, options), problems: [] };
}

function isInForce({ inForce }: PolicyModel, on: CalendarDate): boolean {
  return on >= inForce.from && (inForce.to === undefined || on <= inForce.to);
}

function notInForce(policy: PolicyModel, on: CalendarDate, findings: Findings): readonly Problem[] {
  find(findings, { line: 1, col: 1 }, 'not-in-force', {
    zh: `政策 ${policy.id} 在 ${on} 不在有效期内`,
    en: `policy ${policy.id} is not in force on ${on}`,
  });
  return findings.problems;
}

/** The span around a day in which no dated value of the policy changes. */
export function spanOf(
  policy: PolicyModel,
  on: CalendarDate,
): { readonly from: CalendarDate; readonly to?: CalendarDate } {
  let from = policy.inForce.from;
  let to = policy.inForce.to;
  for (const { values } of policy.parameters.values()) {
    for (const value of values) {
      if (value.from <= on && value.from > from) from = value.from;
      const dayBefore = addDays(value.from, -1);
      if (value.from > on && (to === undefined || dayBefore < to)) to = dayBefore;
    }
  }
  return { from, ...(to === undefined ? {} : { to }) };
}

function link(
  policy: PolicyModel,
  on: CalendarDate,
  benefits: ReadonlyMap<string, BenefitIr>,
  { module }: CompileOptions,
): CompiledPolicy {
  const sources = [...benefits.values()].map(emitProgram);
  const programs = module === undefined ? sources.map(runSource) : checkedPrograms(module, sources);
  const linked = new Map<string, LinkedBenefit>();
  [...benefits].forEach(([id, ir], i) => {
    const program = programs[i];
    if (program !== undefined) linked.set(id, linkBenefit(ir, program, policy.benefitYearStart));
  });
  const { from, to } = spanOf(policy, on);
  const compiled: CompiledPolicy = {
    policy,
    on,
    validFrom: from,
    ...(to === undefined ? {} : { validTo: to }),
    payers: [...policy.payers].map(([id, { name, fundType }]) => ({ id, name, fundType })),
    benefits,
    adjudicate: (bill, counters) => adjudicate(compiled, linked, bill, counters),
    counterKeys: (bill) =>
      linked.get(bill.benefit)?.keys.keysOf(bill, policyDateOf(policy, bill.dates), []) ?? [],
    benefitFor: (medType, facts) => benefitFor(policy, linked, medType, facts),
    replayer: replayers(policy, benefits),
    replay: (columns, into, outputs) => replaySpans([compiled], columns, into, outputs),
  };
  return compiled;
}

/** Only source that {@link emitProgram} generated from typed rules is ever run. */
function runSource(source: string): Program {
  return new Function(`"use strict";\n${source}`)() as Program;
}

function checkedPrograms(module: PolicyModule, sources: readonly string[]): readonly Program[] {
  if (module.id !== moduleId(sources))
    throw new RangeError('the module was made from other rules: make it again');
  return module.programs;
}

/** The compiled policy as a JavaScript module, to be served from the page's own origin. */
export function emitModule(compiled: CompiledPolicy): string {
  const sources = [...compiled.benefits.values()].map(emitProgram);
  const programs = sources.map((source) => `(function(){"use strict";\n${source}\n})()`);
  return `export const id=${JSON.stringify(moduleId(sources))};\nexport const programs=[\n${programs.join(',\n')}\n];\n`;
}

/** 53-bit fingerprint of the generated code; guards against a stale file, not against an attacker. */
function moduleId(sources: readonly string[]): string {
  let [h1, h2] = [0xdeadbeef, 0x41c6ce57];
  for (const source of sources) {
    for (let i = 0; i < source.length; i++) {
      const c = source.charCodeAt(i);
      h1 = Math.imul(h1 ^ c, 2654435761);
      h2 = Math.imul(h2 ^ c, 1597334677);
    }
  }
  return (4294967296 * (h2 & 2097151) + (h1 >>> 0)).toString(36);
}

function adjudicate(
  { policy, validFrom, validTo }: CompiledPolicy,
  linked: ReadonlyMap<string, LinkedBenefit>,
  bill: Bill,
  counters: CounterState,
) {
  const on = policyDateOf(policy, bill.dates);
  if (on < validFrom || (validTo !== undefined && on > validTo)) {
    throw new RangeError(`bill of ${on} settled with values of ${validFrom} to ${validTo ?? '…'}`);
  }
  const benefit = linked.get(bill.benefit);
  if (benefit === undefined) return { kind: 'refused', rejections: [absent(policy, bill.benefit)] } as const;
  return adjudicateBill({ policy, benefit }, bill, counters, on);
}

function absent(policy: PolicyModel, benefit: string): Rejection {
  const missing = policy.missing.find((m) => m.benefit === benefit);
  if (missing !== undefined) return valueMissing(missing.reason);
  return rejection('benefit-not-found', { medType: benefit }, { field: 'benefit', value: benefit });
}

function valueMissing({ zh, en }: Bilingual): Rejection {
  return bilingualRejection('policy-value-missing', { zh: { what: zh }, en: { what: en } });
}

function benefitFor(
  policy: PolicyModel,
  linked: ReadonlyMap<string, LinkedBenefit>,
  medType: string,
  facts: Facts,
): BenefitChoice {
  const longest = (medTypes: readonly string[]) =>
    Math.max(0, ...medTypes.filter((m) => m !== '' && medType.startsWith(m)).map((m) => m.length));
  const served = [...policy.benefits].map(([id, b]) => ({ id, length: longest(b.medTypes) }));
  const absentOnes = policy.missing.map((m) => ({ missing: m, length: longest(m.medTypes) }));
  const best = Math.max(0, ...served.map((s) => s.length), ...absentOnes.map((a) => a.length));
  const rejections: Rejection[] = [];
  const fit = served.filter(
    (s) => best > 0 && s.length === best && conditionHolds(linked.get(s.id), facts, rejections),
  );
  if (rejections.length > 0) return { kind: 'refused', rejections: inPrecedence(rejections) };
  const [first, ...more] = fit;
  if (first !== undefined && more.length === 0) return { kind: 'benefit', benefit: first.id };
  const at = { field: 'medType', value: medType };
  if (first !== undefined) {
    const benefits = fit.map((f) => f.id).join(', ');
    return { kind: 'refused', rejections: [rejection('benefit-ambiguous', { medType, benefits }, at)] };
  }
  const missing = absentOnes.find((a) => best > 0 && a.length === best)?.missing;
  const why =
    missing === undefined ? rejection('benefit-not-found', { medType }, at) : valueMissing(missing.reason);
  return { kind: 'refused', rejections: [why] };
}

/** Whether the benefit's own condition holds; facts it needs and lacks are refused. */
function conditionHolds(benefit: LinkedBenefit | undefined, facts: Facts, rejections: Rejection[]): boolean {
  if (benefit === undefined) return false;
  const when = benefit.ir.when;
  if (when === undefined) return true;
  const found: Rejection[] = [];
  const codes: number[] = [];
  benefit.encoder.encode(facts, codes, found);
  const needed = new Set(refsOf([when]).map(({ ref }) => `facts.${ref.name}`));
  const lacking = found.filter((r) => r.field !== undefined && needed.has(r.field));
  rejections.push(...lacking);
  return lacking.length === 0 && benefit.program.when(codes);
}
