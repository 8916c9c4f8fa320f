import { yuanText } from '@gongji/domain';
import { type RuleCaseResult, renderText } from '@gongji/engine';
import { inLanguage, type Language } from './language.ts';
import { differenceLines } from './results.ts';

/** A case of a rule for people: who pays what or from when is covered, every step, and what differs. */
export function ruleLines(file: string, result: RuleCaseResult, lang: Language): readonly string[] {
  const { id, title, outcome } = result;
  const head = `${id}${title === undefined ? '' : `  ${inLanguage(title, lang)}`}`;
  const steps =
    outcome.kind === 'refused' || outcome.kind === 'never' ? [] : [renderText(outcome.trace, lang).trimEnd()];
  return [head, ...outcomeLines(outcome, lang), ...steps, ...differenceLines(file, result, lang)];
}

function outcomeLines(outcome: RuleCaseResult['outcome'], lang: Language): readonly string[] {
  switch (outcome.kind) {
    case 'refused':
      return outcome.rejections.map(
        ({ code, message, remedy }) =>
          `  ${lang === 'zh' ? '不予办理' : 'refused'} ${code}: ${inLanguage(message, lang)} → ${inLanguage(remedy, lang)}`,
      );
    case 'covered':
      return [
        `  ${inLanguage(outcome.name, lang)}: ${outcome.firstCoveredOn} – ${outcome.lastCoveredOn ?? '…'}`,
      ];
    case 'suspended':
      return [`  ${inLanguage(outcome.name, lang)}: ${outcome.from} –`];
    case 'retires':
      return [`  ${outcome.dueOn} (${outcome.earliestOn})`];
    case 'never':
      return [lang === 'zh' ? '  没有适用的规则' : '  no rule applies'];
    case 'assessed':
      return outcome.lines.map(
        ({ payer, fund, component, amountFen }) =>
          `  ${payer} → ${fund} (${component}) ${yuanText(amountFen)}`,
      );
  }
}
