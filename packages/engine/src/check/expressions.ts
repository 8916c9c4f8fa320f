import type { Expr } from '../expr/ast.ts';
import { isExprError, parseExpr } from '../expr/parse.ts';
import type { ExprText, PolicyModel, StepModel } from '../model.ts';

/** The steps of all benefits, fragments and rules. */
export function stepsOf(policy: PolicyModel): readonly StepModel[] {
  const lists = [policy.benefits, policy.fragments, policy.rules].flatMap((map) => [...map.values()]);
  return lists.flatMap(({ steps }) => steps);
}

/** Every expression of a step, in the order in which the step is written. */
export function expressionsOf(step: StepModel): readonly ExprText[] {
  const own = ownExpressions(step);
  return step.when === undefined ? own : [step.when, ...own];
}

function ownExpressions(step: StepModel): readonly ExprText[] {
  switch (step.kind) {
    case 'classify':
      return present([step.firstPay, step.selfPaid, ...[...step.sums.values()].map((sum) => sum.where)]);
    case 'let':
      return [step.is];
    case 'deduct':
      return present([step.upTo, step.rate]);
    case 'limit':
      return [step.to];
    case 'share':
      return present([...howExpressions(step.how), step.cap]);
    case 'account':
      return [step.of];
    case 'pay':
      return [step.amount];
    case 'cover':
      return present([step.from, step.to, step.waitingFrom]);
    case 'suspend':
      return [step.from];
    case 'retire':
      return present([step.from, step.earliest]);
    case 'refuse':
    case 'use':
      return [];
  }
}

function howExpressions(
  how: Extract<StepModel, { readonly kind: 'share' }>['how'],
): readonly (ExprText | undefined)[] {
  switch (how.kind) {
    case 'rate':
      return [how.rate];
    case 'amount':
      return [how.amount];
    case 'bands':
      return [how.from, ...how.rows.flatMap((row) => [row.upTo, row.rate])];
  }
}

function present(texts: readonly (ExprText | undefined)[]): readonly ExprText[] {
  return texts.filter((text) => text !== undefined);
}

/** Running amounts that a step names outside its expressions. */
export function amountsNamedBy(step: StepModel): readonly string[] {
  switch (step.kind) {
    case 'deduct':
      return [step.from];
    case 'limit':
    case 'share':
      return [step.of];
    default:
      return [];
  }
}

/** All parts of an expression, itself first; nothing when the text cannot be parsed (the compiler says why). */
export function partsOf(text: ExprText): readonly Expr[] {
  const expr = parseExpr(text.text);
  return isExprError(expr) ? [] : walk(expr);
}

function walk(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'neg':
    case 'not':
      return [expr, ...walk(expr.arg)];
    case 'binary':
      return [expr, ...walk(expr.left), ...walk(expr.right)];
    case 'in':
      return [expr, ...walk(expr.value), ...expr.options.flatMap(walk)];
    case 'call':
      return [expr, ...expr.args.flatMap(walk)];
    default:
      return [expr];
  }
}

/** Names read anywhere: in steps, conditions, feeds and the `by` of tables. */
export function namesRead(policy: PolicyModel): ReadonlySet<string> {
  const steps = stepsOf(policy);
  const texts = [
    ...steps.flatMap(expressionsOf),
    ...[...policy.benefits.values()].flatMap((benefit) => (benefit.when === undefined ? [] : [benefit.when])),
    ...[...policy.rules.values()].flatMap(({ when, window }) =>
      present([when, window?.opens, window?.closes]),
    ),
    ...[...policy.counters.values()].flatMap((counter) => [...counter.feed.values()]),
  ];
  const names = new Set(texts.flatMap(partsOf).flatMap((part) => (part.kind === 'name' ? [part.name] : [])));
  for (const name of names)
    if (name.startsWith('counter.previous.')) names.add(name.replace('previous.', ''));
  for (const name of steps.flatMap(amountsNamedBy)) names.add(name);
  for (const parameter of policy.parameters.values()) {
    for (const { content } of parameter.values) {
      if (content.kind === 'table') for (const name of content.by) names.add(name);
    }
  }
  return names;
}
