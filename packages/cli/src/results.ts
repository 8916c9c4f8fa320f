import { type Fen, yuanText } from '@gongji/domain';
import type { Assessment, CaseResult, PolicyModel } from '@gongji/engine';
import { inLanguage, type Language } from './language.ts';

/** A case's outcome for people: who pays what, or why not, and what differs from the expectation. */
export function resultLines(
  file: string,
  policy: PolicyModel,
  result: CaseResult,
  lang: Language,
): readonly string[] {
  return [
    ...headLines(result, lang),
    ...outcomeLines(policy, result, lang),
    ...differenceLines(file, result, lang),
  ];
}

function headLines({ id, title, passed }: CaseResult, lang: Language): readonly string[] {
  const verdict = passed ? '' : lang === 'zh' ? '  ✗ 与预期不符' : '  ✗ differs';
  return [`${id}${title === undefined ? '' : `  ${inLanguage(title, lang)}`}${verdict}`];
}

export function differenceLines(
  file: string,
  { differences }: Pick<CaseResult, 'differences'>,
  lang: Language,
): readonly string[] {
  return differences.map(({ field, expected, actual, at }) =>
    lang === 'zh'
      ? `  ${file}:${at.line}: ${field} 应为 ${expected}，实为 ${actual}`
      : `  ${file}:${at.line}: ${field} should be ${expected}, is ${actual}`,
  );
}

function outcomeLines(policy: PolicyModel, { outcome }: CaseResult, lang: Language): readonly string[] {
  if (outcome.kind === 'assessed') return assessmentLines(policy, outcome.assessment, lang);
  return outcome.rejections.map(({ code, message, remedy }) => {
    const refused = lang === 'zh' ? '拒付' : 'refused';
    return `  ${refused} ${code}: ${inLanguage(message, lang)} → ${inLanguage(remedy, lang)}`;
  });
}

const LABELS = {
  zh: {
    total: '费用总额',
    selfPaid: '全自费',
    overLimit: '超限价',
    firstPay: '先行自付',
    inScope: '政策范围内',
    deductible: '起付线',
    provider: '医疗机构负担',
    person: '个人负担',
    account: '个人账户',
    familyAccount: '共济账户',
    cash: '现金',
  },
  en: {
    total: 'total',
    selfPaid: 'self-paid',
    overLimit: 'over limit',
    firstPay: 'first-pay',
    inScope: 'in scope',
    deductible: 'deductible',
    provider: 'provider bears',
    person: 'person',
    account: 'account',
    familyAccount: 'family account',
    cash: 'cash',
  },
} as const;

function assessmentLines(policy: PolicyModel, a: Assessment, lang: Language): readonly string[] {
  const label = LABELS[lang];
  const list = (parts: readonly (readonly [string, Fen])[]): string =>
    parts.map(([name, amount]) => `${name} ${yuanText(amount)}`).join('  ');
  const split = list([
    [label.selfPaid, a.selfPaidFen],
    [label.overLimit, a.overLimitFen],
    [label.firstPay, a.firstPayFen],
    [label.inScope, a.inScopeFen],
    [label.deductible, a.deductibleFen],
  ]);
  const purse = list([
    [label.account, a.accountFen],
    [label.familyAccount, a.familyAccountFen],
    [label.cash, a.cashFen],
  ]);
  const payers = a.payments.map(({ payer, amountFen }) => {
    const name = policy.payers.get(payer)?.name;
    return `  ${name === undefined ? payer : inLanguage(name, lang)} (${payer}) ${yuanText(amountFen)}`;
  });
  const provider = a.providerFen === 0 ? [] : [`  ${label.provider} ${yuanText(a.providerFen)}`];
  return [
    `  ${label.total} ${yuanText(a.totalFen)}: ${split}`,
    ...payers,
    ...provider,
    `  ${label.person} ${yuanText(a.personFen)}: ${purse}`,
  ];
}
