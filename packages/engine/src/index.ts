export * from './adjudicate-stay.ts';
export * from './assessment.ts';
export * from './bilingual-rejection.ts';
export * from './bill.ts';
export * from './cases/case-model.ts';
export type { CaseDifference } from './cases/compare.ts';
export * from './cases/load-cases.ts';
export type { RuleCaseModel } from './cases/rule-case.ts';
export * from './cases/run-case.ts';
export * from './cases/run-rule-case.ts';
export * from './check/check-policy.ts';
export * from './check/coverage.ts';
export * from './compile.ts';
export * from './compile-problems.ts';
export * from './compiled-policy.ts';
export * from './contribution/account-credit.ts';
export * from './contribution/account-interest.ts';
export * from './contribution/assess-batch.ts';
export * from './contribution/assess-contribution.ts';
export * from './contribution/charges.ts';
export {
  type CoverRequest,
  type CoverStart,
  coverStart,
} from './contribution/cover-start.ts';
export * from './contribution/enrolment-window.ts';
export { inputName } from './contribution/inputs.ts';
export type { MoneyAssessment, MoneyOutcome } from './contribution/money.ts';
export type { PaymentLine, Refused, RuleValue } from './contribution/run-rule.ts';
export * from './diff/diff-policies.ts';
export type { PolicyDifference } from './diff/difference.ts';
export * from './diff/list-questions.ts';
export * from './encode.ts';
export * from './explain.ts';
export { factValueText } from './fact-words.ts';
export * from './facts.ts';
export type { AttributeSlot, BenefitIr, CounterSlot } from './ir.ts';
export * from './load/load-policy.ts';
export { loadOverlayHead, type OverlayHead } from './load/overlay.ts';
export * from './model.ts';
export * from './period.ts';
export * from './policy-on.ts';
export * from './replay/columns.ts';
export * from './replay/run.ts';
export * from './schema/schemas.ts';
export * from './split-stay.ts';
export * from './table.ts';
export * from './trace-reading.ts';
export { partyName } from './value-names.ts';
