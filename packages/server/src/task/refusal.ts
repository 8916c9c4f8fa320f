import type { TaskError } from '@gongji/store/task';
import { problem } from '../http/problem.ts';
import type { Answer } from '../rest/answer.ts';

type Refused = Extract<Answer<never>, { readonly kind: 'problem' }>;

/** How many reasons a task tells; its page tells all. */
const TOLD = 3;

/** What an answer refuses, as a task tells it: the first reasons, and what to do about the first. */
export function refusalOf({ code, errors }: Pick<Refused, 'code' | 'errors'>): TaskError {
  const whole = problem(code);
  const told = errors.length === 0 ? [whole] : errors.slice(0, TOLD);
  const more = errors.length - told.length;
  const { remedy } = told[0] ?? whole;
  return {
    zh: `${told.map(({ message }) => message.zh).join('；')}${more > 0 ? `，等 ${errors.length} 项` : ''}`,
    en: `${told.map(({ message }) => message.en).join('; ')}${more > 0 ? ` and ${more} more` : ''}`,
    remedyZh: remedy.zh,
    remedyEn: remedy.en,
  };
}
