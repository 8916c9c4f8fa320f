import type { ClassifyStep, ExprText, PolicyModel, ShareStep, StepModel } from '@gongji/engine';

/** What can change the result of one benefit: the form asks for these and for nothing else. */
export interface Reads {
  readonly attributes: ReadonlySet<string>;
  readonly counters: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
}

/** Names a benefit reads, through its fragments, its tables and everything these mention. */
export function readsOf(policy: PolicyModel, benefitId: string): Reads {
  const found = { attributes: new Set<string>(), counters: new Set<string>(), parameters: new Set<string>() };
  const benefit = policy.benefits.get(benefitId);
  if (benefit === undefined) return found;
  const note = (name: string): void => {
    if (name.startsWith('counter.')) found.counters.add(name.slice('counter.'.length));
    if (policy.attributes.has(name)) found.attributes.add(name);
    if (!policy.parameters.has(name) || found.parameters.has(name)) return;
    found.parameters.add(name);
    for (const key of tableKeys(policy, name)) note(key);
  };
  const texts = [
    ...(benefit.when ? [benefit.when] : []),
    ...benefit.steps.flatMap((s) => expressionsOf(policy, s)),
  ];
  for (const { text } of texts) for (const name of namesIn(text)) note(name);
  return found;
}

function tableKeys(policy: PolicyModel, parameter: string): readonly string[] {
  const values = policy.parameters.get(parameter)?.values ?? [];
  return values.flatMap(({ content }) => (content.kind === 'table' ? content.by : []));
}

/** Names in an expression; texts in quotes are values, not names. */
export function namesIn(text: string): readonly string[] {
  return text.replace(/'[^']*'/g, ' ').match(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g) ?? [];
}

/** All expressions of a step, those of a fragment it uses included. */
export function expressionsOf(policy: PolicyModel, step: StepModel): readonly ExprText[] {
  const when = step.when === undefined ? [] : [step.when];
  return [...when, ...ownTexts(policy, step)];
}

function ownTexts(policy: PolicyModel, step: StepModel): readonly ExprText[] {
  switch (step.kind) {
    case 'classify':
      return classifyTexts(step);
    case 'let':
      return [step.is];
    case 'deduct':
      return present(step.upTo, step.rate);
    case 'limit':
      return [step.to];
    case 'share':
      return shareTexts(step);
    case 'refuse':
      return [];
    case 'account':
      return [step.of];
    case 'pay':
      return [step.amount];
    case 'cover':
      return present(step.from, step.to, step.waitingFrom);
    case 'suspend':
      return [step.from];
    case 'retire':
      return present(step.from, step.earliest);
    case 'use':
      return (policy.fragments.get(step.fragment)?.steps ?? []).flatMap((s) => expressionsOf(policy, s));
  }
}

function classifyTexts({ firstPay, selfPaid, sums }: ClassifyStep): readonly ExprText[] {
  return present(firstPay, selfPaid, ...[...sums.values()].map((sum) => sum.where));
}

function shareTexts({ how, cap }: ShareStep): readonly ExprText[] {
  switch (how.kind) {
    case 'rate':
      return present(how.rate, cap);
    case 'amount':
      return present(how.amount, cap);
    case 'bands':
      return present(how.from, cap, ...how.rows.flatMap((row) => [row.upTo, row.rate]));
  }
}

function present(...texts: readonly (ExprText | undefined)[]): readonly ExprText[] {
  return texts.filter((text) => text !== undefined);
}
