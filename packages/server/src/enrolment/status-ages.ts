import type { Bilingual, CalendarDate } from '@gongji/domain';
import { ageBounds, ageBoundsText, citeText, fitsAge, type PolicyModel } from '@gongji/engine';

/** Whether a person born on a day fits the status by the ages of the policy; without a policy nothing is known against it. */
export function statusFits(
  policy: PolicyModel | undefined,
  status: string,
  { bornOn, on }: { readonly bornOn: CalendarDate; readonly on: CalendarDate },
): boolean {
  return policy === undefined || fitsAge(ageBounds(policy, status, on), bornOn, on);
}

/** The ages of a status and where they stand, to end a sentence: `：须满 60 周岁（《…办法》第三条）`; empty without bounds. */
export function agesRule(policy: PolicyModel | undefined, status: string, on: CalendarDate): Bilingual {
  const bounds = policy === undefined ? undefined : ageBounds(policy, status, on);
  if (policy === undefined || bounds === undefined) return { zh: '', en: '' };
  const ages = ageBoundsText(bounds);
  const cite = (lang: 'zh' | 'en'): string => citeText(bounds.cite, policy.documents, lang);
  return { zh: `：须${ages.zh}（${cite('zh')}）`, en: `: ${ages.en} (${cite('en')})` };
}
