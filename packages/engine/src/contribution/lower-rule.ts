import type { CalendarDate } from '@gongji/domain';
import type { Typed } from '../expr/typed.ts';
import type { Findings } from '../findings.ts';
import { checkPlaced, flatten } from '../lower.ts';
import { type PolicyModel, type RuleModel, resultStep } from '../model.ts';
import { addSite, checkExpr, reportAt, type Scope, startScope } from '../scope.ts';
import type { StepIr } from '../steps/step-kinds.ts';
import type { PaySlot, RuleIr } from './rule-ir.ts';

/** Site of a rule whose `cover` steps all had conditions and none held. */
export const UNDECIDED_SITE = 4;

/** Types a rule for a day; undefined when anything is wrong with it, all of which has been reported. */
export function lowerRule(
  policy: PolicyModel,
  id: string,
  on: CalendarDate,
  findings: Findings,
): RuleIr | undefined {
  const model = policy.rules.get(id);
  if (model === undefined) throw new RangeError(`no rule ${id} in ${policy.id}`);
  const scope = startScope({ policy, on, findings, benefit: id, section: model.section });
  for (const code of [
    ...(['policy-amount-too-large', 'policy-division-by-zero', 'fact-unknown'] as const),
    'policy-cover-undecided' as const,
  ]) {
    addSite(scope, { kind: 'fault', code, step: id });
  }
  const before = findings.problems.length;
  const when = model.when && checkExpr(scope, model.when, 'boolean');
  const window = checkWindow(scope, model);
  const steps = checkSteps(scope, model);
  if (findings.problems.length > before) return undefined;
  return {
    id,
    model,
    attributes: scope.attributes,
    inputs: scope.inputs,
    parameters: scope.parameters,
    ...(when === undefined ? {} : { when }),
    ...(window === undefined ? {} : { window }),
    steps,
    pays: steps.flatMap(paySlot),
    sites: scope.sites,
    trace: scope.trace,
    traceSize: scope.sizes.trace,
  };
}

function checkWindow(scope: Scope, { window }: RuleModel): { opens: Typed; closes: Typed } | undefined {
  if (window === undefined) return undefined;
  const [opens, closes] = [checkExpr(scope, window.opens, 'day'), checkExpr(scope, window.closes, 'day')];
  return opens && closes && { opens, closes };
}

function checkSteps(scope: Scope, model: RuleModel): readonly StepIr[] {
  const placed = flatten(scope, scope.benefit, model.steps, []);
  const wanted = resultStep(model.section);
  if (!placed.some(({ step }) => step.kind === wanted)) {
    reportAt(scope, model.at, 'no-result', {
      zh: `规则 ${scope.benefit} 没有 ${wanted} 步骤`,
      en: `rule ${scope.benefit} has no ${wanted} step`,
    });
  }
  return placed.flatMap((place, index) => checkPlaced(scope, place, index));
}

function paySlot({ body }: StepIr): readonly PaySlot[] {
  if (body.kind !== 'pay') return [];
  const { payer, into, component, name } = body.model;
  return [{ name, payer, into, component, slot: body.slot }];
}
