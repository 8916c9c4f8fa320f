import type { CalendarDate } from '@gongji/domain';
import type { Typed } from './expr/typed.ts';
import type { Findings } from './findings.ts';
import type { BenefitIr, FeedIr } from './ir.ts';
import type { At, BenefitModel, ExprText, PolicyModel, StepModel, UseStep } from './model.ts';
import { nonNegative } from './non-negative.ts';
import { counterSlot } from './resolve.ts';
import { addSite, checkExpr, reportAt, type Scope, startScope } from './scope.ts';
import { DEFAULT_CLASSIFY } from './steps/classify.ts';
import { checkStep, type StepIr } from './steps/step-kinds.ts';

type PlainStep = Exclude<StepModel, UseStep>;

/** A step with the conditions of the `use` steps around it. */
interface Placed {
  readonly path: string;
  readonly step: PlainStep;
  readonly whens: readonly ExprText[];
}

/** Site numbers of every benefit; see {@link RefusalSite}. */
export const LARGE_SITE = 1;
export const DIVISION_SITE = 2;
export const FACT_SITE = 3;

/** Types a benefit for a day; undefined when anything is wrong with it, all of which has been reported. */
export function lowerBenefit(
  policy: PolicyModel,
  id: string,
  on: CalendarDate,
  findings: Findings,
): BenefitIr | undefined {
  const model = policy.benefits.get(id);
  if (model === undefined) throw new RangeError(`no benefit ${id} in ${policy.id}`);
  const scope = startScope({ policy, on, findings, benefit: id });
  for (const code of ['policy-amount-too-large', 'policy-division-by-zero', 'fact-unknown'] as const) {
    addSite(scope, { kind: 'fault', code, step: id });
  }
  const before = findings.problems.length;
  const when = model.when && checkExpr(scope, model.when, 'boolean');
  const steps = checkSteps(scope, model);
  const feeds = checkFeeds(scope);
  if (findings.problems.length > before) return undefined;
  const first = steps[0]?.body;
  return {
    id,
    attributes: scope.attributes,
    counters: scope.counters,
    parameters: scope.parameters,
    sums: first?.kind === 'classify' ? first.sums : [],
    payers: scope.payers,
    listCodes: scope.listCodes,
    ...(when === undefined ? {} : { when }),
    steps,
    feeds,
    sites: scope.sites,
    valueSlots: scope.sizes.values,
    trace: scope.trace,
    traceSize: scope.sizes.trace,
  };
}

function checkSteps(scope: Scope, model: BenefitModel): readonly StepIr[] {
  const placed = flatten(scope, scope.benefit, model.steps, []);
  if (placed.length === 0) {
    reportAt(scope, model.at, 'no-steps', {
      zh: `待遇 ${scope.benefit} 没有步骤`,
      en: `benefit ${scope.benefit} has no steps`,
    });
  }
  const own = placed[0]?.step.kind === 'classify';
  const head: Placed = { path: `${scope.benefit}.0`, step: { ...DEFAULT_CLASSIFY, at: model.at }, whens: [] };
  const all = own ? placed : [head, ...placed];
  checkOrder(scope, all);
  return all.flatMap((place, index) => checkPlaced(scope, place, index));
}

export function checkPlaced(scope: Scope, { path, step, whens }: Placed, index: number): readonly StepIr[] {
  scope.here.path = path;
  scope.here.index = index;
  const conditions = [...whens, ...(step.when === undefined ? [] : [step.when])];
  const when = allOf(conditions.map((text) => checkExpr(scope, text, 'boolean')));
  const body = checkStep(step, scope);
  return body === undefined ? [] : [{ path, ...(when === undefined ? {} : { when }), model: step, body }];
}

function allOf(conditions: readonly (Typed | undefined)[]): Typed | undefined {
  const known = conditions.filter((c) => c !== undefined);
  return known.length === 0
    ? undefined
    : known.reduce((left, right) => ({ kind: 'logic', type: 'boolean', op: 'and', left, right }));
}

/** Puts the steps of fragments in the place of `use`. */
export function flatten(
  scope: Scope,
  owner: string,
  steps: readonly StepModel[],
  whens: readonly ExprText[],
  inside: readonly string[] = [],
): readonly Placed[] {
  return steps.flatMap((step, i): readonly Placed[] => {
    const path = `${owner}.${i + 1}`;
    if (step.kind !== 'use') return [{ path, step, whens }];
    const fragment = scope.policy.fragments.get(step.fragment);
    if (fragment === undefined || inside.includes(step.fragment)) {
      reportUse(scope, step.at, step.fragment, fragment === undefined);
      return [];
    }
    const deeper = step.when === undefined ? whens : [...whens, step.when];
    return flatten(scope, step.fragment, fragment.steps, deeper, [...inside, step.fragment]);
  });
}

function reportUse(scope: Scope, at: At, fragment: string, unknown: boolean): void {
  if (unknown) {
    reportAt(scope, at, 'unknown-name', {
      zh: `没有片段 ${fragment}`,
      en: `there is no fragment ${fragment}`,
    });
  } else {
    reportAt(scope, at, 'fragment-loop', {
      zh: `片段 ${fragment} 引用了自己`,
      en: `fragment ${fragment} uses itself`,
    });
  }
}

/** `classify` first and only once; nothing but accounts after an account, each account once. */
function checkOrder(scope: Scope, placed: readonly Placed[]): void {
  const wrong = (at: At, zh: string, en: string) => reportAt(scope, at, 'step-order', { zh, en });
  let accounts = '';
  placed.forEach(({ step, whens, path }, index) => {
    if (step.kind === 'classify' && (index > 0 || step.when !== undefined || whens.length > 0)) {
      wrong(
        step.at,
        `${path}：classify 只能是无条件的第一步`,
        `${path}: classify is the first step, without a condition`,
      );
    }
    if (step.kind === 'account') {
      if (accounts.includes(step.which))
        wrong(step.at, `${path}：账户步骤重复`, `${path}: the account is used twice`);
      accounts += step.which;
    } else if (accounts !== '') {
      wrong(
        step.at,
        `${path}：账户步骤之后不能再有其他步骤`,
        `${path}: only account steps may follow an account step`,
      );
    }
  });
}

function checkFeeds(scope: Scope): readonly FeedIr[] {
  const feeds: FeedIr[] = [];
  for (const [name, counter] of scope.policy.counters) {
    const text = counter.feed.get(scope.benefit);
    const delta = text && checkExpr(scope, text, counter.unit === 'yuan' ? 'amount' : 'number');
    if (delta === undefined) continue;
    const fault = { kind: 'fault', code: 'policy-counter-negative', step: `counters.${name}` } as const;
    const guard = nonNegative(scope, delta) ? {} : { site: addSite(scope, fault) };
    feeds.push({ counter: counterSlot(scope, name), delta, ...guard });
  }
  return feeds;
}
