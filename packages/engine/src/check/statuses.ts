import type { PolicyModel, Problem } from '../model.ts';
import { finding } from './finding.ts';

/** Whom a policy enrols by status it must be able to tell by age: without bounds an adult passes for a newborn. */
export function checkStatuses(policy: PolicyModel): readonly Problem[] {
  const attribute = policy.attributes.get('personStatus');
  const enrols = [...policy.rules.values()].some(({ section }) => section === 'cover');
  if (attribute === undefined || !enrols) return [];
  const unbounded = attribute.values.filter((status) => !policy.statuses.has(status));
  if (unbounded.length === 0) return [];
  return [
    finding(policy, attribute.at, 'status-unbounded', {
      zh: `人员类别 ${unbounded.join('、')} 没有年龄界限`,
      en: `nothing says the ages of the person status ${unbounded.join(', ')}`,
    }),
  ];
}
