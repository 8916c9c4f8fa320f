import type { PolicyModel, Problem } from '../model.ts';
import { expressionsOf, partsOf } from './expressions.ts';
import { finding } from './finding.ts';

/**
 * Missed years are often paid for long after enrolling. A way in that lets them shorten the waiting and does not look at the day of
 * that payment begins benefits as if they had been paid at once: possibly before any money came.
 */
export function checkMadeUpDays(policy: PolicyModel): readonly Problem[] {
  return [...policy.rules.values()].flatMap(({ section, name, steps, at }) => {
    const parts = steps.flatMap(expressionsOf).flatMap(partsOf);
    const reads = (input: string) => parts.some((part) => part.kind === 'name' && part.name === input);
    if (section !== 'cover' || !reads('yearsMadeUp') || reads('madeUpOn')) return [];
    return [
      finding(policy, at, 'made-up-day-unread', {
        zh: `参保途径 ${name.zh} 因补缴断保年度缩短等待，但未写明补缴后自哪天起享受待遇`,
        en: `${name.en}: paying for missed years shortens the waiting, and nothing says from which day after that payment`,
      }),
    ];
  });
}
