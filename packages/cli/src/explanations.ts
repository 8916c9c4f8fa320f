import {
  type CaseResult,
  type ExplainedStep,
  explain,
  type PolicyModel,
  policyDateOf,
  policyOn,
  renderText,
} from '@gongji/engine';
import type { Language } from './language.ts';

/** Every step of the bill in words; nothing for a refused bill, whose rejections say why. */
export function explainedSteps(policy: PolicyModel, { bill, outcome }: CaseResult): readonly ExplainedStep[] {
  if (outcome.kind === 'refused') return [];
  return explain(policyOn(policy, policyDateOf(policy, bill.dates)), outcome.assessment);
}

export function explainedText(policy: PolicyModel, result: CaseResult, language: Language): string {
  return renderText(explainedSteps(policy, result), language).trimEnd();
}
